"""Making what follows from reports and decisions: happenings, links, incidents.

What was kept is marked as pending in the same transaction; settling takes marks away in transactions of its own. So nothing
that is killed in between is lost, and no incident is ever seen half made. New reports join what is known; what they do not
touch stays as it is. Making everything anew gives the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, delete, func, insert, select

from reportedly.archive.corrected import corrected_readings
from reportedly.archive.current import latest_readings
from reportedly.archive.decision_rows import any_decision, decisions_on, link_decisions
from reportedly.archive.fulltext import empty_index, index_reading
from reportedly.archive.incident_rows import drop_incidents, write_incidents
from reportedly.archive.link_rows import LinkRows
from reportedly.archive.many import delete_where, insert_all, rows_where
from reportedly.archive.schema import DERIVED, decision_targets, happenings, moved, pending, reports, strays
from reportedly.archive.store import Store
from reportedly.decisions import Applied, rebased
from reportedly.linking import Cluster, join, link_anew
from reportedly.records import Decision, Reading, make_id
from reportedly.weighing import essence, weigh

_AT_ONCE = 200  # pending reports that are settled in one transaction, so that others need not wait long
_FETCHED = 200  # readings that are fetched, weighed and written at a time; more make the garbage collector slow
_MANY = 2000  # pending reports from which, if they are most of all, everything is made anew


def settle(store: Store) -> None:
    """Make what follows from the reports that are pending."""
    while True:
        with store.read() as connection:
            waiting = _count(connection, pending)
            if waiting == 0:
                return
            anew = waiting > _MANY and waiting > _count(connection, reports) / 2
        store.write(_derive_anew if anew else _settle_some)


def _count(connection: Connection, table: type | object) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())  # type: ignore[arg-type]


def _settle_some(connection: Connection) -> None:
    """Settle the reports that have been pending longest."""
    query = select(pending.c.report, reports.c.id).join(reports, reports.c.seq == pending.c.report)
    chosen = {row.id: row.report for row in connection.execute(query.order_by(pending.c.report).limit(_AT_ONCE))}
    old = rows_where(connection, select(happenings.c.id), happenings.c.report, chosen.values())
    gone = [row.id for row in old]
    applied = list(corrected_readings(connection, chosen))
    _note(connection, applied, chosen)
    readings = {a.reading.report.id: a.reading for a in applied}
    known = LinkRows(connection)
    joined = join(readings.values(), known, _constraints(connection), gone=gone)
    drop_incidents(connection, known.learn(joined, chosen))
    _write(connection, list(joined.clusters), readings)
    delete_where(connection, pending, pending.c.report, list(chosen.values()))


def make_anew(connection: Connection) -> None:
    """Throw away what is derived, and derive it again; the same things keep their ids."""
    empty_index(connection)
    numbers = {row.id: row.seq for row in connection.execute(select(reports.c.id, reports.c.seq))}
    for reading in latest_readings(connection):
        index_reading(connection, numbers[reading.report.id], reading)
    _derive_anew(connection)


def _derive_anew(connection: Connection) -> None:
    """Happenings, links and incidents from all readings. The index for search is not made anew: it is never behind."""
    for table in (*DERIVED, pending):
        connection.execute(delete(table))
    numbers = {row.id: row.seq for row in connection.execute(select(reports.c.id, reports.c.seq))}
    decided = connection.execute(select(decision_targets.c.target).distinct()).scalars()
    _note(connection, corrected_readings(connection, [key for key in decided if key in numbers]), numbers)
    readings = (applied.reading for applied in corrected_readings(connection))
    joined = link_anew(readings, _constraints(connection))
    LinkRows(connection).learn(joined, numbers)
    for some in _portions(joined.clusters):
        _write(connection, some, {})


def _portions(clusters: Iterable[Cluster]) -> Iterator[list[Cluster]]:
    """Clusters in lists that have together about so many members as are fetched at a time."""
    some: list[Cluster] = []
    members = 0
    for cluster in clusters:
        some.append(cluster)
        members += len(cluster.members)
        if members >= _FETCHED:
            yield some
            some, members = [], 0
    if some:
        yield some


def _constraints(connection: Connection) -> tuple[Decision, ...]:
    """The merges and splits in force, with events by their ids of now."""
    made = link_decisions(connection)
    if not made:
        return ()
    named = {key for d in made for group in d.groups for key in group}
    now = {row.old: row.new for row in rows_where(connection, select(moved), moved.c.old, named)}
    return rebased(made, now)


def _note(connection: Connection, applied: Iterable[Applied], numbers: Mapping[str, int]) -> None:
    """Note which decisions have lost their words in these reports, and which events have other ids than they knew."""
    for table in (strays, moved):
        delete_where(connection, table, table.c.report, list(numbers.values()))
    for one in applied:
        number = numbers[one.reading.report.id]
        lost = {(stray.decision, stray.mark.target) for stray in one.strays}
        rows = [{"decision": decision, "target": target, "report": number} for decision, target in sorted(lost)]
        insert_all(connection, strays, rows)
        for old, new in one.moved.items():
            delete_where(connection, moved, moved.c.old, [old])
            connection.execute(insert(moved), {"old": old, "new": new, "report": number})


def _write(connection: Connection, clusters: Sequence[Cluster], known: Mapping[str, Reading]) -> None:
    """Weigh clusters and write their incidents; `known` are readings that need not be fetched."""
    members = {key for cluster in clusters for key in cluster.members}
    query = select(reports.c.id).join(happenings, happenings.c.report == reports.c.seq)
    homes = {row.id for row in rows_where(connection, query, happenings.c.id, members)}
    fetched = corrected_readings(connection, sorted(homes - known.keys()))
    readings = [known[key] for key in sorted(homes & known.keys())]
    readings += [essence(a.reading, members) for a in fetched]
    found = weigh(clusters, readings)
    write_incidents(connection, found, {r.report.id: r.report for r in readings}, _decided(connection, clusters))


def _decided(connection: Connection, clusters: Sequence[Cluster]) -> Mapping[str, Sequence[Decision]]:
    """The decisions on each incident, by any of the ids that it has had or may have."""
    if not any_decision(connection):
        return {}
    home = {make_id("incident", key): cluster.id for cluster in clusters for key in cluster.members}
    made = decisions_on(connection, home)
    found: dict[str, list[Decision]] = defaultdict(list)
    for decision in made:
        for incident in {home[key] for key in decision.on if key in home}:
            found[incident].append(decision)
    undos = [decision for decision in made if decision.what == "undo"]
    return {incident: [*on, *undos] for incident, on in found.items()}
