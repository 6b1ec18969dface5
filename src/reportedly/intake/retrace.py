"""Where the words of a text that was taken out of a page stand in the page's source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from reportedly.intake.traced import Range, Traced, join

_TOKEN = re.compile(
    r"<!--.*?(?:-->|$)"
    r"|<(script|style|noscript|template|svg|title)\b.*?(?:</\1\s*>|$)"
    r"|<[^<>]*>?"
    r"|(&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|\w{2,32});)"
    r"|([^<&]+|&)",
    re.S | re.I,
)
_SHORTEST_RUN = 12
_WINDOW = 20_000
_WORD = re.compile(r"\S+")
_WIDE = re.compile(r"^\s|\s\s|\s$|[<&]")


def trace(text: str, source: str) -> Traced:
    """Find where the words of an extracted text stand in the source; what is not found there gets no range.

    White space and entities may differ: both are compared without blanks, paragraph by paragraph, then in halves.
    """
    visible = _Visible.of(source)
    parts = []
    cursor = 0
    for line in text.split("\n"):
        traced, cursor = _trace_run(line, visible, cursor)
        parts.append(traced)
    return join(parts, "\n")


def _trace_run(run: str, visible: _Visible, cursor: int) -> tuple[Traced, int]:
    """A run of words with its ranges, and the place in the visible characters behind it."""
    bare = "".join(run.split())
    if not bare:
        return Traced(run, ()), cursor
    found = visible.characters.find(bare, cursor)
    if found < 0 or (len(bare) < _SHORTEST_RUN and found > cursor + _WINDOW):
        found = visible.characters.find(bare) if len(bare) >= _SHORTEST_RUN * 4 else -1
    if found >= 0:
        return _with_ranges(run, visible, found), found + len(bare)
    middle = run.find(" ", len(run) // 2)
    if middle < 0 or len(bare) < _SHORTEST_RUN:
        return Traced(run, ()), cursor
    left, cursor = _trace_run(run[:middle], visible, cursor)
    right, cursor = _trace_run(run[middle:], visible, cursor)
    return join([left, right]), cursor


def _with_ranges(run: str, visible: _Visible, at: int) -> Traced:
    """Ranges for a run whose visible characters begin at `at`; one blank that is one character there belongs to them."""
    pieces = visible.pieces(at)
    size, start, end = next(pieces)
    if visible.source.startswith(run, start) and not _WIDE.search(run):
        return Traced(run, ((0, len(run), start, start + len(run)),))
    ranges: list[Range] = []
    for word in _WORD.finditer(run):
        offset = word.start()
        while offset < word.end():
            if not size:
                size, start, end = next(pieces)
            length = min(size, word.end() - offset)
            stop = start + length if end - start == size else end
            old = ranges[-1] if ranges else None
            gap = offset - old[1] if old else 0
            if old and gap <= 1 and stop - start == length and start - old[3] == gap and _is_exact(old):
                ranges[-1] = (old[0], offset + length, old[2], stop)
            else:
                ranges.append((offset, offset + length, start, stop))
            offset, size, start = offset + length, size - length, stop
    return Traced(run, tuple(ranges))


def _is_exact(found: Range) -> bool:
    return found[1] - found[0] == found[3] - found[2]


@dataclass(frozen=True, slots=True)
class _Visible:
    """The characters of a source that are neither markup nor blanks.

    They come in runs: `at` is where each begins in `characters`, `starts` and `ends` where it stands in the source. In the
    source a run has its blanks still, or is an entity.
    """

    source: str
    characters: str
    at: list[int]
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, source: str) -> _Visible:
        runs: list[str] = []
        at, starts, ends = [], [], []
        length = 0
        for match in _TOKEN.finditer(source):
            words = match[3] or (match[2] and unescape(match[2]))
            run = "".join(words.split()) if words else ""
            if run:
                runs.append(run)
                at.append(length)
                starts.append(match.start())
                ends.append(match.end())
                length += len(run)
        return cls(source, "".join(runs), at, starts, ends)

    def pieces(self, start: int) -> Iterator[tuple[int, int, int]]:
        """(length, start, end) in the source of every word from a character on; an entity is as many words as characters."""
        first_run = bisect_right(self.at, start) - 1
        skipped = start - self.at[first_run]
        for run in range(first_run, len(self.at)):
            first, last = self.starts[run], self.ends[run]
            if self.source[first] == "&" and last - first > 1:
                after = self.at[run + 1] if run + 1 < len(self.at) else len(self.characters)
                yield from [(1, first, last)] * (after - self.at[run] - skipped)
                skipped = 0
                continue
            for word in _WORD.finditer(self.source, first, last):
                length = word.end() - word.start()
                if skipped < length:
                    yield length - skipped, word.start() + skipped, word.end()
                skipped = max(0, skipped - length)
