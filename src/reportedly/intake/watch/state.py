"""What the watcher remembers: when each source is due, what of it was taken. A small SQLite file; a kill costs nothing."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS source (
    name TEXT PRIMARY KEY, due REAL NOT NULL, failures INTEGER NOT NULL, gone INTEGER NOT NULL, etag TEXT, modified TEXT
);
CREATE TABLE IF NOT EXISTS part (
    source TEXT NOT NULL, key BLOB NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (source, key, digest)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS report (id BLOB PRIMARY KEY) WITHOUT ROWID;
"""
_VERSION = "1"


class StateError(Exception):
    """The state cannot be used; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a source: when it is due (seconds since 1970), how often it failed in a row, and its validators."""

    name: str
    due: float = 0.0
    failures: int = 0
    gone: bool = False
    etag: str | None = None
    modified: str | None = None


class State:
    """The memory of one watch. Raises StateError where the file is none, or belongs to something else."""

    def __init__(self, path: Path | str, *, target: str = "") -> None:
        self._path = str(path)
        try:
            self._db = sqlite3.connect(self._path, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.executescript(_SCHEMA)
            about = dict(self._db.execute("SELECT name, value FROM about"))
        except sqlite3.Error as error:
            raise StateError(f"{path}: is no state of a watch ({error}); give another file for --state") from error
        wanted = {"version": _VERSION, "target": target}
        if about and about != wanted:
            raise StateError(
                f"{path}: belongs to a watch that writes to {about.get('target') or 'standard output'}; "
                "give another file for --state"
            )
        self._db.executemany("INSERT OR IGNORE INTO about VALUES (?, ?)", wanted.items())

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def source(self, name: str) -> Known:
        """What is known of a source."""
        query = "SELECT name, due, failures, gone, etag, modified FROM source WHERE name = ?"
        row = self._db.execute(query, (name,)).fetchone()
        return Known(row[0], row[1], row[2], bool(row[3]), row[4], row[5]) if row else Known(name)

    def has_parts(self, source: str) -> bool:
        """Whether anything of a source was ever taken."""
        return self._db.execute("SELECT 1 FROM part WHERE source = ? LIMIT 1", (source,)).fetchone() is not None

    def is_known(self, source: str, key: str, digest: str) -> bool:
        """Whether this part of a source was taken as it is now."""
        query = "SELECT 1 FROM part WHERE source = ? AND key = ? AND digest = ?"
        return self._db.execute(query, (source, _short(key), _short(digest))).fetchone() is not None

    def is_taken(self, report: str) -> bool:
        """Whether a report with this id was handed over before, from whatever source."""
        return self._db.execute("SELECT 1 FROM report WHERE id = ?", (_short(report),)).fetchone() is not None

    def keep(
        self, source: Known | None, name: str, parts: Iterable[tuple[str, str]], reports: Iterable[str]
    ) -> None:
        """Remember, all or nothing and for good: these parts and reports were taken, and how the source stands."""
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")
            rows = [(name, _short(key), _short(digest)) for key, digest in parts]
            self._db.executemany("INSERT OR IGNORE INTO part VALUES (?, ?, ?)", rows)
            self._db.executemany("INSERT OR IGNORE INTO report VALUES (?)", [(_short(r),) for r in reports])
            if source is not None:
                values = (source.name, source.due, source.failures, source.gone, source.etag, source.modified)
                self._db.execute("INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?)", values)


def _short(words: str) -> bytes:
    return hashlib.blake2b(words.encode("utf-8", errors="surrogatepass"), digest_size=12).digest()
