"""What happened: triggers of events with their type, status, agents, targets, weapons, time and place."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.reading.findings import TollFinding
from reportedly.reading.parse import Parse
from reportedly.records import Attribution, Mention, When, Where


def find_mentions(
    parse: Parse,
    attributions: Sequence[Attribution],
    times: Sequence[When],
    places: Sequence[Where],
    tolls: Sequence[TollFinding],
) -> tuple[Mention, ...]:
    """Every mention of an event in a report, in order; none belongs to an incident yet."""
    return ()
