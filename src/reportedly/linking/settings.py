"""What can be set about linking at scale. None of it changes which clusters come out, except `crowd`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSettings:
    """`crowd`: a key that more happenings hold is too common to seek pairs by, and is reported as crowded.

    `threads` and `memory` ("2GB") bound the database that compares many pairs: by default all cores, and 250 MB for each with
    2 KB for each happening. What does not fit goes to a temporary folder.
    """

    crowd: int = 1_000
    threads: int | None = None
    memory: str | None = None
