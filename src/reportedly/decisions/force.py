"""Which decisions are in force: those that no later one, itself in force, has undone."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.records import Decision


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that stand, in the order in which they were made; an undo that was undone undoes nothing.

    Undos themselves are left out: they have done what they do.
    """
    undone: set[str] = set()
    standing = []
    for decision in sorted(decisions, key=lambda d: (d.at, d.id), reverse=True):
        if decision.id in undone:
            continue
        if decision.what == "undo":
            undone.update(decision.on)
        else:
            standing.append(decision)
    return tuple(reversed(standing))
