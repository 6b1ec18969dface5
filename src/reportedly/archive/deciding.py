"""Making a decision: what it is on is looked up, the words are marked, and all of it is appended at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, get_args

from sqlalchemy import Connection, select

from reportedly.archive.claim_rows import find_claim, is_claim
from reportedly.archive.corrected import corrected_readings
from reportedly.archive.current import versions_of
from reportedly.archive.decision_rows import append_decision, decisions_on, find_decisions, link_decisions
from reportedly.archive.errors import ArchiveError, ConflictError, NotFoundError
from reportedly.archive.incident_rows import find_incident
from reportedly.archive.keep import mark_pending
from reportedly.archive.many import rows_where
from reportedly.archive.permalinks import resolve
from reportedly.archive.review import fingerprint
from reportedly.archive.schema import decisions, happenings, names, reports
from reportedly.decisions import in_force, mark_claim, mark_event
from reportedly.records import (
    TOLL_FIELDS,
    ClaimValue,
    Decision,
    Incident,
    Mark,
    Named,
    Source,
    Toll,
    When,
    Where,
    make_id,
)

What = Literal["accept", "reject", "correct", "merge", "split", "undo", "note"]
_WITH_REASON = ("reject", "correct", "merge", "split")
_KINDS: dict[str, type[Any]] = {**dict.fromkeys(TOLL_FIELDS, Toll), "happened": bool, "date": When, "place": Where}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to settle: on which ids (of claims, incidents, reports, decisions), with what value, and why.

    `known` is the id of the last decision on these that they have seen, "" for none; None where it does not matter.
    """

    what: What
    on: tuple[str, ...]
    by: str
    why: str = ""
    value: ClaimValue | str | None = None
    source: Source | None = None
    event: str | None = None
    known: str | None = None
    at: str | None = None


def decide(connection: Connection, wish: Wish) -> Decision:
    """Append the decision that somebody wishes for.

    Raises NotFoundError for an id that there is not, and ArchiveError for a wish that cannot be: the message says why.
    """
    _check(wish)
    _check_known(connection, wish)
    draft = _DRAFTS[wish.what](connection, wish)
    at = _moment(connection, wish.at)
    value = wish.value.model_dump() if isinstance(wish.value, Toll | When | Where | Named) else wish.value
    more = [part for part in (wish.source and wish.source.model_dump(), wish.event) if part is not None]
    decision = Decision(
        id=make_id("decision", wish.by, at, wish.what, wish.on, value, wish.why, *more),
        by=wish.by,
        at=at,
        what=wish.what,
        on=wish.on,
        value=wish.value,
        source=wish.source,
        event=wish.event,
        why=wish.why,
        **draft,
    )
    append_decision(connection, decision)
    _touch(connection, decision)
    return decision


def _check(wish: Wish) -> None:
    if wish.what not in get_args(What):
        raise ArchiveError(f"{wish.what!r} cannot be decided; there are {', '.join(get_args(What))}")
    if not wish.by.strip():
        raise ArchiveError("a decision needs somebody who makes it; say who you are")
    if not wish.on:
        raise ArchiveError(f"{wish.what}: say on what; give the id of a claim, an incident or a decision")
    if wish.what in _WITH_REASON and not wish.why.strip():
        raise ArchiveError(f"{wish.what}: a reason is needed; others will ask why")


def _check_known(connection: Connection, wish: Wish) -> None:
    """Raises ConflictError where somebody has settled something on these since the person looked."""
    if wish.known is None:
        return
    made = decisions_on(connection, wish.on)
    if made and made[-1].id != wish.known:
        last = made[-1]
        raise ConflictError(
            f"{last.by} has settled this meanwhile ({last.what}{': ' if last.why else ''}{last.why})"
        )


def _moment(connection: Connection, stated: str | None) -> str:
    """When it is made, and in any case after the decision before, so that their order is never in doubt."""
    last = connection.execute(select(decisions.c.at).order_by(decisions.c.seq.desc()).limit(1)).scalar()
    now = datetime.fromisoformat(stated).astimezone(UTC) if stated else datetime.now(UTC)
    if last is not None:
        now = max(now, datetime.fromisoformat(last) + timedelta(microseconds=1))
    return now.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _accept(connection: Connection, wish: Wish) -> dict[str, Any]:
    if all(is_claim(connection, key) for key in wish.on):
        return {"marks": _claim_marks(connection, wish.on)}
    if len(wish.on) > 1:
        raise ArchiveError("accept: one incident at a time, or claims only")
    incident = _incident(connection, wish.on[0])
    return {"seen": fingerprint(incident)}


def _reject(connection: Connection, wish: Wish) -> dict[str, Any]:
    if all(is_claim(connection, key) for key in wish.on):
        return {"marks": _claim_marks(connection, wish.on)}
    groups = tuple(_events_of(connection, key) for key in wish.on)
    return {"groups": groups, "marks": _event_marks(connection, groups)}


def _correct(connection: Connection, wish: Wish) -> dict[str, Any]:
    if len(wish.on) > 1:
        raise ArchiveError("correct: one claim at a time")
    claim, reading = find_claim(connection, wish.on[0])
    kind = _KINDS.get(claim.field, Named)
    other = wish.source is not None or wish.event is not None
    if not isinstance(wish.value, kind) and not (wish.value is None and other):
        raise ArchiveError(f"correct: the value of {claim.field} must be a {kind.__name__}")
    marks = _claim_marks(connection, wish.on)
    if wish.event is not None:
        if wish.event not in {m.incident for m in reading.mentions}:
            raise NotFoundError(f"correct: the report of this claim speaks of no event {wish.event}")
        marks += (mark_event(reading, wish.event),)
    return {"marks": marks}


def _merge(connection: Connection, wish: Wish) -> dict[str, Any]:
    groups = tuple(_events_of(connection, key) for key in wish.on)
    if len(set(groups)) < 2:
        raise ArchiveError("merge: give two incidents or more; these are one already")
    return {"groups": tuple(dict.fromkeys(groups)), "marks": _event_marks(connection, groups)}


def _split(connection: Connection, wish: Wish) -> dict[str, Any]:
    """The first id is the incident; the events of the others leave it together."""
    whole = set(_events_of(connection, wish.on[0]))
    leaving = {event for key in wish.on[1:] for event in _part(connection, key)} & whole
    staying = whole - leaving
    if not leaving or not staying:
        raise ArchiveError(
            "split: give an incident, and then those of its reports that are to leave it, not all of them"
        )
    groups = (tuple(sorted(staying)), tuple(sorted(leaving)))
    return {"groups": groups, "marks": _event_marks(connection, groups)}


def _part(connection: Connection, key: str) -> tuple[str, ...]:
    """The events that are meant by the id of a part: of an incident that was merged, those it had then."""
    event = connection.execute(select(names.c.event).where(names.c.incident == key)).scalar()
    if event is None:
        return _events_of(connection, key)
    merged = (group for d in reversed(link_decisions(connection)) if d.what == "merge" for group in d.groups)
    return next((group for group in merged if event in group), (event,))


def _undo(connection: Connection, wish: Wish) -> dict[str, Any]:
    found = {d.id for d in find_decisions(connection, wish.on)}
    for key in wish.on:
        if key not in found:
            raise NotFoundError(f"no decision has the id {key}")
    related = decisions_on(connection, wish.on)
    standing = {d.id for d in in_force([*find_decisions(connection, wish.on), *related])}
    undos = {d.id for d in find_decisions(connection, wish.on) if d.what == "undo"}
    for key in wish.on:
        if key not in standing and key not in undos:
            raise ArchiveError(f"{key} is not in force: it was undone before")
    return {}


def _note(connection: Connection, wish: Wish) -> dict[str, Any]:
    for key in wish.on:
        if is_claim(connection, key):
            continue
        if not find_decisions(connection, [key]):
            _events_of(connection, key)
    claimed = [key for key in wish.on if is_claim(connection, key)]
    return {"marks": _claim_marks(connection, claimed)}


_DRAFTS = {
    "accept": _accept,
    "reject": _reject,
    "correct": _correct,
    "merge": _merge,
    "split": _split,
    "undo": _undo,
    "note": _note,
}


def _claim_marks(connection: Connection, keys: Iterable[str]) -> tuple[Mark, ...]:
    found = [find_claim(connection, key) for key in keys]
    return tuple(mark_claim(reading, claim) for claim, reading in found)


def _incident(connection: Connection, key: str) -> Incident:
    return find_incident(connection, resolve(connection, key))


def _events_of(connection: Connection, key: str) -> tuple[str, ...]:
    """The events that an id stands for: those of an incident, of a report, or an event itself. Raises NotFoundError."""
    if connection.execute(select(happenings.c.id).where(happenings.c.id == key)).first():
        return (key,)
    query = select(happenings.c.id).join(reports, reports.c.seq == happenings.c.report)
    found = tuple(sorted(connection.execute(query.where(reports.c.id == key)).scalars()))
    if found or connection.execute(select(reports.c.id).where(reports.c.id == key)).first():
        return found
    home = resolve(connection, key)
    return tuple(
        sorted(connection.execute(select(happenings.c.id).where(happenings.c.incident == home)).scalars())
    )


def _event_marks(connection: Connection, groups: Sequence[Collection[str]]) -> tuple[Mark, ...]:
    events = {event for group in groups for event in group}
    query = select(reports.c.id).join(happenings, happenings.c.report == reports.c.seq)
    homes = {row.id for row in rows_where(connection, query, happenings.c.id, events)}
    marks = [
        mark_event(applied.reading, event)
        for applied in corrected_readings(connection, sorted(homes))
        for event in sorted({m.incident for m in applied.reading.mentions if m.incident} & events)
    ]
    return tuple(marks)


def _touch(connection: Connection, decision: Decision) -> None:
    """Note that what follows from the reports that a decision concerns is to be made anew."""
    concerned = {decision.id: decision}
    waiting = [decision]
    while waiting:  # an undo concerns what the undone concerned
        current = waiting.pop()
        for found in find_decisions(connection, current.on if current.what == "undo" else ()):
            if found.id not in concerned:
                concerned[found.id] = found
                waiting.append(found)
    marked = {mark.report for d in concerned.values() for mark in d.marks}
    family = {version for report in marked for version in versions_of(connection, report)}
    numbers = {row.seq for row in rows_where(connection, select(reports.c.seq), reports.c.id, family)}
    accepted = {key for d in concerned.values() if d.seen for key in d.on}
    query = select(names.c.report)
    numbers |= {row.report for row in rows_where(connection, query, names.c.incident, accepted)}
    mark_pending(connection, numbers)
