"""Cardinal numbers as written: "1,643", "sixty-two", "two dozen", "one hundred and twenty", "1.5 million"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportedly.lexicon.numbers import load_numbers

_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")
_HYPHENS = frozenset("-‐‑–")


def cardinal_at(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """(end, value) of the cardinal that starts at this word, or None. Words are lower-case.

    >>> cardinal_at(["sixty", "-", "two", "soldiers"], 0)
    (3, 62)
    """
    if at >= len(words):
        return None
    return _whole(words, at) or (_digits(words, at) if words[at][0].isdigit() else _spelt(words, at))


def _whole(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """A word or phrase that is a number by itself ("both", "half a dozen")."""
    table = load_numbers().whole
    for length in (5, 4, 3, 2, 1):
        phrase = tuple(words[at : at + length])
        if phrase in table:
            return at + len(phrase), table[phrase]
    return None


def _digits(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Digits, with or without thousands marks, and the scale after them; a fraction needs a scale."""
    written = _DIGITS.fullmatch(words[at])
    if written is None:
        return None
    whole, fraction = written.groups()
    end, scale = _scale(words, at + 1)
    if fraction and scale == 1:
        return None
    value = (
        float(whole.replace(",", "") + (fraction or "")) * scale
        if fraction
        else int(whole.replace(",", "")) * scale
    )
    return end, round(value)


def _scale(words: Sequence[str], at: int) -> tuple[int, int]:
    scales, product = load_numbers().scales, 1
    while at < len(words) and words[at] in scales:
        product *= scales[words[at]]
        at += 1
    return at, product


def _spelt(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Number words, added up and scaled as English does it."""
    table = load_numbers()
    total, group, i, end = 0, 0, at, at
    if words[i] in ("a", "an"):
        if i + 1 >= len(words) or words[i + 1] not in table.scales:
            return None
        group, i = 1, i + 1
    elif words[i] in table.scales:
        group = 1
    while i < len(words):
        word = words[i]
        if word in table.units and group % 100 in _open_for_units(group, i > at and words[i - 1]):
            group += table.units[word]
        elif word in table.tens and group % 100 == 0:
            group += table.tens[word]
        elif word in table.scales and group:
            scale = table.scales[word]
            if scale >= 1000:
                total, group = total + group * scale, 0
            else:
                group *= scale
        elif (end > at and word in _HYPHENS and _continues(words, i + 1, ("units", "scales"))) or (
            end > at and word == "and" and (group % 100 == 0) and _continues(words, i + 1, ("units", "tens"))
        ):
            i += 1
            continue
        else:
            break
        i += 1
        end = i
    return (end, total + group) if end > at else None


def _open_for_units(group: int, previous: str | bool) -> tuple[int, ...]:
    """The last two digits to which a unit may still be added: 0, or a round ten that stands right before."""
    return (0, 20, 30, 40, 50, 60, 70, 80, 90) if previous else (0,)


def _continues(words: Sequence[str], at: int, tables: tuple[str, ...]) -> bool:
    numbers = load_numbers()
    return at < len(words) and any(words[at] in getattr(numbers, name) for name in tables)
