"""Who says it, and one act of saying it."""

from __future__ import annotations

from typing import Literal

from reportedly.records.base import Record
from reportedly.records.span import Span
from reportedly.records.when import When

SourceKind = Literal["person", "organisation", "state", "outlet", "document", "witnesses", "anonymous"]
Mode = Literal["direct", "indirect", "mixed"]
Stance = Literal[
    "asserts",
    "denies",
    "accuses",
    "condemns",
    "threatens",
    "promises",
    "demands",
    "praises",
    "doubts",
    "believes",
    "asks",
]


class Source(Record):
    """Who says it. `name` is the fullest form in the report; `span` is where it is named for this statement.

    `chain` lists those through whom it reached the reader, nearest to the reader first:
    for "SANA, citing a medical source" the source is the medical source and the chain is (outlet, SANA).
    """

    name: str
    kind: SourceKind
    role: str | None = None
    affiliation: str | None = None
    actor: str | None = None
    span: Span | None = None
    chain: tuple[Source, ...] = ()


class Attribution(Record):
    """One act of saying. `source` is null when the text hides it ("reportedly"); `content` may be interrupted."""

    id: str
    source: Source | None
    cue: Span | None
    content: tuple[Span, ...]
    mode: Mode
    stance: Stance = "asserts"
    medium: str | None = None
    said_at: When | None = None
    parent: str | None = None
