"""How long a new report takes to join an archive that is linked already.

    python benchmarks/joining.py [--incidents 100000] [--new 200] [--memory 2GB]

A simulated world of so many incidents is linked once, but for reports taken out of its whole length. These then join one by one;
each meets the incident that it is of, and perhaps an older one that it looks back on. The index is read-only and in memory: what
is measured is the joining, not a database.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

import numpy as np

from reportedly.linking import Happening, Joined, LinkSettings, join, key_numbers, link_anew
from reportedly.linking.clusters import Pair, pair
from reportedly.linking.shelf import Shelf
from reportedly.records import Reading
from simulate import reports

MENTIONS = 3.7  # of an incident, in the simulated world
GIGABYTE = 1024**2  # of the kilobytes in which the system counts


class Arrays:
    """`Known` of what `link_anew` found: the keys in one sorted array, with the happenings that hold them beside it."""

    def __init__(self, joined: Joined) -> None:
        self._shelf = Shelf(joined.happenings)
        self._ids = list(self._shelf)
        sizes: list[int] = []
        keys = np.fromiter(self._all_keys(sizes), np.int64)
        owners = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        order = np.argsort(keys, kind="stable")
        self._keys, self._owners = keys[order], owners[order]
        self._near: dict[str, list[str]] = defaultdict(list)
        for left, right in joined.linked:
            self._near[left].append(right)
            self._near[right].append(left)
        self._homes = {key: members for _, members in joined.clusters.named() for key in members}

    def _all_keys(self, sizes: list[int]) -> Iterator[int]:
        for row in self._shelf.values():
            numbers = key_numbers(row)
            sizes.append(len(numbers))
            yield from numbers

    def __len__(self) -> int:
        return len(set(self._homes.values()))

    def rows(self, ids: Collection[str]) -> Mapping[str, Happening]:
        """The happenings with these ids."""
        return {key: self._shelf[key] for key in ids if key in self._shelf}

    def counts(self, keys: Collection[int]) -> Mapping[int, int]:
        """How many happenings hold each of these keys."""
        return {key: len(held) for key, held in self.holders(keys).items()}

    def holders(self, keys: Collection[int]) -> Mapping[int, Collection[str]]:
        """The ids of the happenings that hold each of these keys."""
        wanted = np.fromiter(keys, np.int64)
        starts, ends = (np.searchsorted(self._keys, wanted, side) for side in ("left", "right"))
        return {
            key: [self._ids[n] for n in self._owners[a:b]]
            for key, a, b in zip(keys, starts, ends, strict=True)
            if b > a
        }

    def links_of(self, ids: Collection[str]) -> Iterable[Pair]:
        """Every link that one of these ids is an end of."""
        return {pair(key, other) for key in ids for other in self._near.get(key, ())}

    def clusters_of(self, ids: Collection[str]) -> Iterable[Collection[str]]:
        """The members of every cluster that one of these ids is in."""
        return {self._homes[key] for key in ids if key in self._homes}


def parted(incidents: int, new: int, late: list[Reading]) -> Iterator[Reading]:
    """The readings of a world but for every so-manieth, which go to `late`."""
    mentions = int(incidents * MENTIONS)
    for number, (_, reading) in enumerate(reports(mentions, seed=5)):
        if number % max(2, mentions // (new + 1)) == 1 and len(late) < new:
            late.append(reading)
        else:
            yield reading


def main() -> None:
    """Link a world, then join reports one by one, and print how long each took."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--incidents", type=int, default=100_000)
    options.add_argument("--new", type=int, default=200)
    options.add_argument("--memory", default="2GB", help="what the database may use while the world is linked")
    chosen = options.parse_args()
    late: list[Reading] = []
    busy = time.process_time()
    joined = link_anew(parted(chosen.incidents, chosen.new, late), settings=LinkSettings(memory=chosen.memory))
    known = Arrays(joined)
    print(
        f"{len(joined.happenings):,} mentions in {len(known):,} incidents, linked in {time.process_time() - busy:.0f} s of processor"
    )
    seconds, touched = [], []
    for reading in late:
        busy = time.process_time()
        found = join([reading], known)
        seconds.append(time.process_time() - busy)
        touched.append(len(found.settled))
    seconds.sort()
    print(
        f"{len(late)} reports joined one by one, seconds of processor each: median {statistics.median(seconds):.4f}, "
        f"of a hundred the slowest {seconds[int(len(seconds) * 0.99)]:.4f}, slowest {seconds[-1]:.4f}; "
        f"mentions settled anew: median {statistics.median(touched):.0f}, most {max(touched)}"
    )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / GIGABYTE:.2f} GB")


if __name__ == "__main__":
    main()
