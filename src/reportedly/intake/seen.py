"""Which reports went by in this run, in two megabytes of memory however many they are; the rest lies in a temporary file."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import Literal

from reportedly.records import Report

_TABLE = """
PRAGMA journal_mode = off;
PRAGMA synchronous = off;
CREATE TABLE seen (report INTEGER PRIMARY KEY, original INTEGER) WITHOUT ROWID
"""


class Seen:
    """The reports that went by. Only with `verbatim` can two texts have one id."""

    def __init__(self, *, verbatim: bool = False) -> None:
        self._verbatim = verbatim
        self._rows = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._rows.executescript(_TABLE)

    def judge(self, report: Report) -> Literal["new", "again", "another"]:
        """Whether the report is new, came before, or has the id of another one; from now on it is known.

        Raises sqlite3.Error where there is no room for the temporary file.
        """
        key = int.from_bytes(hashlib.blake2b(report.id.encode(), digest_size=8).digest(), signed=True)
        original = int(report.original.sha256[:15], 16) if report.original and self._verbatim else 0
        if self._rows.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (key, original)).rowcount:
            return "new"
        (before,) = self._rows.execute("SELECT original FROM seen WHERE report = ?", (key,)).fetchone()
        return "again" if before == original else "another"

    def close(self) -> None:
        """Let go of the temporary file."""
        self._rows.close()
