"""The pages and documents of a crawl file (WARC), one record at a time, in the memory of one record."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from reportedly.intake.context import Context, optional
from reportedly.intake.document import SAMPLE, Document, Found
from reportedly.intake.failure import Failure
from reportedly.intake.headers import kept, split_media_type
from reportedly.intake.kinds import kind_of
from reportedly.intake.limits import IntakeError
from reportedly.intake.payload import decoded

_READ = ("html", "text", "pdf", "docx", "zip")
_HTTP_OK = 200
_LONGEST_HEADER = 65_536
_AGAIN = "get it again; what was before is taken in"


def read(document: Document, context: Context) -> Iterator[Found]:
    """Every page, text, PDF and Word document that was fetched; scripts, pictures and redirects are no reports."""
    warc = optional("fastwarc.warc", "WARC files")
    wanted = warc.response | warc.resource | warc.conversion
    records = _records(warc, document)
    number = 0
    while True:
        try:
            record = next(records, None)
        except IntakeError:
            raise
        except BaseException as error:
            if not isinstance(error, OSError | ValueError) and type(error).__name__ != "PanicException":
                raise
            what = f"is damaged after record {number:,} ({' '.join(str(error).split())[:100]})"
            raise IntakeError(what, _AGAIN) from error
        if record is None:
            return
        number += 1
        if record.headers.get("Content-Length") is None:
            raise IntakeError(f"is damaged or cut off in record {number:,}", _AGAIN)
        if record.record_type & wanted:
            yield from _of_record(record, number, document)


def _records(warc: Any, document: Document) -> Iterator[Any]:
    stream = _Plain(document.stream)
    yield from warc.ArchiveIterator(
        stream, parse_http=True, auto_decode="none", max_header_len=_LONGEST_HEADER, stream_detect=False
    )


class _Plain:
    """The stream as fastwarc wants one: it reads, and asks how far it is."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream, self._at = stream, 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at


def _of_record(record: Any, number: int, document: Document) -> Iterator[Found]:
    """The document in a record, where it is one that can hold a report."""
    headers = record.headers
    http = record.http_headers if record.is_http_parsed else None
    if http is not None and http.status_code != _HTTP_OK:
        return
    url = (headers.get("WARC-Target-URI") or "").strip("<>") or f"record {number}"
    media_type, charset = split_media_type((http or headers).get("Content-Type"))
    if url.startswith("metadata:") or _cannot_be_read(media_type):  # wget keeps its own log in the crawl
        return
    length, largest = record.content_length, document.budget.limits.text
    data = record.reader.read(min(length, largest + 1))
    name = f"{document.name}!/{url}"
    if len(data) > largest:
        yield Failure(
            name, None, f"is larger than {largest // 1_000_000} MB", "take it out of the crawl, and give it alone"
        )
        return
    if len(data) < length:
        raise IntakeError(f"is cut off in record {number:,}", _AGAIN)
    try:
        data = decoded(data, http, document.budget) if http is not None else data
    except IntakeError as error:
        yield Failure(name, None, error.what, error.advice)
        return
    kind = kind_of(url, data[:SAMPLE], media_type)
    if kind is not None and kind.name in _READ and data:
        yield document.inside(
            url,
            io.BytesIO(data),
            counted=False,
            media_type=media_type,
            charset=charset,
            url=url,
            fetched=headers.get("WARC-Date"),
            headers=kept((http or headers).items()),
        )


def _cannot_be_read(media_type: str | None) -> bool:
    """Whether a record says that it is nothing to be read, so that its bytes need not be looked at."""
    return media_type is not None and media_type.startswith(("image/", "video/", "audio/", "font/", "text/css"))
