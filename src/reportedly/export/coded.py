"""Formats of one row for each incident that their codebook has a place for."""

from __future__ import annotations

from collections.abc import Callable

from reportedly.export.edition import Case, Edition
from reportedly.export.format import Written
from reportedly.export.losses import no_coordinates
from reportedly.export.records import Loss
from reportedly.export.table import Row, Table, as_csv


def write_coded(edition: Edition, table: Table[Row], code: Callable[[Case, int], Row | str]) -> Written:
    """One CSV. `code` gives the row of an incident, by its number, or the reason why it is kept out, which is listed."""
    rows: list[Row] = []
    incidents: list[str] = []
    losses: list[Loss] = []
    for case in edition.cases:
        row = code(case, len(rows) + 1)
        if isinstance(row, str):
            losses.append(Loss(incident=case.id, what="incident", count=1, reason=row))
            continue
        rows.append(row)
        incidents.append(case.id)
        losses += no_coordinates(case)
    return Written(
        files={"": as_csv(table.names, table.fill(rows))}, incidents=tuple(incidents), losses=tuple(losses)
    )
