"""How the words place something beside a place: "20 km north of", "on the outskirts of", "the border with"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNITS = {"k": 1.0, "mi": 1.609344, "na": 1.852, "me": 0.001, "m": 0.001}
_NUMBERS = {
    "a": 1,
    "an": 1,
    "half": 0.5,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
}
_NUMBERS |= {
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "dozen": 12,
    "fifteen": 15,
    "twenty": 20,
}
_NUMBERS |= {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
}
_AMOUNT = r"(?P<number>\d[\d,]*(?:\.\d+)?|" + "|".join(_NUMBERS) + r")"
_UNIT = r"(?P<unit>kilomet(?:er|re)s?|kms?|nautical miles?|miles?|met(?:er|re)s?|mi|m)\b"
_DIRECTION = r"(?P<direction>(?:north|south)(?:[- ]?(?:east|west))?|east|west)"
_KIND = r"(?:the )?(?P<kind>(?:[a-z]+ )?(?:city|town|village|capital|province|district|governorate|state|port) (?:of )?)?"
_BEFORE = re.compile(
    rf"(?:\b{_AMOUNT}[ -]?{_UNIT}(?: ?\([^)]*\))? (?:away |inland )?)?"
    rf"(?:"
    rf"(?P<within>\b(?:in|to) the |\bthe |\bthe far )?\b{_DIRECTION} of"
    rf"|\b(?P<part>(?:north|south)(?:[- ]?(?:east|west))?(?:ern)?|(?:east|west)(?:ern)?|central)"
    rf"|\b(?P<near>near|nearby|close to|next to|adjacent to|not far from|in the vicinity of|from)"
    rf"|\b(?P<outskirts>outskirts of|edge of|outside(?: of)?|suburbs? of|countryside of|rural)"
    rf"|\b(?P<off>off(?: the)?(?: coast| shores?)?(?: of)?)"
    rf"|\b(?P<border>(?:borders?|frontier)(?: area| region| zone| areas| strip)? (?:with|of|between)|bordering)"
    rf"|\b(?P<between>(?:between|linking|connecting))"
    rf") {_KIND}$"
)
_AFTER = re.compile(
    r"(?:['’]s)?(?: (?P<direction>north|south|east|west)(?:ern)?)?[ -]"
    r"(?:(?P<border>(?:border|frontier)s?)\b(?! guard| police| patrol| force| agen| control| cross| town| city| polic)"
    r"|(?P<outskirts>outskirts|countryside|suburbs?)\b)"
)
_WITHIN_BORDERS = re.compile(r"\b(?:inside|within|across|over) (?:the )?$")
_JOINT = re.compile(r" (?:and|&|to) (?:the )?| ?[-–/] ?")


@dataclass(frozen=True, slots=True)
class Relation:
    """The relation in words ("north of", "border of"), and the distance in kilometres where one is stated."""

    words: str
    distance: float | None = None


def find_relation(text: str, start: int, end: int) -> Relation | None:
    """The relation that the words around [start, end) state between something and the place they name.

    >>> find_relation("a base 20 km north of Tikrit", 22, 28)
    Relation(words='north of', distance=20.0)
    """
    before = text[max(0, start - 90) : start].lower()
    if (after := _AFTER.match(text, end)) and not _WITHIN_BORDERS.search(before):
        return Relation("border of" if after["border"] else "outskirts of")
    found = _BEFORE.search(before)
    if found is None:
        return None
    distance = _kilometres(found["number"], found["unit"])
    if found["direction"]:
        inside = found["within"] and distance is None
        return Relation(_part(found["direction"]) if inside else f"{_plain(found['direction'])} of", distance)
    if found["part"]:  # "the northern city of Mosul" is all of it
        return None if found["kind"] else Relation(_part(found["part"]))
    if found["near"]:
        return None if found["near"] == "from" and distance is None else Relation("near", distance)
    for group, words in (("outskirts", "outskirts of"), ("off", "off"), ("border", "border of")):
        if found[group]:
            return Relation(words, distance)
    return Relation("between")


def joins(text: str, end: int, start: int) -> bool:
    """Whether two names stand as a pair: "Syria and Iraq", "Syrian-Iraqi"."""
    return _JOINT.fullmatch(text, end, start) is not None


def _plain(direction: str) -> str:
    return direction.replace("-", "").replace(" ", "")


def _part(direction: str) -> str:
    word = _plain(direction)
    return f"{word if word.endswith(('ern', 'central')) else word + 'ern'} part of"


def _kilometres(number: str | None, unit: str | None) -> float | None:
    if number is None or unit is None:
        return None
    amount = _NUMBERS[number] if number in _NUMBERS else float(number.replace(",", ""))
    factor = next(factor for start, factor in _UNITS.items() if unit.startswith(start))
    return round(amount * factor, 2)
