"""Which time belongs to which event: by syntax, then by sentence, and never that of the saying."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.symbols import acl, advcl, ccomp, conj, parataxis, relcl
from spacy.tokens import Token

from reportedly.lexicon.cues import load_cues
from reportedly.lexicon.times import load_time_words
from reportedly.reading.parse import Parse
from reportedly.reading.times.meanings import OF_WRITING
from reportedly.records import Attribution, Span, When

_VERBS = frozenset({"VERB", "AUX"})
_CLAUSES = frozenset({relcl, acl, advcl, ccomp, parataxis})
_SETS = load_time_words().sets
_STEPS = 12


def time_of(
    parse: Parse, token_index: int, times: Sequence[When], attributions: Sequence[Attribution] = ()
) -> When | None:
    """The time of the event that a token names, None where the sentence gives none.

    A time that hangs on the trigger wins ("strikes on Sunday"), then one that hangs on what the trigger is part of
    ("the strikes killed four on Sunday"), then the only free one in the sentence. "He said on Monday that four were
    killed" gives "killed" no time: Monday is when he said it.
    """
    trigger = parse.doc[token_index]
    sayings = {index for a in attributions if a.cue for index in _tokens(parse, a.cue)}
    owned = [
        (when, owner)
        for when in _in_sentence(parse, trigger, times)
        if (owner := _owner(parse, when, trigger, sayings)) is not None
    ]
    nearby = sorted(owned, key=lambda pair: _gap(pair[0], trigger))
    for holder in _holders(trigger, sayings):
        for when, owner in nearby:
            if owner.i == holder.i:
                return when
    free = [when for when, owner in nearby if _shares_clause(owner, trigger)]
    return free[0] if len(free) == 1 else None


def said_at(parse: Parse, cue: Span, times: Sequence[When]) -> When | None:
    """The time that hangs on a cue: "said on Monday", "in a statement late Tuesday"; None where there is none."""
    indexes = _tokens(parse, cue)
    if not indexes:
        return None
    first = parse.doc[min(indexes)]
    for when in sorted(_in_sentence(parse, first, times), key=lambda when: _gap(when, first)):
        tokens = _tokens(parse, when.span)
        if tokens and _speech_above(parse.doc[tokens[0] : tokens[-1] + 1].root, indexes):
            return when
    return None


def _speech_above(token: Token, cue: Sequence[int]) -> bool:
    """Whether a token hangs on a cue with no clause between them but that of a statement ("a statement issued on Monday")."""
    for _ in range(_STEPS):
        if token.i in cue:
            return True
        issued = token.dep in (acl, relcl) and token.head.lower_ in load_cues().media
        if not issued and (token.dep in _CLAUSES or token.pos_ == "VERB"):
            return False
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def _in_sentence(parse: Parse, token: Token, times: Sequence[When]) -> list[When]:
    """Times of the token's sentence that name a date, or would if something dated the report."""
    sentence = token.sent
    return [
        when
        for when in times
        if when.span
        and sentence.start_char <= when.span.start < sentence.end_char
        and not when.span.start <= token.idx < when.span.end
        and when.reason != OF_WRITING
        and (when.start or (when.timex and when.timex.type in ("DATE", "TIME") and "REF" not in when.timex.value))
    ]


def _owner(parse: Parse, when: When, trigger: Token, sayings: set[int]) -> Token | None:
    """The word that a time hangs on: the nearest verb above it, or the trigger; None where that is an act of saying."""
    tokens = _tokens(parse, when.span)
    if not tokens:
        return None
    token = parse.doc[tokens[0] : tokens[-1] + 1].root
    for _ in range(_STEPS):
        if token.i == trigger.i:
            return token
        if token.pos_ in _VERBS and token.i not in tokens:
            return None if _is_saying(token, sayings) else token
        if token.head.i == token.i:
            return None if token.i in tokens else token
        token = token.head
    return None


def _is_saying(token: Token, sayings: set[int]) -> bool:
    """Whether a verb is the cue of an attribution or another verb of speech, or tells of a statement's own making."""
    if token.i in sayings:
        return True
    cues = load_cues()
    if token.dep in (acl, relcl) and token.head.lower_ in cues.media:
        return True
    if token.lemma_ in _SETS["saying"]:
        return token.pos_ == "VERB"
    return token.lemma_ in cues.speech and any(child.dep in (ccomp, parataxis) for child in token.children)


def _holders(trigger: Token, sayings: set[int]) -> Iterator[Token]:
    """The trigger, then the words above it as far as they tell of the same happening, each with its conjuncts."""
    token = trigger
    for _ in range(_STEPS):
        yield token
        yield from (child for child in token.children if child.dep == conj and child.pos_ == token.pos_)
        if token.head.i == token.i or token.dep in _CLAUSES or _is_saying(token.head, sayings):
            return
        token = token.head


def _shares_clause(owner: Token, trigger: Token) -> bool:
    """Whether two words stand in one sentence with no clause of another happening around the owner."""
    token = owner
    for _ in range(_STEPS):
        if token.i == trigger.i or trigger.is_ancestor(token) or token.is_ancestor(trigger):
            return True
        if (token.dep in (relcl, acl) and token.lemma_ not in _SETS["taking_place"]) or token.head.i == token.i:
            return False
        token = token.head
    return False


def _gap(when: When, token: Token) -> int:
    """Characters between a time and a word."""
    assert when.span is not None
    return max(when.span.start - token.idx, token.idx - when.span.end)


def _tokens(parse: Parse, span: Span | None) -> list[int]:
    """The indexes of the tokens of a span."""
    if span is None:
        return []
    found = parse.doc.char_span(span.start, span.end, alignment_mode="expand")
    return [] if found is None else list(range(found.start, found.end))
