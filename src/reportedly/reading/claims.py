"""Who claims what about which incident: the end of the reading."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.reading.findings import TollFinding
from reportedly.reading.parse import Parse
from reportedly.records import Attribution, Claim, Mention


def make_claims(
    parse: Parse,
    mentions: Sequence[Mention],
    tolls: Sequence[TollFinding],
    attributions: Sequence[Attribution],
) -> tuple[Claim, ...]:
    """Every claim of a report, in the order of the words that state it."""
    return ()
