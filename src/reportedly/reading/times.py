"""When: time expressions resolved to ranges of dates, or left open with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.reading.parse import Parse
from reportedly.records import Attribution, When


def find_times(parse: Parse, attributions: Sequence[Attribution] = ()) -> tuple[When, ...]:
    """Every time expression of a report, in order."""
    return ()
