"""How many: stated numbers of people killed, wounded, missing, detained, abducted or displaced."""

from __future__ import annotations

from reportedly.reading.findings import TollFinding
from reportedly.reading.parse import Parse


def find_tolls(parse: Parse) -> tuple[TollFinding, ...]:
    """Every stated toll of a report, in order."""
    return ()
