"""What every record has in common: frozen, typed, strict about unknown fields, JSON in and out."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import Self

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen row of the public contract. `to_json` and `from_json` are each other's inverse."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def to_json(self) -> str:
        """One line of JSON; characters outside ASCII stay readable."""
        return self.model_dump_json()

    @classmethod
    def from_json(cls, line: str | bytes) -> Self:
        """Read one line of JSON. Raises `pydantic.ValidationError` naming the field that is wrong."""
        return cls.model_validate_json(line)


def make_id(kind: str, *parts: object) -> str:
    """An id derived from content: the same parts give the same id on every machine, on every day.

    >>> make_id("claim", "report-1", 10, 20)
    'claim-3c3908471e2f'
    """
    content = json.dumps(parts, ensure_ascii=True, separators=(",", ":"), default=str)
    return f"{kind}-{hashlib.sha256(content.encode()).hexdigest()[:12]}"


def normalised(text: str) -> str:
    """Text as it is compared for identity: NFKC, without case, white space runs as one blank."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
