"""Country shapes (Natural Earth by way of world-atlas, public domain) out of the TopoJSON that the map uses too."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

COUNTRIES = Path(__file__).parents[1] / "static" / "vendor" / "countries-50m.json"

_LEAP = 300  # degrees; no country is as wide

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Ring:
    """The outline of a country or of an island of it; `box` is west, south, east, north."""

    country: str
    points: tuple[Point, ...]
    box: Box


@lru_cache(maxsize=1)
def load_rings(file: Path = COUNTRIES) -> tuple[Ring, ...]:
    """Every outer outline; empty where the assets were not built."""
    if not file.exists():
        return ()
    atlas = json.loads(file.read_text(encoding="utf-8"))
    arcs = [tuple(_unpacked(arc, atlas["transform"])) for arc in atlas["arcs"]]
    return tuple(
        Ring(country["properties"]["name"], points, _box(points))
        for country in atlas["objects"]["countries"]["geometries"]
        for outline in _outlines(country)
        for points in _unrolled(_joined(outline, arcs))
    )


def _unpacked(arc: Sequence[Sequence[int]], transform: Any) -> Iterator[Point]:
    """Positions are whole numbers, each the step from the one before (TopoJSON 1.0, section 2.1.4)."""
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    x = y = 0
    for step in arc:
        x, y = x + step[0], y + step[1]
        yield x * kx + dx, y * ky + dy


def _outlines(country: Any) -> list[Sequence[int]]:
    if country["type"] == "Polygon":
        return [country["arcs"][0]]
    return [polygon[0] for polygon in country.get("arcs", ())]


def _joined(outline: Sequence[int], arcs: Sequence[tuple[Point, ...]]) -> tuple[Point, ...]:
    """Arcs end to end; a negative index is the arc turned round."""
    points: list[Point] = []
    for index in outline:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return tuple(points)


def _unrolled(points: tuple[Point, ...]) -> Iterator[tuple[Point, ...]]:
    """An outline that goes over the date line as one without a leap, on either side of the world."""
    lons = [p[0] for p in points]
    if max(lons) - min(lons) < _LEAP:
        yield points
        return
    east = tuple((lon + 360 if lon < 0 else lon, lat) for lon, lat in points)
    yield east
    yield tuple((lon - 360, lat) for lon, lat in east)


def _box(points: Sequence[Point]) -> Box:
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    return min(lons), min(lats), max(lons), max(lats)


def clipped_to(points: Sequence[Point], box: Box) -> list[Point]:
    """The part of a polygon inside a box (Sutherland and Hodgman, 1974).

    >>> clipped_to([(0, 0), (4, 0), (4, 4), (0, 4)], (1, 1, 2, 2))
    [(1.0, 2), (1.0, 1), (2.0, 1), (2.0, 2)]
    """
    held = list(points)
    for axis, bound, sign in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        held = list(_cut(held, axis, bound, sign))
    return held


def _cut(points: Sequence[Point], axis: int, bound: float, sign: int) -> Iterator[Point]:
    for one, other in zip([*points[-1:], *points[:-1]], points, strict=True):
        inside = [(p[axis] - bound) * sign >= 0 for p in (one, other)]
        if inside[0] != inside[1]:
            share = (bound - one[axis]) / (other[axis] - one[axis])
            crossing = one[1 - axis] + share * (other[1 - axis] - one[1 - axis])
            yield (bound, crossing) if axis == 0 else (crossing, bound)
        if inside[1]:
            yield other


def holds(ring: Ring, lon: float, lat: float) -> bool:
    """Whether a point lies inside an outline (rays and crossings)."""
    west, south, east, north = ring.box
    if not (west <= lon <= east and south <= lat <= north):
        return False
    inside = False
    for (x1, y1), (x2, y2) in zip(ring.points, ring.points[1:], strict=False):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
