"""The one table of what can be taken in: by its first bytes, the media type it was given, and how its name ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from posixpath import splitext
from typing import TYPE_CHECKING, cast

from reportedly.intake.decode import not_text, sniff

if TYPE_CHECKING:
    from reportedly.intake.context import Context
    from reportedly.intake.document import Document, Found

Read = Callable[["Document", "Context"], "Iterator[Found]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of document and its reader: a function, or where one stands ("module:function") until it is needed.

    `magic` are its first bytes and where they stand; `root` is the element that opens its XML. `text` is true where
    it must be made of characters.
    """

    name: str
    read: str | Read
    endings: tuple[str, ...] = ()
    media_types: tuple[str, ...] = ()
    magic: tuple[tuple[int, bytes], ...] = ()
    root: tuple[str, ...] = ()
    text: bool = False

    def reader(self) -> Read:
        """Its reader, imported now."""
        if not isinstance(self.read, str):
            return self.read
        module, _, function = self.read.partition(":")
        return cast(Read, getattr(import_module(module), function))


_READERS = "reportedly.intake.readers"
KINDS: tuple[Kind, ...] = (
    Kind(
        name="text",
        read=f"{_READERS}.text:read",
        endings=(".txt", ".text"),
        media_types=("text/plain",),
        text=True,
    ),
    Kind(
        name="html",
        read=f"{_READERS}.text:read_html",
        endings=(".html", ".htm", ".xhtml"),
        media_types=("text/html", "application/xhtml+xml"),
        root=("html", "head", "body"),
        text=True,
    ),
    Kind(
        name="jsonl",
        read=f"{_READERS}.jsonl:read",
        endings=(".jsonl", ".ndjson"),
        media_types=("application/jsonl", "application/x-ndjson", "application/x-jsonlines"),
        text=True,
    ),
    Kind(
        name="json",
        read=f"{_READERS}.jsonl:read_json",
        endings=(".json",),
        media_types=("application/json",),
        text=True,
    ),
    Kind(
        name="csv",
        read=f"{_READERS}.table:read_csv",
        endings=(".csv", ".tsv"),
        media_types=("text/csv", "text/tab-separated-values"),
        text=True,
    ),
    Kind(
        name="parquet",
        read=f"{_READERS}.table:read_parquet",
        endings=(".parquet",),
        media_types=("application/vnd.apache.parquet", "application/x-parquet"),
        magic=((0, b"PAR1"),),
    ),
    Kind(
        name="feed",
        read=f"{_READERS}.feed:read",
        endings=(".rss", ".atom", ".rdf"),
        media_types=("application/rss+xml", "application/atom+xml", "application/rdf+xml"),
        root=("rss", "feed", "rdf:rdf", "channel"),
        text=True,
    ),
    Kind(name="sitemap", read=f"{_READERS}.sitemap:read", root=("urlset", "sitemapindex"), text=True),
    Kind(
        name="warc",
        read=f"{_READERS}.warc:read",
        endings=(".warc",),
        media_types=("application/warc",),
        magic=((0, b"WARC/"),),
    ),
    Kind(
        name="pdf",
        read=f"{_READERS}.pdf:read",
        endings=(".pdf",),
        media_types=("application/pdf", "application/x-pdf"),
        magic=((0, b"%PDF-"),),
    ),
    Kind(
        name="docx",
        read=f"{_READERS}.docx:read",
        endings=(".docx",),
        media_types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    ),
    Kind(name="mail", read=f"{_READERS}.mail:read", endings=(".eml",), media_types=("message/rfc822",)),
    Kind(name="mailbox", read=f"{_READERS}.mailbox:read", endings=(".mbox",), media_types=("application/mbox",)),
    Kind(
        name="zip",
        read=f"{_READERS}.zip:read",
        endings=(".zip",),
        media_types=("application/zip", "application/x-zip-compressed"),
        magic=((0, b"PK\x03\x04"), (0, b"PK\x05\x06")),
    ),
    Kind(
        name="tar",
        read=f"{_READERS}.tar:read",
        endings=(".tar",),
        media_types=("application/x-tar",),
        magic=((257, b"ustar"),),
    ),
    Kind(
        name="gzip",
        read=f"{_READERS}.packed:read_gzip",
        endings=(".gz", ".tgz"),
        media_types=("application/gzip", "application/x-gzip"),
        magic=((0, b"\x1f\x8b"),),
    ),
    Kind(
        name="bzip2",
        read=f"{_READERS}.packed:read_bzip2",
        endings=(".bz2", ".tbz2", ".tbz"),
        media_types=("application/x-bzip2",),
        magic=((0, b"BZh"),),
    ),
    Kind(
        name="xz",
        read=f"{_READERS}.packed:read_xz",
        endings=(".xz", ".txz"),
        media_types=("application/x-xz",),
        magic=((0, b"\xfd7zXZ\x00"),),
    ),
)

_PICTURE = ("a picture", "give its text as .txt", False)
UNREAD: tuple[tuple[bytes, str, str, bool], ...] = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old or an encrypted Office file",
        "save it as .docx without a password",
        True,
    ),
    (b"{\\rtf", "an RTF file", "save it as .docx or .txt", True),
    (b"%!PS", "a PostScript file", "save it as .pdf", True),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip file", "unpack it, and give the folder", True),
    (b"Rar!\x1a\x07", "a RAR file", "unpack it, and give the folder", True),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file", "unpack it, and give what is inside", True),
    (b"SQLite format 3\x00", "a database", "save its table as .csv", True),
    (b"\x89PNG", *_PICTURE),
    (b"\xff\xd8\xff", *_PICTURE),
    (b"GIF8", *_PICTURE),
    (b"II*\x00", *_PICTURE),
    (b"MM\x00*", *_PICTURE),
    (b"\x7fELF", "a program", "give reports", False),
    (b"MZ\x90\x00", "a program", "give reports", False),
)
"""First bytes of what is known and not read, what it is, what to do about it, and whether it may hold a report."""

_ELEMENT = re.compile(r"<([a-z][\w:.-]*)", re.I)
_PROLOGUE = (("<?", "?>"), ("<!--", "-->"), ("<!", ">"))
_HEADER = re.compile(
    rb"(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|Reply-To|Sender|Cc|X-[\w-]+|"
    rb"Content-[\w-]+|List-[\w-]+|DKIM-Signature|Authentication-Results|ARC-[\w-]+): ?[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*",
    re.I,
)
_FEWEST_HEADERS = 3
_VAGUE = ("application/octet-stream", "binary/octet-stream", "text/plain", "application/xml", "text/xml")


@cache
def kinds() -> tuple[Kind, ...]:
    """The table, with the kinds of plug-ins before it."""
    from reportedly.intake.plugins import plugged_in

    return (*plugged_in(), *KINDS)


def kind_of(name: str, head: bytes, media_type: str | None = None, *, trusting: bool = False) -> Kind | None:
    """What a document is: by its first bytes, then the media type stated for it, then its name.

    `trusting` takes a text for what its name says, whatever it looks like. None where nothing speaks for any kind.
    """
    by_bytes = next((k for k in kinds() for at, magic in k.magic if head.startswith(magic, at)), None)
    if by_bytes is None and head[:1024].lstrip().find(b"%PDF-") >= 0 and not_text(head):
        by_bytes = _called("pdf")
    if by_bytes is not None:
        return by_bytes
    named = _by_name(name)
    stated = _by_media_type(media_type)
    if media_type in _VAGUE and named is not None:
        stated = named
    claimed = stated or named
    if claimed is not None and (trusting or not claimed.text):
        return claimed
    return _by_look(head, claimed) or claimed


def is_unread(head: bytes) -> tuple[str, str, bool] | None:
    """What a document is that is known and not read, what to do about it, and whether it may hold a report."""
    return next(((what, advice, may) for magic, what, advice, may in UNREAD if head.startswith(magic)), None)


def _by_look(head: bytes, claimed: Kind | None) -> Kind | None:
    """The kind of a text by how it begins."""
    encoding, skip = sniff(head)
    element = root_of(head[skip:].decode(encoding, errors="replace"))
    if element:
        found = next((k for k in kinds() if element in k.root), None)
        if found is not None and (claimed is None or claimed.name in ("text", "html", "feed")):
            return found
    if claimed is not None:
        return None
    text = head[skip:].lstrip()
    if text.startswith(b"From ") and _looks_like_mail(text[text.find(b"\n") + 1 :]):
        return _called("mailbox")
    if _looks_like_mail(text):
        return _called("mail")
    return _called("jsonl") if text.startswith(b"{") else None


def root_of(text: str) -> str | None:
    """The name of the element that opens a piece of XML or HTML, in lower case.

    >>> root_of('<?xml version="1.0"?> <!-- made by hand --> <rss version="2.0">')
    'rss'
    """
    at = 0
    while True:
        while text[at : at + 1].isspace() or text[at : at + 1] == "\ufeff":
            at += 1
        closing = next((end for start, end in _PROLOGUE if text.startswith(start, at)), None)
        if closing is None:
            element = _ELEMENT.match(text, at)
            return element[1].lower() if element else None
        if closing == ">" and 0 <= text.find("[", at) < text.find(">", at):
            closing = "]"  # a doctype with declarations of its own
        end = text.find(closing, at)
        if end < 0:
            return None
        at = text.find(">", end) + 1 or len(text)


def _looks_like_mail(text: bytes) -> bool:
    at = count = 0
    while count < _FEWEST_HEADERS and (header := _HEADER.match(text, at)):
        at, count = header.end(), count + 1
    return count >= _FEWEST_HEADERS


def ending_of(name: str) -> str:
    """How the name of a file, or the path of an address, ends, in lower case: ".html", or nothing.

    Unlike pathlib it keeps no name in memory.
    """
    path = name.partition("?")[0] if "://" in name else name
    return splitext(path.rstrip("/").lower())[1]


def _by_name(name: str) -> Kind | None:
    ending = ending_of(name)
    return next((k for k in kinds() if ending in k.endings), None) if ending else None


def _by_media_type(media_type: str | None) -> Kind | None:
    return next((k for k in kinds() if media_type in k.media_types), None) if media_type else None


def _called(name: str) -> Kind:
    return next(k for k in kinds() if k.name == name)


def is_wanted(media_type: str | None) -> bool:
    """Whether what is stated to be of this media type may hold a report."""
    return (
        media_type is None
        or media_type in _VAGUE
        or _by_media_type(media_type) is not None
        or (media_type.startswith("text/") and media_type not in ("text/css", "text/javascript"))
        or (media_type.endswith(("+xml", "/xml")) and not media_type.startswith("image/"))
    )
