"""How many: stated numbers of people killed, wounded, missing, detained, abducted or displaced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportedly.reading.findings import TollFinding
from reportedly.reading.parse import Parse
from reportedly.reading.tolls.arguments import has_subject
from reportedly.reading.tolls.findings import Found, finding_of
from reportedly.reading.tolls.groups import Counts, Group
from reportedly.reading.tolls.harm import Harm, find_harm
from reportedly.reading.tolls.nearby import extended, nearby_group, told_otherwise
from reportedly.reading.tolls.parts import find_parts
from reportedly.reading.tolls.person_book import PersonBook
from reportedly.reading.tolls.running import running_totals
from reportedly.reading.tolls.self import group_of_oneself
from reportedly.reading.tolls.totals import find_totals
from reportedly.reading.tolls.untold import told_apart
from reportedly.reading.tolls.victim_context import kinds_in_context
from reportedly.records import Attribution


def find_tolls(parse: Parse, attributions: Sequence[Attribution] = ()) -> tuple[TollFinding, ...]:
    """Every stated toll of a report, in order; whoever says a toll is not counted in it."""
    counts = Counts(parse.doc)
    found: dict[tuple[str, int], Found] = {}
    for harm in find_harm(parse.doc):
        for group in _groups(counts, harm):
            found.setdefault((harm.field, group.number.core), Found(harm, group))
    for harm, group in extended(counts, [(f.harm, f.group) for f in found.values()]):
        if not _says_it(harm, group, attributions):
            found.setdefault((harm.field, group.number.core), Found(harm, group))
    for harm, group in find_totals(parse.doc, counts):
        found.setdefault((harm.field, group.number.core), Found(harm, group))
    for part in find_parts(parse.doc, counts, list(found.values())):
        found.setdefault((part.harm.field, part.group.number.core), part)
    groups = [f for f in found.values() if not _presupposed(f, found)]
    if not groups:
        return ()
    people, kinds = PersonBook(parse), kinds_in_context(parse.doc, groups)
    running = running_totals(parse.doc, groups)
    findings = (
        finding_of(
            parse,
            each,
            names=people.people_of(each.group),
            kinds=kinds[each.group.number.core],
            running=each.group.number.core in running,
        )
        for each in groups
    )
    return tuple(sorted(findings, key=lambda f: (f.span.start, f.span.end, f.field)))


def _groups(counts: Counts, harm: Harm) -> Iterator[Group]:
    """The counted groups that a word of harm harms."""
    if harm.how == "self":
        group = group_of_oneself(counts, harm)
        if group is not None:
            yield group
        return
    groups: list[Group] = []
    if harm.patient is not None:
        if harm.how == "before":
            one = counts.group(harm.patient)
            groups = [one] if one and _counted_with_state(harm, one) else []
        else:
            groups = counts.groups(harm.patient)
    if harm.how in ("verb", "state"):
        near = nearby_group(counts, harm.trigger)
        if (
            near
            and near.number.core not in {g.number.core for g in groups}
            and not (groups and has_subject(harm.trigger))
        ):
            groups = [near]
    for group in groups:
        if _counts_harm(harm, group) and not told_otherwise(harm, group):
            yield group


def _presupposed(wounded: Found, found: Mapping[tuple[str, int], Found]) -> bool:
    """Whether a number of "the wounded" only tells who died: "34 of the wounded have since died"."""
    harm, number = wounded.harm, wounded.group.number
    sufferer = harm.field == "wounded" and harm.how == "count" and harm.trigger.i >= number.end
    return sufferer and ("killed", number.core) in found and harm.trigger.nbor(-1).lower_ == "the"


def _says_it(harm: Harm, group: Group, attributions: Sequence[Attribution]) -> bool:
    """Whether this is the source of the words of harm: "killed five people, a spokesman for the governor said"."""
    person, trigger = harm.trigger.doc[group.number.core].idx, harm.trigger.idx
    return any(
        said.source is not None
        and said.source.span is not None
        and said.source.span.start <= person < said.source.span.end
        and any(part.start <= trigger < part.end for part in said.content)
        for said in attributions
    )


def _counted_with_state(harm: Harm, group: Group) -> bool:
    """Whether "four dead bodies" or "a wounded soldier" is said here; "two of the wounded men" presupposes it."""
    first = harm.trigger.doc[group.start]
    if group.stated:
        return not any(
            t.lower_ in ("the", "these", "those") for t in harm.trigger.doc[group.number.end : harm.trigger.i]
        )
    return first.lower_ in ("a", "an", "another")


def _counts_harm(harm: Harm, group: Group) -> bool:
    """Whether the group may be counted under this word: casualties only when there were none; nouns only in number."""
    if group.number.high != 0 and not told_apart(harm.trigger):
        return False
    if harm.field == "detained" and group.number.high == 0:
        return False
    if harm.how != "count":
        return True
    if harm.trigger.lemma_ == "casualty":
        return group.number.high == 0
    return group.stated
