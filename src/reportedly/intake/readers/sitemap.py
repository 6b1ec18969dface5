"""The pages that a sitemap names, fetched one by one, and only where that is asked for."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportedly.intake.context import Context
from reportedly.intake.document import Document, Found
from reportedly.intake.failure import Failure
from reportedly.intake.limits import IntakeError

_LARGEST = 60_000_000
_DEEPEST = 2
_NEWS = {"title": "title", "publication_date": "published", "name": "outlet"}


@dataclass(slots=True)
class Entry:
    """One page or one sitemap, and what is said of it."""

    url: str = ""
    changed: str = ""
    fields: dict[str, str] = field(default_factory=dict)


def read(document: Document, context: Context) -> Iterator[Found]:
    """Every page as a document; a sitemap of sitemaps leads to theirs. Nothing is fetched unless it is asked for."""
    pages, sitemaps = entries_of(document)
    if not context.options.follow:
        raise IntakeError(
            f"names {len(pages) + len(sitemaps):,} addresses, and holds no report", "--follow fetches them"
        )
    if len(pages) > context.options.most:
        what = f"names {len(pages):,} pages, and {context.options.most:,} are fetched"
        yield Failure(document.name, None, what, "raise --most to fetch the rest", lost=False)
    if sitemaps and document.depth >= _DEEPEST:
        raise IntakeError("is a sitemap of sitemaps of sitemaps", "give the addresses of those that you need")
    for entry in [*sitemaps, *pages[: context.options.most]]:
        yield read_entry(entry, document, context)


def read_entry(entry: Entry, document: Document, context: Context) -> Document | Failure:
    """What stands at one address of a sitemap, or why it cannot be had."""
    try:
        return context.fetch(entry.url, entry.fields).below(document)
    except IntakeError as error:
        return error.failure(entry.url)


def entries_of(document: Document) -> tuple[list[Entry], list[Entry]]:
    """The pages and the sitemaps that a sitemap names. Raises IntakeError where it is damaged."""
    from lxml import etree

    pages: list[Entry] = []
    sitemaps: list[Entry] = []
    entry = Entry()
    data = document.read(_LARGEST)
    try:
        for _, element in etree.iterparse(
            io.BytesIO(data), resolve_entities=False, no_network=True, huge_tree=False
        ):
            name = etree.QName(element).localname if isinstance(element.tag, str) else ""
            text = " ".join((element.text or "").split())
            if name == "loc" and not _of_a_picture(element):
                entry.url = text
            elif name == "lastmod":
                entry.changed = text
            elif name in _NEWS and text and "news" in (etree.QName(element).namespace or ""):
                entry.fields[_NEWS[name]] = text
            elif name in ("url", "sitemap"):
                if entry.url:
                    (pages if name == "url" else sitemaps).append(entry)
                entry = Entry()
                element.clear()
    except etree.XMLSyntaxError as error:
        raise IntakeError(f"is a damaged sitemap ({str(error)[:100]})", "get it again") from error
    if not pages and not sitemaps:
        raise IntakeError("names no addresses", "give the address of a sitemap that does")
    return pages, sitemaps


def _of_a_picture(element: object) -> bool:
    parent = element.getparent()  # type: ignore[attr-defined]
    return parent is not None and str(parent.tag).rpartition("}")[2] not in ("url", "sitemap")
