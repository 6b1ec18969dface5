"""When a report was published, as an ISO date or date-time; a date that can be read two ways is none."""

from __future__ import annotations

from datetime import date, datetime
from email.utils import parsedate_to_datetime

_FORMS = (
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%d %B %Y",
    "%B %d, %Y",
    "%B %d %Y",
    "%d %b %Y",
    "%b %d, %Y",
    "%b %d %Y",
    "%d-%b-%Y",
)


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
    for read_iso in (date.fromisoformat, datetime.fromisoformat):
        try:
            return read_iso(words).isoformat()
        except ValueError:
            continue
    for form in _FORMS:
        try:
            return datetime.strptime(words, form).date().isoformat()
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(words).isoformat()
    except (ValueError, TypeError, IndexError):
        return None
