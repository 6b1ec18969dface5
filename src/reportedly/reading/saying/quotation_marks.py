"""The marks that can open or close a quotation, and what their surroundings say about each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

MARK = re.compile(r"``|''|[\"“”„‟«»]|[‘’‚‹›']")
_OPENERS = frozenset("“„‟«‹‘‚") | {"``"}
_CLOSERS = frozenset("”»›’") | {"''"}
_SINGLE = frozenset("‘’‚‹›'")
_BEFORE_OPENING = frozenset("([{—–-/:;,") | _OPENERS | {'"'}
_AFTER_CLOSING = frozenset(")]}—–-/.,;:!?…") | _CLOSERS | {'"', "'"}
_ELISIONS = re.compile(r"\d\ds\b|(?:tis|twas|em|til|cause|n|round)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark: where it stands, whether it is a double one, and what it can do there."""

    start: int
    end: int
    double: bool
    role: Literal["opens", "closes", "either"]


def marks_in(text: str, start: int, end: int) -> Iterator[Mark]:
    """The quotation marks between two offsets; apostrophes inside words are left out.

    The white space around a mark outranks its shape, because wrong shapes are common ("“Stop“, he said").
    """
    for match in MARK.finditer(text, start, end):
        shape, left, right = match.group(), match.start(), match.end()
        before = text[left - 1] if left > start else " "
        after = text[right] if right < end else " "
        single = shape in _SINGLE
        if single and before.isalnum() and after.isalnum():
            continue
        opens = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
        closes = (after.isspace() or after in _AFTER_CLOSING) and not before.isspace()
        if single and opens and not closes and _ELISIONS.match(text, right):
            continue
        if opens == closes:
            opens, closes = shape in _OPENERS, shape in _CLOSERS
        role: Literal["opens", "closes", "either"] = (
            "opens" if opens and not closes else "closes" if closes and not opens else "either"
        )
        yield Mark(left, right, not single, role)
