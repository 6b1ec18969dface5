"""A counted group under a word of harm becomes a TollFinding."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.reading.findings import TollFinding
from reportedly.reading.parse import Parse
from reportedly.reading.tolls.groups import Group
from reportedly.reading.tolls.harm import Harm
from reportedly.reading.tolls.status import status_of
from reportedly.reading.tolls.victim_kinds import nationality_of
from reportedly.records import Person, Status, Victims


@dataclass(frozen=True, slots=True)
class Found:
    """A counted group and the word of harm it stands under; `part` where it is a part of a larger group."""

    harm: Harm
    group: Group
    part: bool = False


def finding_of(
    parse: Parse, found: Found, *, names: tuple[Person, ...], kinds: tuple[str, ...], running: bool
) -> TollFinding:
    """The finding of a counted group: its range, its shortest words, who they were, and whether it happened."""
    doc, group, harm = parse.doc, found.group, found.harm
    span = parse.span_of(doc[group.start : group.end])
    victims = Victims(
        description=span.words, category=kinds, nationality=nationality_of(doc, group.start, group.end)
    )
    return TollFinding(
        field=harm.field,
        toll=group.number.toll().model_copy(
            update={"victims": victims, "part_of": found.part, "names": names, "cumulative": running}
        ),
        span=span,
        head=group.head.i,
        trigger=harm.trigger.i,
        status=_status(found, running=running),
    )


def _status(found: Found, *, running: bool) -> Status:
    """A running total is aggregate; that nobody was harmed is stated as a fact, whatever denies the harm."""
    status = status_of(found.harm.trigger)
    if status == "denied" and found.group.number.high == 0:
        return "actual"
    return "aggregate" if running and status in ("actual", "alleged") else status
