"""A report: one text as it was published, and the way back to the bytes it came from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from pydantic import Field, model_validator

from reportedly.records.base import Record, make_id, normalised


class Dateline(Record):
    """The line that opens a wire report: "KABUL, 3 March (Reuters) -". Each part as written, or null."""

    place: str | None = None
    date: str | None = None
    agency: str | None = None


class Original(Record):
    """The bytes as they arrived: their SHA-256 in hex, media type, size in bytes, and where they came from.

    `headers` holds what came with them and matters later: of HTTP, of a mail, of a document.
    """

    sha256: str
    media_type: str
    size: int
    fetched: str | None = None
    path: str | None = None
    url: str | None = None
    headers: Mapping[str, str] = Field(default_factory=dict)


class OriginRange(Record):
    """`text[start:end]` was made from `original[original_start:original_end]` (code points of the decoded original)."""

    start: int
    end: int
    original_start: int
    original_end: int


class Report(Record):
    """One text as it was published. `text` is cleaned, with paragraphs parted by blank lines."""

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    dateline: Dateline | None = None
    published: str | None = None
    language: str | None = None
    original: Original | None = None
    origin: tuple[OriginRange, ...] = ()

    @model_validator(mode="after")
    def _text_is_text(self) -> Self:
        if not self.text.strip():
            raise ValueError("a report needs a text")
        return self

    @staticmethod
    def id_of(text: str, *, title: str | None = None, outlet: str | None = None) -> str:
        """The id of a report: a hash of its normalised text, title and outlet.

        The outlet belongs to it because two outlets that print one agency text are two reports of one source.
        """
        return make_id("report", normalised(text), normalised(title or ""), normalised(outlet or ""))
