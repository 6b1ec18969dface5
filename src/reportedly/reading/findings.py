"""What the steps hand to one another before it becomes records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.records import Span, Status, Toll, TollField


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks. `start`, `end` take the marks in, `inner` leaves them out (characters).

    `kind` tells speech from scare quotes and titles; `closed` is false where the closing mark is missing and the
    end was inferred.
    """

    start: int
    end: int
    inner: tuple[int, int]
    kind: Literal["speech", "scare"]
    closed: bool = True


@dataclass(frozen=True, slots=True)
class TollFinding:
    """A stated number of people harmed, before it is known which incident it belongs to and who says so.

    `span` is the shortest run of words that states the number and what it counts; `head` is the token index of
    the counted noun (or number), `trigger` that of the word of harm ("killed", "toll").
    """

    field: TollField
    toll: Toll
    span: Span
    head: int
    trigger: int
    status: Status = "actual"
