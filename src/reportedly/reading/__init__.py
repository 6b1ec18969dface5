"""From a report to what it says: attributions, places, times, mentions of events, and claims with their source."""

from reportedly.reading.crew import read_beside
from reportedly.reading.reader import DefaultReader, ReaderSettings
from reportedly.reading.readers import ReaderError, get_reader, reader_names
from reportedly.reading.stumble import Stumble, read_each

__all__ = [
    "DefaultReader",
    "ReaderError",
    "ReaderSettings",
    "Stumble",
    "get_reader",
    "read_beside",
    "read_each",
    "reader_names",
]
