"""From a report to what it says: attributions, places, times, mentions of events, and claims with their source."""

from reportedly.reading.reader import ReaderSettings, RuleReader

__all__ = ["ReaderSettings", "RuleReader"]
