"""How two happenings are compared, field by field: each comparison has levels, written once as SQL and once in Python.

The SQL is what splink runs on millions of pairs; the Python is for a handful of pairs, for the waterfall of a link, and
the second implementation that the tests hold the SQL against. `None` ("not known") moves the odds neither way.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from reportedly.linking.happenings import Happening
from reportedly.linking.wording import SKETCH, SKETCH_SCALE, likeness

EARTH_RADIUS = 6371.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison. `levels` are (name, SQL condition) in the order they are tried, `unknown` the condition before all;
    the last level holds where none of the others does. `fields` are all that `level_of` looks at; which of the two
    happenings comes first is nothing to it."""

    name: str
    unknown: str
    levels: tuple[tuple[str, str], ...]
    level_of: Callable[[Happening, Happening], str | None]
    fields: tuple[str, ...]


def kilometres(left: Happening, right: Happening) -> float | None:
    """Great-circle distance of two points, None where one is unknown."""
    if left.latitude is None or right.latitude is None or left.longitude is None or right.longitude is None:
        return None
    north, south = math.radians(left.latitude), math.radians(right.latitude)
    across = math.radians(right.longitude - left.longitude)
    chord = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(across / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(chord)))


_DISTANCE = (
    f"2 * {EARTH_RADIUS} * asin(least(1.0, sqrt("
    "sin((radians(latitude_r) - radians(latitude_l)) / 2) ** 2"
    " + cos(radians(latitude_l)) * cos(radians(latitude_r)) * sin(radians(longitude_r - longitude_l) / 2) ** 2)))"
)
_GAP = "greatest(0, greatest(day_start_l, day_start_r) - least(day_end_l, day_end_r))"


def _time(left: Happening, right: Happening) -> str | None:
    if left.start is not None and right.start is not None and left.end is not None and right.end is not None:
        gap = max(0, max(left.start, right.start) - min(left.end, right.end))
        if gap == 0:
            return "same day" if left.day_precise and right.day_precise else "may be the same days"
        if gap == 1:
            return "one day apart"
        return "two or three days apart" if gap <= 3 else "within a week" if gap <= 7 else "more than a week apart"
    for known, other in ((left, right), (right, left)):
        if known.start is not None and other.published is not None and other.published < known.start - 1:
            return "reported before it happened"
    first = left.start if left.start is not None else left.lead_day
    second = right.start if right.start is not None else right.lead_day
    if first is None or second is None:
        return None
    return "reported within three days" if abs(first - second) <= 3 else "reported later"


def _place(left: Happening, right: Happening) -> str | None:
    if left.spots & right.spots:
        return "same place"
    if not left.countries or not right.countries:
        return None
    distance = kilometres(left, right)
    if distance is not None and distance <= 30:
        return "within 30 km"
    if left.regions & right.regions:
        return "same region"
    if distance is not None and distance <= 100:
        return "within 100 km"
    if not left.countries & right.countries:
        return "different countries"
    return "same country, imprecise" if distance is None else "same country, far apart"


def _type(left: Happening, right: Happening) -> str | None:
    if not left.kinds or not right.kinds:
        return None
    if left.families & right.families:
        return "same family"
    if not left.kinds & right.kinds:
        return "different kinds"
    return "one in general words" if left.general or right.general else "different families"


def _overlap(field: str, known: str) -> Callable[[Happening, Happening], str | None]:
    def level_of(left: Happening, right: Happening) -> str | None:
        if getattr(left, field) & getattr(right, field):
            return "shared"
        return "none shared" if getattr(left, known) and getattr(right, known) else None

    return level_of


def _toll(field: str) -> Callable[[Happening, Happening], str | None]:
    def level_of(left: Happening, right: Happening) -> str | None:
        ours, theirs = getattr(left, field), getattr(right, field)
        if ours is None or theirs is None:
            return None
        if ours == theirs:
            return "same figure"
        mine, yours = getattr(left, f"{field}_span") or ours, getattr(right, f"{field}_span") or theirs
        if max(mine[0], yours[0]) <= min(h for h in (mine[1], yours[1], math.inf) if h is not None):
            return "can both hold"
        return "within a factor of two" if max(ours[0], theirs[0]) <= 2 * min(ours[0], theirs[0]) else "far apart"

    return level_of


def _wording(left: Happening, right: Happening) -> str | None:
    if not any(left.sketch) or not any(right.sketch):
        return None
    alike = likeness(left.sketch, right.sketch)
    return next((name for name, least in WORDING_BANDS if alike >= least), "different")


WORDING_BANDS = (("very alike", 0.5), ("alike", 0.35), ("somewhat alike", 0.25), ("little alike", 0.15))


def _lists(field: str) -> str:
    return f"list_has_any({field}_l, {field}_r)"


def _either_empty(field: str) -> str:
    return f"(len({field}_l) = 0 or len({field}_r) = 0)"


def _toll_comparison(field: str) -> Comparison:
    low, high, least, most = f"{field}_low", f"{field}_high", f"{field}_least", f"{field}_most"
    return Comparison(
        field,
        f"({low}_l is null or {low}_r is null)",
        (
            ("same figure", f"{low}_l = {low}_r and {high}_l is not distinct from {high}_r"),
            (
                "can both hold",
                f"greatest({least}_l, {least}_r) <= coalesce(least({most}_l, {most}_r), 1000000000)",
            ),
            ("within a factor of two", f"greatest({low}_l, {low}_r) <= 2 * least({low}_l, {low}_r)"),
            ("far apart", "else"),
        ),
        _toll(field),
        (field, f"{field}_span"),
    )


def _overlap_comparison(field: str, known: str) -> Comparison:
    """What `field` has in common; nothing in common counts only between those that are `known`."""
    levels = (("shared", _lists(field)), ("none shared", "else"))
    unknown = f"(not {_lists(field)} and {_either_empty(known)})"
    return Comparison(field, unknown, levels, _overlap(field, known), tuple(dict.fromkeys((field, known))))


_CELLS = f"cast(sketch_{{0}} as float[{SKETCH}])"
_BOTH_DATED = "day_start_l is not null and day_start_r is not null"
_DAY = "coalesce(day_start_{0}, lead_day_{0})"

WORDING = Comparison(
    "wording",
    "(worded_l = false or worded_r = false)",
    (
        *(
            (
                name,
                f"array_inner_product({_CELLS.format('l')}, {_CELLS.format('r')}) >= {least * SKETCH_SCALE**2}",
            )
            for name, least in WORDING_BANDS
        ),
        ("different", "else"),
    ),
    _wording,
    ("sketch",),
)

COMPARISONS: tuple[Comparison, ...] = (
    Comparison(
        "time",
        f"(({_DAY.format('l')} is null or {_DAY.format('r')} is null)"
        " and not coalesce(published_r < day_start_l - 1 and day_start_r is null, false)"
        " and not coalesce(published_l < day_start_r - 1 and day_start_l is null, false))",
        (
            ("same day", f"{_BOTH_DATED} and {_GAP} = 0 and day_precise_l and day_precise_r"),
            ("may be the same days", f"{_BOTH_DATED} and {_GAP} = 0"),
            ("one day apart", f"{_BOTH_DATED} and {_GAP} = 1"),
            ("two or three days apart", f"{_BOTH_DATED} and {_GAP} <= 3"),
            ("within a week", f"{_BOTH_DATED} and {_GAP} <= 7"),
            ("more than a week apart", _BOTH_DATED),
            (
                "reported before it happened",
                "coalesce(published_r < day_start_l - 1, false) or coalesce(published_l < day_start_r - 1, false)",
            ),
            ("reported within three days", f"abs({_DAY.format('l')} - {_DAY.format('r')}) <= 3"),
            ("reported later", "else"),
        ),
        _time,
        ("start", "end", "day_precise", "published", "lead"),
    ),
    Comparison(
        "place",
        f"({_either_empty('spots')} or not {_lists('spots')}) and {_either_empty('countries')}",
        (
            ("same place", _lists("spots")),
            ("within 30 km", f"{_DISTANCE} <= 30"),
            ("same region", _lists("regions")),
            ("within 100 km", f"{_DISTANCE} <= 100"),
            ("same country, imprecise", f"{_lists('countries')} and (latitude_l is null or latitude_r is null)"),
            ("same country, far apart", _lists("countries")),
            ("different countries", "else"),
        ),
        _place,
        ("spots", "regions", "countries", "latitude", "longitude"),
    ),
    Comparison(
        "type",
        _either_empty("kinds"),
        (
            ("same family", _lists("families")),
            ("different kinds", f"not {_lists('kinds')}"),
            ("one in general words", "general_l or general_r"),
            ("different families", "else"),
        ),
        _type,
        ("kinds", "families", "general"),
    ),
    _overlap_comparison("agents", "known_agents"),
    _overlap_comparison("targets", "known_targets"),
    _toll_comparison("killed"),
    _toll_comparison("wounded"),
    _overlap_comparison("names", "names"),
    WORDING,
)


def levels_of(left: Happening, right: Happening) -> dict[str, str | None]:
    """The level of every comparison, in their order."""
    return {comparison.name: comparison.level_of(left, right) for comparison in COMPARISONS}
