"""Numbers of the calendar, the clock and the street, and ages: they count no people."""

from __future__ import annotations

from spacy.tokens import Doc

from reportedly.lexicon.victims import load_victims
from reportedly.reading.tolls.number_reader import Number
from reportedly.reading.tolls.victim_kinds import singular

_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTHS = frozenset((*_NAMES, *(m[:3] for m in _NAMES), "sept"))
_UNITS = frozenset(
    [
        "year",
        "month",
        "week",
        "weekend",
        "day",
        "hour",
        "minute",
        "second",
        "decade",
        "night",
        "mile",
        "kilometer",
        "kilometre",
        "meter",
        "metre",
        "foot",
        "inch",
        "yard",
    ]
)

_COUNTED_BY_RANK = frozenset(
    ["victim", "fatality", "death", "homicide", "murder", "killing", "casualty", "person"]
)


def is_date(doc: Doc, number: Number) -> bool:
    """Whether the number is part of a date, a duration or a distance rather than a count of people.

    "17 August", "in 2014" and "two days" are; "2014 people" is not.
    """
    low = number.low
    if number.vague is not None:
        return number.end < len(doc) and doc[number.end].lemma_ in _UNITS
    if low is None:
        return False
    after = doc[number.end] if number.end < len(doc) else None
    if after is not None and (
        after.lemma_ in _UNITS
        or (after.lower_ in ("-", "/") and _UNITS & {t.lower_ for t in doc[number.end : number.end + 3]})
    ):
        return True
    if not (number.exact and doc[number.core].text.isdigit()):
        return False
    if len(doc[number.core].text) == 4 and 1900 <= low <= 2100:
        return after is None or not load_victims().is_person(singular(after))
    beside = [doc[i].lower_.rstrip(".") for i in (number.core - 1, number.core + 1) if 0 <= i < len(doc)]
    return low <= 31 and any(word in _MONTHS for word in beside)


def is_age(doc: Doc, number: Number) -> bool:
    """Whether the number is somebody's age in an apposition: "John Roe, 34, was shot", "Mary Poe (45)"."""
    if not number.exact or number.low is None or number.low > 120 or number.core < 2 or number.end >= len(doc):
        return False
    before, after = doc[number.core - 1].text, doc[number.end].text
    named = doc[number.core - 2].pos_ == "PROPN" or doc[number.core - 2].ent_type_ == "PERSON"
    return named and (before, after) in ((",", ","), ("(", ")"), (",", "."), (",", "and"))


def is_rank(doc: Doc, number: Number) -> bool:
    """Whether an ordinal ranks something else than victims: "the 19th Army", "56th Street"."""
    return number.ordinal and (number.end >= len(doc) or doc[number.end].lemma_.lower() not in _COUNTED_BY_RANK)
