"""The offset contract: where the words stand, and the words themselves."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from reportedly.records.base import Record


class Span(Record):
    """A half-open range of Unicode code points in `report.text`; `text[start:end] == words`, always.

    >>> Span.of("Four people died.", 0, 11)
    Span(start=0, end=11, words='Four people')
    """

    start: int = Field(ge=0)
    end: int
    words: str

    @model_validator(mode="after")
    def _holds_words(self) -> Self:
        if self.end - self.start != len(self.words) or not self.words:
            raise ValueError(f"span [{self.start}, {self.end}) cannot hold {self.words!r}")
        return self

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        """Cut a span out of a text. Raises ValueError when it is empty or lies outside."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"[{start}, {end}) is not a range of a text of {len(text)} characters")
        return cls(start=start, end=end, words=text[start:end])

    def stands_in(self, text: str) -> bool:
        """Whether the text holds these words at this place."""
        return text[self.start : self.end] == self.words

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other lies inside this one."""
        return self.start <= other.start and other.end <= self.end
