"""Whether two places can be one scene: the same, one inside the other, near each other, or apart."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt
from typing import Literal

from reportedly.records import Where

Relation = Literal["same", "near", "country", "unknown", "apart", "abroad"]
_ORDER: tuple[Relation, ...] = ("same", "near", "unknown", "apart")
NEAR = 30.0  # kilometres: a suburb and its city, a village and its market town


def relation(left: Sequence[Where], right: Sequence[Where]) -> Relation:
    """The closest relation between any place of one and any of the other; "unknown" where one has none.

    "country": they share a country and one of them says no more than that.
    """
    here, there = {each.country for each in left} - {None}, {each.country for each in right} - {None}
    if here and there and not here & there:
        return "abroad"
    found = {_pair(a, b) for a in left if a.precision != 6 for b in right if b.precision != 6}
    closest = next((each for each in _ORDER if each in found), None)
    return closest or ("country" if here & there else "unknown")


def _pair(left: Where, right: Where) -> Relation:
    if left.name.casefold() == right.name.casefold() or (left.place and left.place == right.place):
        return "same"
    if left.place is None or right.place is None:
        return "unknown"
    if left.country and right.country and left.country != right.country:
        return "apart"
    if _holds(left, right) or _holds(right, left):
        return "near"
    if _coarse(left) or _coarse(right):
        return "apart" if left.admin1 and right.admin1 and left.admin1 != right.admin1 else "unknown"
    distance = kilometres(left, right)
    return "near" if distance is not None and distance <= NEAR else "apart"


def _coarse(where: Where) -> bool:
    return (where.precision or 6) >= 4


def _holds(outer: Where, inner: Where) -> bool:
    if outer.precision == 4:
        return bool(outer.admin1) and outer.admin1 == inner.admin1
    return outer.precision == 3 and bool(outer.admin2) and outer.admin2 == inner.admin2


def kilometres(left: Where, right: Where) -> float | None:
    """The great-circle distance of two places, or None where one has no coordinates."""
    if left.latitude is None or left.longitude is None or right.latitude is None or right.longitude is None:
        return None
    a, b = radians(left.latitude), radians(right.latitude)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(right.longitude - left.longitude) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(half))
