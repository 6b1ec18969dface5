"""Where an archive is: a URL, a path, the environment, or a file in the working folder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from reportedly.archive.errors import ArchiveError

VARIABLE = "REPORTEDLY_ARCHIVE"
DEFAULT = "reportedly.sqlite"
_HOW = "write sqlite:///file.sqlite, a path, or postgresql://user@host/name"


@dataclass(frozen=True, slots=True)
class Address:
    """A database URL with its driver. `file` is the path of a SQLite archive, None for PostgreSQL."""

    url: URL
    file: Path | None

    def __str__(self) -> str:
        """The address as people write it; a password is not shown."""
        return str(self.file) if self.file else self.url.render_as_string(hide_password=True)


def address_of(given: str | Path | None) -> Address:
    """The address that was given, or else the one of the environment, or else a file in the working folder.

    Raises ArchiveError where it names no database that an archive can live in.
    """
    text = str(given or os.environ.get(VARIABLE) or DEFAULT)
    if "://" not in text:
        return _file(Path(text))
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise ArchiveError(f"{text!r} is no address of an archive; {_HOW}") from None
    name = url.get_backend_name()
    if name == "sqlite":
        if not url.database or url.database == ":memory:":
            raise ArchiveError(f"{text!r} names no file, and an archive must outlast the program; {_HOW}")
        return _file(Path(url.database))
    if name in ("postgresql", "postgres"):
        return Address(url.set(drivername="postgresql+psycopg"), None)
    raise ArchiveError(f"an archive cannot live in {name}; {_HOW}")


def _file(path: Path) -> Address:
    return Address(URL.create("sqlite", database=str(path)), path)
