"""The default reader: every step of the reading, by rules on one parse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reportedly import __version__
from reportedly.gazetteer import open_gazetteer
from reportedly.reading.events import find_mentions, group_mentions, make_claims, with_scenes, with_times
from reportedly.reading.parse import DEFAULT_MODEL, Parse, load_model, parse, parse_many, whole
from reportedly.reading.places import find_places
from reportedly.reading.relevance import skimmed
from reportedly.reading.saying import find_attributions, find_quotations
from reportedly.reading.saying.tagger import load_tagger
from reportedly.reading.times import find_times
from reportedly.reading.tolls import find_tolls
from reportedly.records import ReaderInfo, Reading, Report

TaggerChoice = Literal["shipped", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderSettings:
    """What a user may choose. `model` is the name of an installed spaCy pipeline for English; `tagger` says whether
    the attribution tagger that ships with the package works beside the rules ("shipped") or not ("none");
    `gazetteer` is a CSV file of your own places, which win over the built-in ones; with `skim` only the passages are read
    that may tell of harm, and those beside them."""

    model: str = DEFAULT_MODEL
    tagger: TaggerChoice = "shipped"
    gazetteer: str | None = None
    skim: bool = False


class DefaultReader:
    """Reads reports by rules, with a tagger beside them; the same report gives the same reading, always, offline."""

    def __init__(self, settings: ReaderSettings | None = None) -> None:
        self.settings = settings or ReaderSettings()
        self._tagger = load_tagger() if self.settings.tagger == "shipped" else None
        own = self.settings.gazetteer
        self._gazetteer = open_gazetteer(Path(own)) if own else None
        chosen = {"model": self.settings.model, "tagger": self.settings.tagger}
        if own:
            chosen["gazetteer"] = own
        if self.settings.skim:
            chosen["skim"] = "yes"
        self._view = skimmed if self.settings.skim else whole
        self._info = ReaderInfo(name="default", version=__version__, settings=chosen)

    def prepare(self) -> None:
        """Load the pipeline now. Raises OSError where it is not installed."""
        load_model(self.settings.model)

    def read(self, report: Report) -> Reading:
        """Read one report."""
        return self.read_parsed(parse(report, load_model(self.settings.model), view=self._view))

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Read a stream of reports in order, holding only a few at a time."""
        return map(self.read_parsed, parse_many(reports, load_model(self.settings.model), view=self._view))

    def read_parsed(self, parse: Parse) -> Reading:
        """The steps after the parse, in order; each sees what those before it found."""
        quotations = find_quotations(parse)
        attributions = find_attributions(parse, quotations, self._tagger)
        times = find_times(parse, attributions)
        places = find_places(parse, gazetteer=self._gazetteer)
        tolls = find_tolls(parse, attributions)
        attributions = with_times(parse, attributions, times)
        mentions = find_mentions(parse, attributions, times, places, tolls)
        mentions = with_scenes(parse, group_mentions(parse, mentions), places)
        return Reading(
            report=parse.report,
            places=places,
            times=times,
            attributions=attributions,
            mentions=mentions,
            claims=make_claims(parse, mentions, tolls, attributions),
            reader=self._info,
        )
