"""When and where: which time and place expressions belong to which trigger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Doc, Token

from reportedly.lexicon.cues import load_cues
from reportedly.reading.mention_triggers import Trigger, objects, subjects
from reportedly.reading.parse import Parse
from reportedly.records import Attribution, Span, When, Where

_TERRITORY = frozenset(
    {"territory", "territories", "soil", "border", "borders", "airspace", "waters", "side", "lands", "land"}
)


def event_places(parse: Parse, places: Sequence[Where]) -> list[Where]:
    """The places where something can happen: no demonyms ("Iraqi fighters"), unless land is meant ("Iraqi soil")."""
    return [place for place in places if place.feature != "demonym" or _is_land(parse.doc, place.span)]


def _is_land(doc: Doc, span: Span) -> bool:
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    return tokens is not None and tokens.end < len(doc) and doc[tokens.end].lower_ in _TERRITORY


def attach_places(
    parse: Parse, places: Sequence[Where], triggers: Mapping[int, Trigger], attributions: Sequence[Attribution]
) -> dict[int, list[Where]]:
    """The places of each trigger, by token index; the place where a speaker stands is nobody's."""
    found: dict[int, list[Where]] = defaultdict(list)
    for place in event_places(parse, places):
        for index in attached(parse.doc, place.span, triggers, attributions):
            found[index].append(place)
    return found


def attach_times(
    parse: Parse, times: Sequence[When], triggers: Mapping[int, Trigger], attributions: Sequence[Attribution]
) -> dict[int, When]:
    """The time of each trigger, by token index: the most exact of those that belong to it."""
    found: dict[int, When] = {}
    for time in times:
        if time.span is None or (time.timex is not None and time.timex.type in {"DURATION", "SET"}):
            continue
        for index in attached(parse.doc, time.span, triggers, attributions):
            known = found.get(index)
            if known is None or (
                time.start and (not known.start or (time.precision or 9) < (known.precision or 9))
            ):
                found[index] = time
    return found


def attached(
    doc: Doc, span: Span, triggers: Mapping[int, Trigger], attributions: Sequence[Attribution]
) -> list[int]:
    """The triggers that an expression belongs to: the nearest above it in the parse, or the events beside its verb."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return []
    token = tokens.root
    for _ in range(12):
        head = token.head
        if token.i in triggers and not tokens.start <= token.i < tokens.end:
            return [token.i]
        if head is token:
            break
        if token.dep_ in {"ccomp", "parataxis"} and head.lemma_.lower() in load_cues().speech:
            break
        token = head
        if token.pos_ in {"VERB", "AUX"} and token.i not in triggers:
            if _is_saying(token, attributions):
                return []
            beside = _beside(token, triggers)
            if beside:
                return beside
    return _only_in_clause(doc, tokens.root, triggers)


def _is_saying(verb: Token, attributions: Iterable[Attribution]) -> bool:
    return verb.lemma_.lower() in load_cues().speech or any(
        cue is not None and cue.start <= verb.idx < cue.end for cue in (each.cue for each in attributions)
    )


def _beside(verb: Token, triggers: Mapping[int, Trigger]) -> list[int]:
    """The event nouns that are subject or object of a verb: "the attack took place in"."""
    found = [each.i for each in (*subjects(verb), *objects(verb)) if each.i in triggers]
    found += [
        child.i for child in verb.children if child.i in triggers and child.dep_ in {"xcomp", "conj", "advcl"}
    ]
    return found


def _only_in_clause(doc: Doc, token: Token, triggers: Mapping[int, Trigger]) -> list[int]:
    """The one trigger of a sentence, where the parse leads to none."""
    here = [index for index in range(token.sent.start, token.sent.end) if index in triggers]
    return here if len(here) == 1 else []
