"""The weights of many pairs at once: happenings that look alike to a comparison are compared once for all of them.

Weights are whole ten-thousandths of a bit here, so that sums and means come out the same in any order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from reportedly.lexicon.link_weights import load_link_weights
from reportedly.linking.clusters import Sides
from reportedly.linking.comparisons import COMPARISONS, WORDING, WORDING_BANDS, Comparison
from reportedly.linking.happenings import Happening
from reportedly.linking.scoring import PLACES, prior_bits, weight_of
from reportedly.linking.wording import SKETCH, SKETCH_SCALE

UNIT = 10**PLACES  # a bit
Numbers = NDArray[np.int64]
_AT_ONCE = 1 << 9  # pairs whose sketches are multiplied at a time: they fit a cache
_FEW = 16  # happenings; so few are compared pair by pair, which is quicker than to look for what they share
_GROUPS = 1 << 11  # sums that are made at a time
_MOST = 1 << 13  # looks of a comparison that a table is kept for; with more every pair is compared
_OPEN = -1  # in a table: not compared yet


class Weights:
    """How many ten-thousandths of a bit speak for two happenings being one, for every two of some happenings."""

    def __init__(self, happenings: Mapping[str, Happening]) -> None:
        rows = list(happenings.values())
        self._number = {key: n for n, key in enumerate(happenings)}
        self._few = rows if len(rows) <= _FEW else None
        if self._few:
            return
        self._looks = [_Looks(comparison, rows) for comparison in COMPARISONS if comparison is not WORDING]
        self._wording = _Wording(rows)
        self._prior = _whole(prior_bits())

    def of(self, pairs: Collection[tuple[str, str]]) -> Numbers:
        """The weight of each of these pairs."""
        return self._of(self._numbers(left for left, _ in pairs), self._numbers(right for _, right in pairs))

    def from_one(self, key: str, others: Sequence[str]) -> list[int]:
        """The weights of one happening with each of some others."""
        found: list[int] = self.of([(key, other) for other in others]).tolist()
        return found

    def between(self, groups: Iterable[Sides]) -> list[int]:
        """For each two groups the sum of the weights between all their members."""
        sums: list[int] = []
        stream = iter(groups)
        while some := list(islice(stream, _GROUPS)):
            sides = [(self._numbers(left), self._numbers(right)) for left, right in some]
            lefts = np.concatenate([np.repeat(left, len(right)) for left, right in sides])
            rights = np.concatenate([np.tile(right, len(left)) for left, right in sides])
            sizes = np.array([len(left) * len(right) for left, right in sides])
            sums += np.add.reduceat(self._of(lefts, rights), np.cumsum(sizes) - sizes).tolist()
        return sums

    def _numbers(self, keys: Iterable[str]) -> Numbers:
        return np.fromiter((self._number[key] for key in keys), np.int64)

    def _of(self, lefts: Numbers, rights: Numbers) -> Numbers:
        if self._few:
            pairs = ((self._few[a], self._few[b]) for a, b in zip(lefts, rights, strict=True))
            return np.array([_whole(weight_of(left, right)) for left, right in pairs], np.int64)
        total = self._wording.weights(lefts, rights) + self._prior
        for looks in self._looks:
            total += looks.weights(lefts, rights)
        return total


class _Looks:
    """One comparison: what each happening looks like to it, and a table of the looks that were compared."""

    def __init__(self, comparison: Comparison, rows: Sequence[Happening]) -> None:
        kinds: dict[tuple[object, ...], int] = {}
        looks = [tuple(getattr(row, name) for name in comparison.fields) for row in rows]
        self._of = np.array([kinds.setdefault(look, len(kinds)) for look in looks], np.int64)
        first = dict(zip(reversed(looks), reversed(rows), strict=True))
        self._rows = [first[look] for look in kinds]
        self._level_of = comparison.level_of
        names = [None, *(name for name, _ in comparison.levels)]
        self._level = {name: n for n, name in enumerate(names)}
        bits = load_link_weights().bits
        self._bits = np.array(
            [0 if name is None else _whole(bits[comparison.name, name]) for name in names], np.int64
        )
        kept = len(kinds) if len(kinds) <= _MOST else 0
        self._table = np.full((kept, kept), _OPEN, np.int8)

    def weights(self, lefts: Numbers, rights: Numbers) -> Numbers:
        """What the comparison adds to the weight of each pair."""
        ours, theirs = self._of[lefts], self._of[rights]
        if not self._table.size:
            return self._bits[self._compared(ours, theirs)]
        found = self._table[ours, theirs]
        new = found == _OPEN
        if new.any():
            a, b = np.divmod(np.unique(ours[new] * len(self._table) + theirs[new]), len(self._table))
            self._table[a, b] = self._table[b, a] = self._compared(a, b)
            found = self._table[ours, theirs]
        return self._bits[found]

    def _compared(self, ours: Numbers, theirs: Numbers) -> NDArray[np.int8]:
        rows, level = self._rows, self._level
        found = (
            level[self._level_of(rows[a], rows[b])] for a, b in zip(ours.tolist(), theirs.tolist(), strict=True)
        )
        return np.fromiter(found, np.int8, len(ours))


class _Wording:
    """The comparison of wordings: products of sketches, which no table could hold."""

    def __init__(self, rows: Sequence[Happening]) -> None:
        self._cells = np.frombuffer(b"".join(row.sketch for row in rows), np.int8).reshape(-1, SKETCH)
        self._worded = np.array([any(row.sketch) for row in rows], np.bool_)
        bits = load_link_weights().bits
        bands = sorted((least * SKETCH_SCALE**2, name) for name, least in WORDING_BANDS)
        self._least = np.array([least for least, _ in bands])
        self._bits = np.array(
            [_whole(bits["wording", name]) for name in ("different", *(n for _, n in bands))], np.int64
        )

    def weights(self, lefts: Numbers, rights: Numbers) -> Numbers:
        """What the wording adds to the weight of each pair; nothing where one has none."""
        found = np.empty(len(lefts), np.int64)
        for at in range(0, len(lefts), _AT_ONCE):
            some = slice(at, at + _AT_ONCE)
            ours, theirs = (self._cells[side[some]].astype(np.float32) for side in (lefts, rights))
            alike = np.einsum("ij,ij->i", ours, theirs)  # exact: see `wording.likeness`
            found[some] = self._bits[np.searchsorted(self._least, alike, side="right")]
        return np.where(self._worded[lefts] & self._worded[rights], found, 0)


def _whole(bits: float) -> int:
    whole: int = round(bits * UNIT)
    return whole
