"""From raw text to its paragraphs, whichever way its lines are broken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from reportedly.intake.traced import Traced

_NEWLINE = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+"
)
_BLANKS = re.compile("[^\\S\n\ufeff]{2,}|[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_BREAK = re.compile(r"\n[^\S\n]*(?:\n\s*)+")
_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"\s*(?:[•●▪■◦‣·►▶➤✓]\s*|[*–-]\s+)(?=\S)")
_BYLINE = re.compile(r"B[yY] [A-Z][^.\n]{3,60}")
_LONGEST_WRAPPED_LINE = 100
_ENDS_A_SENTENCE = re.compile(r"""[.…][\])"'”’»]*$""")
_PROSE_WORDS = 25


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph without the white space and the bullet before it."""

    words: Traced
    bullet: bool = False

    @property
    def text(self) -> str:
        """Its text."""
        return self.words.text

    @property
    def is_prose(self) -> bool:
        """Whether it reads as a part of the report's body: it ends like a sentence, or goes on for long."""
        return bool(_ENDS_A_SENTENCE.search(self.text)) or self.text.count(" ") >= _PROSE_WORDS


def split(text: Traced) -> list[Paragraph]:
    """The paragraphs of a text. Blank lines part them; so does every line end where lines are not wrapped.

    Invisible characters go, runs of blanks become one, a wrapped line goes on after a blank.
    """
    if "  " in text.text or not all(map(str.isprintable, text.text.split("\n"))):
        text = text.replace(_NEWLINE, "\n").replace(_INVISIBLE, "").replace(_BLANKS, " ")
    wrapped = _is_wrapped(text.text)
    out = []
    start = 0
    for end, after in [*((m.start(), m.end()) for m in _BREAK.finditer(text.text)), (len(text.text),) * 2]:
        out += _paragraphs_of(text.cut(start, end), wrapped)
        start = after
    return out


def _is_wrapped(text: str) -> bool:
    """Whether line ends stand within sentences, as in a text set to a width, and not between paragraphs."""
    lines = [line.strip() for line in text.split("\n")]
    if max(map(len, lines)) > _LONGEST_WRAPPED_LINE:
        return False
    inner = [line for line, following in pairwise(lines) if line and following]
    return sum(bool(_ENDS_A_SENTENCE.search(line)) for line in inner) < len(inner) * 0.6


def _paragraphs_of(block: Traced, wrapped: bool) -> list[Paragraph]:
    """The paragraphs of a block without blank lines; a bullet always opens one."""
    starts = [m.start() for m in _LINE.finditer(block.text) if m[0].strip()]
    if wrapped:
        starts = _openings(block.text, starts)
    out = []
    for start, end in pairwise([*starts, len(block.text)]):
        bullet = _BULLET.match(block.text, start)
        words = block.cut(bullet.end() if bullet else start, end).strip()
        words = words.replace(r"\s*\n\s*", " ") if "\n" in words.text else words
        if words.text:
            out.append(Paragraph(words, bool(bullet)))
    return out


def _openings(text: str, starts: list[int]) -> list[int]:
    """Where a paragraph opens among wrapped lines: at bullets, and around bylines and lines in capitals."""
    kinds = [_own_line(text[start:end]) for start, end in pairwise([*starts, len(text)])]
    return [
        start
        for at, start in enumerate(starts)
        if at == 0 or _BULLET.match(text, start) or kinds[at] != kinds[at - 1]
    ]


def _own_line(line: str) -> str | None:
    """What sets a line apart from a wrapped sentence: it is a byline, or all in capitals."""
    if _BYLINE.fullmatch(line.strip()):
        return "byline"
    return "capitals" if line.isupper() and " " in line.strip() else None
