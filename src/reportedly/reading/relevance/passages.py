"""A text in passages, found without a parse: what is weighed by itself, and read or not."""

from __future__ import annotations

import re

SHORTEST = 20  # characters; less goes with what follows
_END = re.compile(
    r"""(?:[a-z]{4}|\d{3}|[)"”])[.!?]["”’')]*(\s+)(?=["“‘'(]?[A-Z])"""  # no initial, no "Gov.", no "Sept."
    r"""|(\s*\n\s*)"""
)


def passages_of(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of each passage: a line, or a sentence where its end is beyond doubt; white space lies between them.

    >>> passages_of("Gov. Day spoke. Nobody was hurt there. Rain fell.")
    ((0, 38), (39, 49))
    """
    found: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    for gap in _END.finditer(text, start):
        end, after = gap.span(gap.lastindex or 0)
        if end - start >= SHORTEST or (end > start and "\n" in gap[0]):
            found.append((start, end))
            start = after
    end = len(text.rstrip())
    return (*found, (start, end)) if start < end else tuple(found)
