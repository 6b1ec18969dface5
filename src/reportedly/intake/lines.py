"""From the lines of printed pages to paragraphs: running heads go, words that were divided are whole again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\W*(?:page\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.I)
_DIVIDED = re.compile(r"\b([^\W\d_]{2,})[-\u00ad\u2010]$")
_GOES_ON = re.compile(r"[^\W\d_A-Z]{2,}")
_LIGATURES = dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
_TEX = {
    **dict(zip(range(0x0B, 0x10), ("ff", "fi", "fl", "ffi", "ffl"), strict=True)),  # OT1
    **dict(zip(range(0x1B, 0x20), ("ff", "fi", "fl", "ffi", "ffl"), strict=True)),  # T1 (Cork)
    **dict(zip((0x10, 0x11, 0x15, 0x16), "“”–—", strict=True)),
}
_EDGE = 2
_FEWEST_PAGES = 3
_SHORT = 0.72
_OPENS = re.compile(r"\s*(?:[•●▪■◦‣·►▶➤✓]|[*–-]\s|\d{1,2}[.)]\s)")


def legible(text: str, *, made_by_tex: bool = False) -> str:
    """The text with its ligatures as letters; old fonts of TeX (OT1 and T1) leave them, and quotation marks, as codes.

    >>> legible("the \ufb01rst \x1bort", made_by_tex=True)
    'the first ffort'
    """
    return text.translate(_LIGATURES | _TEX if made_by_tex else _LIGATURES)


def without_running_heads(pages: list[list[str]]) -> list[str]:
    """The lines of all pages without those that stand at the head or foot of most of them, and without page numbers."""
    pages = [[line.strip() for line in page if line.strip()] for page in pages]
    counts = Counter(key for page in pages for key in {_alike(line) for line in _edges(page)})
    often = {key for key, count in counts.items() if count >= max(_FEWEST_PAGES, len(pages) / 2)}
    out: list[str] = []
    for number, page in enumerate(pages, 1):
        last = len(page) - _EDGE
        for at, line in enumerate(page):
            at_edge = at < _EDGE or at >= last
            is_number = at in (0, len(page) - 1) and (
                line == str(number) or (len(pages) > 1 and _NUMBER.fullmatch(line))
            )
            if not (at_edge and _alike(line) in often) and not is_number:
                out.append(line)
    return out


def _edges(page: list[str]) -> list[str]:
    return page[:_EDGE] + page[max(_EDGE, len(page) - _EDGE) :]


def _alike(line: str) -> str:
    """A line without its numbers: "Page 3" and "Page 4" are alike."""
    return _DIGITS.sub("#", line)


def paragraphs(lines: Iterable[str]) -> list[str]:
    """The paragraphs of printed lines: one ends with a line that is much shorter than most.

    A word that is divided at the end of a line is joined, with its hyphen only where it stands elsewhere with one.

    >>> paragraphs(["Four people were killed in the vil-", "lage on Sunday, police said.", "Nine were hurt."])
    ['Four people were killed in the village on Sunday, police said.', 'Nine were hurt.']
    """
    lines = list(lines)
    full = _usual_width(lines) * _SHORT
    text = " ".join(lines).lower()
    out: list[str] = []
    ended = True
    for line in lines:
        if ended or _OPENS.match(line):
            out.append(line)
        else:
            out[-1] = _joined(out[-1], line, text)
        ended = len(line) < full
    return out


def _usual_width(lines: list[str]) -> int:
    """How long a full line is: nine in ten are no longer."""
    widths = sorted(map(len, lines))
    return widths[len(widths) * 9 // 10] if widths else 0


def _joined(before: str, after: str, text: str) -> str:
    divided = _DIVIDED.search(before)
    rest = _GOES_ON.match(after)
    if not divided or not rest:
        return f"{before} {after}"
    with_hyphen = f"{divided[1]}-{rest[0]}".lower()
    return before[:-1] + ("-" if with_hyphen in text else "") + after
