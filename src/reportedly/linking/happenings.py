"""What linking looks at: one row for each incident of one report, with everything the report says of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.lexicon.link_weights import load_families
from reportedly.linking import participants
from reportedly.linking.wording import EMPTY_SKETCH, Sketch, rarest, sketch, terms, vector
from reportedly.records import Claim, Mention, Reading, Toll, When, Where, normalised

REAL = ("actual", "denied", "alleged")
_WINDOW = 160  # characters on either side of a mention that are read as its context
_OPENING = 400  # characters at the start of a report that say what it is about
_TOPICS = 12

Range = tuple[int, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One incident of one report. Dates are day numbers (`date.toordinal`), unknown values None or empty."""

    id: str
    report: str
    published: int | None = None
    lead: bool = False
    types: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    general: bool = False
    kinds: frozenset[str] = frozenset()
    start: int | None = None
    end: int | None = None
    day_precise: bool = False
    spots: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    latitude: float | None = None
    longitude: float | None = None
    agents: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    known_agents: frozenset[str] = frozenset()
    known_targets: frozenset[str] = frozenset()
    killed: Range | None = None
    wounded: Range | None = None
    killed_span: Range | None = None
    wounded_span: Range | None = None
    sketch: Sketch = EMPTY_SKETCH
    topics: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()

    @property
    def lead_day(self) -> int | None:
        """When the report that leads with this incident was published."""
        return self.published if self.lead else None


def day_number(iso: str | None) -> int | None:
    """The day number of an ISO date or date-time, or None where it is none.

    >>> day_number("2021-06-29T10:00:00+02:00") == day_number("2021-06-29")
    True
    """
    if iso is None:
        return None
    try:
        return date.fromisoformat(iso[:10]).toordinal()
    except ValueError:
        return None


def happenings_of(readings: Iterable[Reading]) -> tuple[Happening, ...]:
    """The linkable incidents of some readings, ordered by id; statements and mere plans are none."""
    found = {h.id: h for reading in readings for h in happenings_in(reading)}
    return tuple(found[key] for key in sorted(found))


def happenings_in(reading: Reading) -> Iterator[Happening]:
    """The linkable incidents of one reading."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    claims: dict[str, list[Claim]] = defaultdict(list)
    for mention in reading.mentions:
        if mention.incident is not None and mention.status in REAL and mention.type in load_families():
            mentions[mention.incident].append(mention)
    for claim in reading.claims:
        if claim.incident in mentions:
            claims[claim.incident].append(claim)
    if not mentions:
        return
    lead = min(mentions, key=lambda key: (min(m.trigger.start for m in mentions[key]), key))
    for key, group in mentions.items():
        yield _happening(reading, key, group, claims[key], key == lead)


def _happening(
    reading: Reading,
    key: str,
    mentions: Sequence[Mention],
    claims: Sequence[Claim],
    lead: bool,
) -> Happening:
    """One row: what these mentions and claims say together."""
    when = _sharpest([m.when for m in mentions] + [c.value for c in claims if isinstance(c.value, When)])
    where = [w for m in mentions for w in m.where] + [c.value for c in claims if isinstance(c.value, Where)]
    precise = [w for w in where if w.precision is not None and w.precision <= 3]
    point = next((w for w in precise if w.latitude is not None), None)
    tolls = [c.value for c in claims if isinstance(c.value, Toll) and c.status == "actual" and not c.value.part_of]
    agents = [n for m in mentions for n in m.agents]
    targets = [n for m in mentions for n in m.targets]
    types = frozenset(m.type for m in mentions)
    families = load_families()
    known = [families[kind] for kind in types]
    words = vector(terms(_context(reading, mentions, claims, lead)))
    return Happening(
        id=key,
        report=reading.report.id,
        published=day_number(reading.report.published),
        lead=lead,
        types=types,
        families=frozenset(family.name for family in known),
        general=all(family.general for family in known),
        kinds=frozenset(family.kind for family in known),
        start=day_number(when.start) if when else None,
        end=day_number(when.end or when.start) if when else None,
        day_precise=when is not None and when.precision == 1,
        spots=frozenset(spot_key(w) for w in precise or where if w.precision is None or w.precision <= 3),
        regions=frozenset(f"{w.country}/{normalised(w.admin1)}" for w in where if w.country and w.admin1),
        countries=frozenset(w.country for w in where if w.country),
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
        agents=participants.keys(agents),
        targets=participants.keys(targets),
        known_agents=participants.known(agents),
        known_targets=participants.known(targets),
        killed=_headline(claims, "killed"),
        wounded=_headline(claims, "wounded"),
        killed_span=_span(claims, "killed"),
        wounded_span=_span(claims, "wounded"),
        names=frozenset(normalised(p.name) for toll in tolls for p in toll.names if " " in p.name.strip()),
        sketch=sketch(words),
        topics=rarest(words, _TOPICS),
    )


def spot_key(where: Where) -> str:
    """What makes two places one: the gazetteer's id, or else the name in its country."""
    return where.place or f"{where.country or '?'}:{normalised(where.name)}"


def _sharpest(whens: Iterable[object]) -> When | None:
    """The date that most of the words agree on; among equals the most precise, then the earliest."""
    known = [w for w in whens if isinstance(w, When) and w.start is not None]
    if not known:
        return None
    votes = Counter((w.start, w.end) for w in known)
    return min(known, key=lambda w: (w.precision or 9, -votes[w.start, w.end], w.start or "", w.end or ""))


def _headline(claims: Sequence[Claim], field: str) -> Range | None:
    """The toll that stands first in the report: the one it leads with."""
    _, low, high = min(_stated(claims, field), key=lambda row: (row[0], row[1]), default=(0, None, None))
    return None if low is None else (low, high)


def _span(claims: Sequence[Claim], field: str) -> Range | None:
    """From the least to the most that any source of the report states: a report that disputes a figure knows both."""
    stated = list(_stated(claims, field))
    if not stated:
        return None
    highs = [high for _, _, high in stated]
    return min(low for _, low, _ in stated), None if None in highs else max(h for h in highs if h is not None)


def _stated(claims: Sequence[Claim], field: str) -> Iterator[tuple[int, int, int | None]]:
    """Where a toll for all stands, and its range."""
    for claim in claims:
        toll = claim.value
        if claim.field != field or claim.status != "actual" or not isinstance(toll, Toll) or toll.part_of:
            continue
        if toll.low is not None:
            yield claim.span.start, toll.low, toll.high


def _context(reading: Reading, mentions: Sequence[Mention], claims: Sequence[Claim], lead: bool) -> str:
    """The words around what is said of an incident; the incident a report leads with owns all of it.

    Title and opening are taken twice then, because they say what the report is about.
    """
    report = reading.report
    if lead:
        return "\n".join((report.title or "", report.text[:_OPENING], report.text))
    spans = [m.trigger for m in mentions] + [c.span for c in claims]
    parts, done = [], 0
    for start, end in sorted((max(0, s.start - _WINDOW), s.end + _WINDOW) for s in spans):
        if end > done:
            parts.append(_whole_words(report.text, max(start, done), end))
            done = end
    return " ".join(parts)


def _whole_words(text: str, start: int, end: int) -> str:
    """A stretch of text without the words that its edges cut; the end may lie behind the text.

    >>> _whole_words("Police opened fire.", 2, 14)
    'opened'
    """
    end = min(end, len(text))
    while start < end and start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start += 1
    while end > start and end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end -= 1
    return text[start:end].strip()
