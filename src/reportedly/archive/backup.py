"""Copying an archive while others use it: into a file, or into another database, PostgreSQL or SQLite either way."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Table, func, insert, select, text

from reportedly.archive.address import Address
from reportedly.archive.errors import ArchiveError
from reportedly.archive.migrate import ready
from reportedly.archive.schema import APPENDED, reports, settings
from reportedly.archive.settle import make_anew
from reportedly.archive.store import Store

_AT_ONCE = 500
_ORDER = ("originals", "reports", "readings", "claims", "names", "decisions", "decision_targets", "ledger")


def back_up(store: Store, target: Address) -> None:
    """Copy an archive as it is now to a place where there is none. Raises ArchiveError where there is something."""
    if target.file is not None and target.file.exists():
        raise ArchiveError(f"{target}: there is something already; give a name that is free")
    if store.address.file is not None and target.file is not None:
        _copy_file(store.address.file, target.file)
    else:
        _copy_rows(store, target)


def copy_originals(folder: Path, target: Path) -> None:
    """Copy the folder of originals; files have the names of their hashes, so what is there is what it should be."""
    shutil.copytree(folder, target, dirs_exist_ok=True)


def _copy_file(source: Path, target: Path) -> None:
    """SQLite's own backup: one state of the archive, whole or not there."""
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    try:
        with sqlite3.connect(source) as old, sqlite3.connect(draft) as new:
            old.backup(new)
        old.close()
        new.close()
        with draft.open("rb") as stream:
            os.fsync(stream.fileno())
        draft.replace(target)
    except (OSError, sqlite3.Error) as error:
        draft.unlink(missing_ok=True)
        raise ArchiveError(f"{target}: the copy could not be written ({error}); choose another place") from error


def _copy_rows(store: Store, target: Address) -> None:
    """Everything that was appended, row by row, and what follows from it made anew: one transaction on either side."""
    copy = Store(target)
    ready(copy, create=True)
    try:
        with store.read() as source:
            copy.write(lambda connection: _fill(source, connection, target))
    finally:
        copy.close()


def _fill(source: Connection, target: Connection, address: Address) -> None:
    if target.execute(select(func.count()).select_from(reports)).scalar_one():
        raise ArchiveError(f"{address}: there is an archive already; give a database of its own")
    tables = {table.name: table for table in APPENDED}
    for table in (*(tables[name] for name in _ORDER), settings):
        rows = source.execute(select(table).order_by(*table.primary_key.columns))
        while some := rows.fetchmany(_AT_ONCE):
            target.execute(insert(table), [row._asdict() for row in some])
        if target.dialect.name == "postgresql":
            _count_on(target, table)
    make_anew(target)


def _count_on(connection: Connection, table: Table) -> None:
    """Let PostgreSQL give the next row the next number."""
    if "seq" in table.c and table.c.seq.autoincrement is True:
        sequence = f"pg_get_serial_sequence('{table.name}', 'seq')"
        connection.execute(text(f"select setval({sequence}, coalesce(max(seq), 0) + 1, false) from {table.name}"))
