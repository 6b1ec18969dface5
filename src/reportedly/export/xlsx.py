"""XLSX: a workbook with incidents, accounts, claims and sources, and sheets that say what is lost and how it was made."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from reportedly.export.csvs import filled
from reportedly.export.edition import Edition
from reportedly.export.format import Format, Written
from reportedly.export.losses import EVERYTHING, withheld_losses
from reportedly.export.method import method_lines, method_of
from reportedly.export.optional import needs
from reportedly.export.records import Loss
from reportedly.export.table import Table
from reportedly.export.tables import ACCOUNTS, CLAIMS, INCIDENTS, SOURCES

TABLES: tuple[Table[Any], ...] = (INCIDENTS, ACCOUNTS, CLAIMS, SOURCES)
_LONGEST = 32767  # characters in a cell (Excel specifications and limits)
_MADE = datetime(
    1980, 1, 1, tzinfo=UTC
)  # the oldest moment that a zip file can hold: no time stamp unless asked for
_WIDEST = 60


def write(edition: Edition) -> Written:
    """One workbook. Every text is written as text, never as a formula or a link, so that none can run."""
    with needs("xlsx", "xlsxwriter", extra="formats"):
        import xlsxwriter
    out = io.BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    book = xlsxwriter.Workbook(out, safe)
    book.set_properties({"created": _moment(edition.stamp), "comments": "made by reportedly"})
    bold = book.add_format({"bold": True})
    rows, cut = filled(edition), 0
    for table in TABLES:
        cut += _sheet(book, table.name, table.names, rows[table.name], bold)
    written = tuple(case.id for case in edition.cases)
    losses = (
        Loss(what="text", count=cut, reason=f"a cell holds {_LONGEST} characters; longer texts are cut", kept_in="the cell"),
    ) if cut else ()  # fmt: skip
    lost = [[x.what, x.field, x.count, x.reason, x.kept_in] for x in (*withheld_losses(edition), *losses)]
    _sheet(book, "loss", ("what", "field", "count", "reason", "kept in"), lost, bold)
    _sheet(book, "method", ("", ""), method_lines(method_of(edition, XLSX, written, losses)), bold)
    book.close()
    return Written(files={"": out.getvalue()}, incidents=written, losses=losses)


def _moment(stamp: str | None) -> datetime:
    return (datetime.fromisoformat(stamp) if stamp else _MADE).replace(tzinfo=None)


def _sheet(book: Any, name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]], bold: Any) -> int:
    """One sheet with a frozen head and a width that fits; returns how many texts had to be cut."""
    sheet, cut = book.add_worksheet(name), 0
    widths = [len(head) for head in heads]
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head, bold)
    for number, row in enumerate(rows, 1):
        for at, cell in enumerate(row):
            if isinstance(cell, str):
                text = "".join(c for c in cell if c.isprintable() or c in "\n\t")
                cut += len(text) > _LONGEST
                sheet.write_string(number, at, text[:_LONGEST])
            elif cell is not None:
                sheet.write_number(number, at, cell)
            widths[at] = max(widths[at], min(_WIDEST, len(str(cell or ""))))
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width + 2)
    sheet.freeze_panes(1, 0)
    return cut


XLSX = Format(
    name="xlsx",
    version="ECMA-376",
    about="a workbook: incidents, accounts, claims, sources, loss, method",
    suffix=".xlsx",
    write=write,
    holds=EVERYTHING,
    tables=TABLES,
)
