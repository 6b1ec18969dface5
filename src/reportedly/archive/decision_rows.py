"""Decisions as rows: appended one after the other, found by what they are on."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, exists, insert, select

from reportedly.archive.ledger import enter
from reportedly.archive.many import insert_all, rows_where
from reportedly.archive.pack import pack, unpack
from reportedly.archive.schema import decision_targets, decisions
from reportedly.decisions import in_force
from reportedly.records import Decision


def append_decision(connection: Connection, decision: Decision) -> None:
    """Keep a decision, to be found by all it names: what it is on, the claims and events of its marks, and their reports."""
    packed = pack(decision)
    row = {"id": decision.id, "by": decision.by, "at": decision.at, "what": decision.what, **packed._asdict()}
    seq = connection.execute(insert(decisions).returning(decisions.c.seq), row).scalar_one()
    marked = {key for mark in decision.marks for key in (mark.target, mark.report)}
    targets = sorted({*decision.on, *marked})
    insert_all(connection, decision_targets, [{"target": target, "decision": seq} for target in targets])
    enter(connection, "decision", decision.id, packed.sha256, by=decision.by, at=decision.at)


def decisions_on(connection: Connection, targets: Collection[str]) -> tuple[Decision, ...]:
    """The decisions that name one of these, in force or not, and whatever undoes them, in order."""
    found: dict[int, Decision] = {}
    waiting = set(targets)
    while waiting:
        query = select(decisions.c.seq, decisions.c.body).distinct()
        query = query.join(decision_targets, decision_targets.c.decision == decisions.c.seq)
        rows = rows_where(connection, query, decision_targets.c.target, waiting)
        new = {row.seq: unpack(Decision, row.body) for row in rows if row.seq not in found}
        found |= new
        waiting = {decision.id for decision in new.values()}
    return tuple(found[seq] for seq in sorted(found))


def find_decisions(connection: Connection, ids: Iterable[str]) -> tuple[Decision, ...]:
    """The decisions with these ids, as far as there are any."""
    query = select(decisions.c.seq, decisions.c.body)
    rows = sorted(rows_where(connection, query, decisions.c.id, list(ids)))
    return tuple(unpack(Decision, row.body) for row in rows)


def link_decisions(connection: Connection) -> tuple[Decision, ...]:
    """The merges and splits that are in force."""
    query = select(decisions.c.body).where(decisions.c.what.in_(("merge", "split"))).order_by(decisions.c.seq)
    made = [unpack(Decision, row.body) for row in connection.execute(query)]
    undone = decisions_on(connection, [d.id for d in made])
    return tuple(d for d in in_force({d.id: d for d in (*made, *undone)}.values()) if d.what in ("merge", "split"))


def any_decision(connection: Connection) -> bool:
    """Whether anything was decided yet."""
    return bool(connection.execute(select(exists().select_from(decisions))).scalar())


def all_decisions(connection: Connection) -> tuple[Decision, ...]:
    """Every decision that was made, in order."""
    rows = connection.execute(select(decisions.c.body).order_by(decisions.c.seq))
    return tuple(unpack(Decision, row.body) for row in rows)
