"""Readers by name: the built-in one, and those that other packages bring by entry points of the group `reportedly.readers`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import entry_points

from reportedly.reading.reader import DefaultReader, ReaderSettings
from reportedly.records import Reader, Reading, Report, spans_of

GROUP = "reportedly.readers"
BUILT_IN = "default"


class ReaderError(ValueError):
    """A reader that there is not, or that breaks the contract; the message says which and what to do."""


def reader_names() -> tuple[str, ...]:
    """The names of the readers that are installed, the built-in one first."""
    return (BUILT_IN, *sorted({point.name for point in entry_points(group=GROUP)} - {BUILT_IN}))


def get_reader(name: str, settings: ReaderSettings | None = None) -> DefaultReader | CheckedReader:
    """A reader by its name. One of another package is a function of the settings that gives a reader; it is held to the
    same contract as the built-in one. Raises ReaderError."""
    chosen = settings or ReaderSettings()
    if name == BUILT_IN:
        return DefaultReader(chosen)
    point = next((point for point in entry_points(group=GROUP) if point.name == name), None)
    if point is None:
        raise ReaderError(f"no reader is called {name!r}; there are {', '.join(reader_names())}")
    try:
        made = point.load()(chosen)
    except Exception as error:  # it is somebody else's code: whatever it does is said with its name
        raise ReaderError(
            f"reader {name!r} ({point.value}) cannot be made: {error}; mend or remove its package"
        ) from error
    return CheckedReader(made, name)


class CheckedReader:
    """A reader of another package under the contract: it reads the report it was given, and every word stands in it."""

    def __init__(self, reader: Reader, name: str) -> None:
        self._reader, self._name = reader, name

    def prepare(self) -> None:
        """Nothing to do: whoever brings a reader loads what it needs when it is made."""

    def read(self, report: Report) -> Reading:
        """Read one report. Raises ReaderError where the reading breaks the contract."""
        reading = self._reader.read(report)
        if reading.report != report:
            raise ReaderError(f"reader {self._name!r} changed the report")
        lost = next((span for span in spans_of(reading) if not span.stands_in(report.text)), None)
        if lost is not None:
            raise ReaderError(f"reader {self._name!r}: “{lost.words}” does not stand at {lost.start} in the text")
        return reading

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Read a stream of reports in order."""
        return map(self.read, reports)


AnyReader = DefaultReader | CheckedReader
