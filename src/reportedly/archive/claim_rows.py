"""Claims by their ids."""

from __future__ import annotations

from sqlalchemy import Connection, select

from reportedly.archive.current import current_readings
from reportedly.archive.errors import NotFoundError
from reportedly.archive.schema import claims, readings, reports
from reportedly.records import Claim, Reading


def is_claim(connection: Connection, key: str) -> bool:
    """Whether a reading ever made a claim of this id."""
    return connection.execute(select(claims.c.id).where(claims.c.id == key).limit(1)).first() is not None


def find_claim(connection: Connection, key: str) -> tuple[Claim, Reading]:
    """A claim of the readings that count, as it was read, with its reading. Raises NotFoundError."""
    query = select(reports.c.id).join(readings, readings.c.report == reports.c.seq)
    query = query.join(claims, claims.c.reading == readings.c.seq).where(claims.c.id == key)
    homes = set(connection.execute(query).scalars())
    for reading in current_readings(connection, sorted(homes)):
        for claim in reading.claims:
            if claim.id == key:
                return claim, reading
    raise NotFoundError(f"no claim of the present readings has the id {key}")
