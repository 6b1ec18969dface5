"""What linking knows, as rows: happenings, the keys that find them, the links between them, and their incidents.

This is the `Known` of `reportedly.linking.join`, in the database and inside one transaction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, update

from reportedly.archive.many import batches, delete_where, insert_all, rows_where
from reportedly.archive.pack import squeeze, stretch
from reportedly.archive.schema import happenings, link_keys, link_pairs
from reportedly.linking import Happening, Joined, from_json, key_numbers, to_json

Pair = tuple[str, str]
_KEPT = 1_000  # happenings, or links, that are kept at a time


class LinkRows:
    """`Known` in a database. What it has looked up once it remembers, so it must not outlive its transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: dict[str, Happening] = {}
        self._number: dict[str, int] = {}
        self._name: dict[int, str] = {}

    def rows(self, ids: Collection[str]) -> Mapping[str, Happening]:
        """The happenings with these ids."""
        query = select(happenings.c.seq, happenings.c.id, happenings.c.body)
        missing = [key for key in ids if key not in self._rows]
        for row in rows_where(self._connection, query, happenings.c.id, missing):
            self._rows[row.id] = from_json(stretch(row.body))
            self._remember(row.seq, row.id)
        return {key: self._rows[key] for key in ids if key in self._rows}

    def counts(self, keys: Collection[int]) -> Mapping[int, int]:
        """How many happenings hold each of these keys."""
        query = select(link_keys.c.key, func.count().label("held")).group_by(link_keys.c.key)
        return {row.key: row.held for row in rows_where(self._connection, query, link_keys.c.key, keys)}

    def holders(self, keys: Collection[int]) -> Mapping[int, Collection[str]]:
        """The ids of the happenings that hold each of these keys."""
        query = select(link_keys.c.key, happenings.c.seq, happenings.c.id)
        query = query.join(happenings, happenings.c.seq == link_keys.c.happening)
        found: dict[int, list[str]] = defaultdict(list)
        for row in rows_where(self._connection, query, link_keys.c.key, keys):
            self._remember(row.seq, row.id)
            found[row.key].append(row.id)
        return found

    def links_of(self, ids: Collection[str]) -> Iterable[Pair]:
        """Every link that one of these ids is an end of."""
        ends = list(rows_where(self._connection, select(link_pairs), link_pairs.c.one, self._numbers(ids)))
        self._name_all({row.other for row in ends})
        names = self._name
        return {tuple(sorted((names[row.one], names[row.other]))) for row in ends}  # type: ignore[misc]

    def clusters_of(self, ids: Collection[str]) -> Iterable[Collection[str]]:
        """The members of every incident that one of these ids is in."""
        homes = {
            row.incident
            for row in rows_where(self._connection, select(happenings.c.incident), happenings.c.id, ids)
        }
        found: dict[str, list[str]] = defaultdict(list)
        query = select(happenings.c.seq, happenings.c.id, happenings.c.incident)
        for row in rows_where(self._connection, query, happenings.c.incident, homes - {None}):
            self._remember(row.seq, row.id)
            found[row.incident].append(row.id)
        return {tuple(sorted(members)) for members in found.values()}

    def learn(self, joined: Joined, reports: Mapping[str, int]) -> set[str]:
        """Keep what a join found; `reports` are the numbers of the reports. The ids of the incidents that are no more."""
        query = select(happenings.c.incident)
        gone = {row.incident for row in rows_where(self._connection, query, happenings.c.id, joined.settled)} - {
            None
        }
        self._forget_links(set(joined.unlinked) - set(joined.linked))
        before = self.rows(joined.gone)
        same = {row.id for row in joined.happenings if before.get(row.id) == row}
        self._forget(before.keys() - same)
        homes = {key: name for name, members in joined.clusters.named() for key in members}
        new = set()
        for rows in batches((row for row in joined.happenings if row.id not in same), _KEPT):
            self._keep(rows, reports, homes)
            new |= {row.id for row in rows}
        there = {ends for ends in joined.unlinked if new.isdisjoint(ends)}
        self._keep_links(set(joined.linked) - there)
        changed = [{"key": key, "home": home} for key, home in homes.items() if key not in new]
        if changed:
            settled = update(happenings).where(happenings.c.id == bindparam("key"))
            self._connection.execute(settled.values(incident=bindparam("home")), changed)
        return gone

    def _forget(self, ids: Collection[str]) -> None:
        numbers = self._numbers(ids)
        delete_where(self._connection, link_keys, link_keys.c.happening, numbers)
        delete_where(self._connection, link_pairs, link_pairs.c.one, numbers)
        delete_where(self._connection, link_pairs, link_pairs.c.other, numbers)
        delete_where(self._connection, happenings, happenings.c.seq, numbers)
        for key in ids:
            self._rows.pop(key, None)
            self._number.pop(key, None)

    def _keep(self, rows: Collection[Happening], reports: Mapping[str, int], homes: Mapping[str, str]) -> None:
        for row in rows:
            body = squeeze(to_json(row).encode())
            values = {"id": row.id, "report": reports[row.report], "incident": homes[row.id], "body": body}
            number = self._connection.execute(insert(happenings).returning(happenings.c.seq), values).scalar_one()
            self._remember(number, row.id)
        keys = [{"key": key, "happening": self._number[row.id]} for row in rows for key in key_numbers(row)]
        insert_all(self._connection, link_keys, keys)

    def _keep_links(self, links: Collection[Pair]) -> None:
        self._numbers({key for ends in links for key in ends})
        numbers = ((self._number[a], self._number[b]) for a, b in sorted(links))
        for some in batches(numbers, _KEPT):
            ends = ({"one": a, "other": b} for left, right in some for a, b in ((left, right), (right, left)))
            insert_all(self._connection, link_pairs, ends)

    def _forget_links(self, links: Collection[Pair]) -> None:
        self._numbers({key for ends in links for key in ends})
        for left, right in links:
            ends = self._number[left], self._number[right]
            for a, b in (ends, ends[::-1]):
                self._connection.execute(
                    delete(link_pairs).where(and_(link_pairs.c.one == a, link_pairs.c.other == b))
                )

    def _numbers(self, ids: Collection[str]) -> list[int]:
        query = select(happenings.c.seq, happenings.c.id)
        missing = [key for key in ids if key not in self._number]
        for row in rows_where(self._connection, query, happenings.c.id, missing):
            self._remember(row.seq, row.id)
        return [self._number[key] for key in ids if key in self._number]

    def _name_all(self, numbers: Collection[int]) -> None:
        query = select(happenings.c.seq, happenings.c.id)
        missing = [number for number in numbers if number not in self._name]
        for row in rows_where(self._connection, query, happenings.c.seq, missing):
            self._remember(row.seq, row.id)

    def _remember(self, number: int, key: str) -> None:
        self._number[key] = number
        self._name[number] = key
