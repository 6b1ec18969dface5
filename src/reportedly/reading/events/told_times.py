"""Which times are those of telling: of a statement, of a count, of the dateline. The rest may date an event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from reportedly.lexicon.events import load_event_cues
from reportedly.reading.dateline import dateline_end
from reportedly.reading.events.mention_triggers import objects, subjects
from reportedly.reading.parse import Parse
from reportedly.reading.times.links import said_at
from reportedly.records import Attribution, Span, When

_LENGTHS = frozenset({"DURATION", "SET"})
_STEPS = 6


def with_times(
    parse: Parse, attributions: Sequence[Attribution], times: Sequence[When]
) -> tuple[Attribution, ...]:
    """The same attributions, each with the time of saying where its cue has one: "said on Monday"."""
    of_sentence: dict[int, list[When]] = defaultdict(list)
    for time in times:
        if time.span is not None:
            of_sentence[_sentence(parse, time.span)].append(time)
    return tuple(
        each.model_copy(update={"said_at": when})
        if each.cue
        and each.said_at is None
        and (when := said_at(parse, each.cue, of_sentence[_sentence(parse, each.cue)]))
        else each
        for each in attributions
    )


def event_times(parse: Parse, times: Sequence[When], attributions: Sequence[Attribution]) -> Iterator[When]:
    """The times that may be those of an event: no lengths, no time of the dateline, of a statement or of a count."""
    opening = dateline_end(parse.text)
    said = {each.said_at.span for each in attributions if each.said_at}
    for time in times:
        length = time.timex is not None and time.timex.type in _LENGTHS
        if time.span is None or length or time.span.start < opening or time.span in said:
            continue
        if not _of_count(parse, time.span):
            yield time


def _of_count(parse: Parse, span: Span) -> bool:
    """ "raised their count on Monday to 96 dead", "the toll rose on Friday": the day of counting."""
    tokens = parse.doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return False
    token = tokens.root
    for _ in range(_STEPS):
        if token.pos_ in {"VERB", "AUX"}:
            return token.lemma_ != "be" and any(_is_count(each) for each in (*subjects(token), *objects(token)))
        if token.head == token:
            return False
        token = token.head
    return False


def _is_count(noun: Token) -> bool:
    return noun.lemma_.lower() in load_event_cues().totals["counts"]


def _sentence(parse: Parse, span: Span) -> int:
    """The sentence in which a span begins, by the index of its first token."""
    tokens = parse.doc.char_span(span.start, span.end, alignment_mode="expand")
    return -1 if tokens is None else tokens[0].sent.start
