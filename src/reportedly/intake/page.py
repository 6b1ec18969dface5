"""From a news page to the text of its article, what its head says about it, and the way back to its source."""

from __future__ import annotations

import json
import logging
import re
from bisect import bisect_right
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from html import unescape
from typing import Any

from reportedly.intake.traced import Range, Traced, join

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it complains of is said by the Failure

_TOKEN = re.compile(
    r"<!--.*?(?:-->|$)"
    r"|<(script|style|noscript|template|svg|title)\b.*?(?:</\1\s*>|$)"
    r"|<[^<>]*>?"
    r"|(&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|\w{2,32});)"
    r"|([^<&]+|&)",
    re.S | re.I,
)
_SHORTEST_RUN = 12
_WINDOW = 20_000
_OPENING = 50
_LONG_ENOUGH = 500
_NEARLY_ALL = 0.9
_WORD = re.compile(r"\S+")
_WIDE = re.compile(r"^\s|\s\s|\s$|[<&]")
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
    text = _article(tree)
    if not text or not any(map(str.isalpha, text)):
        return None
    return Page(trace(text, source), **stated)


def _article(tree: Any) -> str | None:
    """The text of the article. Where the page marks one, the rest of the page need not be looked at."""
    import trafilatura

    marked, length = _marked_article(tree)
    if marked is not None:
        text = trafilatura.extract(
            marked, output_format="txt", include_comments=False, with_metadata=False, fast=True
        )
        if text and len(text) >= _NEARLY_ALL * length:
            return str(text)
    text = trafilatura.extract(tree, output_format="txt", include_comments=False, with_metadata=False)
    return str(text) if text else None


def _marked_article(tree: Any) -> tuple[Any | None, int]:
    """A page of nothing but the one element that is marked as the article and holds most of the paragraphs, and their length."""
    from lxml.html import Element

    articles = list(tree.iter("article"))
    if len(articles) != 1:
        return None, 0
    length = _length_of_paragraphs(articles[0])
    if length < _LONG_ENOUGH or 2 * length < _length_of_paragraphs(tree):
        return None, 0
    page, body = Element("html"), Element("body")
    page.append(body)
    body.append(deepcopy(articles[0]))
    return page, length


def _length_of_paragraphs(tree: Any) -> int:
    return sum(len(" ".join(p.text_content().split())) for p in tree.iter("p"))


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


@dataclass(frozen=True, slots=True)
class _Visible:
    """The characters of a source that are neither markup nor blanks.

    They come in runs: `at` is where each begins in `characters`, `starts` and `ends` where it stands in the source. In the
    source a run has its blanks still, or is an entity.
    """

    source: str
    characters: str
    at: list[int]
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, source: str) -> _Visible:
        runs: list[str] = []
        at, starts, ends = [], [], []
        length = 0
        for match in _TOKEN.finditer(source):
            words = match[3] or (match[2] and unescape(match[2]))
            run = "".join(words.split()) if words else ""
            if run:
                runs.append(run)
                at.append(length)
                starts.append(match.start())
                ends.append(match.end())
                length += len(run)
        return cls(source, "".join(runs), at, starts, ends)

    def pieces(self, start: int) -> Iterator[tuple[int, int, int]]:
        """(length, start, end) in the source of every word from a character on; an entity is as many words as characters."""
        first_run = bisect_right(self.at, start) - 1
        skipped = start - self.at[first_run]
        for run in range(first_run, len(self.at)):
            first, last = self.starts[run], self.ends[run]
            if self.source[first] == "&" and last - first > 1:
                after = self.at[run + 1] if run + 1 < len(self.at) else len(self.characters)
                yield from [(1, first, last)] * (after - self.at[run] - skipped)
                skipped = 0
                continue
            for word in _WORD.finditer(self.source, first, last):
                length = word.end() - word.start()
                if skipped < length:
                    yield length - skipped, word.start() + skipped, word.end()
                skipped = max(0, skipped - length)


def trace(text: str, source: str) -> Traced:
    """Find where the words of an extracted text stand in the source; what is not found there gets no range.

    White space and entities may differ: both are compared without blanks, paragraph by paragraph, then in halves.
    """
    visible = _Visible.of(source)
    parts = []
    cursor = 0
    for line in text.split("\n"):
        traced, cursor = _trace_run(line, visible, cursor)
        parts.append(traced)
    return join(parts, "\n")


def _trace_run(run: str, visible: _Visible, cursor: int) -> tuple[Traced, int]:
    """A run of words with its ranges, and the place in the visible characters behind it."""
    bare = "".join(run.split())
    if not bare:
        return Traced(run, ()), cursor
    found = visible.characters.find(bare, cursor)
    if found < 0 or (len(bare) < _SHORTEST_RUN and found > cursor + _WINDOW):
        found = visible.characters.find(bare) if len(bare) >= _SHORTEST_RUN * 4 else -1
    if found >= 0:
        return _with_ranges(run, visible, found), found + len(bare)
    middle = run.find(" ", len(run) // 2)
    if middle < 0 or len(bare) < _SHORTEST_RUN:
        return Traced(run, ()), cursor
    left, cursor = _trace_run(run[:middle], visible, cursor)
    right, cursor = _trace_run(run[middle:], visible, cursor)
    return join([left, right]), cursor


def _with_ranges(run: str, visible: _Visible, at: int) -> Traced:
    """Ranges for a run whose visible characters begin at `at`; one blank that is one character there belongs to them."""
    pieces = visible.pieces(at)
    size, start, end = next(pieces)
    if visible.source.startswith(run, start) and not _WIDE.search(run):
        return Traced(run, ((0, len(run), start, start + len(run)),))
    ranges: list[Range] = []
    for word in _WORD.finditer(run):
        offset = word.start()
        while offset < word.end():
            if not size:
                size, start, end = next(pieces)
            length = min(size, word.end() - offset)
            stop = start + length if end - start == size else end
            old = ranges[-1] if ranges else None
            gap = offset - old[1] if old else 0
            if old and gap <= 1 and stop - start == length and start - old[3] == gap and _is_exact(old):
                ranges[-1] = (old[0], offset + length, old[2], stop)
            else:
                ranges.append((offset, offset + length, start, stop))
            offset, size, start = offset + length, size - length, stop
    return Traced(run, tuple(ranges))


def _is_exact(found: Range) -> bool:
    return found[1] - found[0] == found[3] - found[2]


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
