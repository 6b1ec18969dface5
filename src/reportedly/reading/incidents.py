"""Which mentions of one report are one happening."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.reading.parse import Parse
from reportedly.records import Mention


def group_mentions(parse: Parse, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The same mentions, each with the id of its incident (null for habitual and aggregate ones)."""
    return tuple(mentions)
