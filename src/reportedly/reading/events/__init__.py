"""What happened: mentions of events, incidents inside a report, and claims with their source."""

from reportedly.reading.events.claims import make_claims
from reportedly.reading.events.incidents import group_mentions
from reportedly.reading.events.mentions import find_mentions
from reportedly.reading.events.scenes import with_scenes
from reportedly.reading.events.told_times import with_times

__all__ = ["find_mentions", "group_mentions", "make_claims", "with_scenes", "with_times"]
