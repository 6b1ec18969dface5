"""Happenings as rows of Spark: the columns that splink compares, every word as a number that follows from the word alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import pyarrow as pa  # type: ignore[import-untyped]

from reportedly.linking import Happening, to_json
from reportedly.linking.blocking import number_of
from reportedly.linking.happenings import happenings_in
from reportedly.linking.table import Tables
from reportedly.linking.wording import SKETCH
from reportedly.records import Reading

_BATCH = 1_000
_TABLES = Tables(number_of)


def happening_batches(readings: Iterable[str]) -> Iterator[pa.RecordBatch]:
    """The linkable incidents of readings, given as JSON; `unique_id` is a number, `json` all there is to know."""
    rows = (row for reading in readings for row in happenings_in(Reading.from_json(reading)))
    while some := tuple(islice(rows, _BATCH)):
        yield from _batch(some).to_batches()


def _batch(rows: tuple[Happening, ...]) -> pa.Table:
    table = _TABLES.of(rows)
    cells = table["sketch"].combine_chunks().flatten().cast(pa.float32())
    sketches = pa.ListArray.from_arrays(pa.array(range(0, len(cells) + 1, SKETCH), pa.int32()), cells)
    numbers = pa.array([number_of(row.id) for row in rows], pa.int64())
    return (
        table.drop_columns(["unique_id", "sketch"])
        .append_column("unique_id", numbers)
        .append_column("sketch", sketches)
        .append_column("json", pa.array([to_json(row) for row in rows], pa.string()))
    )


HAPPENINGS: pa.Schema = _batch(()).schema
