"""Lists of the archive as tables for analysis: Arrow, and through it pandas or polars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportedly.archive.errors import ArchiveError
from reportedly.archive.views import IncidentRow
from reportedly.records import TOLL_FIELDS

_TEXT = ("id", "type", "headline", "start", "end", "place", "country", "grade", "review")
_NUMBERS = ("precision", "reports", "sources", "independent")


def to_arrow(rows: Sequence[IncidentRow]) -> Any:
    """A table with a row for each incident and columns `killed_low`, `killed_best`, `killed_high` and so on for each toll.

    Raises ArchiveError where pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # type: ignore[import-untyped]
    except ModuleNotFoundError:
        raise ArchiveError("tables need pyarrow, which is not installed; install reportedly[formats]") from None
    columns: dict[str, Any] = {name: pa.array([getattr(r, name) for r in rows], pa.string()) for name in _TEXT}
    columns |= {name: pa.array([getattr(r, name) for r in rows], pa.int64()) for name in _NUMBERS}
    columns |= {n: pa.array([getattr(r, n) for r in rows], pa.float64()) for n in ("latitude", "longitude")}
    columns["disputed"] = pa.array([r.disputed for r in rows], pa.bool_())
    tolls = [{t.field: t for t in row.tolls} for row in rows]
    for field in TOLL_FIELDS:
        for end in ("low", "best", "high"):
            values = [getattr(by_field.get(field), end, None) for by_field in tolls]
            columns[f"{field}_{end}"] = pa.array(values, pa.int64())
    return pa.table(columns)


def to_pandas(rows: Sequence[IncidentRow]) -> Any:
    """The same as a DataFrame; whole numbers that may be missing are Int64. Raises ArchiveError without pandas."""
    try:
        import pandas as pd
    except ModuleNotFoundError:
        raise ArchiveError("DataFrames need pandas, which is not installed; pip install pandas") from None
    kinds = {"int64": pd.Int64Dtype(), "string": pd.StringDtype()}
    return to_arrow(rows).to_pandas(types_mapper=lambda kind: kinds.get(str(kind)))
