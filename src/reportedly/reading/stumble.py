"""A report that cannot be read costs no other: what is said of it instead of a reading."""

from __future__ import annotations

import signal
import traceback
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.reading.readers import AnyReader
from reportedly.records import Reading, Report


@dataclass(frozen=True, slots=True)
class Stumble:
    """A report that could not be read: what the reader said of it, or that the process that read it died."""

    report: Report
    what: str
    detail: str | None = None


def read_each(reports: list[Report], reader: AnyReader) -> Iterator[Reading | Stumble]:
    """Readings of some reports; where the reader stumbles, each is read alone, and only the one at fault is lost."""
    try:
        yield from list(reader.read_many(reports))
        return
    except Exception:  # whatever it is, it belongs to one of them
        pass
    for report in reports:
        try:
            yield reader.read(report)
        except Exception as error:
            yield stumble(report, error)


def stumble(report: Report, error: Exception) -> Stumble:
    """What is said of a report that the reader could not read."""
    said = f"the reader stumbled over this report ({type(error).__name__}: {str(error)[:120]})"
    return Stumble(report, said, "".join(traceback.format_exception(error)))


def last_words(code: int | None) -> str:
    """Why a process ended, as far as its exit code tells.

    >>> last_words(-9)
    'the process that read this report was killed (SIGKILL; perhaps memory ran out)'
    """
    if code is not None and code < 0:
        name = signal.Signals(-code).name
        memory = "; perhaps memory ran out" if name == "SIGKILL" else ""
        return f"the process that read this report was killed ({name}{memory})"
    return f"the process that read this report ended (exit code {code})"
