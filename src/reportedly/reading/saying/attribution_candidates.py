"""Acts of saying that a rule proposes, before they are resolved and become records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One proposed attribution. Ranges are characters; `source` None means that the text hides it.

    `through` are the heads of those through whom it came ("told AFP", "SANA, citing ..."). `rule` names the rule that made it and `score` how often it is right (0 to 1), so that candidates of other
    readers can be merged with these. `head` is the token that the cue turns on, `speaker` that of the source.
    """

    rule: str
    head: Token
    cue: Range
    content: tuple[Range, ...]
    source: Range | None = None
    speaker: Token | None = None
    particle: str | None = None
    through: tuple[Token, ...] = ()
    direct: bool = False
    score: float = 1.0


def ranges_of(tokens: Iterable[Token], text: str) -> tuple[Range, ...]:
    """Tokens as character ranges; those parted only by white space become one."""
    found: list[Range] = []
    for token in tokens:
        if token.is_space:
            continue
        start, end = token.idx, token.idx + len(token)
        if found and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def merged(ranges: Iterable[Range], text: str) -> tuple[Range, ...]:
    """Ranges in order; those that overlap or have only blanks between them become one, but not over a paragraph."""
    found: list[Range] = []
    for start, end in sorted(ranges):
        if found and (start <= found[-1][1] or not text[found[-1][1] : start].strip(" \t\u00a0")):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def trimmed(ranges: Sequence[Range], text: str, marks: str = ",;:.-–— \n\t") -> tuple[Range, ...]:
    """Ranges without punctuation and white space at their ends; those that hold nothing else are dropped."""
    found = []
    for start, end in ranges:
        while start < end and (text[start] in marks or text[start].isspace()):
            start += 1
        while end > start and (text[end - 1] in marks or text[end - 1].isspace()):
            end -= 1
        if any(c.isalnum() for c in text[start:end]):
            found.append((start, end))
    return tuple(found)
