"""From a news page to the text of its article, what its head says about it, and the way back to its source."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportedly.intake.article import article
from reportedly.intake.retrace import trace
from reportedly.intake.traced import Traced

_OPENING = 50
_PAGE_TAGS = re.compile(r"</?(?:html|body)\b[^<>]*>", re.I)
_BLOCK = "\0"
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_UNSEEN = frozenset(["script", "style", "noscript", "template", "svg", "title", "head", "iframe", "object"])


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a page, traced to the page's source, and what its head states (as written there)."""

    text: Traced
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    byline: str | None = None
    language: str | None = None


def read_page(source: str) -> Page | None:
    """The article of an HTML page (trafilatura), or None where there is none."""
    from trafilatura.utils import load_html

    page = source if "<html" in source[:_OPENING].lower() else f"<html><body>{source}</body></html>"
    tree = load_html(page)
    if tree is None:
        return None
    stated = _stated(tree)
    text = article(tree)
    if not text or not any(map(str.isalpha, text)):
        return None
    return Page(trace(text, source), **stated)


def read_fragment(source: str) -> Page | None:
    """The text of a piece of HTML that is all report, as in a feed; each of its blocks is a paragraph."""
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    try:
        whole = f"<div>{_PAGE_TAGS.sub('<hr>', source)}</div>"  # a second body is only its words
        tree = document_fromstring(whole.encode(errors="replace"), parser=HTMLParser(encoding="utf-8"))
    except (ParserError, ValueError):
        return None
    paragraphs = [" ".join(words.split()) for words in "".join(_blocks(tree)).split(_BLOCK)]
    text = "\n\n".join(filter(None, paragraphs))
    return Page(trace(text, source)) if any(map(str.isalpha, text)) else None


def _blocks(tree: Any) -> Iterator[str]:
    """The words of a tree, with a mark around each block."""
    if not isinstance(tree.tag, str) or tree.tag in _UNSEEN:
        return
    mark = "" if tree.tag in _INLINE else _BLOCK
    yield mark
    yield tree.text or ""
    for child in tree:
        yield from _blocks(child)
        yield child.tail or ""
    yield mark


def _stated(tree: Any) -> dict[str, str | None]:
    """Title, outlet, address, date, author and language where the page's head states them; nothing is inferred."""
    meta: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        if name and (content := (tag.get("content") or "").strip()):
            meta.setdefault(name, content)
    linked = next(_linked_data(tree), {})

    def first(*names: str) -> str | None:
        return next((meta[name] for name in names if name in meta), None)

    heading = next((" ".join(h.text_content().split()) for h in tree.iter("h1")), None)
    canonical = next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), None)
    time = next((tag.get("datetime") for tag in tree.iter("time") if tag.get("datetime")), None)
    return {
        "title": first("og:title", "twitter:title")
        or linked.get("headline")
        or heading
        or _text(tree.findtext(".//title")),
        "outlet": first("og:site_name", "application-name"),
        "url": first("og:url") or canonical,
        "published": first(
            "article:published_time",
            "og:published_time",
            "datepublished",
            "pubdate",
            "publishdate",
            "dc.date",
            "dc.date.issued",
            "dcterms.created",
            "parsely-pub-date",
            "sailthru.date",
            "date",
        )
        or linked.get("datePublished")
        or time,
        "byline": first("author", "article:author", "dc.creator", "parsely-author", "byl"),
        "language": tree.get("lang"),
    }


def _text(words: str | None) -> str | None:
    return " ".join(words.split()) or None if words else None


def _linked_data(tree: Any) -> Iterator[dict[str, str]]:
    """The article that a page describes as JSON-LD: its headline and date."""
    for script in tree.iter("script"):
        if script.get("type") != "application/ld+json" or not script.text:
            continue
        try:
            data = json.loads(script.text)
        except (ValueError, RecursionError):
            continue  # a page with broken metadata still has its article
        graph = data.get("@graph", [data]) if isinstance(data, dict) else data
        for item in graph if isinstance(graph, list) else []:
            if isinstance(item, dict) and "datePublished" in item:
                yield {k: v for k, v in item.items() if k in ("headline", "datePublished") and isinstance(v, str)}
