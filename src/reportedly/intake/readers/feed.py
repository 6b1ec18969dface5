"""The items of an RSS or Atom feed: each with its own words, or with the page that it leads to where that is asked for."""

from __future__ import annotations

import io
from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from reportedly.intake.context import Context, optional
from reportedly.intake.decode import whole
from reportedly.intake.document import Document, Found
from reportedly.intake.failure import Failure
from reportedly.intake.limits import IntakeError
from reportedly.intake.published import read_published

_PLAIN = "text/plain"
_HARMLESS = ("CharacterEncodingOverride", "NonXMLContentType")


@dataclass(frozen=True, slots=True)
class Item:
    """One item: what the feed calls it, its words and what they are, its page, and what the feed says of it."""

    key: str
    body: str
    html: bool
    link: str | None
    fields: dict[str, str]


def read(document: Document, context: Context) -> Iterator[Found]:
    """Every item, in the order of the feed."""
    items, notice = items_of(document)
    if notice is not None:
        yield notice
    for number, item in enumerate(items):
        if number >= context.options.most and context.options.follow:
            yield _too_many(document, context.options.most)
            return
        yield from read_item(item, document, context)


def read_item(item: Item, document: Document, context: Context) -> Iterator[Found]:
    """The report of an item: its page where pages are followed, else (or where that fails) its own words."""
    at = f"#{item.key}"
    if context.options.follow and item.link:
        try:
            yield context.fetch(item.link, item.fields)
        except IntakeError as error:
            yield error.failure(item.link, lost=not item.body)
        else:
            return
    if any(map(str.isalpha, item.body)):
        data = item.body.encode()
        media_type = "text/html" if item.html else _PLAIN
        fields = {**item.fields, "url": item.link or document.url}
        yield document.row(item.body, data, media_type, html=item.html, fragment=item.html, at=at, fields=fields)
    elif not context.options.follow:
        yield Failure(document.name + at, None, "says nothing but its title", "--follow fetches its page")


def items_of(document: Document) -> tuple[list[Item], Failure | None]:
    """The items of a feed, and a notice where it is malformed. Raises IntakeError where it is no feed."""
    feedparser = optional("feedparser", "feeds")
    stated = {"content-type": f"{document.media_type or 'application/xml'}"}
    if document.charset:
        stated["content-type"] += f"; charset={document.charset}"
    data = io.BytesIO(document.read())
    try:
        feed = feedparser.parse(data, response_headers=stated, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # over a damaged feed, feedparser raises whatever it stumbles over
        raise IntakeError(f"is a damaged feed ({_words(error)})", "get it again") from error
    trouble = feed.get("bozo_exception") if feed.bozo else None
    broken = trouble is not None and type(trouble).__name__ not in _HARMLESS
    if not feed.version and not feed.entries:
        raise IntakeError(
            f"is no feed{f' ({_words(trouble)})' if broken else ''}", "give the address of an RSS or Atom feed"
        )
    notice = None
    if broken:
        what = f"is malformed ({_words(trouble)})"
        notice = Failure(
            document.name, None, what, "tell its publisher; what could be read is taken in", lost=False
        )
    outlet = _text(feed.feed.get("title"))
    return [_item(entry, number, outlet) for number, entry in enumerate(feed.entries, 1)], notice


def _item(entry: Any, number: int, outlet: str | None) -> Item:
    body, html = _body(entry)
    link = _text(entry.get("link"))
    source = entry.get("source") or {}
    fields = {
        "title": _text(entry.get("title")),
        "byline": _text(entry.get("author")),
        "published": _moment(entry, "published") or _moment(entry, "updated"),
        "outlet": _text(source.get("title")) or outlet,
        "id": _text(entry.get("id")) or link,
    }
    key = fields["id"] or fields["title"] or str(number)
    return Item(key, whole(body), html, link, {name: value for name, value in fields.items() if value})


def _body(entry: Any) -> tuple[str, bool]:
    """The fullest words of an item, and whether they are HTML."""
    texts = [*entry.get("content", ()), *filter(None, [entry.get("summary_detail")])]
    longest = max(texts, key=lambda text: len(text.get("value") or ""), default=None)
    if longest is None:
        return "", False
    value = longest.get("value") or ""
    return value, longest.get("type") != _PLAIN or ("</" in value and "<" in value)


def _moment(entry: Any, name: str) -> str | None:
    """When: as it is written where that is plain, else as feedparser reads it (UTC)."""
    written = _text(entry.get(name))
    if written is None:
        return None
    parsed = entry.get(f"{name}_parsed")
    return read_published(written) or (datetime.fromtimestamp(timegm(parsed), UTC).isoformat() if parsed else None)


def _text(value: Any) -> str | None:
    return " ".join(whole(value).split()) or None if isinstance(value, str) else None


def _words(error: object) -> str:
    return " ".join(str(error).split())[:100]


def _too_many(document: Document, most: int) -> Failure:
    return Failure(
        document.name, None, f"names more than {most:,} pages", "raise --most to fetch the rest", lost=False
    )
