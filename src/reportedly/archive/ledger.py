"""The ledger: every thing that was ever kept, in order, each entry sealed with the hash of the one before it.

Who changes, drops or slips in a row afterwards, by whatever means, breaks the chain from there on. Write the last seal
down somewhere else, and the archive up to there can be proved to be what it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from reportedly.archive.schema import ledger
from reportedly.records import Record

GENESIS = "0" * 64


class Entry(Record):
    """One entry: at `at`, `by` someone, a thing of this `kind` was kept; `sha256` is the hash of its content."""

    seq: int
    at: str
    by: str
    kind: str
    subject: str
    sha256: str
    chain: str


def now() -> str:
    """This moment in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def enter(
    connection: Connection, kind: str, subject: str, sha256: str, *, by: str, at: str | None = None
) -> Entry:
    """Append an entry, in the transaction that keeps the thing itself."""
    last = connection.execute(select(ledger.c.seq, ledger.c.chain).order_by(ledger.c.seq.desc()).limit(1)).first()
    seq, chain = (last.seq + 1, last.chain) if last else (1, GENESIS)
    at = at or now()
    entry = Entry(
        seq=seq, at=at, by=by, kind=kind, subject=subject, sha256=sha256,
        chain=seal(chain, seq, at, by, kind, subject, sha256),
    )  # fmt: skip
    connection.execute(insert(ledger), entry.model_dump())
    return entry


def seal(before: str, *parts: object) -> str:
    """The seal of an entry: SHA-256 over the seal before it and its own fields, one on each line."""
    return hashlib.sha256("\n".join([before, *map(str, parts)]).encode()).hexdigest()


def entries(connection: Connection) -> Iterator[Entry]:
    """The whole ledger in order."""
    rows = connection.execute(select(ledger).order_by(ledger.c.seq), execution_options={"yield_per": 1000})
    return (Entry.model_validate(row._asdict()) for row in rows)
