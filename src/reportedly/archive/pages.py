"""When two reports are versions of one: the same page, at another time, with other words."""

from __future__ import annotations

import difflib
from urllib.parse import urlsplit, urlunsplit

from reportedly.records import Record, Report


class Change(Record):
    """One difference between two versions: words that went (`old`) and words that came (`new`)."""

    old: str
    new: str


def page_of(url: str | None) -> str | None:
    """An address without what does not matter for whether two are one; None for that of a whole site.

    >>> page_of("HTTPS://www.Example.org/news/7/#top")
    'www.example.org/news/7'
    >>> page_of("https://example.org/") is None
    True
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    if not parts.netloc or not (path or parts.query):
        return None
    return urlunsplit(("", parts.netloc.lower(), path, parts.query, "")).removeprefix("//")


def changes(old: Report, new: Report) -> tuple[Change, ...]:
    """What differs between two versions, title and text, word by word."""
    before, after = (f"{r.title or ''}\n\n{r.text}".split() for r in (old, new))
    steps = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple(
        Change(old=" ".join(before[a:b]), new=" ".join(after[c:d])) for tag, a, b, c, d in steps if tag != "equal"
    )
