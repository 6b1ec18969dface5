"""What people decided, applied: pure functions from readings and decisions to readings as they are to be weighed."""

from __future__ import annotations

from reportedly.decisions.apply import Applied, Stray, apply, rebased
from reportedly.decisions.force import in_force
from reportedly.decisions.marks import find_claim, find_event, mark_claim, mark_event

__all__ = [
    "Applied",
    "Stray",
    "apply",
    "find_claim",
    "find_event",
    "in_force",
    "mark_claim",
    "mark_event",
    "rebased",
]
