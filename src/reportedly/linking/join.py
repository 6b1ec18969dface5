"""New reports join what is known without linking everything again, and the result is that of linking everything.

Three facts carry this. Whether two happenings are linked is a matter of these two (and of how crowded their keys are).
Clusters are made by joining the two that agree most, again and again; left alone, the members of any finished clusters make
these same clusters. And two clusters with no link between them never join. So it is enough to settle the clusters near a
change anew, to see which joins came out otherwise than before, and to go on only where links lead out from those.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress

from reportedly.lexicon.link_weights import load_link_weights
from reportedly.linking.blocking import Crowded, key_numbers, keys_of, number_of
from reportedly.linking.clusters import Members, Pair, Settled, pair
from reportedly.linking.decisions import Constraints, constraints_of
from reportedly.linking.happenings import Happening, happenings_of
from reportedly.linking.index import Known
from reportedly.linking.settings import LinkSettings
from reportedly.linking.settle import Clusters, settle
from reportedly.linking.weights import UNIT, Weights
from reportedly.records import Decision, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What a join found, and what an index has to do to know it, in this order.

    Forget the links `unlinked` and the happenings `gone`; keep the `happenings`, each with its `key_numbers`, and the links
    `linked`; put `clusters` in the place of every cluster that has a member among `settled`. `crowded` are the keys that
    too many happenings hold for pairs to be sought by them, as far as this join met them.
    """

    happenings: Collection[Happening] = ()
    gone: tuple[str, ...] = ()
    linked: tuple[Pair, ...] = ()
    unlinked: tuple[Pair, ...] = ()
    settled: tuple[str, ...] = ()
    clusters: Clusters = field(default_factory=Clusters)
    crowded: tuple[Crowded, ...] = ()


def join(
    readings: Iterable[Reading],
    known: Known,
    decisions: Sequence[Decision] = (),
    *,
    gone: Collection[str] = (),
    again: Collection[str] = (),
    settings: LinkSettings | None = None,
) -> Joined:
    """Bring the incidents of new reports together with those that are known; what they do not touch stays as it was.

    `decisions` are all that are in force, and `again` the report-level incidents whose decisions have changed since; `gone`
    are those of readings that no longer count. A reading made anew is both: its old incidents go, its new ones join.
    Over time the clusters are those that `link` makes of all readings at once, whatever the order of arrival.
    """
    fresh = {row.id: row for row in happenings_of(readings)}
    old = known.rows({*gone, *fresh})
    change = _Change(known, fresh, old, (settings or LinkSettings()).crowd)
    near = _Neighbourhood(known, change, constraints_of(decisions))
    tied = {key for ends in (*change.linked, *change.unlinked) for key in ends}
    shaken = {key for members in known.clusters_of(again) for key in members}
    after = near.settle_around({*fresh, *old, *shaken, *tied})
    stays = {members for members in near.before if old.keys().isdisjoint(members)}
    moved = [members for members in after if tuple(members) not in stays]
    return Joined(
        happenings=tuple(fresh.values()),
        gone=tuple(sorted(old)),
        linked=change.linked,
        unlinked=change.unlinked,
        settled=tuple(sorted({*old, *(key for members in moved for key in members)})),
        clusters=Clusters(moved, near.rows),
        crowded=change.crowded,
    )


class _Change:
    """Which links come and go when some happenings come (`fresh`) and some go (`old`)."""

    def __init__(
        self, known: Known, fresh: Mapping[str, Happening], old: Mapping[str, Happening], crowd: int
    ) -> None:
        self._known, self.fresh, self.old = known, fresh, old
        self._coming, self._going = _by_key(fresh.values()), _by_key(old.values())
        self._crowd = crowd
        touched = {*self._coming, *self._going}
        self._before = known.counts(touched)
        self._after = {
            key: self._before.get(key, 0) + len(self._coming.get(key, ())) - len(self._going.get(key, ()))
            for key in touched
        }
        self._too_many = {key for key, count in self._after.items() if count > crowd}
        self.linked, self.unlinked = self._links()

    def _links(self) -> tuple[tuple[Pair, ...], tuple[Pair, ...]]:
        """The links that come and the links that go, each sorted."""
        was = {key for key in self._after if self._before.get(key, 0) > self._crowd}
        unlinked = {*self._known.links_of(self.old.keys()), *self._lost(self._too_many - was)}
        freed = was - self._too_many
        held = self._known.holders((self._coming.keys() - self._too_many) | freed)
        pairs: set[Pair] = set()
        for key in (self._coming.keys() - self._too_many) | freed:
            new = self._coming.get(key, [])
            there = [*(k for k in held.get(key, ()) if k not in self.old), *new]
            pairs.update(pair(a, b) for a in (there if key in freed else new) for b in there if a != b)
        rows = {**self._known.rows({k for p in pairs for k in p} - self.fresh.keys()), **self.fresh}
        threshold = load_link_weights().threshold
        asked = sorted(p for p in pairs if rows[p[0]].report != rows[p[1]].report)
        found = Weights(rows).of(asked) > threshold * UNIT
        return tuple(compress(asked, found)), tuple(sorted(unlinked))

    @property
    def crowded(self) -> tuple[Crowded, ...]:
        """The keys of this change that too many hold."""
        if not self._too_many:
            return ()
        words = {number_of(w): w for row in (*self.old.values(), *self.fresh.values()) for w in keys_of(row)}
        return tuple(
            Crowded(words[key], key, self._after[key]) for key in sorted(self._too_many, key=words.__getitem__)
        )

    def _lost(self, overrun: Collection[int]) -> Iterator[Pair]:
        """The links that rest on nothing but keys which have become crowded."""
        for key, held in self._known.holders(overrun).items() if overrun else ():
            inside = set(held) - self.old.keys()
            links = [p for p in self._known.links_of(inside) if inside.issuperset(p)]
            rows = self._known.rows({k for p in links for k in p})
            keys = {k: set(key_numbers(row)) - {key} for k, row in rows.items()}
            shared = {p: keys[p[0]] & keys[p[1]] for p in links}
            counts = {
                **self._known.counts({k for found in shared.values() for k in found} - self._after.keys()),
                **self._after,
            }
            yield from (p for p in links if all(counts[k] > self._crowd for k in shared[p]))


def _by_key(happenings: Iterable[Happening]) -> dict[int, list[str]]:
    held: dict[int, list[str]] = defaultdict(list)
    for row in happenings:
        for key in key_numbers(row):
            held[key].append(row.id)
    return held


class _Neighbourhood:
    """The clusters near a change, as they were and as they come out now."""

    def __init__(self, known: Known, change: _Change, constraints: Constraints) -> None:
        self._known, self._change, self._constraints = known, change, constraints
        self._ties: dict[str, set[str]] = defaultdict(set)
        self._tie((*change.linked, *constraints.together))
        self._links: set[Pair] = set()
        self._was: dict[str, Happening] = {}
        self.before: set[Members] = set()
        self._all: dict[str, Happening] = dict(change.fresh)

    @property
    def rows(self) -> dict[str, Happening]:
        """Every happening of the neighbourhood, as it is now."""
        leaving = self._change.old.keys() - self._change.fresh.keys()
        return {key: row for key, row in self._all.items() if key not in leaving}

    def settle_around(self, moved: Collection[str]) -> list[list[str]]:
        """The clusters now, of as much as a change of these can reach."""
        moved = set(moved)
        earlier: set[tuple[Members, Members]] = set()
        while True:
            earlier |= self._take_in(moved)
            earlier |= self._take_in({other for key in moved for other in self._ties[key]})
            now = self._now()
            otherwise = {key for sides in earlier ^ now.joins for side in sides for key in side}
            if otherwise <= moved:
                return now.clusters
            moved |= otherwise

    def _take_in(self, ids: Collection[str]) -> set[tuple[Members, Members]]:
        """Take in the clusters of these ids that are known; the joins that made them."""
        found = {tuple(sorted(c)) for c in self._known.clusters_of(set(ids) - self._was.keys())}
        rows = self._known.rows({key for members in found for key in members})
        links = set(self._known.links_of(rows.keys()))
        inside = defaultdict(list)
        home = {key: members for members in found for key in members}
        for ends in links:
            if home.get(ends[0]) == home.get(ends[1]):
                inside[home[ends[0]]].append(ends)
        self._tie(links)
        self._links |= links
        self._was |= rows
        self._all |= {key: row for key, row in rows.items() if key not in self._change.fresh}
        self.before |= found
        return {
            sides
            for members in found
            for sides in settle(members, sorted(inside[members]), rows, self._constraints).joins
        }

    def _now(self) -> Settled:
        rows = self.rows
        links = {*(self._links - set(self._change.unlinked)), *self._change.linked}
        inside = sorted(p for p in links if p[0] in rows and p[1] in rows)
        return settle(sorted(rows), inside, rows, self._constraints)

    def _tie(self, links: Iterable[Pair]) -> None:
        for left, right in links:
            self._ties[left].add(right)
            self._ties[right].add(left)
