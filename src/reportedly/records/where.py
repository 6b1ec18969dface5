"""Where something happened, as precisely as the words say."""

from __future__ import annotations

from pydantic import Field

from reportedly.records.base import Record
from reportedly.records.span import Span


class PlaceCandidate(Record):
    """A place that the name may mean and that was not chosen; a higher score is better."""

    place: str
    name: str
    country: str | None = None
    score: float


class Where(Record):
    """A place as written and what it was resolved to; `place` is null where it was not resolved (see `reason`).

    Coordinates are WGS 84 degrees. `precision` is UCDP GED where_prec: 1 exact place, 2 near a known point,
    3 second-order division, 4 first-order division, 5 part of a country, a line or a border, 6 country only,
    7 at sea or in international airspace. `distance` is in kilometres, where the words state one. Codes of
    divisions are those of GeoNames ("IQ.11"). `feature` says what kind of place it is, or "demonym" for "Syrian";
    `part_of` is the longer name that holds this one ("Ohio" in "Ohio Supreme Court"), which is then no scene. `derived`
    is true where no words of the event name the place, and `reason` says from what it follows.
    """

    name: str
    span: Span
    place: str | None = None
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    admin1_code: str | None = None
    admin2_code: str | None = None
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    precision: int | None = Field(default=None, ge=1, le=7)
    relation: str | None = None
    distance: float | None = None
    feature: str | None = None
    part_of: Span | None = None
    score: float | None = None
    derived: bool = False
    reason: str | None = None
    runners_up: tuple[PlaceCandidate, ...] = ()
