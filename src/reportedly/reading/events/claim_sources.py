"""Whose claim it is: the source of an attribution with the chain through which it came, or the outlet itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from reportedly.reading.parse import Parse
from reportedly.reading.saying.said import chain_of, innermost
from reportedly.reading.saying.source_names import Ground, describe
from reportedly.reading.saying.source_phrases import phrase_range
from reportedly.records import Attribution, Report, Source, Span, When

UNNAMED_OUTLET = "the report"
_STRETCH = 256  # characters


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


class Voices:
    """Who speaks where in a report, filed by stretches of text so that a question looks only at what is near."""

    def __init__(self, report: Report, attributions: Sequence[Attribution]) -> None:
        self._report, self._attributions = report, attributions
        self._at: dict[int, list[Attribution]] = defaultdict(list)
        self._known: dict[str, Voice] = {}
        for each in attributions:
            for stretch in {n for piece in each.content for n in _stretches(piece)}:
                self._at[stretch].append(each)

    def at(self, *spans: Span) -> Voice:
        """Who says the words at the first of these spans that anybody is quoted for; else the outlet."""
        for span in spans:
            said = innermost(self._at.get(span.start // _STRETCH, ()), span)
            if said is not None:
                return self._voice_of(said)
        return Voice(outlet_of(self._report), None)

    def of(self, parse: Parse, speaker: Token) -> Voice:
        """The voice of somebody who speaks of itself: by its own act of saying there, or described from its words."""
        sentence = (speaker.sent.start_char, speaker.sent.end_char)
        for said in self._attributions:
            span = said.source.span if said.source else None
            if (
                span is not None
                and span.start <= speaker.idx < span.end
                and sentence[0] <= span.start < sentence[1]
            ):
                return self._voice_of(said)
        found = describe(Ground(parse), speaker, phrase_range(speaker))
        source = Source(name=found.name, kind=found.kind, role=found.role, affiliation=found.affiliation, actor=found.actor,
                        span=parse.span(*phrase_range(speaker)), chain=(outlet_of(self._report),))  # fmt: skip
        return Voice(source, None)

    def _voice_of(self, said: Attribution) -> Voice:
        if said.id not in self._known:
            self._known[said.id] = _voice(self._report, said, _lineage(said, self._by_id))
        return self._known[said.id]

    @cached_property
    def _by_id(self) -> dict[str, Attribution]:
        return {each.id: each for each in self._attributions}


def _stretches(piece: Span) -> range:
    return range(piece.start // _STRETCH, piece.end // _STRETCH + 1)


def _lineage(said: Attribution, by_id: Mapping[str, Attribution]) -> list[Attribution]:
    """An attribution and those it is nested in."""
    found = [said]
    while (parent := by_id.get(found[-1].parent or "")) is not None and parent not in found:
        found.append(parent)
    return found


def _voice(report: Report, said: Attribution, attributions: Sequence[Attribution]) -> Voice:
    if said.source is None:
        return Voice(None, said)
    outlet = outlet_of(report)
    known = {said.source.name, outlet.name}
    between = tuple(
        each.model_copy(update={"chain": ()}) for each in chain_of(said, attributions) if each.name not in known
    )
    return Voice(said.source.model_copy(update={"chain": (outlet, *between)}), said)
