"""Which tolls are running totals over several incidents: "since January more than 40 were killed"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from reportedly.lexicon.harm import load_harm
from reportedly.reading.tolls.findings import Found

_STOPS = frozenset((".", "!", "?", ";"))
_SINGLE = 1


def running_totals(doc: Doc, found: Sequence[Found]) -> set[int]:
    """The numerals (token indices) of the groups that the words of a running total stand nearest to, and their fellows."""
    out: set[int] = set()
    for start, end, members in _sentences(doc, found):
        text = doc[start:end].text
        for match in load_harm().aggregate.finditer(text):
            if _of_superlative(text[: match.start()]):
                continue
            at = doc[start].idx + match.start()
            nearest = min(members, key=lambda m: _distance(doc, m, at))
            out.update(m.group.number.core for m in members if _fellows(m, nearest))
    return {f.group.number.core for f in found if f.group.number.core in out and _may_run(f)}


def _sentences(doc: Doc, found: Sequence[Found]) -> list[tuple[int, int, list[Found]]]:
    """The sentences that hold found groups, as token ranges with their groups."""
    out: list[tuple[int, int, list[Found]]] = []
    for member in sorted(found, key=lambda f: f.group.start):
        if out and member.group.start < out[-1][1]:
            out[-1][2].append(member)
            continue
        start = member.group.start
        while start > 0 and not _ends_sentence(doc, start - 1) and member.group.start - start < 60:
            start -= 1
        end = member.group.end
        while end < len(doc) and not _ends_sentence(doc, end) and end - member.group.end < 60:
            end += 1
        out.append((start, end, [member]))
    return out


def _ends_sentence(doc: Doc, i: int) -> bool:
    return doc[i].text in _STOPS or (doc[i].is_space and "\n" in doc[i].text)


def _of_superlative(before: str) -> bool:
    """Whether the words belong to a comparison: "the deadliest attack since the war began"."""
    return any(word in load_harm().superlatives for word in before.lower().split()[-7:])


def _distance(doc: Doc, member: Found, at: int) -> int:
    trigger = member.harm.trigger.idx
    return min(abs(doc[member.group.start].idx - at), abs(trigger - at))


def _fellows(left: Found, right: Found) -> bool:
    """Whether two groups share their verb: the same word of harm, or two that are coordinated."""
    a, b = left.harm.trigger, right.harm.trigger
    return a.i == b.i or a.head.i == b.i or b.head.i == a.i


def _may_run(found: Found) -> bool:
    """One person is no running total."""
    number = found.group.number
    return found.group.stated and number.high != 0 and not (number.low == number.high == _SINGLE)
