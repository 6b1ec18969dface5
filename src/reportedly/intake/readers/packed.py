"""What is inside one packed stream: gzip, bzip2, xz."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from reportedly.intake.context import Context
from reportedly.intake.document import Document, Found, buffered
from reportedly.intake.unpack import Unpacked

_SHORT = {".tgz": ".tar", ".tbz2": ".tar", ".tbz": ".tar", ".txz": ".tar"}
_PACKED = (".gz", ".bz2", ".xz")


def read_gzip(document: Document, context: Context) -> Iterator[Found]:
    """What a gzip file holds; several members are one."""
    yield _inside(document, "gzip")


def read_bzip2(document: Document, context: Context) -> Iterator[Found]:
    """What a bzip2 file holds."""
    yield _inside(document, "bzip2")


def read_xz(document: Document, context: Context) -> Iterator[Found]:
    """What an xz file holds."""
    yield _inside(document, "xz")


def _inside(document: Document, packing: str) -> Document:
    """The same thing unpacked. It keeps its name, so that people find the file that they know."""
    stream = buffered(Unpacked(document.stream, packing, document.budget))
    return document.inside(None, stream, called=_inner_name(document.called or document.name))


def _inner_name(name: str) -> str:
    """The name without the ending that says how it is packed.

    >>> _inner_name("crawl.warc.gz"), _inner_name("reports.tgz")
    ('crawl.warc', 'reports.tar')
    """
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in _SHORT:
        return name[: -len(suffix)] + _SHORT[suffix]
    return name[: -len(suffix)] if suffix in _PACKED else name
