"""Where: place names recognised and resolved against the gazetteer."""

from __future__ import annotations

from reportedly.reading.parse import Parse
from reportedly.records import Where


def find_places(parse: Parse) -> tuple[Where, ...]:
    """Every place name of a report, in order."""
    return ()
