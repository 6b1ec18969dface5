"""From a file to its records: one from a text or a page, one from each line of JSONL or CSV, a few at a time."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, cast

from reportedly.intake.decode import decode, not_text, sniff, whole
from reportedly.intake.failure import Failure
from reportedly.records import Original

_SAMPLE = 8192
_DELIMITERS = ",;\t|"
_LARGEST = 20_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One report before it is cleaned: the decoded original, what it is, and what its record says about it."""

    file: str
    line: int | None
    body: str
    html: bool
    original: Original
    fields: Mapping[str, Any] = field(default_factory=dict)

    def failure(self, what: str, advice: str, *, lost: bool = True) -> Failure:
        """A failure at this place."""
        return Failure(self.file, self.line, what, advice, lost)


def read_rows(path: str, kind: str) -> Iterator[Row | Failure]:
    """The records of one file; `kind` is text, html, jsonl, csv or stdin. Every error of the system is a Failure."""
    try:
        if kind == "stdin":
            yield from _from_stdin(path)
            return
        with Path(path).open("rb") as stream:
            yield from _READERS[kind](path, stream)
    except FileNotFoundError:
        yield Failure(path, None, "there is no such file", "check the name")
    except OSError as error:
        yield Failure(path, None, f"cannot be read ({error.strerror or error})", "check its permissions")


def _from_stdin(path: str) -> Iterator[Row | Failure]:
    """Standard input says by its first character what it is: a JSON object, a page, or plain text."""
    stream = _buffered(sys.stdin.buffer)
    head = stream.peek(_SAMPLE)[:_SAMPLE].lstrip(b"\xef\xbb\xbf \t\r\n")
    kind = "jsonl" if head.startswith(b"{") else "html" if head.startswith(b"<") else "text"
    yield from _READERS[kind](path, stream)


def _from_text(path: str, stream: IO[bytes], *, html: bool = False) -> Iterator[Row | Failure]:
    data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        yield Failure(
            path, None, f"is larger than {_LARGEST // 1_000_000} MB", "split it; JSONL may be of any size"
        )
        return
    binary = not_text(data)
    if binary:
        yield Failure(path, None, f"this is {binary}, not text", "give its text as .txt, .html, .jsonl or .csv")
        return
    media_type = "text/html" if html else "text/plain"
    yield Row(path, None, decode(data, html=html), html, _original(data, media_type, path))


def row_of(text: str) -> Row:
    """The row of a text that comes from no file."""
    text = whole(text)
    return Row("text", None, text, False, _original(text.encode(), "text/plain", "text"))


def _from_html(path: str, stream: IO[bytes]) -> Iterator[Row | Failure]:
    return _from_text(path, stream, html=True)


def _from_jsonl(path: str, stream: IO[bytes]) -> Iterator[Row | Failure]:
    for number, line in enumerate(_lines(stream), 1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line.rstrip())
        except json.JSONDecodeError as error:
            where = f"{error.msg.removesuffix(' at')} at column {error.colno}"
            yield Failure(path, number, f"not JSON ({where})", "mend or delete the line")
            continue
        except RecursionError:
            yield Failure(path, number, "not JSON (nested too deep)", "mend or delete the line")
            continue
        if isinstance(fields, dict):
            yield _record(path, number, fields)
        else:
            yield Failure(path, number, "not a JSON object", 'write {"text": "…"} on the line')


def _from_csv(path: str, stream: IO[bytes]) -> Iterator[Row | Failure]:
    text = _text_stream(stream)
    header = text.readline()
    delimiter = max(_DELIMITERS, key=header.count)
    names = [name.strip().strip("\ufeff").lower() for name in next(csv.reader([header], delimiter=delimiter), [])]
    if "text" not in names and "html" not in names:
        yield Failure(path, 1, "no column is called text or html", "name the columns in the first line")
        return
    csv.field_size_limit(_LARGEST)
    rows = csv.reader(text, delimiter=delimiter, strict=True)
    while True:
        line = rows.line_num + 2
        try:
            values = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Failure(path, line, f"not CSV ({error})", "mend or delete the line")
            continue
        if values:
            yield _record(path, line, dict(zip(names, values, strict=False)))


def _record(path: str, line: int, fields: dict[str, Any]) -> Row | Failure:
    """A row of JSONL or CSV: its original is the value of `text` or `html` itself."""
    key = "text" if fields.get("text") else "html"
    body = fields.get(key)
    if not isinstance(body, str) or not body.strip():
        return Failure(path, line, "has no text", "give it a key text or html that is not empty")
    body = whole(body)
    media_type = "text/html" if key == "html" else "text/plain"
    clean = {name: whole(value) if isinstance(value, str) else value for name, value in fields.items()}
    return Row(path, line, body, key == "html", _original(body.encode(), media_type, f"{path}:{line}"), clean)


def _original(data: bytes, media_type: str, path: str) -> Original:
    digest = hashlib.sha256(data).hexdigest()
    return Original(sha256=digest, media_type=media_type, size=len(data), path=whole(path))


def _lines(stream: IO[bytes]) -> Iterator[str]:
    return iter(_text_stream(stream))


def _buffered(stream: IO[bytes]) -> io.BufferedReader:
    """The stream as one that can be looked into without taking from it."""
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))


def _text_stream(stream: IO[bytes]) -> io.TextIOWrapper:
    """The stream decoded as it is read, so that a file of any size takes the memory of a line."""
    buffered = _buffered(stream)
    encoding, skip = sniff(buffered.peek(_SAMPLE)[:_SAMPLE])
    buffered.read(skip)
    errors = "windows-1252" if encoding == "utf-8" else "replace"
    return io.TextIOWrapper(buffered, encoding=encoding, errors=errors, newline="\n")


_READERS: dict[str, Callable[[str, IO[bytes]], Iterator[Row | Failure]]] = {
    "text": _from_text,
    "html": _from_html,
    "jsonl": _from_jsonl,
    "csv": _from_csv,
}
