"""From what was named to its rows: a document is opened, and what is inside it, and what is inside that."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from reportedly.intake.context import Context
from reportedly.intake.decode import not_text
from reportedly.intake.document import Document, Row, buffered, named
from reportedly.intake.failure import Failure
from reportedly.intake.kinds import Kind, is_unread, kind_of
from reportedly.intake.limits import Budget, IntakeError
from reportedly.intake.sources import STDIN, Source

READABLE = "text, HTML, PDF, DOCX, e-mail, feeds, WARC, CSV, JSONL, Parquet, zip or tar"


def rows_of(source: Source, context: Context) -> Iterator[Row | Failure]:
    """The rows of a file, an address, or standard input. Every error of the system is a Failure."""
    if source.is_url:
        try:
            document = context.fetch(source.name)
        except IntakeError as error:
            yield error.failure(source.name)
            return
        with document.stream:
            yield from open_up(document, context)
        return
    try:
        if source.name == STDIN:
            stream = buffered(sys.stdin.buffer)
            yield from open_up(_document(source.name, stream, context), context, alone=True)
            return
        with Path(source.name).open("rb") as file:
            document = _document(source.name, buffered(file), context)
            rows = open_up(document, context, alone=not source.found)
            yield from _told(rows, file, context.options.taken) if context.options.taken else rows
    except FileNotFoundError:
        yield Failure(source.name, None, "there is no such file", "check the name")
    except OSError as error:
        yield Failure(source.name, None, f"cannot be read ({error.strerror or error})", "check its permissions")


def _told(rows: Iterator[Row | Failure], file: BinaryIO, taken: Callable[[int], None]) -> Iterator[Row | Failure]:
    """The rows of a file; after each it is told how far the file was read meanwhile."""
    size, at = os.fstat(file.fileno()).st_size, 0
    for row in rows:
        yield row
        here = size if file.closed else file.tell()
        taken(here - at)
        at = here
    taken(size - at)


def open_up(document: Document, context: Context, *, alone: bool = False) -> Iterator[Row | Failure]:
    """The rows of a document and of everything in it. `alone` is true for one that a person named."""
    for item in named(document, _found(document, context, alone=alone)):
        if isinstance(item, Document):
            yield from open_up(item, context)
        else:
            yield item


def _found(document: Document, context: Context, *, alone: bool) -> Iterator[Row | Failure | Document]:
    kind = _kind(document, context, alone=alone)
    unread = is_unread(document.head()) if kind is None else None
    if unread is not None:
        what, advice, may_hold_a_report = unread
        lost = alone or may_hold_a_report
        yield Failure(
            document.name, None, f"is {what}, which is not read", advice if lost else "passed over", lost
        )
        return
    if kind is None:
        ending = PurePosixPath(document.name).suffix
        what = f"files ending in {ending} are not read" if ending else "a file without an ending is not read"
        yield Failure(document.name, None, what, f"give {READABLE}" if alone else "passed over", lost=alone)
        return
    if not document.head():
        raise IntakeError("has no text", "give a report that is not empty")
    if kind.text and (binary := not_text(document.head())):
        raise IntakeError(f"this is {binary}, not text", f"give {READABLE}")
    try:
        yield from kind.reader()(document, context)
    except (IntakeError, FileNotFoundError):
        raise
    except OSError as error:
        raise IntakeError(
            f"cannot be read ({error.strerror or error})", "check it, and its permissions"
        ) from error
    except Exception as error:  # a reader is a library: it may stumble over anything
        raise IntakeError(
            f"the reader of {kind.name} stumbled over it ({type(error).__name__}: {str(error)[:120]})",
            "it is damaged, or this is a bug to report",
            "".join(traceback.format_exception(error)),
        ) from error


def _kind(document: Document, context: Context, *, alone: bool) -> Kind | None:
    """The kind of a document. One that a person named and that looks like a text is one."""
    head = document.head()
    kind = kind_of(document.called or document.name, head, document.media_type, trusting=context.options.verbatim)
    if kind is not None:
        return kind
    if alone and head and not not_text(head) and not is_unread(head):
        return kind_of("a.txt", b"")
    return None


def _document(name: str, stream: object, context: Context) -> Document:
    return Document(name=name, stream=stream, budget=Budget(context.options.limits))  # type: ignore[arg-type]
