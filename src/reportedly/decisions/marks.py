"""Tying decisions to words: a mark is made where a claim or an event stands, and finds it again in a later reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from reportedly.records import Claim, Mark, Mention, Reading, Span

CONTEXT = 40  # characters on either side
_ENOUGH = 12  # characters of context that must agree where the text has changed
_T = TypeVar("_T")


def mark_claim(reading: Reading, claim: Claim) -> Mark:
    """The mark of a claim of this reading."""
    source = claim.source.name if claim.source else None
    before, after = _around(reading.report.text, claim.span)
    return Mark(
        target=claim.id,
        report=reading.report.id,
        field=claim.field,
        span=claim.span,
        before=before,
        after=after,
        source=source,
    )


def mark_event(reading: Reading, event: str) -> Mark:
    """The mark of an event of this reading: the first words that speak of it. Raises KeyError where there is none."""
    first = _first_triggers(reading)[event]
    before, after = _around(reading.report.text, first)
    return Mark(target=event, report=reading.report.id, span=first, before=before, after=after)


def find_claim(reading: Reading, mark: Mark) -> Claim | None:
    """The claim that a mark means in a reading; None where its words are no longer claimed, or could be several."""
    of_field = [c for c in reading.claims if c.field == mark.field]
    same = [c for c in of_field if c.id == mark.target and c.span.words == mark.span.words]
    found = same or _nearest(reading, mark, of_field, lambda c: c.span)
    if len(found) > 1:
        found = [c for c in found if (c.source.name if c.source else None) == mark.source]
    return found[0] if len(found) == 1 else None


def find_event(reading: Reading, mark: Mark) -> str | None:
    """The id of the event that a mark means in a reading; None where its words speak of none, or could be several."""
    firsts = _first_triggers(reading)
    if mark.target in firsts and firsts[mark.target].words == mark.span.words:
        return mark.target
    speaking = [m for m in reading.mentions if m.incident is not None]
    found = {m.incident for m in _nearest(reading, mark, speaking, lambda m: m.trigger)}
    return found.pop() if len(found) == 1 else None


def _nearest(reading: Reading, mark: Mark, among: Iterable[_T], span_of: Callable[[_T], Span]) -> list[_T]:
    """Those that rest on the words of the mark: in an unchanged text at its place, or else where the context agrees best."""
    alike = [one for one in among if span_of(one).words == mark.span.words]
    scored = [(_agreement(reading.report.text, span_of(one), mark), one) for one in alike]
    best = max((score for score, _ in scored), default=0)
    whole = len(mark.before) + len(mark.after)
    if best < min(_ENOUGH, whole):
        return []
    nearest = [one for score, one in scored if score == best]
    if len({span_of(one).start for one in nearest}) > 1:
        return [one for one in nearest if span_of(one).start == mark.span.start and best == whole]
    return nearest


def _agreement(text: str, span: Span, mark: Mark) -> int:
    """How many characters next to the words are those of the mark."""
    before, after = _around(text, span)
    return _common(before[::-1], mark.before[::-1]) + _common(after, mark.after)


def _common(left: str, right: str) -> int:
    """How many characters two texts begin with in common."""
    return next(
        (n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
    )


def _around(text: str, span: Span) -> tuple[str, str]:
    return text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]


def _first_triggers(reading: Reading) -> dict[str, Span]:
    """Where each event is first spoken of."""
    firsts: dict[str, Span] = {}
    mentions: list[Mention] = sorted(reading.mentions, key=lambda m: (m.trigger.start, m.id))
    for mention in mentions:
        if mention.incident is not None:
            firsts.setdefault(mention.incident, mention.trigger)
    return firsts
