"""The queue, and one claim after the other: what the text says, what the reader made of it, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.archive import Archive, IncidentFilter, IncidentRow, NotFoundError
from reportedly.decisions import find_claim
from reportedly.records import Decision, Incident, Reading
from reportedly.web.asking import Answer, Ask, Redirect, View, not_found
from reportedly.web.pages.decide import known, note_of
from reportedly.web.view.review import Task, happenings_of, tasks_of, text_of
from reportedly.web.view.values import typed

_CANDIDATES = 8
_QUEUE = 50


@dataclass(frozen=True, slots=True)
class Progress:
    """How many claims of an incident are settled."""

    settled: int
    total: int


def queue(ask: Ask) -> View:
    """What to look at first, and what waits for a second person."""
    archive = ask.site.archive
    page = archive.queue(limit=_QUEUE, after=ask.wants("after"))
    waiting = archive.incidents(IncidentFilter(review="accepted"), limit=_QUEUE)
    counts = {
        "in the queue": page.total,
        "accepted by one": waiting.total,
        "confirmed by a second": archive.incidents(IncidentFilter(review="confirmed"), limit=1).total,
        "incidents": archive.incidents(limit=1).total,
    }
    return View(
        template="queue.html",
        title=f"Review: {page.total:,} in the queue",
        values={"page": page, "waiting": waiting, "counts": counts},
        data={"queue": page, "waiting": waiting, "counts": counts},
        sheets=("list.css", "review.css"),
        modules=("queue.js",),
        note=note_of(ask),
    )


def review(ask: Ask) -> Answer:
    """One claim of an incident beside its text; the next open one where the address names none."""
    archive = ask.site.archive
    try:
        incident = archive.incident(ask.path["id"])
    except NotFoundError:
        if ask.wants("done"):  # what was decided has dissolved the incident
            return Redirect(ask.links.to("review", done=ask.wants("done"), decision=ask.wants("decision")))
        raise not_found("There is no incident with this id.") from None
    if incident.id != ask.path["id"]:
        return Redirect(ask.links.to("review", incident.id, **{k: v[0] for k, v in ask.query.items() if v}))
    tasks, readings = tasks_in(archive, incident)
    if not tasks:
        raise not_found("This incident has no claims.")
    task = _chosen(tasks, ask.wants("claim"))
    at, reading = tasks.index(task), readings[task.report]
    row, others = _neighbours(archive, incident)
    headline = row.headline if row else incident.type
    return View(
        template="review.html",
        title=f"Claim {task.number} of {len(tasks)}: {headline}",
        values={
            "incident": incident,
            "row": row,
            "headline": headline,
            "tasks": tasks,
            "task": task,
            "typed": typed(task.claim),
            "before": tasks[at - 1] if at else None,
            "next": tasks[at + 1] if at + 1 < len(tasks) else None,
            "report": reading.report,
            "pieces": text_of(reading, task),
            "happenings": happenings_of(reading),
            "progress": Progress(sum(t.settled != "open" for t in tasks), len(tasks)),
            "others": others,
            "incident_known": known(archive, incident.id),
        },
        data={"incident": incident.id, "tasks": tasks},
        sheets=("report.css", "review.css"),
        modules=("review.js",),
        note=note_of(ask),
    )


def tasks_in(archive: Archive, incident: Incident) -> tuple[tuple[Task, ...], dict[str, Reading]]:
    """The claims of an incident, rejected ones among them, with the readings as the reader made them."""
    raw = {key: archive.reading(key) for key in incident.reports}
    corrected = archive.readings(incident)
    events = {m.incident for r in corrected for m in r.mentions if m.id in set(incident.mentions)}
    held = set(incident.claims)
    elsewhere = {c.id for r in corrected for c in r.claims} - held
    wanted = held | {
        c.id for r in raw.values() for c in r.claims if c.incident in events and c.id not in elsewhere
    }
    decided: dict[str, tuple[Decision, ...]] = {}
    for reading in raw.values():
        decided |= _decided(reading, archive.decisions(reading.report.id))
    return tasks_of(list(raw.values()), wanted, decided), raw


def _decided(reading: Reading, made: Iterable[Decision]) -> dict[str, tuple[Decision, ...]]:
    """For each claim of a report the decisions on it and those that undo them, in order."""
    held = sorted(made, key=lambda d: (d.at, d.id))
    concerns: dict[str, set[str]] = {}
    out: dict[str, list[Decision]] = {}
    for decision in held:
        if decision.what == "undo":
            about = set().union(*(concerns.get(key, set()) for key in decision.on))
        else:
            found = (find_claim(reading, m) for m in decision.marks if m.report == reading.report.id and m.field)
            about = {claim.id for claim in found if claim}
        concerns[decision.id] = about
        for claim in about:
            out.setdefault(claim, []).append(decision)
    return {claim: tuple(decisions) for claim, decisions in out.items()}


def _chosen(tasks: tuple[Task, ...], wanted: str | None) -> Task:
    """The claim that is asked for, else the first open one, else the first."""
    found = next((t for t in tasks if t.claim.id == wanted), None)
    return found or next((t for t in tasks if t.settled == "open"), tasks[0])


def _neighbours(archive: Archive, incident: Incident) -> tuple[IncidentRow | None, tuple[IncidentRow, ...]]:
    """The incident as a row, and incidents that it may be merged with: of about the same days, or in the same reports."""
    rows: dict[str, IncidentRow] = {}
    for report in incident.reports[:20]:
        rows |= {row.id: row for row in archive.incidents(IncidentFilter(report=report), limit=50).rows}
    own = rows.pop(incident.id, None)
    if own and own.start:
        near = IncidentFilter(since=own.start, until=own.end or own.start)
        rows |= {row.id: row for row in archive.incidents(near, sort="reports", limit=_CANDIDATES).rows}
    rows.pop(incident.id, None)
    same = sorted(rows.values(), key=lambda row: (row.type != incident.type, -row.reports, row.id))
    return own, tuple(same[:_CANDIDATES])
