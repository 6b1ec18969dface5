"""Files in, readings out: the loop behind every command, which outlives whatever one report may do to it."""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import typer

from reportedly.intake import Failure, IntakeOptions, take_in
from reportedly.reading import ReaderSettings, RuleReader
from reportedly.records import Reading, Report


@dataclass(slots=True)
class Log:
    """What went wrong, said at once on standard error and counted; `done` counts what went right."""

    verbose: bool = False
    done: int = 0
    failed: int = 0

    def note(self, failure: Failure) -> None:
        """Say one thing that went wrong."""
        self.failed += failure.lost
        typer.echo(str(failure), err=True)

    def close(self) -> None:
        """Say how many failed, and exit with status 1 where any did."""
        if self.failed:
            typer.echo(f"{self.failed} failed, {self.done} read.", err=True)
            raise typer.Exit(1)


@dataclass(slots=True)
class Run:
    """One run of the reader over files. Iterating yields readings; failures go to the log."""

    files: Iterable[str]
    options: IntakeOptions
    log: Log
    model: str | None = None
    _waiting: deque[Report] = field(default_factory=deque)

    def __iter__(self) -> Iterator[Reading]:
        reader = RuleReader(ReaderSettings(model=self.model) if self.model else None)
        stream = reader.read_many(self._reports())
        while True:
            try:
                reading = next(stream)
            except StopIteration:
                break
            except Exception as error:  # a fault in one report must not cost the others
                self._fault(self._waiting.popleft(), error)
                continue
            self._waiting.popleft()
            self.log.done += 1
            yield reading
        yield from self._left_over(reader)

    def _reports(self) -> Iterator[Report]:
        for found in take_in(self.files, self.options):
            if isinstance(found, Failure):
                self.log.note(found)
            else:
                self._waiting.append(found)
                yield found

    def _left_over(self, reader: RuleReader) -> Iterator[Reading]:
        """Reports that were waiting when the stream broke, read one by one."""
        while self._waiting:
            report = self._waiting.popleft()
            try:
                reading = reader.read(report)
            except Exception as error:
                self._fault(report, error)
                continue
            self.log.done += 1
            yield reading

    def _fault(self, report: Report, error: Exception) -> None:
        place = report.original.path if report.original and report.original.path else report.id
        what = f"the reader stumbled over this report ({type(error).__name__}: {error})"
        self.log.note(Failure(place, None, what, "please send it to the makers; -v shows where"))
        if self.log.verbose:
            typer.echo("".join(traceback.format_exception(error)), err=True)
