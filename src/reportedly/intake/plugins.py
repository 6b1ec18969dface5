"""Kinds of documents that other packages bring: every entry point of the group `reportedly.intakes` is a `Kind`."""

from __future__ import annotations

import logging
from functools import cache
from importlib.metadata import entry_points

from reportedly.intake.kinds import Kind

GROUP = "reportedly.intakes"
_log = logging.getLogger(__name__)


@cache
def plugged_in() -> tuple[Kind, ...]:
    """The kinds of plug-ins, by name; one that cannot be loaded is left out, and the log says why."""
    found = []
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        try:
            kind = point.load()
        except Exception as error:  # it is somebody else's code: whatever it does, the built-in kinds remain
            _log.warning("the intake %s cannot be loaded (%s); mend or remove its package", point.value, error)
            continue
        if isinstance(kind, Kind):
            found.append(kind)
        else:
            _log.warning("the intake %s is no reportedly.intake.Kind; mend or remove its package", point.value)
    return tuple(found)
