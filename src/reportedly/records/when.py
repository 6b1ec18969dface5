"""When something happened, as precisely as the words say."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from reportedly.records.base import Record
from reportedly.records.span import Span

Anchor = Literal["published", "dateline", "said_at", "previous"]


class Timex(Record):
    """The TIMEX3 type and value of a time expression (ISO-TimeML), e.g. DATE 2021-W25, DURATION P3D."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str


class When(Record):
    """An inclusive range of ISO dates. `precision` is UCDP GED date_prec:

    1 exact day, 2 two to six days, 3 a week, 4 a month, 5 a year, null unknown.
    Where nothing anchors the words, `start` and `end` are null and `reason` says so.
    `clock` is the time of day as written on a 24-hour clock ("23:00"), where it is stated.
    """

    start: str | None = None
    end: str | None = None
    precision: int | None = Field(default=None, ge=1, le=5)
    span: Span | None = None
    anchor: Anchor | None = None
    reason: str | None = None
    timex: Timex | None = None
    clock: str | None = None
