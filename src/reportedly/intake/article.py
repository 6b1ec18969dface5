"""The words of a page's article, by trafilatura: the quick way where the page leaves no doubt, else the careful one."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable
from copy import deepcopy
from functools import cache
from typing import Any, Literal

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it complains of is said by the Failure

_LONG_ENOUGH = 500
_PROSE = 1_000
_NEARLY_ALL = 0.9
_Way = Literal["careful", "fast", "first"]
"""All extractors of trafilatura; those of its own; its first alone, whatever it finds."""

_PLAIN = frozenset(["body", "p", "head", "list", "item", "quote", "lb", "hi", "ref"])


def article(tree: Any) -> str | None:
    """The text of the article, or None where there is none.

    Where the page marks it, the rest of the page need not be looked at.
    """
    marked, length = _marked_article(tree)
    if marked is not None:
        text, _ = _extract(marked, "fast")
        if len(text) >= _NEARLY_ALL * length:
            return text
    return _mostly_prose(tree) or _extract(tree, "careful")[0] or None


def _marked_article(tree: Any) -> tuple[Any | None, int]:
    """A page of nothing but the one element that is marked as the article and holds most of the paragraphs, and their length."""
    from lxml.html import Element

    articles = list(tree.iter("article"))
    if len(articles) != 1:
        return None, 0
    length = _length(articles[0].iter("p"))
    if length < _LONG_ENOUGH or 2 * length < _length(tree.iter("p")):
        return None, 0
    page, body = Element("html"), Element("body")
    page.append(body)
    body.append(deepcopy(articles[0]))
    return page, length


def _mostly_prose(tree: Any) -> str | None:
    """The text that is found quickly, where one element holds half the words of the page in paragraphs of its own, links aside.

    The careful way would say the same. It tries others after the first extractor, and takes a text of theirs only where it is
    twice as long, or where the one found first is a fifth of the page, is short, has no paragraphs, or holds more than text.
    """
    words = _length([tree]) - _length(tree.iter("script", "style"))
    held = Counter[Any]()
    for paragraph in tree.iter("p"):
        held[paragraph.getparent()] += _length([paragraph]) - _length(paragraph.iter("a"))
    if max(held.values(), default=0) < max(_PROSE, words / 2):
        return None
    text, kinds = _extract(deepcopy(tree), "first")
    is_all = len(text) >= max(_PROSE, words / 2) and "p" in kinds
    return text if is_all and kinds <= _PLAIN and not _has_teasers(text, tree) else None


def _has_teasers(text: str, tree: Any) -> bool:
    """Whether words of a teaser stand in the text: the careful way leaves those out that others keep."""
    teasers = tree.xpath("//*[contains(@class, 'easer') or contains(@id, 'easer')]")
    said = (" ".join(words.split()) for teaser in teasers for words in teaser.itertext())
    return any(words in text for words in said if words)


def _length(elements: Iterable[Any]) -> int:
    return sum(len(" ".join(element.text_content().split())) for element in elements)


def _extract(tree: Any, way: _Way) -> tuple[str, set[str]]:
    """The text that trafilatura finds in a tree, which it takes apart, and the kinds of elements that held it."""
    from trafilatura import extract_with_metadata

    found = extract_with_metadata(tree, options=_options(way))
    return (str(found.text or ""), {element.tag for element in found.body.iter()}) if found else ("", set())


@cache
def _options(way: _Way) -> Any:
    """Text and nothing else. Kept, since making them takes as long as taking in a small page."""
    from trafilatura.settings import Extractor

    options = Extractor(fast=way != "careful", comments=False)
    if way == "first":
        options.min_extracted_size = 0  # no text is too short for it ...
        options.focus = "first"  # ... and none too small a part of the page, which only "balanced" asks
    return options
