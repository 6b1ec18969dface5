"""Lists of rows as a table for people, as JSON, JSONL or CSV."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TextIO

from rich.table import Table
from rich.text import Text

from reportedly.cli.options import ListFormat
from reportedly.cli.output import console_on, output
from reportedly.records import TOLL_FIELDS, Record
from reportedly.wording import printable

Cells = Callable[[Any], Sequence[str]]


def print_list(
    rows: Sequence[Record],
    form: ListFormat,
    headings: Sequence[str],
    cells: Cells,
    *,
    total: int,
    after: str | None = None,
) -> None:
    """Print rows; for people with the `cells` of each under headings, and with what follows behind the last."""
    with output(None) as out:
        match form:
            case ListFormat.json:
                out.write(json.dumps([flat_json(row) for row in rows], ensure_ascii=False, indent=1) + "\n")
            case ListFormat.jsonl:
                out.writelines(row.to_json() + "\n" for row in rows)
            case ListFormat.csv:
                write_csv([flat(row) for row in rows], out)
            case ListFormat.text:
                _print_table(rows, headings, cells, out)
    if after is not None:
        sys.stderr.write(f"{len(rows)} of {total}; for more: --after {after}\n")


def flat_json(row: Record) -> Any:
    """A row as plain values."""
    return row.model_dump(mode="json")


def write_csv(rows: Sequence[Mapping[str, Any]], out: TextIO) -> None:
    """Rows as CSV, with the names of the columns in the first line; no cell is taken for a formula."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)


def flat(row: Record) -> dict[str, Any]:
    """A row in columns: the figures of each toll field in columns of their own, lists in one cell."""
    found: dict[str, Any] = {}
    for name, value in row.model_dump(mode="json").items():
        if name == "tolls":
            by_field = {toll["field"]: toll for toll in value}
            for field in TOLL_FIELDS:
                for end in ("low", "best", "high"):
                    found[f"{field}_{end}"] = by_field.get(field, {}).get(end)
        elif isinstance(value, dict):
            found |= {f"{name}_{key}": inner for key, inner in value.items()}
        else:
            found[name] = value
    return found


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = "; ".join(v if isinstance(v, str) else json.dumps(v, ensure_ascii=False) for v in value)
    if isinstance(value, dict):
        value = json.dumps(value, ensure_ascii=False)
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value


def _print_table(rows: Iterable[Record], headings: Sequence[str], cells: Cells, out: TextIO) -> None:
    console = console_on(out)
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for heading in headings:
        numbers = heading in _NUMBERS
        table.add_column(heading, justify="right" if numbers else "left", overflow="fold", no_wrap=numbers)
    for row in rows:
        table.add_row(*("\n".join(map(printable, cell.split("\n"))) for cell in cells(row)))
    console.print(table if table.row_count else Text("nothing", "dim"))


_NUMBERS = {"killed", "wounded", "reports", "urgency"}
