"""A document: one thing with bytes that was named, or found inside another, and what is known about it."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import IO, Any, cast

from reportedly.intake.decode import whole
from reportedly.intake.failure import Failure
from reportedly.intake.limits import Budget, IntakeError
from reportedly.records import Original

SAMPLE = 8192
_BUFFER = 65_536


@dataclass(frozen=True, slots=True)
class Row:
    """One report before it is cleaned: the decoded original, what it is, and what its record says about it.

    `html` is true for markup; `fragment` says that all of it is the report, as in a feed.
    """

    file: str
    line: int | None
    body: str
    html: bool
    original: Original
    fields: Mapping[str, Any] = field(default_factory=dict)
    fragment: bool = False
    data: bytes | None = field(default=None, repr=False)

    @property
    def place(self) -> str:
        """The file, and the line where it has many reports."""
        return self.file if self.line is None else f"{self.file}:{self.line}"

    def failure(self, what: str, advice: str, *, lost: bool = True) -> Failure:
        """A failure at this place."""
        return Failure(self.file, self.line, what, advice, lost)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One thing to be read, front to back and once. `name` is what people are told: "mail.eml!/letter.pdf".

    `media_type` and `charset` are as stated by whoever gave it; `fields` is what that one says of the report in it;
    `called` is its own name where that ends in another way.
    """

    name: str
    stream: io.BufferedReader
    budget: Budget
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    fetched: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)
    depth: int = 0
    called: str | None = None

    def head(self) -> bytes:
        """Its first bytes; they are not taken from it."""
        return self.stream.peek(SAMPLE)[:SAMPLE]

    def inside(
        self, name: str | None, stream: IO[bytes] | io.RawIOBase, *, counted: bool = True, **known: Any
    ) -> Document:
        """Something that this one holds; without a name it is the same thing unpacked.

        Raises IntakeError where there is too much, or where it is too deep.
        """
        if counted:
            self.budget.member()
        if self.depth >= self.budget.limits.depth:
            raise IntakeError(
                f"is packed more than {self.budget.limits.depth} times", "unpack it, and give what is inside"
            )
        changes: dict[str, Any] = {"media_type": None, "charset": None, "called": None, **known}
        if name is not None:
            changes = {"fields": {}, **changes, "name": f"{self.name}!/{name}"}
        return replace(self, stream=buffered(stream), depth=self.depth + 1, **changes)

    def with_headers(self, headers: Mapping[str, str]) -> Document:
        """The same document with these headers in place of its own."""
        return replace(self, headers=headers)

    def below(self, document: Document) -> Document:
        """The same document one deeper than the one that led to it."""
        return replace(self, depth=document.depth + 1)

    def read(self, largest: int | None = None) -> bytes:
        """All its bytes. Raises IntakeError where there are more than a text may have."""
        most = largest or self.budget.limits.text
        parts, size = [], 0
        while data := self.stream.read(_BUFFER):  # read(most + 1) would take the memory of the most at once
            parts.append(data)
            size += len(data)
            if size > most:
                raise IntakeError(f"is larger than {most // 1_000_000} MB", "split it; JSONL may be of any size")
        return b"".join(parts)

    def original(self, data: bytes, media_type: str, *, at: str = "") -> Original:
        """The record of these bytes; `at` says where in the document they stand."""
        return Original(
            sha256=hashlib.sha256(data).hexdigest(),
            media_type=media_type,
            size=len(data),
            fetched=self.fetched,
            path=whole(self.name + at),
            url=self.url,
            headers={key: whole(value) for key, value in self.headers.items()},
        )

    def row(
        self,
        body: str,
        data: bytes,
        media_type: str,
        *,
        html: bool = False,
        fragment: bool = False,
        line: int | None = None,
        at: str = "",
        fields: Mapping[str, Any] | None = None,
    ) -> Row:
        """A report in this document: its text and the bytes that it stands in."""
        known = {"url": self.url, **self.fields, **(fields or {})}
        original = self.original(data, media_type, at=at or (f":{line}" if line else ""))
        return Row(self.name + at, line, body, html, original, known, fragment, data)


Found = Row | Failure | Document
"""What a reader finds: a report, a document inside, or what went wrong."""


def buffered(stream: IO[bytes] | io.RawIOBase) -> io.BufferedReader:
    """The stream as one that can be looked into without taking from it."""
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(cast(io.RawIOBase, stream), _BUFFER)


def named(document: Document, found: Iterator[Found]) -> Iterator[Found]:
    """What a reader finds, with its IntakeError as the failure of this document."""
    try:
        yield from found
    except IntakeError as error:
        yield error.failure(document.name)
