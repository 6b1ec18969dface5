"""Which triggers the grammar ties together: "killed in the strikes", "an attack that wounded", "a blast left four dead"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from reportedly.lexicon.cues import load_cues
from reportedly.lexicon.events import load_event_types
from reportedly.reading.events.mention_triggers import objects, subjects
from reportedly.records import Mention

_THROUGH = frozenset({"in", "by", "during", "of", "from", "with", "as", "at"})
_UP = frozenset({"prep", "agent", "nsubj", "nsubjpass", "dobj", "attr", "relcl", "acl", "xcomp", "oprd", "acomp", "pobj", "appos",
                 "compound", "amod", "nmod", "pcomp", "poss"})  # fmt: skip
_REACH = 14  # words between an event and a clause on it
_SAME_MOMENT = frozenset({"when", "as", "while", "where", "in", "by"})
# "an explosion caused 12 deaths": verbs whose subject and object are one happening.
_EQUATING = frozenset({"leave", "cause", "result", "kill", "claim", "include", "involve", "constitute", "be", "mark", "represent", "become",
                       "carry", "wound", "injure", "see", "inflict", "produce", "end", "damage", "destroy", "target", "hit", "strike"})  # fmt: skip


def linked(tokens: Sequence[Token], mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Pairs of mention numbers that the parse ties into one happening."""
    number = {token.i: n for n, token in enumerate(tokens)}
    harm = [load_event_types()[mention.type].kind == "harm" or mention.type == "killing" for mention in mentions]
    for n, token in enumerate(tokens):
        for other in _above(token, number, harm):
            yield n, other


def _above(token: Token, number: dict[int, int], harm: Sequence[bool]) -> Iterator[int]:
    start, node = number[token.i], token
    for _ in range(8):
        head = node.head
        if head == node:
            return
        if node.dep_ == "conj" and harm[start] and (state := _state(head, number, harm)) is not None:
            yield state
            return
        if (answered := _answered(node, number)) is not None or (answered := _answered(head, number)) is not None:
            yield answered
            return
        if not _goes_on(node, number, harm, start):
            return
        if head.i in number:
            yield number[head.i]
            return
        if node.dep_ in {"relcl", "acl"} and (before := _before(head, number)) is not None:
            yield before
            return
        if head.pos_ in {"VERB", "AUX"}:
            if head.lemma_.lower() in load_cues().speech:
                return
            beside = [
                each.i for each in (*subjects(head), *objects(head)) if each.i in number and each.i != token.i
            ]
            if head.lemma_ in _EQUATING and beside:
                yield from (number[index] for index in beside)
                return
        node = head


def _state(verb: Token, number: dict[int, int], harm: Sequence[bool]) -> int | None:
    """The harm told by an adjective after "be": "seven are dead and sixty were injured"."""
    found = (number[child.i] for child in verb.children if child.dep_ == "acomp" and child.i in number)
    return next((each for each in found if harm[each]), None)


def _before(noun: Token, number: dict[int, int]) -> int | None:
    """The event noun that a clause belongs to when it stands behind its time or place: "strikes last week that killed"."""
    for index in range(noun.i - 1, max(noun.sent.start, noun.i - 8) - 1, -1):
        if index in number:
            return number[index] if noun.doc[index].pos_ == "NOUN" else None
        if noun.doc[index].pos_ in {"VERB", "AUX"}:
            return None
    return None


def _answered(clause: Token, number: dict[int, int]) -> int | None:
    """The event that a relative clause stands behind where the parse ties it to the one that answers it.

    "A revenge attack for strikes that left 32 dead", "the attack was in retaliation for strikes last week in which 32 died".
    """
    if clause.dep_ not in {"relcl", "advcl", "ccomp"}:
        return None
    opening = clause.left_edge
    if not any(token.tag_ in {"WDT", "WP"} for token in clause.doc[opening.i : opening.i + 2]):
        return None
    for index in range(opening.i - 1, max(clause.sent.start, opening.i - _REACH) - 1, -1):
        token = clause.doc[index]
        if index in number:
            return number[index] if _answers(token) else None
        if token.pos_ in {"VERB", "AUX"}:
            return None
    return None


def _answers(event: Token) -> bool:
    """Whether an event is what another one is done for: "reprisal for strikes", "a response to the strikes"."""
    return event.dep_ == "pobj" and event.head.lower_ in {"for", "to"} and event.head.head.pos_ == "NOUN"


def _goes_on(node: Token, number: dict[int, int], harm: Sequence[bool], start: int) -> bool:
    """Whether the step from a word to its head stays within one happening."""
    dep, head = node.dep_, node.head
    if dep == "pobj":
        return head.lower_ in _THROUGH
    if dep == "advcl":
        marks = {child.lower_ for child in node.children if child.dep_ in {"mark", "advmod"}}
        return (
            not marks
            or bool(marks & _SAME_MOMENT)
            or ("after" in marks and head.i in number and harm[number[head.i]] and not harm[start])
        )
    if dep == "conj":
        if node.pos_ not in {"VERB", "AUX", "ADJ"}:
            return node.i in number and head.i in number and harm[number[node.i]] and harm[number[head.i]]
        if head.i in number and node.i in number and harm[number[head.i]] and harm[number[node.i]]:
            return True
        return not subjects(node)
    if dep == "ccomp":
        return head.lemma_ in _EQUATING
    return dep in _UP
