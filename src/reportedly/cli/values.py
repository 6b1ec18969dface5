"""The value of a correction, as it is typed."""

from __future__ import annotations

import calendar
import re
from datetime import date

from pydantic import ValidationError

from reportedly.records import Claim, ClaimValue, Named, Toll, When, Where

_TOLL = re.compile(r"(?:(at least|up to) )?(\d+)(?:(\+)|\s*(?:-|–|to)\s*(\d+))?", re.IGNORECASE)
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_PRECISION = {10: 1, 7: 4, 4: 5}  # UCDP date_prec by the length of what is written
_FEW_DAYS, _WEEK = 6, 7
_TOWNS = ("capital", "city", "place")


class ValueFormError(ValueError):
    """What was typed is no value for this field; the message says how to write one."""


def read_value(text: str, claim: Claim) -> ClaimValue:
    """The value that is meant for a claim; whose victims a toll counts stays as it is.

    Raises ValueFormError.
    """
    stated = claim.value
    if text.lstrip().startswith("{"):
        return _json(text, type(stated))
    match stated:
        case Toll():
            return _toll(text, stated)
        case When():
            return _when(text)
        case Where():
            return _where(text, stated)
        case Named():
            return _named(text)
        case _:
            return _yes(text)


def _json(text: str, kind: type[ClaimValue]) -> ClaimValue:
    try:
        return kind.model_validate_json(text)  # type: ignore[union-attr]
    except (ValidationError, AttributeError) as error:
        raise ValueFormError(f"this is no {kind.__name__}: {' '.join(str(error).split())}") from error


def _toll(text: str, stated: Toll) -> Toll:
    match = _TOLL.fullmatch(text.strip())
    if match is None:
        raise ValueFormError(f'{text!r} is no number of people; write 7, 7+, "at least 7", "up to 9" or 3-5')
    words, first, more, second = match.groups()
    low, high = int(first), int(second) if second else int(first)
    if more or (words and words.lower() == "at least"):
        return _counted(stated, low, None)
    if words:
        return _counted(stated, 0, low)
    if low > high:
        raise ValueFormError(f"{text!r} is no range; write the lower number first")
    return _counted(stated, low, high)


def _counted(stated: Toll, low: int, high: int | None) -> Toll:
    plain = {"low": low, "high": high, "approximate": False, "vague": None, "convention": None}
    return stated.model_copy(update=plain)


def _when(text: str) -> When:
    first, _, last = (part.strip() for part in text.partition(".."))
    try:
        start, end = _days(first)[0], _days(last or first)[1]
    except ValueError:
        raise ValueFormError(
            f"{text!r} is no date; write 2021-06-29, 2021-06, 2021 or 2021-06-27..2021-06-28"
        ) from None
    days = (end - start).days + 1
    precision = _PRECISION[len(first)] if not last else 2 if days <= _FEW_DAYS else 3 if days <= _WEEK else 4
    return When(start=start.isoformat(), end=end.isoformat(), precision=precision)


def _days(text: str) -> tuple[date, date]:
    """The first and last day that a day, month or year stands for. Raises ValueError."""
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    if day:
        return date(year, month, day), date(year, month, day)
    first, last = month or 1, month or 12
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _where(text: str, stated: Where) -> Where:
    """The place of the gazetteer that has this name, in the country behind a comma where one is given ("Homs, SY"); of a
    town and a division of one name the town."""
    from reportedly.gazetteer import ensure_built, open_gazetteer

    name, _, country = (part.strip() for part in text.partition(","))
    ensure_built()
    hits = [hit.place for hit in open_gazetteer().find(name)]
    places = [place for place in hits if not country or place.country == country.upper()]
    place = next((p for p in places if p.kind in _TOWNS), next(iter(places), None))
    if place is None:
        raise ValueFormError(f"no place is called {text!r}; write a name and a country like Homs, SY, or JSON")
    named = {"name": place.name, "span": stated.span, "place": place.id, "country": place.country}
    return Where(
        **named,
        admin1=place.admin1,
        admin2=place.admin2,
        admin1_code=place.admin1_code,
        admin2_code=place.admin2_code,
        latitude=place.latitude,
        longitude=place.longitude,
        precision={"country": 6, "admin1": 4, "admin2": 3}.get(place.kind, 1),
        feature=place.kind,
    )


def _named(text: str) -> Named:
    from reportedly.lexicon.actors import load_actors

    if not text.strip():
        raise ValueFormError("a name cannot be empty")
    match = load_actors().lookup(text)
    return Named(name=text.strip(), actor=match.actor.id if match else None)


def _yes(text: str) -> bool:
    word = text.strip().casefold()
    if word not in ("yes", "no", "true", "false"):
        raise ValueFormError(f"{text!r} is neither yes nor no")
    return word in ("yes", "true")
