"""The gazetteer as it is asked: names in, places out, from one SQLite file that is built at first use."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from reportedly.gazetteer import sources
from reportedly.gazetteer.build import MATCHES, SCHEMA_VERSION, Progress, build
from reportedly.gazetteer.keys import exact_key, loose_key
from reportedly.gazetteer.place import Hit, Match, Place
from reportedly.gazetteer.user import UserPlaces, read_user_places

MAX_CANDIDATES = 120
_CACHED_NAMES = 12_000
_LOCK_SECONDS = 1800.0
_COLUMNS = """
p.ref, p.name, p.kind, p.country, a.name, b.name, p.admin1, p.admin2, p.latitude, p.longitude, p.population
"""
_JOINS = """
JOIN place p ON p.id = n.place
LEFT JOIN division a ON a.code = p.admin1
LEFT JOIN division b ON b.code = p.admin2
"""


class Gazetteer:
    """Places by name; cheap to open. Threads may share it: it only reads, and SQLite takes one question after the other."""

    def __init__(self, path: Path, *, user: Path | None = None) -> None:
        self._database = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, check_same_thread=False)
        self._user = read_user_places(user) if user else UserPlaces()
        self._exact: dict[str, tuple[Hit, ...]] = {}
        self._loose: dict[str, tuple[Hit, ...]] = {}

    @property
    def about(self) -> dict[str, str]:
        """Versions of the sources and the attribution they ask for."""
        return dict(self._database.execute("SELECT key, value FROM about"))

    def find(self, name: str, *, tolerant: bool = False) -> tuple[Hit, ...]:
        """Places of this name, the best known first; with `tolerant`, other transliterations where there are none.

        A user's own place of that name is the only answer.
        """
        hits = self.find_all((exact_key(name),))[exact_key(name)]
        return hits if hits or not tolerant else self._find_spelling(name)

    def find_all(self, keys: Iterable[str]) -> dict[str, tuple[Hit, ...]]:
        """The places of many keys (see `exact_key`) with one query for those not asked before."""
        wanted = list(dict.fromkeys(keys))
        if len(self._exact) > _CACHED_NAMES:
            self._exact.clear()
        unknown = [key for key in wanted if key not in self._exact]
        for start in range(0, len(unknown), 500):
            self._exact.update(self._query("name", unknown[start : start + 500]))
        return {key: self._user.find(key) or self._exact[key] for key in wanted}

    def _find_spelling(self, name: str) -> tuple[Hit, ...]:
        key = loose_key(name)
        if key is None:
            return ()
        if key not in self._loose:
            if len(self._loose) > _CACHED_NAMES:
                self._loose.clear()
            self._loose.update(self._query("spelling", [key]))
        return self._user.find_spelling(key) or self._loose[key]

    def _query(self, table: str, keys: list[str]) -> dict[str, tuple[Hit, ...]]:
        match = "n.match" if table == "name" else "3"
        marks = ",".join("?" * len(keys))
        rows = self._database.execute(
            f"SELECT n.key, {match}, {_COLUMNS} FROM {table} n {_JOINS} WHERE n.key IN ({marks})", keys
        )
        found: dict[str, list[Hit]] = {key: [] for key in keys}
        for key, number, *columns in rows:
            found[key].append(_hit(number, columns))
        return {key: tuple(sorted(hits, key=_standing)[:MAX_CANDIDATES]) for key, hits in found.items()}


def _hit(match: int, columns: list[Any]) -> Hit:
    ref, name, kind, country, admin1, admin2, code1, code2, latitude, longitude, population = columns
    place = Place(ref, name, kind, country, admin1, admin2, code1, code2, latitude, longitude, population or 0)
    kinds: tuple[Match, ...] = (*MATCHES, "spelling")  # type: ignore[assignment]
    return Hit(place, kinds[match])


def _standing(hit: Hit) -> tuple[int, int, str]:
    """Countries and continents before the rest, then by population; the id makes the order certain."""
    rank = {"country": 0, "continent": 0, "capital": 1, "admin1": 1}.get(hit.place.kind, 2)
    return rank, -hit.place.population, hit.place.id


def cache_folder() -> Path:
    """Where built files are kept: REPORTEDLY_CACHE, else `reportedly` in the user's cache folder."""
    if chosen := os.environ.get("REPORTEDLY_CACHE"):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "reportedly"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "reportedly"


def ensure_built(progress: Progress | None = None) -> Path:
    """The path of the gazetteer file of this version, built now where it is missing.

    Two processes never build at once: the second waits, and finds the file of the first.
    """
    facts = sources.versions() | {"schema": SCHEMA_VERSION}
    digest = hashlib.sha256(repr(sorted(facts.items())).encode()).hexdigest()[:10]
    path = (cache_folder() / f"places-{digest}.sqlite").resolve()
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    with _alone(path.with_suffix(".lock")):
        if not path.exists():
            partial = path.with_suffix(".partial")
            partial.unlink(missing_ok=True)  # of a process that was killed
            try:
                build(partial, progress)
                partial.replace(path)
            finally:
                partial.unlink(missing_ok=True)
    return path


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Hold an exclusive lock that the system releases even when the process dies (SQLite's own file lock)."""
    held = sqlite3.connect(lock, timeout=_LOCK_SECONDS, isolation_level=None)
    try:
        held.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        held.close()


@cache
def open_gazetteer(user: Path | None = None) -> Gazetteer:
    """The gazetteer, opened once per process; `user` is a CSV of places that win over the built-in ones."""
    return Gazetteer(ensure_built(), user=user)
