"""Sentences with their claims: from "… [claim-1, claim-2]" to text and numbers that can be linked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_CITED = re.compile(r"\s?\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Citation:
    """A claim that a sentence rests on: its id and its number on the page."""

    claim: str
    number: int


@dataclass(frozen=True, slots=True)
class Clause:
    """Some words and the claims cited after them."""

    text: str
    citations: tuple[Citation, ...] = ()


def clauses_of(sentence: str, numbers: Mapping[str, int]) -> tuple[Clause, ...]:
    """A sentence cut at its citations. Brackets that hold no claim of the page stay words.

    >>> clauses_of("low 4: the lowest [c3].", {"c3": 1})
    (Clause(text='low 4: the lowest', citations=(Citation(claim='c3', number=1),)), Clause(text='.', citations=()))
    """
    out, last = [], 0
    for match in _CITED.finditer(sentence):
        ids = match[1].split(", ")
        if not any(i in numbers for i in ids):
            continue
        first = {numbers[i]: i for i in reversed(ids) if i in numbers}
        cited = tuple(Citation(first[n], n) for n in sorted(first))
        out.append(Clause(sentence[last : match.start()], cited))
        last = match.end()
    return (*out, Clause(sentence[last:])) if sentence[last:] else tuple(out)


def cite(text: str, claims: tuple[str, ...], numbers: Mapping[str, int]) -> Clause:
    """A sentence that rests on these claims as a whole."""
    first = {numbers[i]: i for i in reversed(claims) if i in numbers}
    return Clause(text, tuple(Citation(first[n], n) for n in sorted(first)))
