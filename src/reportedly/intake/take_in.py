"""From files to Reports, one at a time: the way into the house."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportedly.intake.compose import compose
from reportedly.intake.failure import Failure
from reportedly.intake.options import IntakeOptions
from reportedly.intake.rows import read_rows, row_of
from reportedly.intake.sources import find_files
from reportedly.records import Report


def take_text(text: str, options: IntakeOptions | None = None) -> Iterator[Report | Failure]:
    """The report of one text, or the Failure that says why there is none."""
    return compose(row_of(text), options or IntakeOptions())


def take_in(paths: Iterable[str], options: IntakeOptions | None = None) -> Iterator[Report | Failure]:
    """Every report in these files and folders ("-" is standard input), in order, and what could not be taken in.

    The same report twice is one report. Memory does not grow with the size of a file.
    """
    options = options or IntakeOptions()
    seen: dict[str, str] = {}
    for file in find_files(paths):
        if isinstance(file, Failure):
            yield file
            continue
        for row in read_rows(*file):
            if isinstance(row, Failure):
                yield row
                continue
            for found in compose(row, options):
                if isinstance(found, Failure):
                    yield found
                elif found.id not in seen:
                    seen[found.id] = row.original.sha256[:16]
                    yield found
                elif seen[found.id] != row.original.sha256[:16] and options.verbatim:
                    yield row.failure(f"the id {found.id} was used before, for another text", "give it its own id")
