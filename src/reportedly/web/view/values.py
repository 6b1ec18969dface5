"""Corrections as people type them: a number, a range, a day, a place, a name."""

from __future__ import annotations

import re
from datetime import date

from reportedly.records import (
    TOLL_FIELDS,
    Claim,
    ClaimValue,
    Named,
    Source,
    SourceKind,
    Span,
    Toll,
    Victims,
    When,
    Where,
)

_NUMBER = r"(\d{1,3}(?:,\d{3})+|\d{1,9})"
_SHAPES = (
    (re.compile(rf"{_NUMBER}"), lambda a: (a, a)),
    (re.compile(rf"(?:at least )?{_NUMBER}\s*(?:\+|or more)"), lambda a: (a, None)),
    (re.compile(rf"at least {_NUMBER}"), lambda a: (a, None)),
    (re.compile(rf"up to {_NUMBER}"), lambda a: (0, a)),
    (re.compile(rf"{_NUMBER}\s*(?:-|–|to)\s*{_NUMBER}"), lambda a, b: (a, b)),
)
_PLACE = re.compile(r"(?P<name>[^@]+?)\s*(?:@\s*(?P<lat>-?\d+(?:\.\d+)?)\s*,\s*(?P<lon>-?\d+(?:\.\d+)?))?")
_TWO = 2


def parse_value(claim: Claim, words: str, picked: Span | None = None) -> ClaimValue:
    """The value that somebody typed for a claim; `picked` are words of the text that they chose for it.

    Raises ValueError that says how such a value is written.
    """
    words = words.strip()
    if claim.field in TOLL_FIELDS:
        return parse_toll(words, claim.value.victims if isinstance(claim.value, Toll) else Victims())
    if claim.field == "date":
        return parse_days(words, picked or claim.span)
    if claim.field == "happened":
        if words.casefold() not in ("yes", "no"):
            raise ValueError("write yes or no")
        return words.casefold() == "yes"
    if not words:
        raise ValueError("write a name, or pick its words in the text")
    if claim.field == "place":
        return _parse_place(words, picked or claim.span, claim)
    return Named(name=words, span=picked or claim.span)


def parse_toll(words: str, victims: Victims) -> Toll:
    """A number of people.

    >>> parse_toll("7 or more", Victims()).low, parse_toll("7 or more", Victims()).high
    (7, None)
    >>> parse_toll("800 to 1,000", Victims()).high
    1000
    """
    about = words.casefold().removeprefix("about ").strip()
    for shape, make in _SHAPES:
        match = shape.fullmatch(about)
        if match:
            low, high = make(*(int(n.replace(",", "")) for n in match.groups()))
            if high is not None and low > high:
                raise ValueError("the first number of a range is the lower one")
            return Toll(low=low, high=high, approximate=words.casefold().startswith("about "), victims=victims)
    raise ValueError("write it like 7, 7 or more, up to 7, about 7, or 3 to 5")


def parse_days(words: str, span: Span) -> When:
    """A day, or the first and the last of some days.

    >>> parse_days("2021-06-27/2021-06-28", Span(start=0, end=1, words="x")).precision
    2
    """
    try:
        days = [date.fromisoformat(part.strip()) for part in words.split("/")]
    except ValueError:
        days = []
    if not 1 <= len(days) <= _TWO or days[0] > days[-1]:
        raise ValueError("write a day like 2021-06-27, or two like 2021-06-27/2021-06-28")
    length = (days[-1] - days[0]).days + 1
    precision = next(p for p, most in ((1, 1), (2, 6), (3, 7), (4, 31), (5, 10**6)) if length <= most)
    return When(start=days[0].isoformat(), end=days[-1].isoformat(), precision=precision, span=span)


def _parse_place(words: str, span: Span, claim: Claim) -> Where:
    match = _PLACE.fullmatch(words)
    if match is None:
        raise ValueError("write a place like Qaim, or with its coordinates: Qaim @ 34.37, 41.09")
    if match["lat"] is None:
        old = claim.value if isinstance(claim.value, Where) else None
        country = old.country if old else None
        return Where(
            name=match["name"], span=span, country=country, reason="named by a person, without coordinates"
        )
    latitude, longitude = float(match["lat"]), float(match["lon"])
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError("latitude lies between -90 and 90, longitude between -180 and 180")
    return Where(name=match["name"], span=span, latitude=latitude, longitude=longitude, precision=1)


def typed(claim: Claim) -> str:
    """A claim's value as it would be typed, to begin a correction with."""
    match claim.value:
        case Toll(low=low, high=high):
            return (
                ""
                if low is None
                else f"{low}"
                if low == high
                else f"{low}+"
                if high is None
                else f"{low} to {high}"
            )
        case When(start=start, end=end):
            return "" if not start else start if start == end or not end else f"{start}/{end}"
        case Where(name=name) | Named(name=name):
            return name
        case value:
            return "yes" if value else "no"


def parse_source(name: str, kind: str | None, picked: Span | None) -> Source:
    """The source that somebody named, or picked in the text. Raises ValueError."""
    if not name.strip():
        raise ValueError("write who said it, or pick their words in the text")
    kinds: dict[str, SourceKind] = {
        k: k for k in ("person", "organisation", "state", "outlet", "document", "witnesses")
    }
    return Source(name=name.strip(), kind=kinds.get(kind or "", "organisation"), span=picked)
