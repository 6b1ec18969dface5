"""One place where a report speaks of an event."""

from __future__ import annotations

from typing import Literal

from reportedly.records.base import Record
from reportedly.records.span import Span
from reportedly.records.when import When
from reportedly.records.where import Where

Status = Literal["actual", "denied", "alleged", "possible", "planned", "habitual", "aggregate"]


class Named(Record):
    """A named thing in the text: an actor, a target, a weapon. `actor` is its id in the actor table, or null."""

    name: str
    span: Span | None = None
    actor: str | None = None


class Mention(Record):
    """One place where the report speaks of an event of a `type` (see `reportedly.lexicon.events`).

    `attribution` is the id of the act of saying it stands in, null for the outlet's own voice. `incident` groups
    the mentions of this report that are one happening; it is null for habitual and aggregate mentions. The first
    mention of an incident bears its `scene`: the one place that the whole report speaks for, with the reason; it is
    derived where the words of the event name none, and no claim rests on it.
    """

    id: str
    type: str
    trigger: Span
    status: Status = "actual"
    attribution: str | None = None
    agents: tuple[Named, ...] = ()
    targets: tuple[Named, ...] = ()
    weapons: tuple[Named, ...] = ()
    when: When | None = None
    where: tuple[Where, ...] = ()
    scene: Where | None = None
    incident: str | None = None
