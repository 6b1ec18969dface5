"""The bytes as they arrived, by their hash: compressed in the database, or in a folder beside it."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

from sqlalchemy import Connection, insert, select

from reportedly.archive.errors import ArchiveError, NotFoundError
from reportedly.archive.ledger import enter
from reportedly.archive.pack import digest, squeeze, stretch
from reportedly.archive.schema import originals


def keep_original(connection: Connection, data: bytes, media_type: str, folder: Path | None, *, by: str) -> str:
    """Keep some bytes, once however often they come; their SHA-256."""
    sha256 = digest(data)
    if connection.execute(select(originals.c.sha256).where(originals.c.sha256 == sha256)).first():
        return sha256
    body: bytes | None = squeeze(data)
    if folder is not None and body is not None:
        _write(folder, sha256, body)
        body = None
    row = {"sha256": sha256, "media_type": media_type, "size": len(data), "body": body}
    connection.execute(insert(originals), row)
    enter(connection, "original", sha256, sha256, by=by)
    return sha256


def find_original(connection: Connection, sha256: str, folder: Path | None) -> bytes:
    """The bytes again, checked against their hash.

    Raises NotFoundError where there are none, and ArchiveError where they are not what they were.
    """
    row = connection.execute(select(originals.c.body).where(originals.c.sha256 == sha256)).first()
    if row is None:
        raise NotFoundError(f"no original has the hash {sha256}")
    try:
        data = stretch(row.body if row.body is not None else _path(folder or Path(), sha256).read_bytes())
    except OSError as error:
        raise ArchiveError(f"original {sha256} cannot be read ({error.strerror}); restore its file") from error
    except zlib.error as error:
        raise ArchiveError(f"original {sha256} is damaged ({error}); restore it from a backup") from error
    if digest(data) != sha256:
        raise ArchiveError(f"original {sha256} is not what it was; restore it from a backup")
    return data


def _path(folder: Path, sha256: str) -> Path:
    return folder / sha256[:2] / f"{sha256}.z"


def _write(folder: Path, sha256: str, body: bytes) -> None:
    """Write a file that is whole or not there, and on the disk before the transaction that names it is."""
    path = _path(folder, sha256)
    draft = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as stream:
            stream.write(body)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
        place = os.open(path.parent, os.O_RDONLY)
        os.fsync(place)
        os.close(place)
    except OSError as error:
        raise ArchiveError(
            f"{path}: cannot be written ({error.strerror}); nothing was kept of this report"
        ) from error
