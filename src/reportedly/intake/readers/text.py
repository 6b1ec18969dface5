"""One report from a text, or from a page."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.intake.context import Context
from reportedly.intake.decode import decode
from reportedly.intake.document import Document, Found


def read(document: Document, context: Context) -> Iterator[Found]:
    """The text as one report."""
    data = document.read()
    yield document.row(decode(data, charset=document.charset), data, "text/plain")


def read_html(document: Document, context: Context) -> Iterator[Found]:
    """The page as one report; its article is found later."""
    data = document.read()
    body = decode(data, html=True, charset=document.charset)
    yield document.row(body, data, "text/html", html=True)
