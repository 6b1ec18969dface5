"""What a user may say about reports that do not say it themselves."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeOptions:
    """Defaults for what a file leaves out; what a record states itself comes first.

    `published` is an ISO date or date-time. `verbatim` takes the text exactly as given: nothing is cleaned, offsets
    refer to the input, and a record keeps its own id.
    """

    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    verbatim: bool = False
