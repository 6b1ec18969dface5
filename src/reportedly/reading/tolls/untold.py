"""Harms not told apart: "12 killed or wounded" states no number of killed and none of wounded."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from reportedly.lexicon.harm import load_harm
from reportedly.records import TollField

_JOINERS = frozenset(("or", "and", ",", "/", "and/or"))
_TOGETHER = frozenset(("killed", "wounded", "missing"))
_REACH = 8


def told_apart(trigger: Token) -> bool:
    """Whether the words around a word of harm leave its number to one harm alone.

    In "killed or wounded" they do not, nor in "dead and injured" with one number for both; "killed four and wounded
    six" does.
    """
    own = _outcome(trigger)
    if own is None:
        return True
    fields, joined = {own}, set[str]()
    for step in (-1, 1):
        for field, joiners in _fellows(trigger, step):
            fields.add(field)
            joined |= joiners
    if len(fields) == 1:
        return True
    return not ("or" in joined or "and/or" in joined or "/" in joined or ("and" in joined and fields <= _TOGETHER))


def _fellows(trigger: Token, step: int) -> Iterator[tuple[TollField, set[str]]]:
    """The harms coordinated with a word of harm on one side, with nothing but joiners and adverbs between."""
    doc, joiners = trigger.doc, set[str]()
    for distance in range(1, _REACH + 1):
        i = trigger.i + step * distance
        if not 0 <= i < len(doc):
            return
        token = doc[i]
        if token.lower_ in _JOINERS:
            joiners.add(token.lower_)
            continue
        field = _outcome(token)
        if field is not None and joiners:
            yield field, joiners
            joiners = set()
        elif not (token.pos_ == "ADV" and joiners) and token.pos_ not in ("ADV", "AUX"):
            return


def _outcome(token: Token) -> TollField | None:
    """The harm that a word tells as an outcome; shooting and stabbing are means."""
    words, lemma = load_harm(), token.lemma_.lower()
    if lemma in words.shooting:
        return None
    return words.states.get(token.lower_) or words.by_object.get(lemma)
