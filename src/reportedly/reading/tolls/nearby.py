"""What stands beside a word of harm, where the parse shows nobody or the wrong people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from reportedly.lexicon.harm import load_harm
from reportedly.lexicon.victims import load_victims
from reportedly.reading.tolls.arguments import aims
from reportedly.reading.tolls.groups import Counts, Group
from reportedly.reading.tolls.harm import VERB_TAGS, Harm

_BETWEEN = frozenset(("AUX", "ADV", "PART"))
_LIST = frozenset((",", "and", "as", "well", "along", "with", "plus"))


def nearby_group(counts: Counts, trigger: Token) -> Group | None:
    """The group right after "killing", or right before "were killed" with only auxiliaries and adverbs between.

    Neighbours tell more than the parse: "six were killed and several injured" has two subjects.
    """
    if any(c.dep_ == "dobj" for c in trigger.children):
        return None
    return _after(counts, trigger) or _before(counts, trigger)


def told_otherwise(harm: Harm, group: Group) -> bool:
    """Whether another word of harm in or right after the group claims it: "67 dead and 1,000 wounded", "two are missing"."""
    doc, states = harm.trigger.doc, load_harm().states
    if group.noun is not None and states.get(group.noun.lower_, harm.field) != harm.field:
        return True
    i, skipped = group.end, ("ADV", "AUX") if harm.trigger.i < group.start else ("ADV",)
    while i < len(doc) and doc[i].pos_ in skipped:
        i += 1
    if i >= len(doc) or i == harm.trigger.i or group.start == harm.trigger.i + 1:
        return False
    field = states.get(doc[i].lower_)
    return field is not None and field != harm.field and not (doc[i].dep_ == "amod" and doc[i].head.i > i)


def extended(counts: Counts, found: Sequence[tuple[Harm, Group]]) -> Iterator[tuple[Harm, Group]]:
    """The fellows of a group in a list that the parse lost: "killing six civilians and five militiamen"."""
    taken = {group.number.core for _, group in found}
    for harm, group in found:
        if harm.how in ("count", "self") or group.number.high == 0:
            continue
        step = _next if harm.trigger.i < group.start or harm.how == "among" else _previous
        if step is _previous:
            along = _along(counts, harm.trigger)
            if along is not None and along.number.core not in taken:
                taken.add(along.number.core)
                yield harm, along
        fellow = step(counts, group, harm.trigger.i)
        while fellow is not None and fellow.number.core not in taken:
            taken.add(fellow.number.core)
            yield harm, fellow
            fellow = step(counts, fellow, harm.trigger.i)


def _next(counts: Counts, group: Group, trigger: int) -> Group | None:
    """The fellow that follows; a verb after it claims it for itself, unless it is the verb before the word of harm."""
    doc, i = counts.doc, group.end
    while i < len(doc) and doc[i].lower_ in _LIST:
        i += 1
    if i == group.end or i >= len(doc):
        return None
    number = counts.starting(i)
    fellow = counts.counted(number) if number else counts.single_from(i)
    if fellow is None or fellow.noun is None or fellow.end >= len(doc):
        return None
    after = doc[fellow.end]
    claimed = after.pos_ in ("AUX", "VERB") or after.lower_ in load_harm().states
    return None if claimed and trigger < after.i else fellow


def _along(counts: Counts, trigger: Token) -> Group | None:
    """Who else was harmed, told after the verb: "were injured along with three bystanders"."""
    doc, i = counts.doc, trigger.i + 1
    if i + 2 >= len(doc) or doc[i].lower_ not in ("along", "together") or doc[i + 1].lower_ != "with":
        return None
    number = counts.starting(i + 2)
    return counts.counted(number) if number else counts.single_from(i + 2)


def _previous(counts: Counts, group: Group, trigger: int) -> Group | None:
    """The fellow that stands before."""
    doc, i = counts.doc, group.start
    while i > 0 and doc[i - 1].lower_ in _LIST:
        i -= 1
    if i == group.start or i == 0:
        return None
    fellow = counts.group(doc[i - 1])
    if fellow is None or not fellow.stated or fellow.end != i or fellow.noun is None:
        return None
    return fellow


def _after(counts: Counts, trigger: Token) -> Group | None:
    number = counts.starting(trigger.i + 1)
    if number is None or trigger.tag_ not in VERB_TAGS:
        return None
    return counts.counted(number)


def _before(counts: Counts, trigger: Token) -> Group | None:
    doc, i = trigger.doc, trigger.i - 1
    while i >= 0 and (doc[i].pos_ in _BETWEEN or doc[i].lower_ in ("left", "reported", "found", "been")):
        i -= 1
    if _is_parenthood(doc, i) or aims(trigger):
        return None
    if i < 0 or (trigger.tag_ in ("VBG", "VB", "VBZ") and trigger.lower_ not in load_harm().states):
        return None
    group = counts.group(doc[i])
    if group is not None and group.start and doc[group.start - 1].lower_ in load_harm().openers:
        return None
    return group if group is not None and group.stated and group.end == i + 1 else None


def _is_parenthood(doc: Doc, i: int) -> bool:
    """Whether the number counts somebody's children: "a mother of three is dead"."""
    return i > 1 and doc[i - 1].lower_ == "of" and doc[i - 2].lemma_.lower() in load_victims().kin
