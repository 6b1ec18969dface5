"""What a user may say about reports that do not say it themselves, and how far the intake may go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from reportedly.intake.fetch.settings import FetchSettings
from reportedly.intake.limits import Limits
from reportedly.records import Original

FIELDS = ("text", "html", "id", "title", "url", "outlet", "byline", "published", "language")
"""What a column or a key can be mapped to."""


class MappingError(ValueError):
    """A mapping that cannot be; the message says why, and what to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeOptions:
    """Defaults for what a file leaves out; what a record states itself comes first.

    `published` is an ISO date or date-time. `verbatim` takes the text exactly as given: nothing is cleaned, offsets
    refer to the input, and a record keeps its own id. `mapping` says which column or key holds what. `follow` fetches the
    pages that feeds and sitemaps name, `most` of each at the most. `keep` is given every original and its bytes, before
    the report that was made of it. `wanted` is shown where each record stands, its title and its bare text before it is
    taken apart with care; what it does not want is not taken in. `taken` is told how many more bytes of files were gone
    through.
    """

    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    verbatim: bool = False
    mapping: Mapping[str, str] = field(default_factory=dict)
    follow: bool = False
    most: int = 1_000
    fetch: FetchSettings = field(default_factory=FetchSettings)
    limits: Limits = field(default_factory=Limits)
    keep: Callable[[Original, bytes], None] | None = None
    wanted: Callable[[str, str | None, str], bool] | None = None
    taken: Callable[[int], None] | None = None


def read_mapping(words: str) -> dict[str, str]:
    """A mapping from what is typed: which of the columns holds what.

    >>> read_mapping("text=body,published=Date of report")
    {'text': 'body', 'published': 'Date of report'}

    Raises MappingError where it names something that a report does not have.
    """
    mapping: dict[str, str] = {}
    for part in filter(str.strip, words.split(",")):
        name, equals, column = (piece.strip() for piece in part.partition("="))
        if not equals or not column:
            raise MappingError(f"{part.strip()!r} maps nothing; write it like text=body,published=date")
        if name not in FIELDS:
            raise MappingError(f"a report has no {name!r}; it has {', '.join(FIELDS)}")
        mapping[name] = column
    return mapping
