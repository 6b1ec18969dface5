"""What the archive answers: small typed rows for lists, so that no list needs a whole record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from reportedly.archive.pages import Change
from reportedly.records import Estimate, Record

_T = TypeVar("_T")

AddedAs = Literal["new", "known", "version"]
Review = Literal["open", "accepted", "confirmed", "changed"]
Sort = Literal["newest", "oldest", "killed", "reports", "urgency"]


class Added(Record):
    """What became of a report that was added: `new`, `known` already, or a new `version` of the page of `version_of`."""

    report: str
    status: AddedAs
    version_of: str | None = None
    changes: tuple[Change, ...] = ()


class ReportRow(Record):
    """A report in a list. `version` counts the versions of one page from 1; `current` is true for the last of them."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    version: int = 1
    current: bool = True


class TollRow(Record):
    """Low, best and high of one toll field, for all victims together."""

    field: str
    low: int | None
    best: int | None
    high: int | None
    undecided: bool = False

    @classmethod
    def of(cls, estimate: Estimate) -> TollRow:
        """The row of an estimate."""
        return cls(
            field=estimate.field,
            low=estimate.low,
            best=estimate.best,
            high=estimate.high,
            undecided=estimate.undecided,
        )


class IncidentRow(Record):
    """An incident in a list, by the policy `range`.

    `sources` counts accounts and `independent` groups of copies. `review` says how far people have checked it: `open`,
    `accepted` by one, `confirmed` by a second, or `changed` since somebody accepted it.
    """

    id: str
    type: str
    headline: str
    start: str | None
    end: str | None
    precision: int | None
    place: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    tolls: tuple[TollRow, ...]
    grade: str
    disputed: bool
    review: Review
    reports: int
    sources: int
    independent: int


class Page(Record, Generic[_T]):
    """Some rows of a list, how many there are in all, and where the next ones begin (`after`), if there are more."""

    rows: tuple[_T, ...]
    total: int
    after: str | None = None


class Facet(Record):
    """A value that incidents can be filtered by, and how many there are of it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFilter:
    """Which incidents are wanted; what is left out does not matter.

    `since` and `until` are ISO days. `place` is a name or a gazetteer id, `country` an ISO code, `actor` a name or an actor
    id, `source` a name or an actor id, `outlet` a name. `near` is (latitude, longitude, kilometres), `box`
    (west, south, east, north). `at_least` and
    `at_most` bound the toll of `field`: incidents whose range from low to high meets them. `words` are searched for in the
    reports. `report` is the id of a report that tells of it.
    """

    since: str | None = None
    until: str | None = None
    country: str | None = None
    place: str | None = None
    near: tuple[float, float, float] | None = None
    box: tuple[float, float, float, float] | None = None
    type: str | None = None
    actor: str | None = None
    source: str | None = None
    outlet: str | None = None
    field: str = "killed"
    at_least: int | None = None
    at_most: int | None = None
    disputed: bool | None = None
    grade: str | None = None
    review: Review | None = None
    words: str | None = None
    report: str | None = None
