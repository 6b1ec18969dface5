"""A stated number of people, read from a few words alone."""

from __future__ import annotations

import re

from reportedly.reading.tolls.number_reader import read_numbers
from reportedly.records import Toll

_WORD = re.compile(r"\d+(?:[.,]\d+)*(?:st|nd|rd|th)?|[^\W\d_]+(?:[.'’][^\W\d_]+)*|[^\w\s]")
_ONE = frozenset(("a", "an", "another", "someone", "somebody", "his", "her"))


def words_of(text: str) -> list[str]:
    """Text as the words that numbers are read from; hyphens and signs are words of their own."""
    return _WORD.findall(text)


def parse_toll(words: str, /) -> Toll | None:
    """Read a stated number of people as a range of whole numbers.

    >>> parse_toll("at least seven").low, parse_toll("at least seven").high
    (7, None)

    Returns None where no number is stated. Conventions for "dozens" and the like come from
    `data/vague_numbers.toml` (ACLED, 2023).
    """
    parts = words_of(words)
    if not parts:
        return None
    numbers = read_numbers(parts)
    if numbers:
        return numbers[0].toll()
    first = parts[0].lower()
    if first == "no" and len(parts) > 1:
        return Toll(low=0, high=0)
    return Toll(low=1, high=1) if first in _ONE and len(parts) > 1 else None
