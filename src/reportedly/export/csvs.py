"""CSV: incidents in the file itself, accounts, claims, sources and reports beside it."""

from __future__ import annotations

from typing import Any

from reportedly.export.edition import Edition
from reportedly.export.format import Format, Written
from reportedly.export.losses import EVERYTHING
from reportedly.export.table import Table, as_csv
from reportedly.export.tables import (
    ACCOUNTS,
    CLAIMS,
    INCIDENTS,
    REPORTS,
    SOURCES,
    account_rows,
    claim_rows,
    report_rows,
    source_rows,
)

TABLES: tuple[Table[Any], ...] = (INCIDENTS, ACCOUNTS, CLAIMS, SOURCES, REPORTS)


def filled(edition: Edition) -> dict[str, list[list[Any]]]:
    """The rows of every table by its name."""
    return {
        "incidents": INCIDENTS.fill(edition.cases),
        "accounts": ACCOUNTS.fill(account_rows(edition)),
        "claims": CLAIMS.fill(claim_rows(edition)),
        "sources": SOURCES.fill(source_rows(edition)),
        "reports": REPORTS.fill(report_rows(edition)),
    }


def write(edition: Edition) -> Written:
    """Five files: incidents under the name that was asked for, the others with the table's name in theirs."""
    rows = filled(edition)
    files = {t.name: as_csv(t.names, rows[t.name]) for t in TABLES}
    return Written(files={"": files.pop("incidents"), **files}, incidents=tuple(case.id for case in edition.cases))


CSV = Format(
    name="csv",
    version="1",
    about="the project's own tables: incidents, accounts, claims, sources, reports",
    suffix=".csv",
    write=write,
    holds=EVERYTHING,
    tables=TABLES,
)
