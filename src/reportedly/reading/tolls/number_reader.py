"""Stated numbers with what modifies them, read as ranges of whole numbers: "at least seven" is 7..null."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from reportedly.lexicon.numbers import Effect, load_numbers
from reportedly.reading.tolls.number_core import cardinal_at
from reportedly.records import Toll


@dataclass(frozen=True, slots=True)
class Number:
    """A stated number: words [start, end), `core` the word where the numeral itself starts.

    `vague` holds the phrase where there is no numeral. `ordinal` marks "85th".
    """

    start: int
    core: int
    end: int
    low: int | None
    high: int | None
    approximate: bool = False
    vague: str | None = None
    ordinal: bool = False

    @property
    def exact(self) -> bool:
        """Whether one whole number was stated, without any modifier."""
        return self.low == self.high and not self.approximate and self.vague is None

    def toll(self) -> Toll:
        """The number as a Toll; a vague word takes its lower bound from the default convention."""
        if self.vague is None:
            return Toll(low=self.low, high=self.high, approximate=self.approximate)
        table = load_numbers()
        low = table.vague_low(self.vague)
        return Toll(low=low, vague=self.vague, convention=None if low is None else table.default_convention)


def read_numbers(words: Sequence[str]) -> tuple[Number, ...]:
    """Every number stated in a run of words (any case), in order, none overlapping another.

    >>> [(n.low, n.high) for n in read_numbers("at least two dead and up to 30 hurt".split())]
    [(2, None), (0, 30)]
    """
    lower = [w.lower() for w in words]
    starts = load_numbers().starts
    found: list[Number] = []
    at = 0
    while at < len(lower):
        word = lower[at]
        number = None
        if word in starts or word[:1].isdigit() or word in ("dozen", "hundred", "thousand"):
            number = _number_at(lower, at, found[-1].end if found else 0)
        if number is None:
            at += 1
        else:
            found.append(number)
            at = number.end
    return tuple(found)


def _number_at(words: list[str], at: int, floor: int) -> Number | None:
    """The number whose numeral starts at this word; modifiers may not reach back beyond `floor`."""
    number = _range(words, at) or _vague(words, at) or _ordinal(words, at)
    if number is None or _is_attribute(words, number) or _counts_no_people(words, number):
        return None
    number = _after(words, number)
    return _before(words, number, floor)


def _range(words: list[str], at: int) -> Number | None:
    first = cardinal_at(words, at)
    if first is None:
        return _joined_digits(words[at], at)
    end, low = first
    opened = _ends_with(words, at, load_numbers().openers)
    joiners = load_numbers().joiners + ((("and",),) if opened else ())
    for joiner in joiners:
        if tuple(words[end : end + len(joiner)]) == joiner:
            second = cardinal_at(words, end + len(joiner))
            if second is None:
                continue
            high = second[1]
            scale = _shared_scale(words, end + len(joiner), second[0])
            if low < high and low * scale < high and not (joiner == ("or",) and high > low * 3 + 3):
                start = at - opened if opened else at
                return Number(start, at, second[0], low * scale, high)
    return Number(at, at, end, low, low)


def _joined_digits(word: str, at: int) -> Number | None:
    """A range that the tokeniser left in one word: "3–5"."""
    for dash in "-–—":
        left, found, right = word.partition(dash)
        if found and left.isdigit() and right.isdigit() and int(left) < int(right):
            return Number(at, at, at + 1, int(left), int(right))
    return None


def _shared_scale(words: list[str], at: int, end: int) -> int:
    """The scale that a range states once, at its end: "two to three dozen", "20 to 30 thousand"."""
    scale = load_numbers().scales.get(words[end - 1], 1)
    return scale if end - at == 2 else 1


def _vague(words: list[str], at: int) -> Number | None:
    if words[at] == "many" and at and words[at - 1] in ("how", "as", "too", "so"):
        return None
    for length in (4, 3, 2, 1):
        phrase = tuple(words[at : at + length])
        if phrase in load_numbers().vague:
            return Number(at, at, at + len(phrase), None, None, vague=" ".join(phrase))
    return None


def _ordinal(words: list[str], at: int) -> Number | None:
    """Ordinals in digits count what came before them too: the "85th victim" makes 85."""
    word = words[at]
    if word[-2:] in ("st", "nd", "rd", "th") and word[:-2].isdigit():
        return Number(at, at, at + 1, int(word[:-2]), int(word[:-2]), ordinal=True)
    return None


def _is_attribute(words: list[str], number: Number) -> bool:
    """Whether the number belongs to an adjective: "a four-day siege", "25-year-old"."""
    end = number.end
    if end + 1 < len(words) and words[end] in ("-", "‐", "‑"):
        return words[end + 1] not in load_numbers().hyphen
    return (
        end < len(words)
        and words[end] in ("year", "years", "month", "months", "day", "days")
        and (words[end + 1 : end + 2] in (["old"], ["-"], ["olds"]))
    )


def _counts_no_people(words: list[str], number: Number) -> bool:
    table = load_numbers()
    return (number.end < len(words) and words[number.end] in table.never_before) or (
        number.start > 0 and words[number.start - 1] in table.never_after
    )


def _after(words: list[str], number: Number) -> Number:
    for phrase, effect in load_numbers().after.items():
        stop = number.end + len(phrase)
        if tuple(words[number.end : stop]) == phrase:
            if (
                phrase[0] == "at"
                and stop < len(words)
                and (words[stop][:1].isdigit() or words[stop] in _cardinals())
            ):
                continue  # "killing six, at least ten of them": the modifier belongs to what follows
            return _modified(replace(number, end=stop), effect)
    return number


def _before(words: list[str], number: Number, floor: int) -> Number:
    """Take in every modifier that stands right before, from the inside outwards."""
    phrases = load_numbers().before
    again = True
    while again:
        again = False
        for length in (5, 4, 3, 2, 1):
            start = number.start - length
            effect = phrases.get(tuple(words[start : number.start])) if start >= floor else None
            if effect is not None:
                number = _modified(replace(number, start=start), effect)
                again = True
                break
    return number


def _modified(number: Number, effect: Effect) -> Number:
    if number.vague is not None or number.low is None:
        return number
    low, high = number.low, number.high
    match effect:
        case "min":
            return replace(number, high=None)
        case "over":
            return replace(number, low=low + 1, high=None)
        case "max":
            return replace(number, low=0)
        case "under":
            return replace(number, low=0, high=None if high is None else max(high - 1, 0))
        case "about":
            return replace(number, approximate=True)
        case "exact":
            return number


def _ends_with(words: list[str], at: int, phrases: tuple[tuple[str, ...], ...]) -> int:
    """The length of the longest of these phrases that ends right before a word, or 0."""
    return max((len(p) for p in phrases if tuple(words[max(0, at - len(p)) : at]) == p), default=0)


@cache
def _cardinals() -> frozenset[str]:
    table = load_numbers()
    return frozenset((*table.units, *table.tens, "a", "an"))
