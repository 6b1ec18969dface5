"""A report's claims as somebody works through them: each with what was decided on it, and what may be picked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from reportedly.decisions import in_force
from reportedly.records import Claim, Decision, Mention, Reading
from reportedly.web.view.highlight import Piece, pieces_of
from reportedly.web.view.report import marks_of
from reportedly.wording import quote, source_phrase, value_phrase

Settled = Literal["open", "accepted", "confirmed", "corrected", "rejected"]


@dataclass(frozen=True, slots=True)
class Task:
    """One claim to be settled. `known` is the id of the last decision on it, `last` that decision where it stands."""

    claim: Claim
    report: str
    number: int
    value: str
    source: str
    words: str
    settled: Settled
    people: tuple[str, ...]
    known: str
    last: Decision | None
    notes: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """An event that the report of a claim speaks of, to which the claim may be moved."""

    id: str
    words: str
    start: int


def tasks_of(
    readings: Sequence[Reading], claims: Iterable[str], decisions: dict[str, tuple[Decision, ...]]
) -> tuple[Task, ...]:
    """The claims with these ids report by report, in the order of the text. Readings are as the reader made them."""
    wanted = set(claims)
    tasks: list[Task] = []
    for reading in sorted(readings, key=lambda r: (r.report.published or "", r.report.id)):
        for claim in sorted(reading.claims, key=lambda c: (c.span.start, c.span.end, c.id)):
            if claim.id in wanted:
                tasks.append(_task(claim, reading, len(tasks) + 1, decisions.get(claim.id, ())))
    return tuple(tasks)


def _task(claim: Claim, reading: Reading, number: int, decisions: Sequence[Decision]) -> Task:
    standing = in_force(decisions)
    verdicts = [d for d in standing if d.what in ("accept", "reject", "correct")]
    last = verdicts[-1] if verdicts else None
    corrected = [d for d in verdicts if d.what == "correct"]
    value = next((d.value for d in reversed(corrected) if not isinstance(d.value, str | None)), claim.value)
    source = next((d.source for d in reversed(corrected) if d.source), claim.source)
    people = tuple(dict.fromkeys(d.by for d in verdicts))
    return Task(
        claim=claim,
        report=reading.report.id,
        number=number,
        value=value_phrase(value),
        source=source_phrase(source),
        words=quote(reading.report.text, claim.span, room=60),
        settled=_settled(last, corrected, people),
        people=people,
        known=decisions[-1].id if decisions else "",
        last=last,
        notes=tuple(d for d in standing if d.what == "note"),
    )


def _settled(last: Decision | None, corrected: Sequence[Decision], people: Sequence[str]) -> Settled:
    """Where a claim stands: confirmed is what a second person has accepted."""
    if last is None:
        return "open"
    if last.what == "reject":
        return "rejected"
    if last.what == "accept" and len(people) > 1:
        return "confirmed"
    return "corrected" if corrected else "accepted"


def text_of(reading: Reading, task: Task) -> tuple[Piece, ...]:
    """The text with the claim in hand marked, and the sources and other claims in the background."""
    numbers = {c.id: 0 for c in reading.claims} | {task.claim.id: task.number}
    return pieces_of(reading.report.text, marks_of(reading, numbers))


def happenings_of(reading: Reading) -> tuple[Happening, ...]:
    """The events that a report speaks of, by their first words."""
    firsts: dict[str, Mention] = {}
    for mention in sorted(reading.mentions, key=lambda m: m.trigger.start):
        if mention.incident:
            firsts.setdefault(mention.incident, mention)
    return tuple(
        Happening(key, f"{m.type}: {quote(reading.report.text, m.trigger, room=50)}", m.trigger.start)
        for key, m in firsts.items()
    )
