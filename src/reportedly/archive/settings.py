"""What was settled when an archive was made: whether the originals lie inside the database or in a folder beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, func, insert, select

from reportedly.archive.address import Address
from reportedly.archive.errors import ArchiveError
from reportedly.archive.schema import originals, settings
from reportedly.archive.store import Store

Place = Literal["inside", "beside"]
_NAME = "originals"


def originals_folder(store: Store, wanted: Place | None) -> Path | None:
    """The folder of the originals, None where they lie in the database.

    Raises ArchiveError where somebody wants it otherwise than it is.
    """
    with store.read() as connection:
        kept = _kept(connection)
    if kept is None and wanted == "beside":
        store.write(lambda connection: _settle(connection, store.address))
        kept = "beside"
    if wanted is not None and wanted != (kept or "inside"):
        raise ArchiveError(
            f"{store.address}: the originals of this archive lie {kept or 'inside'} it; leave it so"
        )
    return folder_of(store.address) if kept == "beside" else None


def folder_of(address: Address) -> Path:
    """The folder beside an archive; for PostgreSQL, which is nowhere, one in the working folder named after it."""
    if address.file is not None:
        return address.file.with_name(f"{address.file.name}.originals")
    return Path(f"{address.url.database}.originals")


def _kept(connection: Connection) -> str | None:
    return connection.execute(select(settings.c.value).where(settings.c.name == _NAME)).scalar()


def _settle(connection: Connection, address: Address) -> None:
    if _kept(connection) is not None:
        return
    if connection.execute(select(func.count()).select_from(originals)).scalar_one():
        raise ArchiveError(f"{address}: the originals of this archive lie inside it; leave it so")
    connection.execute(insert(settings), {"name": _NAME, "value": "beside"})
