"""Text that knows where it came from: cut, joined and cleaned without losing the way back to the original."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import itemgetter

from reportedly.records import OriginRange

Range = tuple[int, int, int, int]
"""(start, end) in the text and (start, end) in the original. Equal lengths mean place for place."""


@dataclass(frozen=True, slots=True)
class Traced:
    """A text and the ranges, in order, that say where its characters came from.

    Characters in no range were put in by the program, like the blank line between two paragraphs.

    >>> Traced.of("  Four  died. ").cut(2, 13).replace("  ", " ")
    Traced(text='Four died.', ranges=((0, 4, 2, 6), (4, 5, 6, 8), (5, 10, 8, 13)))
    """

    text: str
    ranges: tuple[Range, ...]

    @classmethod
    def of(cls, original: str) -> Traced:
        """The original as it is."""
        return cls(original, ((0, len(original), 0, len(original)),) if original else ())

    def cut(self, start: int, end: int) -> Traced:
        """The part [start, end)."""
        if (start, end) == (0, len(self.text)):
            return self
        out = []
        for at in range(max(0, bisect_right(self.ranges, start, key=itemgetter(0)) - 1), len(self.ranges)):
            s, e, original_s, original_e = self.ranges[at]
            if s >= end:
                break
            low, high = max(s, start), min(e, end)
            if low >= high:
                continue
            if e - s == original_e - original_s:
                original_s, original_e = original_s + low - s, original_e - (e - high)
            out.append((low - start, high - start, original_s, original_e))
        return Traced(self.text[start:end], tuple(out))

    def strip(self) -> Traced:
        """Without white space at its ends."""
        stripped = self.text.strip()
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, start + len(stripped))

    def replace(self, pattern: str | re.Pattern[str], by: str | Callable[[str], str]) -> Traced:
        """Every match replaced; what stands in its place came from where the match stood."""
        parts, last = [], 0
        for match in re.finditer(pattern, self.text):
            start, end = match.span()
            new = by if isinstance(by, str) else by(match[0])
            old = self.cut(start, end)
            parts.append(self.cut(last, start))
            if old.ranges and new:
                parts.append(Traced(new, ((0, len(new), old.ranges[0][2], old.ranges[-1][3]),)))
            elif new:
                parts.append(Traced(new, ()))
            last = end
        if not last:
            return self
        return join([*parts, self.cut(last, len(self.text))])

    def origin(self) -> tuple[OriginRange, ...]:
        """The ranges as records."""
        return tuple(OriginRange(start=a, end=b, original_start=c, original_end=d) for a, b, c, d in self.ranges)


def join(parts: Iterable[Traced], by: str = "") -> Traced:
    """One text of several; ranges that run on in the original become one."""
    texts: list[str] = []
    ranges: list[Range] = []
    at = 0
    for part in parts:
        if texts:
            at += len(by)
        for start, end, original_start, original_end in part.ranges:
            new = (at + start, at + end, original_start, original_end)
            old = ranges[-1] if ranges else None
            if old and old[1] == new[0] and old[3] == new[2] and _is_exact(old) and _is_exact(new):
                ranges[-1] = (old[0], new[1], old[2], new[3])
            else:
                ranges.append(new)
        texts.append(part.text)
        at += len(part.text)
    return Traced(by.join(texts), tuple(ranges))


def _is_exact(found: Range) -> bool:
    return found[1] - found[0] == found[3] - found[2]
