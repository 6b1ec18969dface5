"""How a toll moved: what each source said of it at which time, as steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from reportedly.records import TOLL_FIELDS, Claim, Report, Toll
from reportedly.web.view.scale import Scale, scale_of
from reportedly.wording import Sheet, number

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 420, 220, 44, 116, 12, 26
MOST_NAMED = 6
_LINE = 13


@dataclass(frozen=True, slots=True)
class Point:
    """One claim at its time."""

    claim: str
    x: float
    y: float
    label: str
    replaced: bool


@dataclass(frozen=True, slots=True)
class Path:
    """What one source said over time. `style` numbers the line, 0 for those that stay in the background."""

    source: str
    points: tuple[Point, ...]
    steps: str
    style: int
    label_y: float | None


@dataclass(frozen=True, slots=True)
class Moves:
    """The drawing of one toll over time; `undated` claims come from reports without a date and are not drawn."""

    field: str
    paths: tuple[Path, ...]
    days: tuple[tuple[float, str], ...]
    ticks: tuple[tuple[float, str], ...]
    undated: int


@dataclass(frozen=True, slots=True)
class _Said:
    at: datetime
    start: int
    low: int
    claim: str
    value: str
    replaced: bool


def moves_of(sheet: Sheet) -> Moves | None:
    """The drawing of the first toll that was told at more than one time; None where none was."""
    for field in TOLL_FIELDS:
        told = {
            c.source: [
                s
                for line in c.cells.get(field, ())
                for s in _said(line.claim, line.report, line.value, line.replaced)
            ]
            for c in sheet.columns
        }
        held = {name: sorted(said, key=lambda s: (s.at, s.start)) for name, said in told.items() if said}
        if len({s.at for said in held.values() for s in said}) > 1:
            lines = sum(len(c.cells.get(field, ())) for c in sheet.columns)
            return _drawn(field, held, lines - sum(map(len, held.values())))
    return None


def _said(claim: Claim, report: Report, value: str, replaced: bool) -> Iterator[_Said]:
    at = moment(report.published)
    toll = claim.value
    if isinstance(toll, Toll) and toll.low is not None and not (toll.part_of or toll.cumulative) and at:
        yield _Said(at, claim.span.start, toll.low, claim.id, value, replaced)


def moment(published: str | None) -> datetime | None:
    """A date or date-time as a moment in UTC; None where it is none.

    >>> moment("2016-11-10T15:50:40+02:00")
    datetime.datetime(2016, 11, 10, 13, 50, 40, tzinfo=datetime.timezone.utc)
    """
    try:
        found = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def _drawn(field: str, held: dict[str, list[_Said]], undated: int) -> Moves:
    times = [s.at.timestamp() for said in held.values() for s in said]
    across = Scale(min(times), max(times), LEFT, WIDTH - RIGHT)
    up = scale_of((s.low for said in held.values() for s in said), start=HEIGHT - BOTTOM, end=TOP)
    ranked = sorted(held, key=lambda name: (-len({s.at for s in held[name]}), -_now(held[name]), name))
    ends = {name: up.at(_now(held[name])) for name in ranked[:MOST_NAMED]}
    labels = dict(zip(sorted(ends, key=lambda n: ends[n]), _apart(sorted(ends.values())), strict=True))
    return Moves(
        field=field,
        paths=tuple(
            _path(name, held[name], across, up, n + 1 if n < MOST_NAMED else 0, labels.get(name))
            for n, name in reversed(list(enumerate(ranked)))
        ),
        days=tuple(_days(min(times), max(times), across)),
        ticks=tuple((up.at(t), number(t)) for t in up.ticks(4)),
        undated=undated,
    )


def _path(name: str, said: Sequence[_Said], across: Scale, up: Scale, style: int, label_y: float | None) -> Path:
    points = [
        Point(s.claim, across.at(s.at.timestamp()), up.at(s.low), f"{s.value} – {name}, {_day(s.at)}", s.replaced)
        for s in said
    ]
    first = list({p.x: p for p in reversed(points)}.values())[
        ::-1
    ]  # what is told first at a time is the figure for all
    steps = f"M{first[0].x} {first[0].y}" + "".join(f"H{p.x}V{p.y}" for p in first[1:])
    return Path(name, tuple(points), steps if len(first) > 1 else "", style, label_y)


def _now(said: Sequence[_Said]) -> int:
    """The figure that a source gives last: the first of those it gives at that time."""
    return next(s.low for s in said if s.at == said[-1].at)


def _apart(places: Sequence[float]) -> Iterator[float]:
    """Places for labels, from the top down, none nearer to the one above than a line.

    >>> list(_apart([10, 12, 40]))
    [10, 23, 40]
    """
    last = -1e9
    for place in places:
        last = max(place, last + _LINE)
        yield last


def _days(first: float, last: float, across: Scale) -> Iterator[tuple[float, str]]:
    """Marks on the axis of time: hours within two days, days within months, else months and years."""
    start, end = (datetime.fromtimestamp(t, UTC) for t in (first, last))
    span = end - start
    marks: Iterable[datetime] = (start + span * n / 3 for n in range(4))
    form = "%d %b %Y" if span > timedelta(days=300) else "%d %b" if span > timedelta(days=3) else "%a %H:%M"
    seen = set()
    for mark in marks:
        words = mark.strftime(form).lstrip("0")
        if words not in seen:
            seen.add(words)
            yield across.at(mark.timestamp()), words


def _day(at: datetime) -> str:
    return at.strftime("%d %B %Y").lstrip("0") + (at.strftime(", %H:%M") if at.hour or at.minute else "")
