"""People who died by their own hand: "the gunman then took his own life", "killing himself"."""

from __future__ import annotations

from reportedly.reading.tolls.arguments import subjects_of
from reportedly.reading.tolls.groups import Counts, Group
from reportedly.reading.tolls.harm import Harm
from reportedly.reading.tolls.number_reader import Number


def group_of_oneself(counts: Counts, harm: Harm) -> Group | None:
    """Those who did it: one person, or as many as the subject counts; None where several did and nobody counts them.

    The span holds the words of harm, from the subject where it stands close.
    """
    verb = harm.trigger
    last = harm.patient
    if last is None:
        last = next(t for t in verb.doc[verb.i + 1 : verb.i + 6] if t.lower_.endswith(("self", "selves")))
    if last.lower_ == "themselves":
        groups = [group for subject in subjects_of(verb) for group in counts.groups(subject)]
        return groups[0] if groups else None
    start = verb.i
    for subject in subjects_of(verb):
        if 0 < verb.i - subject.left_edge.i <= 5 and subject.tag_ not in ("WP", "WDT"):
            start = min(start, subject.left_edge.i)
    return Group(Number(start, verb.i, last.i + 1, 1, 1), start, last.i + 1, last, None, True)
