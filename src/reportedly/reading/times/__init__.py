"""When: time expressions and what they mean, or why that stays open."""

from reportedly.reading.times.find import find_times, read_expression
from reportedly.reading.times.links import said_at, time_of

__all__ = ["find_times", "read_expression", "said_at", "time_of"]
