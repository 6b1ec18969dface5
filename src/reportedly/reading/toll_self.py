"""People who died by their own hand: "the gunman then took his own life", "killing himself"."""

from __future__ import annotations

from reportedly.reading.number_reader import Number
from reportedly.reading.toll_arguments import subjects_of
from reportedly.reading.toll_groups import Group
from reportedly.reading.toll_harm import Harm


def group_of_oneself(harm: Harm) -> Group:
    """One person, stated by the words of harm themselves; the span runs from the subject where it stands close."""
    verb = harm.trigger
    last = harm.patient
    if last is None:
        last = next(t for t in verb.doc[verb.i + 1 : verb.i + 6] if t.lower_.endswith(("self", "selves")))
    start = verb.i
    for subject in subjects_of(verb):
        if 0 < verb.i - subject.left_edge.i <= 5 and subject.tag_ not in ("WP", "WDT"):
            start = min(start, subject.left_edge.i)
    return Group(Number(start, verb.i, last.i + 1, 1, 1), start, last.i + 1, last, None, True)
