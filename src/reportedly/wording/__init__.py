"""Records in words, and one incident laid out for reading: what the command line and the pages share."""

from __future__ import annotations

from reportedly.wording.phrases import (
    day_phrase,
    number,
    places_phrase,
    printable,
    quote,
    source_phrase,
    toll_phrase,
    value_phrase,
    when_phrase,
    where_phrase,
)
from reportedly.wording.sheet import FIELDS, Claims, Column, Line, Sheet, lay_out

__all__ = [
    "FIELDS",
    "Claims",
    "Column",
    "Line",
    "Sheet",
    "day_phrase",
    "lay_out",
    "number",
    "places_phrase",
    "printable",
    "quote",
    "source_phrase",
    "toll_phrase",
    "value_phrase",
    "when_phrase",
    "where_phrase",
]
