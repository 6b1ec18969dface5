"""The columns of every table that a run writes, as Arrow schemas, and batches of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import StructType

_WORDS = pa.string()
_MANY = pa.list_(_WORDS)
FAILURES = pa.schema(
    [
        ("file", _WORDS),
        ("line", pa.int64()),
        ("what", _WORDS),
        ("advice", _WORDS),
        ("lost", pa.bool_()),
        ("detail", _WORDS),
    ]
)
_FAILED = pa.list_(pa.struct(list(FAILURES)))
REPORTS = pa.schema(
    [
        ("report", _WORDS),
        ("file", _WORDS),
        ("line", pa.int64()),
        ("original", _WORDS),
        ("json", _WORDS),
        ("passed_over", pa.float64()),
        ("failures", _FAILED),
    ]
)
CHUNKED = REPORTS.append(pa.field("chunk", pa.int32()))
READINGS = pa.schema(
    [
        ("report", _WORDS),
        ("published", _WORDS),
        ("outlet", _WORDS),
        ("title", _WORDS),
        ("url", _WORDS),
        ("mentions", pa.int32()),
        ("claims", pa.int32()),
        ("reading", _WORDS),
        ("failures", _FAILED),
    ]
)
CLAIMS = pa.schema(
    [
        ("report", _WORDS),
        ("published", _WORDS),
        ("outlet", _WORDS),
        ("claim", _WORDS),
        ("incident", _WORDS),
        ("field", _WORDS),
        ("status", _WORDS),
        ("source", _WORDS),
        ("source_kind", _WORDS),
        ("source_actor", _WORDS),
        ("chain", _MANY),
        ("words", _WORDS),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("value", _WORDS),
        ("low", pa.int32()),
        ("high", pa.int32()),
        ("approximate", pa.bool_()),
        ("victims", _MANY),
        ("first_day", _WORDS),
        ("last_day", _WORDS),
        ("date_precision", pa.int32()),
        ("country", _WORDS),
        ("admin1", _WORDS),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
        ("place_precision", pa.int32()),
        ("actor", _WORDS),
    ]
)
CLUSTERS = pa.schema([("incident", _WORDS), ("members", _MANY), ("reports", _MANY), ("cluster", _WORDS)])
CROWDED = pa.schema([("key", pa.int64()), ("words", _WORDS), ("holders", pa.int64())])
SLICES = pa.schema([("incident", _WORDS), ("cluster", _WORDS), ("report", _WORDS), ("reading", _WORDS)])
INCIDENTS = pa.schema(
    [
        ("incident", _WORDS),
        ("type", _WORDS),
        ("first_day", _WORDS),
        ("last_day", _WORDS),
        ("date_precision", pa.int32()),
        ("place", _WORDS),
        ("country", _WORDS),
        ("admin1", _WORDS),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
        ("place_precision", pa.int32()),
        ("killed_low", pa.int32()),
        ("killed_best", pa.int32()),
        ("killed_high", pa.int32()),
        ("wounded_low", pa.int32()),
        ("wounded_best", pa.int32()),
        ("wounded_high", pa.int32()),
        ("grade", _WORDS),
        ("independent", pa.int32()),
        ("disputes", _MANY),
        ("reports", _MANY),
        ("json", _WORDS),
    ]
)


def in_spark(schema: pa.Schema) -> StructType:
    """The same columns as Spark names their types."""
    return from_arrow_schema(schema)


def batches(rows: Iterable[Mapping[str, Any]], schema: pa.Schema, size: int) -> Iterator[pa.RecordBatch]:
    """Rows in batches of at most so many; a column that a row lacks is null."""
    stream = iter(rows)
    while some := list(islice(stream, size)):
        yield pa.RecordBatch.from_pylist(some, schema=schema)


def rows_of(found: Iterable[pa.RecordBatch]) -> Iterator[dict[str, Any]]:
    """The rows of batches, one by one."""
    for batch in found:
        yield from batch.to_pylist()
