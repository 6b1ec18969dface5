"""The default reader: every step of the reading, by rules on one parse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportedly import __version__
from reportedly.reading.attributions import find_attributions
from reportedly.reading.claims import make_claims
from reportedly.reading.incidents import group_mentions
from reportedly.reading.mentions import find_mentions
from reportedly.reading.parse import DEFAULT_MODEL, Parse, load_model, parse, parse_many
from reportedly.reading.places import find_places
from reportedly.reading.quotations import find_quotations
from reportedly.reading.times import find_times
from reportedly.reading.tolls import find_tolls
from reportedly.records import ReaderInfo, Reading, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderSettings:
    """What a user may choose. `model` is the name of an installed spaCy pipeline for English."""

    model: str = DEFAULT_MODEL


class RuleReader:
    """Reads reports by rules; the same report gives the same reading every time, offline."""

    def __init__(self, settings: ReaderSettings | None = None) -> None:
        self.settings = settings or ReaderSettings()
        self._info = ReaderInfo(name="rules", version=__version__, settings={"model": self.settings.model})

    def read(self, report: Report) -> Reading:
        """Read one report."""
        return self.read_parsed(parse(report, load_model(self.settings.model)))

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Read a stream of reports in order, holding only a few at a time."""
        return map(self.read_parsed, parse_many(reports, load_model(self.settings.model)))

    def read_parsed(self, parse: Parse) -> Reading:
        """The steps after the parse, in order; each sees what those before it found."""
        quotations = find_quotations(parse)
        attributions = find_attributions(parse, quotations)
        times = find_times(parse, attributions)
        places = find_places(parse)
        tolls = find_tolls(parse)
        mentions = find_mentions(parse, attributions, times, places, tolls)
        mentions = group_mentions(parse, mentions)
        return Reading(
            report=parse.report,
            places=places,
            times=times,
            attributions=attributions,
            mentions=mentions,
            claims=make_claims(parse, mentions, tolls, attributions),
            reader=self._info,
        )
