"""One proposition about one incident by one source, and the tolls that matter most among them."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from reportedly.records.base import Record
from reportedly.records.mention import Named, Status
from reportedly.records.source import Source
from reportedly.records.span import Span
from reportedly.records.when import When
from reportedly.records.where import Where

TollField = Literal["killed", "wounded", "missing", "detained", "abducted", "displaced"]
ClaimField = Literal[
    "killed",
    "wounded",
    "missing",
    "detained",
    "abducted",
    "displaced",
    "happened",
    "date",
    "place",
    "perpetrator",
    "target",
    "weapon",
    "damage",
]
TOLL_FIELDS: tuple[TollField, ...] = (
    "killed",
    "wounded",
    "missing",
    "detained",
    "abducted",
    "displaced",
)


class Person(Record):
    """A victim who is named. `spellings` are the other forms of the name in the report."""

    name: str
    span: Span
    age: int | None = Field(default=None, ge=0, le=130)
    sex: Literal["female", "male"] | None = None
    occupation: str | None = None
    kin: str | None = None
    spellings: tuple[str, ...] = ()


class Victims(Record):
    """Who was harmed: the words, their categories (see `reportedly.lexicon.victims`), side and nationality."""

    description: str = ""
    category: tuple[str, ...] = ()
    side: str | None = None
    nationality: str | None = None


class Toll(Record):
    """A stated number of people as a range of whole numbers; `high` null means open above.

    "at least seven" is 7..null, "more than 20" 21..null, "up to 30" 0..30, "four" 4..4, "between 3 and 5" 3..5.
    Where only a vague word is stated ("dozens"), `vague` holds it and `convention` names the rule that gave
    low and high; both are null where no convention applies. `part_of` is true for a part of a larger toll
    ("among them 10 children"), `cumulative` for a running total over several incidents.
    """

    low: int | None = Field(default=None, ge=0)
    high: int | None = Field(default=None, ge=0)
    approximate: bool = False
    vague: str | None = None
    convention: str | None = None
    victims: Victims = Victims()
    cumulative: bool = False
    part_of: bool = False
    names: tuple[Person, ...] = ()

    @model_validator(mode="after")
    def _range_is_a_range(self) -> Self:
        if self.low is None and self.vague is None:
            raise ValueError("a toll needs a number or a vague word")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"a toll of {self.low} to {self.high} is no range")
        return self

    def meets(self, other: Toll) -> bool:
        """Whether some number of people satisfies both."""
        low = max(self.low or 0, other.low or 0)
        highs = [h for h in (self.high, other.high) if h is not None]
        return not highs or low <= min(highs)


ClaimValue = Toll | When | Where | Named | bool


class Claim(Record):
    """One proposition, about one incident, by one source.

    `value` is a Toll for toll fields, a When for `date`, a Where for `place`, a bool for `happened`, and a Named
    for `perpetrator`, `target`, `weapon` and `damage`. `source` is resolved, with its chain; it is null only where
    the text hides it ("reportedly"), and then `attribution` says where. Where a person has corrected the value, `stated` is
    what the reader made of the words; `decided` are the ids of the decisions that apply to the claim.
    """

    id: str
    incident: str | None
    field: ClaimField
    value: ClaimValue
    attribution: str | None = None
    source: Source | None = None
    span: Span
    status: Status = "actual"
    said_at: When | None = None
    stated: ClaimValue | None = None
    decided: tuple[str, ...] = ()
