"""Headers of HTTP and of crawl files: what is kept of them, and what they say a thing is."""

from __future__ import annotations

from collections.abc import Iterable
from email.message import Message
from functools import lru_cache

_KEPT = ("content-type", "content-language", "content-disposition", "date", "etag", "last-modified")


def kept(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The headers that matter later, by their names in lower case."""
    known = {name.lower(): " ".join(value.split()) for name, value in headers}
    return {name: known[name][:500] for name in _KEPT if known.get(name)}


@lru_cache(maxsize=256)
def split_media_type(stated: str | None) -> tuple[str | None, str | None]:
    """Media type and charset of a Content-Type, in lower case.

    >>> split_media_type('Text/HTML; charset="UTF-8"')
    ('text/html', 'utf-8')
    """
    if not stated:
        return None, None
    message = Message()
    message["Content-Type"] = " ".join(stated.split())
    media_type = stated.partition(";")[0].strip().lower()
    charset = message.get_content_charset()
    return media_type or None, charset
