"""From files to an archive in one stream: taken in, looked up, read side by side, kept, linked and weighed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from reportedly.api import read_reports
from reportedly.archive import Added, Archive, ConflictError
from reportedly.intake import Failure, IntakeOptions, take_in
from reportedly.reading.reader import TaggerChoice
from reportedly.records import Original, Reading, Report

KEPT = 20  # readings that are kept in one transaction
SETTLED = 500  # reports that are linked and weighed together at the least: what they share is weighed once
GROWN = 4  # times as many as the archive holds: then incidents are made, which costs in all little more than making them once
_HELD_UP = 500  # results that wait for a transaction at the most


def add_all(
    paths: Iterable[str | Path],
    archive: Archive,
    /,
    *,
    options: IntakeOptions | None = None,
    by: str = "",
    model: str | None = None,
    tagger: TaggerChoice = "shipped",
    gazetteer: str | Path | None = None,
    skim: bool = False,
    reader: str = "default",
    processes: int = 1,
) -> Iterator[Added | Failure]:
    """Read every report of these files and folders and keep it with its original; what is kept already is not read again.

    What became of a report is said, in order, once it is on the disk; the incidents follow when the archive has grown fivefold,
    and all of them before this ends. Stopped at any moment, it goes on when it is called again. Reading takes the same memory
    however long the stream is; making the incidents takes some that grows with the archive.
    """
    originals = _Originals()
    found = take_in(map(str, paths), replace(options or IntakeOptions(), keep=originals.take))
    results: Iterator[Reading | Added | Failure] = read_reports(
        _looked_up(found, archive, originals),
        model=model,
        tagger=tagger,
        gazetteer=gazetteer,
        skim=skim,
        reader=reader,
        processes=processes,
    )
    yield from _kept(results, archive, originals, by)


class _Originals:
    """The bytes of the reports that are being read. Results come in order, so that what lies before one is done with."""

    def __init__(self) -> None:
        self._latest: tuple[Original, bytes] | None = None
        self._held: dict[str, bytes | None] = {}

    def take(self, original: Original, data: bytes) -> None:
        """Bytes, before the report that was made of them."""
        self._latest = original, data

    def hold(self, report: Report) -> None:
        """Hold the bytes of the report that has just come."""
        original, data = self._latest or (None, None)
        self._held[report.id] = data if original == report.original else None

    def give(self, report: Report) -> bytes | None:
        """The bytes of a report; from now on they, and those before them, are no longer held."""
        data = self._held.get(report.id)
        while report.id in self._held:
            del self._held[next(iter(self._held))]
        return data


def _looked_up(
    found: Iterable[Report | Failure], archive: Archive, originals: _Originals
) -> Iterator[Report | Added | Failure]:
    """The reports that are to be read, and among them what is said of those that are not."""
    for item in found:
        if isinstance(item, Failure):
            yield item
            continue
        try:
            known = archive.holds(item)
        except ConflictError as error:
            yield _conflict(item, error)
            continue
        if known:
            yield Added(report=item.id, status="known")
        else:
            originals.hold(item)
            yield item


def _kept(
    results: Iterable[Reading | Added | Failure], archive: Archive, originals: _Originals, by: str
) -> Iterator[Added | Failure]:
    """Keep readings some at a time, and bring the incidents up to date when the archive has grown much, and at the end."""
    waiting: list[Reading | Added | Failure] = []
    readings: list[tuple[Reading, bytes | None]] = []
    settled, unsettled = archive.reports(limit=1).total, 0
    for result in results:
        waiting.append(result)
        if isinstance(result, Reading):
            readings.append((result, originals.give(result.report)))
        if len(readings) == KEPT or len(waiting) == _HELD_UP or not readings:
            unsettled += len(readings)
            yield from _said(waiting, readings, archive, by)
            waiting, readings = [], []
        if unsettled >= max(SETTLED, GROWN * settled):
            archive.settle()
            settled, unsettled = settled + unsettled, 0
    yield from _said(waiting, readings, archive, by)
    archive.settle()


def _said(
    waiting: list[Reading | Added | Failure],
    readings: list[tuple[Reading, bytes | None]],
    archive: Archive,
    by: str,
) -> Iterator[Added | Failure]:
    """What became of everything that waited, in order, once its readings are on the disk."""
    outcomes = archive.add_many(readings, by=by, settled=False)
    for item in waiting:
        if isinstance(item, Reading):
            outcome = next(outcomes)
            yield _conflict(item.report, outcome) if isinstance(outcome, ConflictError) else outcome
        else:
            yield item


def _conflict(report: Report, error: ConflictError) -> Failure:
    what, _, advice = str(error).partition("; ")
    return Failure((report.original and report.original.path) or report.id, None, what, advice)
