"""Which reports are copies of one text: MinHash over shingles finds likely pairs, exact overlap decides.

A shingle is five words in a row. A copy shares at least seven tenths of the shorter text's shingles, so that a text cut short
or printed under another headline is still seen.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from heapq import nsmallest
from itertools import combinations

from reportedly.records import Report

SHINGLE = 5
OVERLAP = 0.7
FEWEST = 12  # shorter texts are alike by chance
_SIGNATURE = 32
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=512)  # some 50 KB each
def shingles(text: str) -> frozenset[int]:
    """The hashes of every five words in a row, without case and punctuation."""
    words = _WORD.findall(text.casefold())
    return frozenset(
        zlib.crc32(" ".join(words[i : i + SHINGLE]).encode()) for i in range(len(words) - SHINGLE + 1)
    )


def signature(hashes: frozenset[int]) -> tuple[int, ...]:
    """The smallest hashes (bottom-k MinHash): copies share some of them almost surely."""
    return tuple(nsmallest(_SIGNATURE, hashes))


def is_copy(left: frozenset[int], right: frozenset[int]) -> bool:
    """Whether two sets of shingles are those of one text."""
    shorter = min(len(left), len(right))
    return shorter >= FEWEST and len(left & right) >= OVERLAP * shorter


def copy_groups(reports: Sequence[Report]) -> Mapping[str, str]:
    """For each report id the id of its text: that of the first published of its copies (itself when it has none)."""
    if len(reports) == 1:
        return {reports[0].id: reports[0].id}
    order = sorted(reports, key=lambda r: (r.published or "", r.id))
    hashes = {r.id: shingles(r.text) for r in order}
    parent = {r.id: r.id for r in order}
    rank = {r.id: n for n, r in enumerate(order)}

    def root(key: str) -> str:
        while parent[key] != key:
            key = parent[key]
        return key

    for left, right in sorted(_likely(hashes), key=lambda p: (rank[p[0]], rank[p[1]])):
        first, second = sorted((root(left), root(right)), key=rank.__getitem__)
        if first != second and is_copy(hashes[left], hashes[right]):
            parent[second] = first
    return {key: root(key) for key in parent}


def _likely(hashes: Mapping[str, frozenset[int]]) -> Iterable[tuple[str, str]]:
    """Pairs whose signatures share a hash."""
    blocks: dict[int, list[str]] = defaultdict(list)
    for key in sorted(hashes):
        for value in signature(hashes[key]):
            blocks[value].append(key)
    return {(a, b) for block in blocks.values() for a, b in combinations(block, 2)}
