"""Where the dateline of a report ends and its first sentence begins."""

from __future__ import annotations

import re

_LONGEST = 110
_END = re.compile(r"\s*(?:-{2,3}|(?<=[\s)])[-_�]|[–—―])\s*(?:\[[^\]\n]{1,40}\]\s*)?(?=\S)")
_AGENCY = re.compile(r"\([A-Z][^()\n]{1,40}\)\s*$")
_DATED = re.compile(
    r"^\s*[A-Z][^,\n]{1,40}(?: \([A-Z][^()\n]{1,30}\))?, "
    r"(?:\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2})"
    r"(?:,? (?:\d\d|\d{4}))?\s*(?:\([^()\n]{1,60}\)\s*)?$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\s*(?:\[[^\]\n]{1,40}\]\s*)?(?:Photo\s+)?([^\W\d_][^,(\n\d]*)")
_LOWER = re.compile(r"\b[a-z]{4,}")


def dateline_end(text: str) -> int:
    """The offset at which a report's own words begin; 0 where it has no dateline.

    A dateline stands before a dash at the start of a text and names a place in capitals, or a place and a day, or closes
    with an agency.

    >>> dateline_end("KABUL, March 3 (Reuters) - Four people died.")
    27
    >>> dateline_end("KABUL — Four people died.")
    8
    >>> dateline_end("Kyiv, 3 March - Four people died.")
    16
    >>> dateline_end("Four people died - all of them children.")
    0
    """
    dash = _END.search(text, 2, _LONGEST)
    if dash is None or "\n" in text[: dash.start()].strip():
        return 0
    head = text[: dash.start()]
    place = _PLACE.match(head)
    if place is None:
        return 0
    named = place[1].strip()
    capitals = named.isupper() and len(named) > 2 and not _LOWER.search(head)
    return dash.end() if capitals or _AGENCY.search(head) or _DATED.match(head) else 0
