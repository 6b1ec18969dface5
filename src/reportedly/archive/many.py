"""Questions about many ids at once, in as few queries as a database takes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Row, Select, Table, delete, insert

_T = TypeVar("_T")
_MOST = 500  # values in one list; SQLite takes at most 32,766


def portions(values: Collection[_T], most: int = _MOST) -> Iterator[list[_T]]:
    """The values in lists of a bearable length, in order."""
    listed = list(values)
    return (listed[start : start + most] for start in range(0, len(listed), most))


def batches(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """The items of a stream in lists of this size, the last one shorter."""
    stream = iter(items)
    while some := list(islice(stream, size)):
        yield some


def rows_where(
    connection: Connection, query: Select[Any], column: Column[Any], values: Collection[Any]
) -> Iterator[Row[Any]]:
    """The rows of a query whose column holds one of these values."""
    for some in portions(values):
        yield from connection.execute(query.where(column.in_(some)))


def delete_where(connection: Connection, table: Table, column: Column[Any], values: Collection[Any]) -> None:
    """Delete the rows whose column holds one of these values."""
    for some in portions(values):
        connection.execute(delete(table).where(column.in_(some)))


def insert_all(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows, if there are any."""
    listed = list(rows)
    if listed:
        connection.execute(insert(table), listed)
