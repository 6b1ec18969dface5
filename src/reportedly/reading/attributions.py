"""Who says what: source, cue and content of every act of saying."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.reading.findings import Quotation
from reportedly.reading.parse import Parse
from reportedly.records import Attribution


def find_attributions(parse: Parse, quotations: Sequence[Quotation]) -> tuple[Attribution, ...]:
    """The attributions of a report, ordered by where their content starts."""
    return ()
