"""Where the readings of a watch go, so that a kill at any moment neither loses one nor keeps one twice."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pydantic_core import from_json

from reportedly.intake import Failure
from reportedly.records import Reading

if TYPE_CHECKING:
    from reportedly.archive import Archive

Readings = Iterable[tuple[Reading, bytes | None]]


class Keeper(Protocol):
    """Keeps readings with their originals. When `keep` has ended they are safe; keeping one twice is as keeping it once."""

    def keep(self, readings: Readings) -> Iterator[Failure]: ...


class Printed:
    """Readings on standard output, one on a line. What is printed cannot be taken back: after a kill it may come again."""

    def keep(self, readings: Readings) -> Iterator[Failure]:
        """Print them."""
        for reading, _ in readings:
            sys.stdout.write(reading.to_json() + "\n")
        sys.stdout.flush()
        yield from ()


class Lines:
    """A file of readings, one on a line, each once. A line that a kill cut off is cut away, and comes again.

    Raises OSError where the file cannot be written, and ValueError where it holds something else.
    """

    def __init__(self, path: Path) -> None:
        self._ids: set[str] = set()
        self._stream = path.open("a+b")
        self._stream.seek(0)
        end = 0
        for number, line in enumerate(self._stream, 1):
            if not line.endswith(b"\n"):
                break
            try:
                self._ids.add(from_json(line)["report"]["id"])
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(f"line {number} is no reading") from error
            end += len(line)
        self._stream.truncate(end)

    def keep(self, readings: Readings) -> Iterator[Failure]:
        """Write those that do not stand there, and bring them to the disk."""
        for reading, _ in readings:
            if reading.report.id not in self._ids:
                self._ids.add(reading.report.id)
                self._stream.write(reading.to_json().encode() + b"\n")
        self._stream.flush()
        os.fsync(self._stream.fileno())
        yield from ()

    def close(self) -> None:
        """Close the file."""
        self._stream.close()


class InArchive:
    """An archive, which knows a report that it has."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def keep(self, readings: Readings) -> Iterator[Failure]:
        """Keep them with their originals; an id that belongs to another text is a failure."""
        held = list(readings)
        for (reading, _), outcome in zip(held, self._archive.add_many(held, by="watch"), strict=True):
            if isinstance(outcome, Exception):
                original = reading.report.original
                place = (original.path if original else None) or reading.report.id
                yield Failure(place, None, str(outcome), "give it an id of its own")
