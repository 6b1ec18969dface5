"""Whose words a report prints: the news agency that it credits in its dateline, its byline or its last line."""

from __future__ import annotations

import re
from functools import lru_cache

from reportedly.lexicon.actors import load_actors
from reportedly.lexicon.credits import load_credit_line
from reportedly.records import Report

_LONGEST = 80  # characters of a line that is a credit and nothing else
_PARTS = re.compile(r"\s*(?:,|;|/|\band\b|&)\s*")


def credited(report: Report) -> str | None:
    """The agency that a report credits, by its name in the actor table where that knows it, else as the dateline names it."""
    dateline = report.dateline.agency if report.dateline else None
    if dateline:
        return agency(dateline) or dateline
    last = report.text.rstrip().rsplit("\n", 1)[-1]
    return next((found for line in (report.byline or "", last) if (found := _credit(line))), None)


def _credit(line: str) -> str | None:
    """The first agency that a line credits, where the line is a credit.

    >>> _credit("(Additional reporting by AFP)"), _credit("The governor spoke to AFP about it.")
    ('Agence France-Presse', None)
    """
    match = load_credit_line().fullmatch(line.strip()) if len(line.strip()) <= _LONGEST else None
    if match is None:
        return None
    return next((found for part in _PARTS.split(match["name"]) if (found := agency(part))), None)


@lru_cache(maxsize=4096)
def agency(name: str) -> str | None:
    """The name in the actor table of a news agency that is called so."""
    match = load_actors().lookup(name)
    return match.actor.name if match and match.actor.kind == "news agency" else None
