"""What comes with every exported file: what it could not hold, and how it was made."""

from __future__ import annotations

from typing import Literal

from reportedly.records import ReaderInfo, Record

What = Literal["incident", "claims", "dispute", "accounts", "value", "text", "original", "withheld"]


class Loss(Record):
    """One thing that the file does not hold as it was. `incident` is null for what concerns the whole file.

    `count` is how many; `ids` the claims, where they have ids; `kept_in` says what is left of it and where, or is null.
    """

    incident: str | None = None
    what: What
    field: str | None = None
    count: int
    ids: tuple[str, ...] = ()
    reason: str
    kept_in: str | None = None


class Withheld(Record):
    """How many of a kind were withheld, and what stands in their place. It never says which."""

    kind: str
    count: int
    replaced_by: str


class Method(Record):
    """How a file was made: what the Standards for Casualty Recording ask a publication to state.

    `incidents` and `reports` are those given to the export, `written` the incidents that the file holds, `left_out` the
    reasons for the others with their numbers. `made` is null unless a time stamp was asked for.
    """

    program: str
    version: str
    format: str
    format_version: str
    readers: tuple[ReaderInfo, ...]
    policy: str
    policy_about: str
    policy_source: str
    filters: tuple[str, ...]
    withheld: tuple[Withheld, ...]
    reports: int
    incidents: int
    written: int
    claims: int
    sources: int
    independent: int
    outlets: tuple[str, ...]
    first_day: str | None
    last_day: str | None
    rules: tuple[str, ...]
    left_out: tuple[str, ...]
    made: str | None = None
