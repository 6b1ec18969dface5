"""What times are read against: the date of writing, the date of a saying, and whether what is told lies ahead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from spacy.symbols import ADJ, AUX, VERB, aux, auxpass
from spacy.tokens import Token

from reportedly.lexicon.times import load_time_words
from reportedly.reading.parse import Parse
from reportedly.reading.times.links import said_at
from reportedly.reading.times.tokens import Item
from reportedly.records import Anchor, Attribution, When

_HEAD = 400
_NEAR = timedelta(days=7)
_BEFORE_DATE = re.compile(r"\b(?:published|updated|posted)\b\W*(?:(?:on|at)\W*)?$", re.IGNORECASE)
_AFTER_DATELINE = re.compile(r"\s*(?:\([^)\n]{2,60}\)|[-–—_]{1,2}\s|:\s)")
_SETS = load_time_words().sets
_ATTRIBUTES = frozenset({"poss", "compound", "nummod", "amod"})
_STEPS = 12
_HOURS = frozenset({"clock", "part_alone", "inner"})

DateOf = Callable[[Item], date | None]


@dataclass(frozen=True, slots=True)
class Anchors:
    """The date of writing and what gives it. `written` is where the text states it, `alone` true where a line says
    nothing else; `sayings` are quoted words, (start, end) in characters, with the day on which they were spoken.
    """

    today: date | None
    source: Anchor
    written: int | None = None
    alone: bool = False
    sayings: tuple[tuple[int, int, date], ...] = field(default=())

    def at(self, offset: int) -> tuple[date | None, Anchor]:
        """The date that words at an offset are reckoned from."""
        for start, end, day in self.sayings:
            if start <= offset < end:
                return day, "said_at"
        return self.today, self.source


def find_anchors(parse: Parse, items: Sequence[Item], date_of: DateOf) -> Anchors:
    """The day of writing: that of a dateline ("KABUL, March 3 (Xinhua) --"), a line with a date or a label
    ("Updated 3 March"), else of publication.

    `date_of` reads one expression as a single day against the date of publication. A dateline more than a week from
    the date of publication is not believed.
    """
    published = date.fromisoformat(parse.report.published[:10]) if parse.report.published else None
    for item in items:
        if item.start > _HEAD:
            break
        alone = _stands_alone(parse.text, item)
        labelled = _BEFORE_DATE.search(parse.text, max(0, item.start - 30), item.start)
        if not (alone or labelled or _AFTER_DATELINE.match(parse.text, item.end)):
            continue
        day = date_of(item)
        if day is None or (published and abs(published - day) > _NEAR):
            continue
        return Anchors(day, "dateline", item.start, alone)
    return Anchors(published, "published")


def find_sayings(
    parse: Parse, attributions: Sequence[Attribution], times: Sequence[When], today: date | None
) -> tuple[tuple[int, int, date], ...]:
    """Quoted words that were spoken on another day than the report was written, with that day."""
    out: list[tuple[int, int, date]] = []
    for attribution in attributions:
        if attribution.mode != "direct" or attribution.cue is None:
            continue
        when = said_at(parse, attribution.cue, times)
        if when is not None and when.start and when.start == when.end and when.start != str(today):
            day = date.fromisoformat(when.start)
            out.extend((span.start, span.end, day) for span in attribution.content)
    return tuple(out)


def is_hour(item: Item) -> bool:
    """Whether an expression is a time of day without its day: "at 10 p.m.", "at dawn"."""
    return bool(item.classes & {"clock", "halfday"}) and item.match is not None and item.match.rule.reads in _HOURS


def day_in_sentence(parse: Parse, items: Sequence[Item], number: int) -> Item | None:
    """The day that stands in the same sentence as a time of day: the nearest before it, else the nearest after it.

    Words in brackets give the same moment by another clock ("at 6 am (2200 GMT Friday)"), whose day may differ.
    """
    if _in_brackets(parse, items[number]):
        return None
    tokens = parse.doc.char_span(items[number].start, items[number].end, alignment_mode="expand")
    if tokens is None:
        return None
    sentence = tokens.sent
    for item in [*reversed(items[:number]), *items[number + 1 :]]:
        if not sentence.start_char <= item.start < sentence.end_char or _in_brackets(parse, item):
            continue
        if item.classes & {"day", "time"}:
            return item
    return None


def _in_brackets(parse: Parse, item: Item) -> bool:
    """Whether an expression with a clock opens a bracket."""
    return bool(item.classes & {"clock", "time"}) and parse.text[max(0, item.start - 1) : item.start] == "("


def is_name(parse: Parse, item: Item) -> bool:
    """Whether a month is the name of a person: "April Ransom"."""
    if item.word not in _SETS["doubtful"]:
        return False
    tokens = parse.doc.char_span(item.start, item.end, alignment_mode="expand")
    return tokens is not None and tokens[0].ent_type_ == "PERSON"


def _stands_alone(text: str, item: Item) -> bool:
    """Whether a line holds nothing but this expression."""
    start = text.rfind("\n", 0, item.start) + 1
    end = text.find("\n", item.end)
    return text[start : end if end >= 0 else len(text)].strip(" .,") == text[item.start : item.end].strip(" .,")


def lies_ahead(parse: Parse, item: Item) -> bool | None:
    """Whether the clause of an expression is told as future (True), as past (False), or does not say (None)."""
    tokens = parse.doc.char_span(item.start, item.end, alignment_mode="expand")
    if tokens is None or not len(tokens):
        return None
    if tokens.root.dep_ in _ATTRIBUTES and tokens.root.head.i not in range(tokens.start, tokens.end):
        return None
    chain = list(_chain(tokens.root))
    verbs = [token for token in chain if token.pos in (VERB, AUX)]
    if _deadline(parse, tokens.start):
        return not (verbs and "had" in _helpers(verbs[0]))
    if not verbs or any(token.pos == ADJ for token in chain[1 : chain.index(verbs[0])]):
        return None
    first = _tense(verbs[0])
    if first is None and verbs[0].tag_ in ("VB", "VBG"):
        return True if any(_tense(verb) for verb in verbs[1:]) else None
    return first


def _chain(token: Token) -> Iterator[Token]:
    """A token and the words above it, up to the root."""
    for _ in range(_STEPS):
        yield token
        if token.head.i == token.i:
            return
        token = token.head


def _helpers(verb: Token) -> set[str]:
    """The auxiliaries of a verb, in lower case."""
    return {child.lower_ for child in verb.children if child.dep in (aux, auxpass)}


def _deadline(parse: Parse, start: int) -> bool:
    """Whether a time ends a term: "until Tuesday", "as soon as Tuesday"."""
    words = [token.lower_ for token in parse.doc[max(0, start - 3) : start]]
    if words and words[-1] in _SETS["until"]:
        return words[-2:-1] != ["up"]
    return words in (["as", "soon", "as"], ["as", "early", "as"])


def _tense(verb: Token) -> bool | None:
    """What a verb and its auxiliaries say about the time of what is told."""
    helpers = _helpers(verb)
    if helpers & _SETS["will"]:
        return True
    if verb.lemma_ in _SETS["scheduled"] and verb.tag_ in ("VBN", "VBD"):
        return True
    if helpers & {"have", "has", "had", "having"}:
        return False
    if helpers & _SETS["duty"]:
        return True
    if verb.tag_ == "VBG" and verb.lemma_ in _SETS["planned"]:
        return True
    if "to" in helpers:
        return True if verb.head.lemma_ in _SETS["planned"] else None
    if verb.tag_ == "VBD" or helpers & {"was", "were", "did"}:
        return False
    return False if verb.tag_ == "VBN" and not helpers else None
