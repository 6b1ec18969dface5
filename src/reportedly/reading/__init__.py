"""From a report to what it says: attributions, places, times, mentions of events, and claims with their source."""

from reportedly.reading.reader import DefaultReader, ReaderSettings

__all__ = ["DefaultReader", "ReaderSettings"]
