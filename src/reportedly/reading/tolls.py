"""How many: stated numbers of people killed, wounded, missing, detained, abducted or displaced."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.reading.findings import TollFinding
from reportedly.reading.parse import Parse
from reportedly.reading.toll_groups import Counts, Group
from reportedly.reading.toll_harm import Harm, find_harm
from reportedly.reading.toll_parts import parts_of
from reportedly.reading.toll_status import status_of
from reportedly.reading.toll_totals import find_totals
from reportedly.reading.victim_kinds import categories_of
from reportedly.records import Victims


def find_tolls(parse: Parse) -> tuple[TollFinding, ...]:
    """Every stated toll of a report, in order."""
    counts = Counts(parse.doc)
    found: dict[tuple[str, int], TollFinding] = {}
    for harm, group in _counted(parse, counts):
        for finding in (_finding(parse, harm, group), *parts_of(parse, counts, harm, group)):
            found.setdefault((finding.field, finding.head), finding)
    for finding in find_totals(parse, counts):
        found.setdefault((finding.field, finding.head), finding)
    return tuple(sorted(found.values(), key=lambda f: (f.span.start, f.span.end, f.field)))


def _counted(parse: Parse, counts: Counts) -> Iterator[tuple[Harm, Group]]:
    """Every word of harm with each counted group that it harms."""
    for harm in find_harm(parse.doc):
        for group in counts.groups(harm.patient):
            yield harm, group


def _finding(parse: Parse, harm: Harm, group: Group) -> TollFinding:
    doc = parse.doc
    categories = categories_of(group.noun, group.start) if group.noun is not None else ()
    span = parse.span_of(doc[group.start : group.end])
    victims = Victims(description=span.words, category=categories)
    return TollFinding(
        field=harm.field,
        toll=group.number.toll().model_copy(update={"victims": victims}),
        span=span,
        head=group.head.i,
        trigger=harm.trigger.i,
        status=status_of(harm.trigger),
    )
