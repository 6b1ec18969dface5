"""When a report was published, as an ISO date or date-time; a date that can be read two ways is none."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_COMPACT = re.compile(r"(\d{4})[/.]?(\d{2})[/.]?(\d{2})")
_FORMS = ("%d %B %Y", "%B %d, %Y", "%B %d %Y", "%d %b %Y", "%b %d, %Y", "%b %d %Y", "%d-%b-%Y")


def read_published(words: str) -> str | None:
    """The ISO form of a date that says its year, month and day beyond doubt, or None.

    >>> read_published("29 June 2021")
    '2021-06-29'
    >>> read_published("2021-06-29T10:00:00Z")
    '2021-06-29T10:00:00+00:00'
    >>> read_published("06/07/2021") is None
    True
    """
    words = " ".join(words.split())
    try:
        if len(words) == 10:
            return date.fromisoformat(words).isoformat()
        return datetime.fromisoformat(words).isoformat()
    except ValueError:
        pass
    if match := _COMPACT.fullmatch(words):
        words = "-".join(match.groups())
    for form in ("%Y-%m-%d", *_FORMS):
        try:
            return datetime.strptime(words, form).date().isoformat()
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(words).isoformat()
    except (ValueError, TypeError, IndexError):
        return None
