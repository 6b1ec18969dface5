"""Where results and messages go: the result to standard output or a file, everything else to standard error."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, TextIO, TypeVar, cast

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)

from reportedly.intake import Failure

_Item = TypeVar("_Item")


@contextlib.contextmanager
def output(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or the file of --out; always UTF-8."""
    if path is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        return
    try:
        stream = path.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        fail(f"{path}: cannot be written ({error.strerror}); choose another file for --out")
    with stream:
        yield stream


def console_on(stream: TextIO) -> Console:
    """A console that prints plain text of 80 columns (or $COLUMNS) where the stream is no terminal."""
    plain = not stream.isatty()
    file = cast(TextIO, _Trimmed(stream)) if plain else stream
    return Console(file=file, highlight=False, emoji=False, markup=False)


class _Trimmed(io.TextIOBase):
    """Passes lines on without the blanks that fill a table up to the width of the page."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._line = stream, ""

    def write(self, text: str) -> int:
        *lines, self._line = (self._line + text).split("\n")
        self._stream.writelines(line.rstrip() + "\n" for line in lines)
        return len(text)


def fail(message: str) -> NoReturn:
    """Say what is wrong with the command itself, and exit with status 2."""
    typer.echo(message, err=True)
    raise typer.Exit(2)


@dataclass(slots=True)
class Log:
    """What went wrong, said at once on standard error and counted; `read` counts what went right."""

    verbose: bool = False
    read: int = 0
    failed: int = 0

    def note(self, failure: Failure) -> None:
        """Say one thing that went wrong."""
        self.failed += failure.lost
        typer.echo(str(failure), err=True)
        if self.verbose and failure.detail:
            typer.echo(failure.detail, err=True)

    def say(self, words: str) -> None:
        """Say something that is no failure."""
        typer.echo(words, err=True)

    def sort(self, found: Iterable[_Item | Failure]) -> Iterator[_Item]:
        """Pass on what was read and note what was not."""
        for item in found:
            if isinstance(item, Failure):
                self.note(item)
            else:
                self.read += 1
                yield item

    def close(self) -> None:
        """Say how many failed, and exit with status 1 where any did."""
        if self.verbose or self.failed:
            typer.echo(f"{self.read} read, {self.failed} failed", err=True)
        if self.failed:
            raise typer.Exit(1)


def build_places() -> None:
    """Build the gazetteer where this machine has none yet, and say on standard error how far it is."""
    from reportedly.gazetteer import ensure_built

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        tasks: dict[str, TaskID] = {}

        def tell(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = progress.add_task(f"Gazetteer, at first use only: {step}", total=total)
                if not console.is_terminal:
                    typer.echo(f"Gazetteer, at first use only: {step}", err=True)
            progress.update(tasks[step], completed=done)

        ensure_built(tell)


def counted(items: Iterable[_Item], log: Log | None = None, *, hidden: bool = False) -> Iterator[_Item]:
    """The same items, with count, speed and failures on standard error while they come, if that is a terminal.

    `hidden` is for results that come on the same terminal meanwhile.
    """
    console = Console(stderr=True)
    hidden = hidden or not console.is_terminal
    line = "{task.completed} reports read · {task.fields[speed]:.1f} a second · {task.fields[failed]} failed"
    columns = (SpinnerColumn(), TextColumn(line), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, disable=hidden) as progress:
        task = progress.add_task("", total=None, speed=0.0, failed=0)
        for item in items:
            yield item
            failed = log.failed if log else 0
            progress.update(task, advance=1, speed=progress.tasks[0].speed or 0.0, failed=failed)
