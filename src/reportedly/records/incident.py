"""An incident: reports of one happening brought together, and what follows from their claims."""

from __future__ import annotations

from typing import Literal

from reportedly.records.base import Record
from reportedly.records.claim import ClaimField, ClaimValue, TollField
from reportedly.records.source import Source
from reportedly.records.span import Span
from reportedly.records.when import When
from reportedly.records.where import Where


class IncidentActor(Record):
    """An agent or target of an incident and the ids of the claims that name it."""

    name: str
    actor: str | None = None
    claims: tuple[str, ...] = ()


class LinkWeight(Record):
    """One step of a link's waterfall: how far this comparison moved the odds (bits, log2 of the Bayes factor)."""

    comparison: str
    level: str
    weight: float


class Link(Record):
    """Why two report-level incidents are one: match weight in bits, probability, and the waterfall behind it."""

    left: str
    right: str
    weight: float
    probability: float
    waterfall: tuple[LinkWeight, ...] = ()


class Account(Record):
    """What one ultimate source says now. `claims` holds its latest claim on every field, `earlier` those replaced.

    `id` says who it is within its incident. `independent` is the id of the account that its group hangs on: accounts of one
    group count once. `party` is true when the source is a party to the violence it speaks of.
    """

    id: str = ""
    source: Source | None
    claims: tuple[str, ...]
    earlier: tuple[str, ...] = ()
    independent: str
    party: bool = False


class Dependence(Record):
    """One tie by which a report or account (`who`) depends on another (`on`), both by id, and the reason.

    A `copy` prints a text that another printed first; an `agency` is credited for the words; an outlet `repeats` a source when
    it gives no figure of its own; `unnamed` words stand with the outlet that prints them; a report `cites` an account.
    """

    who: str
    on: str
    kind: Literal["copy", "agency", "repeats", "unnamed", "cites"]
    because: str


class Side(Record):
    """One side of a dispute: the claims that hold this value."""

    claims: tuple[str, ...]
    value: ClaimValue


class Dispute(Record):
    """A field on which two accounts cannot both hold."""

    field: ClaimField
    sides: tuple[Side, ...]
    reason: str


class Estimate(Record):
    """Low, best and high for one toll field and one category of victims ("all" for the total), by a named policy.

    `open` is true where the words leave high open above: the number is the highest that is named, and there may be more.
    """

    field: TollField
    victims: str = "all"
    low: int | None
    best: int | None
    high: int | None
    open: bool = False
    policy: str
    undecided: bool = False
    because: tuple[str, ...] = ()


class Grade(Record):
    """How well founded an incident is, in a word, with the number of independent sources and the reason."""

    label: Literal["single source", "corroborated", "contested", "admitted"]
    independent: int
    because: str


class Incident(Record):
    """Reports of one happening, brought together. Everything here is derived from claims and decisions."""

    id: str
    type: str
    when: When | None = None
    where: tuple[Where, ...] = ()
    agents: tuple[IncidentActor, ...] = ()
    targets: tuple[IncidentActor, ...] = ()
    mentions: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    accounts: tuple[Account, ...] = ()
    dependence: tuple[Dependence, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    grade: Grade | None = None
    links: tuple[Link, ...] = ()


class Mark(Record):
    """The words that a decision was made on, so that it stays with them however the report is read again.

    `target` is the id of a claim on `field`, or of an event of one report (`field` null: the words are its first trigger).
    `before` and `after` are the text around them, `source` who is said to have claimed it.
    """

    target: str
    report: str
    field: ClaimField | None = None
    span: Span
    before: str = ""
    after: str = ""
    source: str | None = None


class Decision(Record):
    """What a person settled. Decisions are only ever appended; undoing one is another decision.

    A correction says what a claim's `value` is, or its `source`, or which `event` of the same report it is about. `groups` holds for a merge, a split or the rejection of an incident the events of single reports that each party to it
    stood for when it was decided; `marks` the words it was made on; `seen` what an incident looked like to who accepted it.
    """

    id: str
    by: str
    at: str
    what: Literal["accept", "reject", "correct", "merge", "split", "undo", "note"]
    on: tuple[str, ...]
    value: ClaimValue | str | None = None
    source: Source | None = None
    event: str | None = None
    why: str = ""
    groups: tuple[tuple[str, ...], ...] = ()
    marks: tuple[Mark, ...] = ()
    seen: str | None = None
