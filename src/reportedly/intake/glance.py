"""A first look at a page: its heading and its words, found without a tree; good for judging whether it is to be read."""

from __future__ import annotations

import re
from html import unescape

_NO_WORDS = re.compile(r"<!--.*?-->|<(script|style|noscript|template|svg)\b.*?</\1\s*>", re.S | re.I)
_MARKUP = re.compile(r"<[^<>]*>")
_HEADING = re.compile(r"<(h1|title)\b[^<>]*>(.*?)</\1\s*>", re.S | re.I)
_PARAGRAPH = re.compile(
    r"<p(?:\s[^<>]*)?>(.*?)(?=</?(?:p|div|article|section|main|aside|footer|body)\b|\Z)", re.S | re.I
)
_MOST_OF_IT = 0.5


def glance(source: str) -> tuple[str | None, str]:
    """The heading of a page and its words without markup.

    Where paragraphs hold most of the words, they are taken alone: menus and teasers would hide what the page is about.
    Otherwise all words of the page follow.

    >>> glance("<ul><li>Sport</ul><h1>Kabul blast</h1><p>A bomb went off.<p>Four <b>people</b> died, police said.")
    ('Kabul blast', 'A bomb went off.\\n\\nFour people died, police said.')
    """
    page = _NO_WORDS.sub(" ", source)
    headings = {kind.lower(): _bare(words) for kind, words in reversed(_HEADING.findall(page))}
    heading = headings.get("h1") or headings.get("title") or None
    paragraphs, everything = "\n\n".join(map(_bare, _PARAGRAPH.findall(page))), _bare(page)
    if len(paragraphs.split()) >= _MOST_OF_IT * len(everything.split()):
        return heading, paragraphs
    return heading, f"{paragraphs}\n\n{everything}"


def _bare(markup: str) -> str:
    """Words without their markup.

    >>> _bare("<b>Five</b>&nbsp;died")
    'Five died'
    """
    return " ".join(unescape(_MARKUP.sub(" ", markup)).split())
