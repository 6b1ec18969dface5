"""From a news page to the text of its article, what its head says about it, and the way back to its source."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from reportedly.intake.traced import Range, Traced, join

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it complains of is said by the Failure

_SKIPPED = re.compile(
    r"<!--.*?(?:-->|$)|<(script|style|noscript|template|svg|title)\b.*?(?:</\1\s*>|$)", re.S | re.I
)
_MARKUP = re.compile(r"<[^<>]*>?|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{2,32});")
_SHORTEST_RUN = 12
_WINDOW = 20_000
_OPENING = 50


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
    import trafilatura

    page = source if "<html" in source[:_OPENING].lower() else f"<html><body>{source}</body></html>"
    text = trafilatura.extract(page, output_format="txt", include_comments=False, with_metadata=False)
    if not text or not any(map(str.isalpha, text)):
        return None
    return Page(trace(text, source), **_stated(source))


def trace(text: str, source: str) -> Traced:
    """Find where the words of an extracted text stand in the source; what is not found there gets no range.

    White space and entities may differ: both are compared without blanks, paragraph by paragraph, then in halves.
    """
    characters, places = _visible(source)
    parts = []
    cursor = 0
    for line in text.split("\n"):
        traced, cursor = _trace_run(line, characters, places, cursor)
        parts.append(traced)
    return join(parts, "\n")


def _trace_run(run: str, characters: str, places: list[tuple[int, int]], cursor: int) -> tuple[Traced, int]:
    """A run of words with its ranges, and the place in `characters` behind it."""
    bare = "".join(run.split())
    if not bare:
        return Traced(run, ()), cursor
    found = characters.find(bare, cursor)
    if found < 0 or (len(bare) < _SHORTEST_RUN and found > cursor + _WINDOW):
        found = characters.find(bare) if len(bare) >= _SHORTEST_RUN * 4 else -1
    if found >= 0:
        return _with_ranges(run, places, found), found + len(bare)
    middle = run.find(" ", len(run) // 2)
    if middle < 0 or len(bare) < _SHORTEST_RUN:
        return Traced(run, ()), cursor
    left, cursor = _trace_run(run[:middle], characters, places, cursor)
    right, cursor = _trace_run(run[middle:], characters, places, cursor)
    return join([left, right]), cursor


def _with_ranges(run: str, places: list[tuple[int, int]], at: int) -> Traced:
    """Ranges for a run whose visible characters begin at `at`; one blank that is one character there belongs to them."""
    ranges: list[Range] = []
    for offset, character in enumerate(run):
        if character.isspace():
            continue
        start, end = places[at]
        at += 1
        old = ranges[-1] if ranges else None
        gap = offset - old[1] if old else 0
        runs_on = gap <= 1 and end - start == 1 and old and start - old[3] == gap
        if old and runs_on and old[1] - old[0] == old[3] - old[2]:
            ranges[-1] = (old[0], offset + 1, old[2], end)
        else:
            ranges.append((offset, offset + 1, start, end))
    return Traced(run, tuple(ranges))


def _visible(source: str) -> tuple[str, list[tuple[int, int]]]:
    """The characters of a page that are no markup and no blanks, and where each stands in its source."""
    characters: list[str] = []
    places: list[tuple[int, int]] = []

    def add(text: str, start: int, end: int | None = None) -> None:
        for offset, character in enumerate(text):
            if not character.isspace():
                characters.append(character)
                places.append((start + offset, start + offset + 1) if end is None else (start, end))

    at = 0
    skips = [(m.start(), m.end()) for m in _SKIPPED.finditer(source)]
    for skip_start, skip_end in [*skips, (len(source), len(source))]:
        for match in _MARKUP.finditer(source, at, skip_start):
            add(source[at : match.start()], at)
            if match[0].startswith("&"):
                add(unescape(match[0]), match.start(), match.end())
            at = match.end()
        add(source[at:skip_start], at)
        at = skip_end
    return "".join(characters), places


def _stated(source: str) -> dict[str, str | None]:
    """Title, outlet, address, date, author and language where the page's head states them; nothing is inferred."""
    from trafilatura.utils import load_html

    tree = load_html(source)
    if tree is None:
        return {}
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
