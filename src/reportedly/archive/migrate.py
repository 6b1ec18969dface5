"""The schema of an archive: made where there is none, brought up to date where it is older, refused where it is newer."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from reportedly.archive.address import Address
from reportedly.archive.errors import ArchiveError
from reportedly.archive.schema import HEAD
from reportedly.archive.store import Store


def ready(store: Store, *, create: bool) -> None:
    """Make sure the tables are those that this program knows.

    Raises ArchiveError where there is no archive and none is to be made, and where a newer program made it.
    """
    with store.read() as connection:
        found = _version(connection)
        if found is None and inspect(connection).get_table_names():
            raise ArchiveError(
                f"{store.address}: this database holds something else; give the archive one of its own"
            )
    if found == HEAD:
        return
    if found is not None and found > HEAD:
        raise ArchiveError(
            f"{store.address}: made by a newer version of reportedly (schema {found}, this one knows {HEAD}); "
            "update the program; nothing was changed"
        )
    if found is None and not create:
        raise no_archive(store.address)
    store.write(_upgrade)


def no_archive(address: Address) -> ArchiveError:
    """What to say where there is no archive."""
    return ArchiveError(f"{address}: there is no archive here yet; `reportedly add FILE...` makes one")


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("select version_num from alembic_version")).scalar()


def _upgrade(connection: Connection) -> None:
    """Run the migrations that are missing, in the transaction of this connection."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    command.upgrade(config, "head")
