"""A reader that stands on the built-in one and leaves out what nobody is named for."""

from __future__ import annotations

from reportedly.reading import DefaultReader, ReaderSettings
from reportedly.records import ReaderInfo, Reading, Report

HIDDEN = ("anonymous", "witnesses")


class NamedReader:
    """Claims of unnamed sources are left out; everything else is as the built-in reader has it."""

    def __init__(self, settings: ReaderSettings) -> None:
        self._reader = DefaultReader(settings)

    def read(self, report: Report) -> Reading:
        """Read one report."""
        found = self._reader.read(report)
        claims = tuple(c for c in found.claims if c.source is not None and c.source.kind not in HIDDEN)
        info = ReaderInfo(name="named", version="0.1.0", settings=found.reader.settings)
        return found.model_copy(update={"claims": claims, "reader": info})


def make(settings: ReaderSettings) -> NamedReader:
    """What the entry point leads to: a function of the settings that gives a reader."""
    return NamedReader(settings)
