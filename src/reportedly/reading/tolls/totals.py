"""Totals: "the death toll rose to 85", "bringing to 21 the number of dead"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from reportedly.lexicon.harm import load_harm
from reportedly.reading.tolls.groups import Counts, Group
from reportedly.reading.tolls.harm import Harm
from reportedly.reading.tolls.untold import told_apart
from reportedly.records import TollField

_REACH = 22


def find_totals(doc: Doc, counts: Counts) -> Iterator[tuple[Harm, Group]]:
    """Every toll that a noun for totals states, as a word of harm and what it counts."""
    words = load_harm()
    for token in doc:
        if token.lemma_ in words.totals or token.lower_ in words.totals:
            field = _field(token)
            group = _stated(doc, counts, token) if field else None
            if field and group:
                yield Harm(field, token, group.head, "count"), group


def _field(token: Token) -> TollField | None:
    """What a total counts: "death toll", "the number of wounded"; a toll alone is of the dead."""
    words, doc = load_harm(), token.doc
    before = doc[token.i - 1].lower_ if token.i else ""
    if token.lemma_ == "toll" or token.lower_ == "toll":
        return "wounded" if before in ("injury", "injured", "wounded") else "killed"
    if before in ("death", "fatality"):
        return "killed"
    after = doc[token.i + 1 : token.i + 8]
    if not len(after) or after[0].lower_ != "of":
        return None
    for inner in after:
        field = (
            words.states.get(inner.lower_) or words.nouns.get(inner.lemma_) or words.sufferers.get(inner.lemma_)
        )
        if field is not None:
            return field if told_apart(inner) else None
        if inner.is_punct or inner.pos_ == "AUX":
            return None
    return None


def _stated(doc: Doc, counts: Counts, token: Token) -> Group | None:
    """The number of a total: the one a bridge leads to ("rose to 85"), or the one right before ("to 21 the number")."""
    bridges = load_harm().bridges
    for i in range(token.i + 1, min(token.i + _REACH, len(doc))):
        if doc[i].is_sent_start or doc[i].text in (";", ":"):
            break
        number = counts.starting(i)
        if number is None:
            continue
        lead = doc[i - 1]
        opened = doc[number.start].lower_ == "from" and number.low != number.high
        if opened or lead.lemma_.lower() in bridges or lead.lower_ in bridges:
            group = counts.counted(number)
            if group is not None and opened and number.high is not None:
                return _upper(group)
            if group is not None and not number.ordinal:
                return group
    i = token.i
    while i and doc[i - 1].lower_ in ("the", "death", "total", "overall"):
        i -= 1
    number = counts.ending(i)
    if number is not None and number.start and doc[number.start - 1].lower_ == "to":
        return Group(number, number.start, number.end, doc[number.core], None, True)
    return None


def _upper(group: Group) -> Group:
    """A total that rose "from 5 to 10" now is 10."""
    start = group.number.end - 1
    number = replace(group.number, start=start, core=start, low=group.number.high)
    return replace(group, number=number, start=start)
