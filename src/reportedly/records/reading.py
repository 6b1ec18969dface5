"""What a reader found in one report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from pydantic import Field

from reportedly.records.base import Record
from reportedly.records.claim import Claim
from reportedly.records.incident import Incident
from reportedly.records.mention import Mention
from reportedly.records.report import Report
from reportedly.records.source import Attribution
from reportedly.records.span import Span
from reportedly.records.when import When
from reportedly.records.where import Where


class ReaderInfo(Record):
    """Which reader made a reading, so that it can be made again."""

    name: str
    version: str
    settings: Mapping[str, str] = Field(default_factory=dict)


class Reading(Record):
    """Everything one reader found in one report: all places and times, and who claims what."""

    report: Report
    places: tuple[Where, ...] = ()
    times: tuple[When, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    reader: ReaderInfo


class Weighed(Record):
    """What `reportedly weigh --format json` prints: the readings and the incidents made of them."""

    readings: tuple[Reading, ...]
    incidents: tuple[Incident, ...]


class Reader(Protocol):
    """Anything that reads a report."""

    def read(self, report: Report) -> Reading: ...


def spans_of(record: object) -> Iterator[Span]:
    """Every span in a record, however deep: what the offset contract is checked on."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, Record):
        for name in type(record).model_fields:
            yield from spans_of(getattr(record, name))
    elif isinstance(record, tuple | list):
        for item in record:
            yield from spans_of(item)
