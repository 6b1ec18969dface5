"""Whose claim it is: the source of an attribution with the chain through which it came, or the outlet itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.reading.saying.said import chain_of, innermost
from reportedly.records import Attribution, Report, Source, Span, When

UNNAMED_OUTLET = "the report"


@dataclass(frozen=True, slots=True)
class Voice:
    """Who makes a claim: the source (null where the text hides it), by which act of saying, and when."""

    source: Source | None
    attribution: Attribution | None

    @property
    def said_at(self) -> When | None:
        """When it was said, where the text tells."""
        return self.attribution.said_at if self.attribution else None

    @property
    def id(self) -> str | None:
        """The id of the act of saying."""
        return self.attribution.id if self.attribution else None


def outlet_of(report: Report) -> Source:
    """The outlet as a source, speaking in its own voice."""
    return Source(name=report.outlet or UNNAMED_OUTLET, kind="outlet")


def voice_at(report: Report, attributions: Sequence[Attribution], *spans: Span) -> Voice:
    """Who says the words at the first of these spans that anybody is quoted for; else the outlet."""
    for span in spans:
        said = innermost(attributions, span)
        if said is not None:
            return _voice(report, said, attributions)
    return Voice(outlet_of(report), None)


def _voice(report: Report, said: Attribution, attributions: Sequence[Attribution]) -> Voice:
    if said.source is None:
        return Voice(None, said)
    outlet = outlet_of(report)
    known = {said.source.name, outlet.name}
    between = tuple(
        each.model_copy(update={"chain": ()}) for each in chain_of(said, attributions) if each.name not in known
    )
    return Voice(said.source.model_copy(update={"chain": (outlet, *between)}), said)
