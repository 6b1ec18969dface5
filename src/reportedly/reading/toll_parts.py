"""Parts of a toll: "including 10 children", "three of them critically", "most of them civilians"."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.reading.findings import TollFinding
from reportedly.reading.parse import Parse
from reportedly.reading.toll_groups import Counts, Group
from reportedly.reading.toll_harm import Harm


def parts_of(parse: Parse, counts: Counts, harm: Harm, group: Group) -> Iterator[TollFinding]:
    """The parts of a group that the words after it count."""
    return iter(())
