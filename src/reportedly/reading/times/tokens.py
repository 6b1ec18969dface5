"""A text as a row of items, each with the classes of the time vocabulary that its word or number belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from reportedly.lexicon.times import load_time_words

if TYPE_CHECKING:
    from reportedly.reading.times.grammar import Match

NO_VALUES: Mapping[str, str] = MappingProxyType({})
SHORT_LINE = 50
_TOKEN = re.compile(
    r"""[^\S\n]*(?:
      (?P<word>(?!Q[1-4]\b|[AaPp]\.?\s?[Mm]\b)[^\W\d_]+(?:['’](?![Ss]\b)[^\W\d_]+)*)
    | (?P<comma>,)
    | (?P<dot>\.)
    | (?P<line>\s*\n\s*)
    | (?P<iso>\b\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?\b)
    | (?P<slashed>\b\d{1,2}(?:/\d{1,2}/|\.\d{1,2}\.)(?:\d{4}|\d\d)\b)
    | (?P<money>[$€£¥\#]\s?\d[\d.,]*|\d[\d.,]*\s?%|\d+(?:\.\d+){2,})
    | (?P<fraction>\b[13]/[24]\b|½|¼|¾)
    | (?P<clock_digits>\b[012]?\d[:.][0-5]\d(?=\s?[AaPp]\.?\s?[Mm]\b)|\b[012]?\d:[0-5]\d(?::[0-5]\d)?\b(?!:))
    | (?P<decade_digits>(?:\b1\d\d0s|\b20\d0s|['’`]\d0s)\b)
    | (?P<decade_short>\b[2-9]0s\b)
    | (?P<dayth>\b\d{1,2}(?:st|nd|rd|th)\b)
    | (?P<year2>(?<![\w'’`])['’`]\d\d\b)
    | (?P<number>\b\d{1,3}(?:,\d{3})+\b|\b\d+(?:\.\d+)?(?!\d))
    | (?P<meridiem>[AaPp]\.\s?[Mm]\b\.?|[AaPp][Mm]\b)
    | (?P<quarter_code>Q[1-4]\b)
    | (?P<gen>['’][Ss]\b|(?<=s)['’](?=\s))
    | (?P<dash>(?<=\d)[-‐-—](?=\d)|[-–—]\s+(?=\w))
    | (?P<hyphen>(?<=\w)[-‐‑](?=\w))
    | (?P<other>[^\s\w])
    )""",
    re.VERBOSE,
)
# The item class of a named group; a word or a number is classed by what it says.
PLAIN_CLASSES = {
    name: frozenset({name})
    for name in (
        "iso",
        "slashed",
        "fraction",
        "clock_digits",
        "decade_digits",
        "decade_short",
        "dayth",
        "year2",
        "meridiem",
        "quarter_code",
        "gen",
        "dash",
        "comma",
        "dot",
    )
}
UNKNOWN: frozenset[str] = frozenset()


class Item(NamedTuple):
    """A word or number, or a whole expression (`match`), at [start, end) of the text.

    `word` is in lower case; `values[class]` is what it says as a member of a class.
    """

    start: int
    end: int
    word: str
    classes: frozenset[str]
    values: Mapping[str, str] = NO_VALUES
    match: Match | None = None


@cache
def number_classes(word: str) -> frozenset[str]:
    """What a number in digits may be: "12" is a day, an hour, a count; "1998" a year or a count."""
    if not word.isdecimal():
        return frozenset({"digits"})
    value, out = int(word), {"digits"}
    if len(word) <= 2 and 1 <= value <= 31:
        out.add("daynum")
    if len(word) <= 2 and value <= 24:
        out.add("hour")
    if len(word) == 2:
        out.add("twodigits")
    if len(word) == 4:
        out.add("fourdigits")
        if 1500 <= value <= 2100:
            out.add("year4")
    return frozenset(out)


@lru_cache(maxsize=50_000)
def _word(words: str) -> tuple[str, frozenset[str], Mapping[str, str]]:
    """A word in lower case, its classes and values; its own name with "=" before it is a class too."""
    word = words.lower().replace("’", "'").replace("o'clock", "oclock")
    vocabulary = load_time_words()
    values = vocabulary.classes.get(word, NO_VALUES)
    if word in vocabulary.capital and not words[0].isupper():
        values = {"soft_month": values["month"]} if "month" in values else NO_VALUES
    return word, frozenset({*values, "=" + word}), values


def items_of(text: str) -> tuple[Item, ...]:
    """The items of a text in order; a hyphen inside a compound is passed over ("third-quarter", "mid-April")."""
    return tuple(_items(text))


def _items(text: str) -> Iterator[Item]:
    line_start = 0
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or ""
        start, end = found.span(kind)
        if kind == "word":
            yield Item(start, end, *_word(found[kind]))
        elif kind in PLAIN_CLASSES:
            yield Item(start, end, found[kind].lower(), PLAIN_CLASSES[kind])
        elif kind == "number":
            yield Item(start, end, found[kind], number_classes(found[kind]))
        elif kind == "line":
            wrapped = found[kind].count("\n") == 1 and start - line_start > SHORT_LINE
            line_start = end
            if not wrapped:
                yield Item(start, end, "", UNKNOWN)
        elif kind != "hyphen":
            yield Item(start, end, found[kind].lower(), UNKNOWN)
