"""Happenings as Arrow tables: what splink compares, with every word as a number."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Any

from reportedly.linking.blocking import key_numbers
from reportedly.linking.happenings import Happening
from reportedly.linking.wording import SKETCH

_SETS = (
    "families",
    "kinds",
    "spots",
    "regions",
    "countries",
    "agents",
    "targets",
    "known_agents",
    "known_targets",
    "names",
)
_NUMBERS = {"published": "published", "lead_day": "lead_day", "day_start": "start", "day_end": "end"}
_TOLLS = tuple(
    (field, end, name, at)
    for field in ("killed", "wounded")
    for name, ends in ((field, ("low", "high")), (f"{field}_span", ("least", "most")))
    for at, end in enumerate(ends)
)


class Tables:
    """Makes tables that go together: the same word has the same number in all of them.

    `number` gives it where tables are made in places that know nothing of each other: a 64-bit number that follows from
    the word alone. Without it words are counted as they come.
    """

    def __init__(self, number: Callable[[str], int] | None = None) -> None:
        self._numbers: dict[str, int] = {}
        self._number = number or self._counted
        self._wide = number is not None

    def of(self, happenings: Sequence[Happening], *, first: int = 0) -> Any:
        """The happenings as an Arrow table, one row each, numbered from `first`."""
        import pyarrow as pa  # type: ignore[import-untyped]

        word = pa.int64() if self._wide else pa.int32()

        def column(name: str) -> list[Any]:
            return [getattr(h, name) for h in happenings]

        def sets(name: str) -> Any:
            return pa.array([[self._number(w) for w in getattr(h, name)] for h in happenings], pa.list_(word))

        def tolls(name: str, end: int) -> Any:
            stated = [
                toll or getattr(h, name.removesuffix("_span"))
                for h, toll in zip(happenings, column(name), strict=True)
            ]
            return pa.array([None if toll is None else toll[end] for toll in stated], pa.int32())

        cells = pa.array(array("b", b"".join(h.sketch for h in happenings)), pa.int8())
        return pa.table(
            {
                "unique_id": pa.array(range(first, first + len(happenings)), pa.int32()),
                "report": pa.array([self._number(h.report) for h in happenings], word),
                "keys": pa.array([key_numbers(h) for h in happenings], pa.list_(pa.int64())),
                **{name: pa.array(column(field), pa.int32()) for name, field in _NUMBERS.items()},
                "day_precise": pa.array(column("day_precise"), pa.bool_()),
                "general": pa.array(column("general"), pa.bool_()),
                "latitude": pa.array(column("latitude"), pa.float64()),
                "longitude": pa.array(column("longitude"), pa.float64()),
                **{name: sets(name) for name in _SETS},
                **{f"{field}_{end}": tolls(name, at) for field, end, name, at in _TOLLS},
                "worded": pa.array([any(h.sketch) for h in happenings], pa.bool_()),
                "sketch": pa.FixedSizeListArray.from_arrays(cells, SKETCH),
            }
        )

    def _counted(self, word: str) -> int:
        return self._numbers.setdefault(word, len(self._numbers))
