"""What times are read against: the date of writing, the date of a saying, and whether what is told lies ahead."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from spacy.symbols import aux, nsubj
from spacy.tokens import Token

from reportedly.reading.parse import Parse
from reportedly.reading.time_tokens import Item
from reportedly.records import Anchor

_HEAD = 400
_NEAR = timedelta(days=7)
_AFTER_DATELINE = re.compile(r"\s*(?:\([^)\n]{2,60}\)|[-–—_]{1,2}\s|:\s)")
_WILL = frozenset({"will", "shall", "'ll", "’ll", "wo", "would"})
_PLANNED = frozenset(
    "expect schedule plan set due aim hope intend slate likely prepare want seek agree promise propose ready vow".split()
)
_STEPS = 12

DateOf = Callable[[Item], date | None]


@dataclass(frozen=True, slots=True)
class Anchors:
    """The date of writing and what gives it. `line` is where a line stands that says nothing but that date;
    `sayings` are quoted words, (start, end) in characters, with the day on which they were spoken.
    """

    today: date | None
    source: Anchor
    line: int | None = None
    sayings: tuple[tuple[int, int, date], ...] = field(default=())

    def at(self, offset: int) -> tuple[date | None, Anchor]:
        """The date that words at an offset are reckoned from."""
        for start, end, day in self.sayings:
            if start <= offset < end:
                return day, "said_at"
        return self.today, self.source


def find_anchors(parse: Parse, items: Sequence[Item], date_of: DateOf) -> Anchors:
    """The day of writing: that of a dateline ("KABUL, March 3 (Xinhua) --") or a line with a date, else of publication.

    `date_of` reads one expression as a single day against the date of publication. A dateline more than a week from
    the date of publication is not believed.
    """
    published = date.fromisoformat(parse.report.published[:10]) if parse.report.published else None
    for item in items:
        if item.start > _HEAD:
            break
        alone = _stands_alone(parse.text, item)
        if not (alone or _AFTER_DATELINE.match(parse.text, item.end)):
            continue
        day = date_of(item)
        if day is None or (published and abs(published - day) > _NEAR):
            continue
        return Anchors(day, "dateline", item.start if alone else None)
    return Anchors(published, "published")


def _stands_alone(text: str, item: Item) -> bool:
    """Whether a line holds nothing but this expression."""
    start = text.rfind("\n", 0, item.start) + 1
    end = text.find("\n", item.end)
    return text[start : end if end >= 0 else len(text)].strip(" .,") == text[item.start : item.end].strip(" .,")


def lies_ahead(parse: Parse, item: Item) -> bool | None:
    """Whether the clause of an expression is told as future (True), as past (False), or does not say (None)."""
    tokens = parse.doc.char_span(item.start, item.end, alignment_mode="expand")
    if tokens is None or not len(tokens):
        return None
    node: Token = tokens.root
    for _ in range(_STEPS):
        verdict = _tense(node)
        if verdict is not None:
            return verdict
        if node.head.i == node.i:
            return None
        node = node.head
    return None


def _tense(token: Token) -> bool | None:
    """What one word of the chain up to the root says about the time of what is told."""
    if token.tag_ in ("VBD", "VBN", "VB", "VBG", "VBP", "VBZ", "MD"):
        helpers = [child for child in token.children if child.dep in (aux,) or child.dep_ == "auxpass"]
        if any(child.lower_ in _WILL for child in helpers):
            return True
        if token.tag_ == "VBD" or any(
            child.tag_ == "VBD" or child.lower_ in ("have", "has", "had") for child in helpers
        ):
            return token.lemma_ in _PLANNED and False
        if any(child.tag_ == "TO" for child in helpers) and token.head.lemma_ in _PLANNED:
            return True
        if token.tag_ in ("VBN",) and not helpers:
            return token.lemma_ in _PLANNED
    return None
