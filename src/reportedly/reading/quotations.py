"""Which quotation marks pair, across paragraphs and in broken text."""

from __future__ import annotations

from reportedly.reading.findings import Quotation
from reportedly.reading.parse import Parse


def find_quotations(parse: Parse) -> tuple[Quotation, ...]:
    """The quotations of a report, in order; none overlaps another."""
    return ()
