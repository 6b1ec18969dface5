"""From a report to what it says: attributions, places, times, mentions of events, and claims with their source."""

from reportedly.reading.crew import Stumble, read_beside, read_each
from reportedly.reading.reader import DefaultReader, ReaderSettings
from reportedly.reading.readers import ReaderError, get_reader, reader_names

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
