"""Parts of a toll: "including 10 children", "three of them critically", "among them a girl"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from reportedly.lexicon.harm import load_harm
from reportedly.reading.tolls.findings import Found
from reportedly.reading.tolls.groups import Counts, Group

_REACH = 30
_OF_THEM = (["of", "them"], ["of", "whom"])
_STOPS = frozenset((".", "!", "?", ";"))


def find_parts(doc: Doc, counts: Counts, wholes: Sequence[Found]) -> Iterator[Found]:
    """The parts of each group that the words after it count, in the same sentence."""
    ordered = sorted((w for w in wholes if w.harm.how != "self"), key=lambda w: w.group.end)
    ends = [*(w.group.end for w in ordered[1:]), len(doc)][: len(ordered)]
    taken = {w.group.number.core for w in wholes}
    for whole, following in zip(ordered, ends, strict=True):
        for token in doc[whole.group.end : min(following + 1, whole.group.end + _REACH, len(doc))]:
            if token.text in _STOPS or (token.is_space and "\n" in token.text):
                break
            for group in _opened(doc, counts, token):
                if group.number.core not in taken:
                    taken.add(group.number.core)
                    yield Found(whole.harm, group, part=True)


def _opened(doc: Doc, counts: Counts, token: Token) -> list[Group]:
    """The groups that a word like "including" opens, in their order."""
    words = load_harm()
    if token.lower_ in words.openers:
        return _listed(doc, counts, token.i + 1)
    if token.lower_ in words.among and token.i + 1 < len(doc) and doc[token.i + 1].lower_ in ("them", "whom"):
        return _listed(doc, counts, token.i + 2)
    number = counts.starting(token.i)
    if number is None or [t.lower_ for t in doc[number.end : number.end + 2]] not in _OF_THEM:
        return []
    group = counts.counted(number)
    return [group] if group else []


def _listed(doc: Doc, counts: Counts, start: int) -> list[Group]:
    """The groups of a list that starts here: "49 children and 34 women", "a gunman"."""
    out: list[Group] = []
    i = start
    while i < len(doc):
        group = _group_from(counts, i)
        if group is None or (group.end < len(doc) and _is_harm(doc[group.end])):
            break
        out.append(group)
        i = group.end
        while i < len(doc) and doc[i].lower_ in (",", "and", "as", "well"):
            i += 1
        if i == group.end:
            break
    return out


def _group_from(counts: Counts, i: int) -> Group | None:
    number = counts.starting(i)
    return counts.counted(number) if number is not None else counts.single_from(i)


def _is_harm(token: Token) -> bool:
    return token.lower_ in load_harm().states
