"""Records from JSON: one on each line, or a list of them in one file."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

from reportedly.intake.context import Context
from reportedly.intake.decode import decode, sniff
from reportedly.intake.document import SAMPLE, Document, Found
from reportedly.intake.failure import Failure
from reportedly.intake.limits import IntakeError
from reportedly.intake.mapped import row_of_record


def read(document: Document, context: Context) -> Iterator[Found]:
    """A record from each line; a wrong line costs no other."""
    mapping = context.options.mapping
    for number, line in enumerate(text_of(document), 1):
        if not line.strip():
            continue
        if len(line) >= document.budget.limits.text:
            raise IntakeError(
                f"line {number} is longer than {len(line) // 1_000_000} MB", "write one record on a line"
            )
        try:
            record = _load(line.rstrip())
        except IntakeError as error:
            yield Failure(document.name, number, error.what, error.advice)
            continue
        if isinstance(record, dict):
            yield row_of_record(document, number, record, mapping)
        else:
            yield Failure(document.name, number, "not a JSON object", 'write {"text": "…"} on the line')


def read_json(document: Document, context: Context) -> Iterator[Found]:
    """A record from each object of a list, or from one object; a file that is JSONL under another name is read as such."""
    head = document.head()
    encoding, skip = sniff(head)
    opening = head[skip:].decode(encoding, errors="replace").lstrip()
    first, newline, _ = opening.partition("\n")
    if opening.startswith("{") and newline and _is_whole(first):
        yield from read(document, context)
        return
    records = _load(decode(document.read()))
    records = records if isinstance(records, list) else [records]
    for number, record in enumerate(records, 1):
        at = f"#{number}"
        if isinstance(record, dict):
            yield row_of_record(document, None, record, context.options.mapping, at=at)
        else:
            yield Failure(document.name + at, None, "not a JSON object", 'write a list of {"text": "…"}')


def text_of(document: Document) -> Iterator[str]:
    """The lines of a document, decoded as they are read, so that one of any size takes the memory of a line."""
    encoding, skip = sniff(document.head()[:SAMPLE])
    document.stream.read(skip)
    errors = "windows-1252" if encoding == "utf-8" else "replace"
    text = io.TextIOWrapper(document.stream, encoding=encoding, errors=errors, newline="\n")
    largest = document.budget.limits.text
    try:
        while line := text.readline(largest):
            yield line
    finally:
        text.detach()


def _load(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"{error.msg.removesuffix(' at')} at column {error.colno}"
        raise IntakeError(f"not JSON ({where})", "mend or delete the line") from error
    except RecursionError as error:
        raise IntakeError("not JSON (nested too deep)", "mend or delete the line") from error


def _is_whole(line: str) -> bool:
    try:
        _load(line)
    except IntakeError:
        return False
    return True
