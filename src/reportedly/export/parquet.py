"""Parquet: claims, incidents and reports for pandas, R, DuckDB and Spark, with typed columns."""

from __future__ import annotations

import io
from typing import Any

from reportedly.export.csvs import filled
from reportedly.export.edition import Edition
from reportedly.export.format import Format, Written
from reportedly.export.losses import EVERYTHING
from reportedly.export.optional import needs
from reportedly.export.table import Table
from reportedly.export.tables import CLAIMS, INCIDENTS, REPORTS

TABLES: tuple[Table[Any], ...] = (CLAIMS, INCIDENTS, REPORTS)
_VERSION = "2.6"  # of the Parquet format


def write(edition: Edition) -> Written:
    """Three files, each with its table's name in its own."""
    rows = filled(edition)
    files = {table.name: _parquet(table, rows[table.name]) for table in TABLES}
    return Written(files=files, incidents=tuple(case.id for case in edition.cases))


def _parquet(table: Table[Any], rows: list[list[Any]]) -> bytes:
    with needs("parquet", "pyarrow", extra="formats"):
        import pyarrow as pa  # type: ignore[import-untyped]
        import pyarrow.parquet as pq  # type: ignore[import-untyped]
    types = {"text": pa.string(), "whole": pa.int64(), "number": pa.float64()}
    columns = [
        pa.array([row[at] for row in rows], type=types[column.kind]) for at, column in enumerate(table.columns)
    ]
    schema = pa.schema([pa.field(c.name, types[c.kind], metadata={"about": c.about}) for c in table.columns])
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), out, version=_VERSION, compression="zstd")
    return out.getvalue()


PARQUET = Format(
    name="parquet",
    version=_VERSION,
    about="claims, incidents and reports as typed columns",
    suffix=".parquet",
    write=write,
    holds=EVERYTHING,
    tables=TABLES,
)
