"""A report from a record that somebody else has read already, such as a row of a table on a cluster."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from reportedly.intake.compose import compose
from reportedly.intake.document import Document
from reportedly.intake.failure import Failure
from reportedly.intake.limits import Budget
from reportedly.intake.mapped import row_of_record
from reportedly.intake.options import IntakeOptions
from reportedly.records import Report


def take_record(
    record: Mapping[str, Any], options: IntakeOptions | None = None, *, file: str, line: int
) -> Iterator[Report | Failure]:
    """The report of one record of this file, as if the file had been taken in, or why there is none."""
    chosen = options or IntakeOptions()
    document = Document(name=file, stream=io.BufferedReader(io.BytesIO()), budget=Budget(chosen.limits))
    row = row_of_record(document, line, record, chosen.mapping)
    if isinstance(row, Failure):
        yield row
    else:
        yield from compose(row, chosen)
