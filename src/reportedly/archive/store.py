"""One database behind one door: connections, transactions, retries, and errors in words.

Readers see one state of the archive from beginning to end. Writers come one after the other; who finds the door shut
waits and tries again, so that "database is locked" reaches nobody.
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext

from reportedly.archive.address import Address
from reportedly.archive.errors import ArchiveBusyError, ArchiveError

_T = TypeVar("_T")

PATIENCE = 120.0  # seconds that a writer waits for others before it gives up
_BUSY_MS = 20_000
_WRITES = "reportedly_writes"
_WRITER_LOCK = 0x7265706F7274  # "report": the advisory lock of PostgreSQL that writers take
_BUSY = ("database is locked", "database table is locked", "database schema is locked")
_BUSY_STATES = ("40001", "40P01", "55P03", "57014")
_GONE = ("file is not a database", "malformed", "disk image", "file is encrypted")


class Store:
    """The engine of one archive."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.engine = _engine(address)
        self.is_sqlite = address.file is not None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the archive, whatever others write meanwhile."""
        with self.engine.connect() as connection:
            if not self.is_sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    def write(self, work: Callable[[Connection], _T]) -> _T:
        """Do some work in one transaction: all of it or none, committed when this returns.

        Where others are in the way the work is begun anew, so it must not keep anything from an earlier try.
        """
        began, pause = time.monotonic(), 0.01
        while True:
            try:
                with self.engine.connect() as connection:
                    connection = connection.execution_options(**{_WRITES: True})
                    with connection.begin():
                        if not self.is_sqlite:
                            connection.exec_driver_sql(f"select pg_advisory_xact_lock({_WRITER_LOCK})")
                        return work(connection)
            except ArchiveBusyError:
                if time.monotonic() - began > PATIENCE:
                    raise
            time.sleep(pause * random.uniform(0.5, 1.5))
            pause = min(1.0, pause * 2)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def _engine(address: Address) -> Engine:
    if address.file is None:
        try:
            engine = create_engine(address.url, pool_pre_ping=True)
        except ModuleNotFoundError:
            raise ArchiveError(
                "PostgreSQL needs psycopg, which is not installed; install reportedly[postgres]"
            ) from None
    else:
        engine = create_engine(address.url, connect_args={"timeout": _BUSY_MS / 1000})
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", lambda context: _in_words(context, address))
    return engine


def _prepare(connection: Any, _: object) -> None:
    """SQLite as an archive needs it: a write-ahead log, every commit on the disk, transactions begun by us."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (f"busy_timeout={_BUSY_MS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _in_words(context: ExceptionContext, address: Address) -> BaseException | None:
    """What the database complains of, in words that help; None leaves the error as it is."""
    error = context.original_exception
    text = " ".join(str(error).split())
    state = getattr(error, "sqlstate", None)
    if any(words in text for words in _BUSY) or state in _BUSY_STATES:
        return ArchiveBusyError(f"{address}: others keep the archive busy; try again later")
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(text, address)
    return _of_postgres(text, state, address)


def _of_sqlite(text: str, address: Address) -> ArchiveError | None:
    if any(words in text for words in _GONE):
        return ArchiveError(
            f"{address}: the file is damaged or is no archive ({text}); restore it from a backup, and keep this file"
        )
    if "disk is full" in text or "disk I/O error" in text:
        return ArchiveError(
            f"{address}: nothing more can be written ({text}); make room on the disk, what was acknowledged is kept"
        )
    if "readonly" in text or "unable to open" in text:
        return ArchiveError(
            f"{address}: cannot be opened for writing ({text}); check the folder and its permissions"
        )
    return None


def _of_postgres(text: str, state: str | None, address: Address) -> ArchiveError | None:
    if state and state.startswith("53"):
        return ArchiveError(f"{address}: the database has no room ({text}); what was acknowledged is kept")
    if state and state.startswith(("28", "3D", "42501")):
        return ArchiveError(f"{address}: access was refused ({text}); check name, user and rights")
    if state is None and "connection" in text.lower():
        return ArchiveError(f"{address}: cannot be reached ({text}); check host, port and name")
    return None
