"""Which quotation marks pair, across paragraphs and in broken text.

Marks are paired inside one paragraph only, so that a wrong mark never reaches the next one. Speech that runs over
several paragraphs, each opening with a mark of its own, is several quotations here; the attributions join them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from reportedly.reading.findings import Quotation
from reportedly.reading.parse import Parse
from reportedly.reading.saying.quotation_ends import Ends
from reportedly.reading.saying.quotation_marks import Mark, marks_in

_SPEECH_ENDS = frozenset(",.?!…—–")
_SPEECH_WORDS = 6


def find_quotations(parse: Parse) -> tuple[Quotation, ...]:
    """The quotations of a report, in order; none overlaps another and none leaves its paragraph.

    In 'He said: "We stay.' the quotation ends with the sentence and `closed` is false.
    """
    found: list[Quotation] = []
    opens_next = False
    for start, end in reversed(parse.paragraphs):
        marks = list(marks_in(parse.text, start, end))
        ends = Ends(parse.text, start, end, goes_on=opens_next)
        pairs = _pair([m for m in marks if m.double], ends)
        pairs = _outermost(pairs, _pair_single([m for m in marks if not m.double], parse.text))
        found.extend(_quotation(parse.text, *pair) for pair in reversed(pairs))
        opens_next = bool(marks) and marks[0].start == start and marks[0].role == "opens"
    return tuple(reversed(found))


Pair = tuple[int, int, int, int, bool]  # start, inner start, inner end, end, closed


def _pair(marks: Sequence[Mark], ends: Ends) -> list[Pair]:
    """One pass over the double marks of a paragraph; nested ones belong to the outermost."""
    pairs: list[Pair] = []
    opened: Mark | None = None
    depth = 0
    for number, mark in enumerate(marks):
        closes = mark.role == "closes" or (mark.role == "either" and opened is not None)
        if opened is None and not closes:
            opened, depth = mark, 0
        elif opened is None:
            floor = marks[number - 1].end if number else ends.start
            start = ends.lost_start(floor, mark.start)
            if start is not None:
                pairs.append((start, start, mark.start, mark.end, False))
        elif not closes and _closes_twice(marks, number + 1):
            depth += 1
        elif not closes:
            stop = ends.lost_end(opened.end, mark.start)
            pairs.append((opened.start, opened.end, stop, stop, False))
            opened, depth = mark, 0
        elif depth:
            depth -= 1
        else:
            pairs.append((opened.start, opened.end, mark.start, mark.end, True))
            opened = None
    if opened is not None:
        stop = ends.lost_end(opened.end, ends.end)
        pairs.append((opened.start, opened.end, stop, stop, False))
    return [pair for pair in pairs if pair[1] < pair[2]]


def _closes_twice(marks: Sequence[Mark], number: int) -> bool:
    """Whether the next two marks both close: then a mark that opens inside a quotation is nested in it."""
    return [mark.role for mark in marks[number : number + 2]] == ["closes", "closes"]


def _pair_single(marks: Sequence[Mark], text: str) -> list[Pair]:
    """Single marks pair only when both are there; the apostrophe of "officials' homes" closes nothing."""
    pairs: list[Pair] = []
    opened: Mark | None = None
    for number, mark in enumerate(marks):
        if mark.role == "opens":
            opened = mark
        elif opened is not None:
            more = number + 1 < len(marks) and marks[number + 1].role == "closes"
            if not (more and text[mark.start - 1] == "s" and text[mark.end : mark.end + 2].strip().islower()):
                pairs.append((opened.start, opened.end, mark.start, mark.end, True))
                opened = None
    return [pair for pair in pairs if pair[1] < pair[2]]


def _outermost(doubles: Iterable[Pair], singles: Iterable[Pair]) -> list[Pair]:
    """The pairs that lie in no other; of two that cross, the one that opens first."""
    kept: list[Pair] = []
    for pair in sorted([*doubles, *singles], key=lambda p: (p[0], -p[3])):
        if not kept or pair[0] >= kept[-1][3]:
            kept.append(pair)
    return kept


def _quotation(text: str, start: int, inner: int, inner_end: int, end: int, closed: bool) -> Quotation:
    words = text[inner:inner_end].split()
    whole = text[inner_end - 1] in _SPEECH_ENDS or text[end : end + 1] in _SPEECH_ENDS - {"."}
    long = len(words) >= _SPEECH_WORDS
    return Quotation(
        start, end, (inner, inner_end), "speech" if long or (whole and len(words) > 1) else "scare", closed
    )


def continuing(quotations: Sequence[Quotation], paragraphs: Sequence[tuple[int, int]]) -> Iterator[int]:
    """The numbers of quotations that go on with the one before: its paragraph ends without a closing mark."""
    ends = {end: following[0] for (_, end), following in itertools.pairwise(paragraphs)}
    for number, (left, right) in enumerate(itertools.pairwise(quotations), start=1):
        if not left.closed and ends.get(left.end) == right.start:
            yield number
