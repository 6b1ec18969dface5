"""Low, best and high of one toll drawn on a line, with every claim as a mark on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reportedly.records import Estimate, Incident, Toll
from reportedly.web.view.scale import Scale, scale_of
from reportedly.wording import Line, Sheet, number

WIDTH, EDGE, LANE, RADIUS = 640, 14, 11, 4.5
_CLOSEST = 2 * RADIUS + 1


@dataclass(frozen=True, slots=True)
class Dot:
    """One claim on the line: where it stands, how far its own range goes, and how it is to be read out.

    `x2` is where the range ends; `open` means that it has no upper end. Pixels of a drawing `WIDTH` wide.
    """

    claim: str
    number: int
    x: float
    x2: float
    y: float
    open: bool
    label: str
    disputed: bool
    replaced: bool


@dataclass(frozen=True, slots=True)
class Range:
    """One toll: its estimate, its groups of victims in words, and the drawing; `unplaced` are claims without a number."""

    field: str
    estimate: Estimate
    open_above: bool
    groups: tuple[str, ...]
    low: float | None
    best: float | None
    high: float | None
    dots: tuple[Dot, ...]
    unplaced: tuple[Line, ...]
    ticks: tuple[tuple[float, str], ...]
    base: float
    height: float
    log: bool

    @property
    def words(self) -> str:
        """What the drawing shows, for those who do not see it."""
        figures = (("low", self.estimate.low), ("best", self.estimate.best), ("high", self.estimate.high))
        told = ", ".join(f"{name} {number(value)}" for name, value in figures)
        return f"{self.field}: {told}; {len(self.dots)} claims with a figure"


def ranges_of(incident: Incident, sheet: Sheet) -> tuple[Range, ...]:
    """A drawing for every toll that has a total."""
    return tuple(_range(e, incident, sheet) for e in incident.estimates if e.victims == "all")


def _range(estimate: Estimate, incident: Incident, sheet: Sheet) -> Range:
    told = [(c.source, line) for c in sheet.columns for line in c.cells.get(estimate.field, ())]
    stated = [
        (name, line, v) for name, line in told if isinstance(v := line.claim.value, Toll) and v.low is not None
    ]
    ends = [n for _, _, v in stated for n in (v.low, v.high) if n is not None]
    figures = [n for n in (estimate.low, estimate.best, estimate.high) if n is not None]
    scale = scale_of([*ends, *figures], start=EDGE, end=WIDTH - EDGE)
    dots = tuple(_stacked(_dots(stated, scale)))
    lanes = max((dot.y for dot in dots), default=0)
    base = lanes + LANE
    return Range(
        field=estimate.field,
        estimate=estimate,
        open_above=any("leave it open above" in reason for reason in estimate.because),
        groups=tuple(_groups(incident, estimate)),
        low=_at(scale, estimate.low),
        best=_at(scale, estimate.best),
        high=_at(scale, estimate.high),
        dots=tuple(_upright(dots, base)),
        unplaced=tuple(line for _, line in told if all(line is not other for _, other, _ in stated)),
        ticks=tuple((scale.at(t), number(t)) for t in scale.ticks()),
        base=base,
        height=base + 28,
        log=scale.log,
    )


def _at(scale: Scale, value: int | None) -> float | None:
    return None if value is None else scale.at(value)


def _dots(stated: Iterable[tuple[str, Line, Toll]], scale: Scale) -> Iterator[Dot]:
    """The claims in order of their figures; one that says no more than "dozens" stands where its convention puts it."""
    for name, line, toll in sorted(stated, key=lambda s: (s[2].low or 0, s[1].number or 0)):
        low = toll.low or 0
        yield Dot(
            claim=line.claim.id,
            number=line.number or 0,
            x=scale.at(low),
            x2=scale.at(toll.high) if toll.high is not None else scale.at(low),
            y=0,
            open=toll.high is None,
            label=f"{'was ' if line.replaced else ''}{line.value} – {name}",
            disputed=line.disputed,
            replaced=line.replaced,
        )


def _stacked(dots: Iterable[Dot]) -> Iterator[Dot]:
    """Each dot in the lowest lane in which it touches no other; `y` counts upwards from the line."""
    ends: list[float] = []
    for dot in dots:
        lane = next((n for n, end in enumerate(ends) if dot.x - end >= _CLOSEST), len(ends))
        ends[lane : lane + 1] = [max(dot.x2, dot.x + (12 if dot.open else 0))]
        yield _moved(dot, (lane + 1) * LANE)


def _upright(dots: Iterable[Dot], base: float) -> Iterator[Dot]:
    return (_moved(dot, base - dot.y) for dot in dots)


def _moved(dot: Dot, y: float) -> Dot:
    return replace(dot, y=y)


def _groups(incident: Incident, total: Estimate) -> Iterator[str]:
    """The groups of victims beside the total: "child 2–3"."""
    for row in incident.estimates:
        if row.field == total.field and row.victims not in ("all", "unknown"):
            low, high = number(row.low), number(row.high)
            yield f"{row.victims} {low if low == high else f'{low}–{high}'}"
