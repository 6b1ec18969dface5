"""From a record with any names to a row: which of its values is the text, and what else it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from reportedly.intake.decode import whole
from reportedly.intake.document import Document, Row
from reportedly.intake.failure import Failure
from reportedly.intake.limits import IntakeError


def check_columns(names: Iterable[str], mapping: Mapping[str, str]) -> None:
    """Raises IntakeError where a table has none of the columns that hold a text, or lacks one that is mapped."""
    there = list(names)
    low = {name.lower() for name in there}
    listed = ", ".join(there[:12]) + (", …" if len(there) > 12 else "") or "none"
    for name, column in mapping.items():
        if column.lower() not in low:
            raise IntakeError(f"no column is called {column} (there are: {listed})", f"map {name} to one of them")
    if not {"text", "html"} & (low | set(mapping)):
        raise IntakeError(
            f"no column is called text or html (there are: {listed})",
            "say which one holds the text, like --map text=body",
        )


def row_of_record(
    document: Document, line: int | None, record: Mapping[str, Any], mapping: Mapping[str, str], *, at: str = ""
) -> Row | Failure:
    """The row of a record of JSONL or of a table: its original is the value of `text` or `html` itself."""
    fields = {**record, **{name: _value(record, column) for name, column in mapping.items()}}
    key = "text" if fields.get("text") else "html"
    body = fields.get(key)
    if not isinstance(body, str) or not body.strip():
        return Failure(document.name + at, line, *_no_text(record, mapping))
    body = whole(body)
    clean = {name: _plain(value) for name, value in fields.items()}
    media_type = "text/html" if key == "html" else "text/plain"
    return document.row(body, body.encode(), media_type, html=key == "html", line=line, at=at, fields=clean)


def _no_text(record: Mapping[str, Any], mapping: Mapping[str, str]) -> tuple[str, str]:
    """What is missing in a record, and what to do about it."""
    column = mapping.get("text") or mapping.get("html")
    if column is not None:
        return f"has no text under {column}", "map the text to another name, or mend the record"
    if {"text", "html"} & set(record):
        return "has no text", "give it a key text or html that is not empty"
    names = ", ".join(list(record)[:12]) or "none"
    return f"has no key text or html (it has: {names})", "say which one holds the text, like --map text=body"


def _value(record: Mapping[str, Any], column: str) -> Any:
    """The value under a name, whatever its case; a name with dots leads into records within records."""
    if column in record:
        return record[column]
    low = column.lower()
    found = next((value for name, value in record.items() if name.lower() == low), None)
    if found is None and "." in column:
        first, _, rest = column.partition(".")
        inner = record.get(first)
        return _value(inner, rest) if isinstance(inner, Mapping) else None
    return found


def _plain(value: Any) -> Any:
    """Dates in ISO form, text without lone surrogates, anything else as it is."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return whole(value) if isinstance(value, str) else value
