"""Where the parse shows nobody: the counted group that stands right before or after a word of harm."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.reading.toll_groups import Counts, Group

_BETWEEN = frozenset(("AUX", "ADV", "PART"))


def nearby_group(counts: Counts, trigger: Token) -> Group | None:
    """The group after "killing", or before "were killed", with only auxiliaries and adverbs between."""
    return _after(counts, trigger) or _before(counts, trigger)


def _after(counts: Counts, trigger: Token) -> Group | None:
    number = counts.starting(trigger.i + 1)
    if number is None or trigger.tag_ not in ("VBG", "VBD", "VB", "VBN", "VBZ", "VBP"):
        return None
    return counts.counted(number)


def _before(counts: Counts, trigger: Token) -> Group | None:
    doc, i = trigger.doc, trigger.i - 1
    while i >= 0 and (doc[i].pos_ in _BETWEEN or doc[i].lower_ in ("left", "reported", "found", "been")):
        i -= 1
    if i < 0 or trigger.tag_ in ("VBG", "VB", "VBZ"):
        return None
    group = counts.group(doc[i])
    return group if group is not None and group.stated and group.end == i + 1 else None
