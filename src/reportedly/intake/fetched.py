"""From what was fetched to the document that it is."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from reportedly.intake.document import Document, buffered
from reportedly.intake.headers import kept, split_media_type
from reportedly.intake.limits import Budget

if TYPE_CHECKING:
    from reportedly.intake.fetch.fetcher import Fetched


def document_of(fetched: Fetched, budget: Budget, fields: Mapping[str, Any]) -> Document:
    """The document with where it was, when, and with which headers; `fields` is what is known of the report in it."""
    media_type, charset = split_media_type(fetched.headers.get("content-type"))
    return Document(
        name=fetched.url,
        stream=buffered(io.BytesIO(fetched.body)),
        budget=budget,
        media_type=media_type,
        charset=charset,
        url=fetched.url,
        fetched=fetched.at,
        headers=kept(fetched.headers.items()),
        fields=fields,
    )
