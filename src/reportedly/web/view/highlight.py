"""A text with its findings marked: cut at every boundary, so that what is nested or crosses needs no nesting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportedly.records import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be marked: what kind of finding it is, its id, and its number on the page, where it has one."""

    span: Span
    kind: str
    on: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks. `number` stands where a numbered mark begins; `anchor` is the innermost mark."""

    text: str
    kinds: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    anchor: str | None = None
    number: int | None = None


def pieces_of(text: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """The whole text in pieces; joined together they are the text again.

    >>> [p.text for p in pieces_of("four dead", [Mark(Span.of("four dead", 0, 4), "claim", "c1", 1)])]
    ['four', ' dead']
    """
    held = sorted(marks, key=lambda m: (m.span.start, -m.span.end))
    cuts = sorted({0, len(text), *(m.span.start for m in held), *(m.span.end for m in held)})
    out: list[Piece] = []
    open_marks: list[Mark] = []
    at = 0
    for start, end in pairwise(cuts):
        open_marks = [m for m in open_marks if m.span.end > start]
        while at < len(held) and held[at].span.start <= start:
            open_marks.append(held[at])
            at += 1
        out.append(_piece(text[start:end], start, open_marks))
    return tuple(out)


def _piece(text: str, start: int, marks: Sequence[Mark]) -> Piece:
    if not marks:
        return Piece(text)
    linked = [m for m in marks if m.number is not None]
    inner = min(linked, key=lambda m: m.span.end - m.span.start, default=None)
    begun = [m.number for m in linked if m.span.start == start]
    return Piece(
        text=text,
        kinds=tuple(dict.fromkeys(m.kind for m in marks)),
        on=tuple(dict.fromkeys(m.on for m in marks)),
        anchor=inner.on if inner else None,
        number=begun[-1] if begun else None,
    )
