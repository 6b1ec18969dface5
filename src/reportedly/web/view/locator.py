"""A small map of where an incident was: country shapes, each place as large as it is uncertain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

from reportedly.records import Where
from reportedly.web.view.shapes import Box, Point, Ring, clipped_to, holds, load_rings

WIDTH, HEIGHT = 420, 220
KM_A_DEGREE = 111.2
REACH_KM = {1: 0.0, 2: 25.0, 3: 40.0, 4: 100.0, 5: 200.0, 6: 0.0, 7: 100.0}
_WINDOW_KM = {1: 420, 2: 480, 3: 560, 4: 900, 5: 1500, 6: 2400, 7: 2400}
_LEAST_LABEL = 26
_LETTER = 6.2


@dataclass(frozen=True, slots=True)
class Land:
    """A country inside the window; `held` where the whole of it is the place."""

    name: str
    path: str
    held: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: its middle and the radius within which it lies, in pixels; nought is a point."""

    name: str
    x: float
    y: float
    radius: float
    precision: int


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a country where there is room for it."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Locator:
    """The drawing: land, names, places; `scale_km` kilometres are `scale_px` pixels."""

    lands: tuple[Land, ...]
    labels: tuple[Label, ...]
    spots: tuple[Spot, ...]
    scale_km: int
    scale_px: float


@dataclass(frozen=True, slots=True)
class _Window:
    lon: float
    lat: float
    px_a_degree: float

    def place(self, lon: float, lat: float) -> Point:
        """Pixels of a position, by an equirectangular projection that is true in the middle of the window."""
        across = (lon - self.lon) * cos(radians(self.lat)) * self.px_a_degree
        return round(WIDTH / 2 + across, 1), round(HEIGHT / 2 - (lat - self.lat) * self.px_a_degree, 1)

    @property
    def box(self) -> Box:
        """The window and a margin, in degrees, so that no cut edge is in sight."""
        dx = 0.55 * WIDTH / self.px_a_degree / max(cos(radians(self.lat)), 0.05)
        dy = 0.55 * HEIGHT / self.px_a_degree
        return self.lon - dx, self.lat - dy, self.lon + dx, self.lat + dy


def locate(places: Sequence[Where], most: int = 6) -> Locator | None:
    """The map of the places that have coordinates; None where none has, or the shapes are not installed."""
    known = [w for w in places if w.latitude is not None and w.longitude is not None][:most]
    if not known or not load_rings():
        return None
    window = _window(known)
    spots = tuple(_spots(known, window))
    held = [(w.longitude or 0.0, w.latitude or 0.0) for w in known if w.precision == 6]
    lands = tuple(_lands(window, held if len(held) == len(known) else []))
    km = next((k for k in (500, 200, 100, 50) if k / KM_A_DEGREE * window.px_a_degree < WIDTH / 4), 20)
    return Locator(
        lands, tuple(_labels(window, spots)), spots, km, round(km / KM_A_DEGREE * window.px_a_degree, 1)
    )


def _window(known: Sequence[Where]) -> _Window:
    """The window about the first place, wide enough for the others that lie near it."""
    lon, lat = known[0].longitude or 0.0, known[0].latitude or 0.0
    height_km = float(_WINDOW_KM[known[0].precision or 4])
    for where in known[1:]:
        far = (
            abs((where.latitude or 0.0) - lat),
            abs((where.longitude or 0.0) - lon) * cos(radians(lat)) * HEIGHT / WIDTH,
        )
        needed = 2.4 * max(far) * KM_A_DEGREE
        if needed < 3 * height_km:
            height_km = max(height_km, needed)
    return _Window(lon, lat, HEIGHT / (height_km / KM_A_DEGREE))


def _spots(known: Sequence[Where], window: _Window) -> Iterator[Spot]:
    seen = set()
    for where in known:
        x, y = window.place(where.longitude or 0.0, where.latitude or 0.0)
        inside = 0 <= x <= WIDTH and 0 <= y <= HEIGHT
        if inside and (x, y) not in seen:
            seen.add((x, y))
            precision = where.precision or 4
            reach = REACH_KM[precision] / KM_A_DEGREE * window.px_a_degree
            yield Spot(where.name, x, y, round(reach, 1), precision)


def _lands(window: _Window, whole: Sequence[Point]) -> Iterator[Land]:
    for ring in _in_sight(window):
        points = clipped_to(ring.points, window.box)
        if len(points) > 2:
            path = "M" + "L".join(f"{x} {y}" for x, y in _thinned([window.place(*p) for p in points])) + "Z"
            yield Land(ring.country, path, any(holds(ring, *point) for point in whole))


def _in_sight(window: _Window) -> Iterator[Ring]:
    """The outlines that may reach into the window."""
    west, south, east, north = window.box
    for ring in load_rings():
        if ring.box[0] <= east and ring.box[2] >= west and ring.box[1] <= north and ring.box[3] >= south:
            yield ring


def _thinned(points: Sequence[Point]) -> list[Point]:
    """Points at least a pixel apart."""
    out = [points[0]]
    out += [p for q, p in pairwise(points) if abs(p[0] - q[0]) + abs(p[1] - q[1]) > 0.8]
    return out


def _labels(window: _Window, spots: Sequence[Spot]) -> Iterator[Label]:
    """A name in the middle of the largest part of each country in sight, where it fits and covers no place."""
    parts: dict[str, list[Point]] = {}
    for ring in _in_sight(window):
        points = [window.place(*p) for p in clipped_to(ring.points, window.box)]
        if len(points) > 2 and _area(points) > _area(parts.get(ring.country, [])):
            parts[ring.country] = points
    for name, points in parts.items():
        xs, ys = ([min(max(p[i], 0), size) for p in points] for i, size in ((0, WIDTH), (1, HEIGHT)))
        x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        roomy = max(xs) - min(xs) > _LETTER * len(name) and max(ys) - min(ys) > _LEAST_LABEL
        half = _LETTER * len(name) / 2
        inside = half < x < WIDTH - half and _LEAST_LABEL / 2 < y < HEIGHT - _LEAST_LABEL / 2
        if roomy and inside and all(abs(s.x - x) > half + 8 or abs(s.y - y) > _LEAST_LABEL for s in spots):
            yield Label(name, round(x, 1), round(y, 1))


def _area(points: Sequence[Point]) -> float:
    pairs = zip(points, [*points[1:], *points[:1]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2
