"""Places in words for a page: countries by their names."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.lexicon.countries import load_countries
from reportedly.records import Where
from reportedly.wording import where_phrase


def country_name(code: str | None) -> str | None:
    """The name of a country, or the code itself where the table does not know it.

    >>> country_name("AF"), country_name(None)
    ('Afghanistan', None)
    """
    found = load_countries().get(code or "")
    return found.name if found else code


def spelled_out(words: str, code: str | None) -> str:
    """Words that end in a country's code, with its name instead; said once where they name it already.

    >>> spelled_out("Kunduz, AF", "AF"), spelled_out("Afghanistan, AF", "AF")
    ('Kunduz, Afghanistan', 'Afghanistan')
    """
    if code is None or not words.endswith(f", {code}"):
        return words
    place, name = words.removesuffix(f", {code}"), country_name(code) or code
    return place if place.casefold().endswith(name.casefold()) else f"{place}, {name}"


def places_told(places: Iterable[Where], most: int) -> str:
    """The places of an incident, those with a known country first."""
    held = list(places)
    known = [w for w in held if w.country] or held
    told = list(dict.fromkeys(spelled_out(where_phrase(w), w.country) for w in known))
    return " · ".join(told[:most]) or "place not stated"
