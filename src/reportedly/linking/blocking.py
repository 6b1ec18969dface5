"""Which pairs are compared at all: happenings that share a key. Every key is one way for a true pair to be found.

A pair that shares no key is lost, so the keys overlap on purpose: time with place, time with what the report is about,
place with type, and names of victims. `benchmarks/linking.py` measures what share of the true pairs they find.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations

from reportedly.lexicon.link_weights import load_rarity
from reportedly.linking.happenings import Happening

_DAYS = 4  # a tile of time; two tilings, shifted by half, so that days up to two apart always share one
_MONTHS = 120  # the same for places and topics that are rare enough to be looked up over a longer time
_LONGEST = 8  # a range of more days than this is no day to look up
_TELLING = 3  # topics that are combined two by two


def number_of(key: str) -> int:
    """A key as a 64-bit number, for engines that join on numbers faster."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def key_numbers(happening: Happening) -> tuple[int, ...]:
    """The keys of a happening as numbers: what an archive keeps beside it to find whom a new one may meet."""
    return tuple(number_of(key) for key in keys_of(happening))


def keys_of(happening: Happening) -> tuple[str, ...]:
    """The keys of a happening, sorted, each once."""
    return tuple(
        sorted(
            {
                *_when_and_where(happening),
                *_when_and_who(happening),
                *_when_and_what(happening),
                *_about_when(happening),
                *(f"name|{name}" for name in happening.names),
            }
        )
    )


def _when_and_where(happening: Happening) -> Iterator[str]:
    """Days with place: the spot where it is known, the region, and the country for those that know no more."""
    places = sorted(happening.spots | happening.regions | happening.countries)
    return (f"{tile}|{place}" for tile in _tiles(happening) for place in places)


def _when_and_who(happening: Happening) -> Iterator[str]:
    """Days with those who took part, for those whose place is missing."""
    actors = sorted(happening.agents | happening.targets)
    return (f"{tile}|{actor}" for tile in _tiles(happening) for actor in actors)


def _when_and_what(happening: Happening) -> Iterator[str]:
    """Days with the words that say what it is about, for those whose place or date is missing or wrong."""
    days = {happening.start, happening.lead_day} - {None} or {happening.published} - {None}
    tiles = sorted({tile for day in days if day is not None for tile in _tilings(day, _DAYS)}) or ["undated"]
    return (f"{tile}|{topic}" for tile in tiles for topic in happening.topics)


def _about_when(happening: Happening) -> Iterator[str]:
    """A longer time with a spot, with a word that hardly any text has (most are names), or with two telling words: for
    those that look back weeks later, or name only the month."""
    day = happening.start if happening.start is not None else happening.published
    known = load_rarity().frequency
    names = [topic for topic in happening.topics if topic not in known]
    pairs = ["+".join(sorted(two)) for two in combinations(happening.topics[:_TELLING], 2)]
    tiles = _tilings(day, _MONTHS) if day is not None else ("undated",)
    return (f"{tile}|{about}" for tile in tiles for about in (*sorted(happening.spots), *names, *pairs))


def _tiles(happening: Happening) -> set[str]:
    """Tiles of time of a happening: its days, or the days of its report where it leads it and has none."""
    start = happening.start if happening.start is not None else happening.lead_day
    end = happening.end if happening.end is not None else start
    if start is None or end is None or end - start > _LONGEST:
        return set()
    return {tile for day in range(start, end + 1) for tile in _tilings(day, _DAYS)}


def _tilings(day: int, width: int) -> tuple[str, str]:
    return f"{width}a{day // width}", f"{width}b{(day + width // 2) // width}"


@dataclass(frozen=True, slots=True)
class Crowded:
    """A key that so many happenings hold that no pairs are sought by it: in words, as a number, and how many they are."""

    words: str
    key: int
    holders: int


def candidates(
    happenings: Iterable[Happening], crowd: int | None = None
) -> tuple[list[tuple[Happening, Happening]], tuple[Crowded, ...]]:
    """Every pair of two reports that shares a key, left id before right id, in order, each once; and the keys that more
    than `crowd` hold, by which no pairs are sought."""
    blocks: dict[str, list[Happening]] = defaultdict(list)
    for happening in sorted(happenings, key=lambda h: h.id):
        for key in keys_of(happening):
            blocks[key].append(happening)
    crowded = {key: len(held) for key, held in blocks.items() if crowd is not None and len(held) > crowd}
    pairs = {
        (left.id, right.id): (left, right)
        for key, block in blocks.items()
        if key not in crowded
        for left, right in combinations(block, 2)
        if left.report != right.report
    }
    found = (Crowded(key, number_of(key), held) for key, held in sorted(crowded.items()))
    return [pairs[key] for key in sorted(pairs)], tuple(found)
