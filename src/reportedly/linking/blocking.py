"""Which pairs are compared at all: happenings that share a key. Every key is one way for a true pair to be found.

A pair that shares no key is lost, so the keys overlap on purpose: time with place, time with what the report is about,
place with type, and names of victims. `benchmarks/linking.py` measures what share of the true pairs they find.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from reportedly.linking.happenings import Happening

_TILE = 4  # days; two tilings, shifted by half, so that days up to two apart always share a tile
_LONGEST = 8  # a range of more days than this is no day to look up


def keys_of(happening: Happening) -> tuple[str, ...]:
    """The keys of a happening, sorted, each once."""
    return tuple(sorted({*_when_and_where(happening), *_when_and_what(happening), *_who(happening)}))


def _when_and_where(happening: Happening) -> Iterator[str]:
    """Days with place: the spot where it is known, the region, and the country for those that know no more."""
    for tile in _tiles(happening):
        for spot in happening.spots:
            yield f"{tile}|{spot}"
        for region in happening.regions:
            yield f"{tile}|{region}"
        for country in happening.countries:
            yield f"{tile}|{country}"


def _when_and_what(happening: Happening) -> Iterator[str]:
    """Days with the words that say what it is about, for those whose place or date is missing or wrong."""
    days = [d for d in (happening.start, happening.published) if d is not None]
    tiles = {tile for day in days for tile in _tilings(day)} or {"undated"}
    for tile in tiles:
        for topic in happening.topics:
            yield f"{tile}|{topic}"


def _who(happening: Happening) -> Iterator[str]:
    for name in happening.names:
        yield f"name|{name}"


def _tiles(happening: Happening) -> set[str]:
    """Tiles of time of a happening: its days, or the days of its report where it leads it and has none."""
    start = happening.start if happening.start is not None else happening.lead_day
    end = happening.end if happening.end is not None else start
    if start is None or end is None or end - start > _LONGEST:
        return {f"month {start // 30}"} if start is not None else set()
    return {tile for day in range(start, end + 1) for tile in _tilings(day)}


def _tilings(day: int) -> tuple[str, str]:
    return f"a{day // _TILE}", f"b{(day + _TILE // 2) // _TILE}"


def candidates(happenings: Sequence[Happening]) -> Iterable[tuple[Happening, Happening]]:
    """Every pair of two reports that shares a key, left id before right id, in order, each once."""
    blocks: dict[str, list[Happening]] = defaultdict(list)
    for happening in sorted(happenings, key=lambda h: h.id):
        for key in keys_of(happening):
            blocks[key].append(happening)
    pairs = {
        (left.id, right.id): (left, right)
        for block in blocks.values()
        for left, right in combinations(block, 2)
        if left.report != right.report
    }
    return [pairs[key] for key in sorted(pairs)]
