"""`reportedly watch`: feeds, folders and addresses again and again; what is new is read, and printed or kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import options as opt
from reportedly.cli.grouped import grouped
from reportedly.cli.groups import Fetching, Reader

if TYPE_CHECKING:
    from reportedly.cli.commands import ReaderOptions
    from reportedly.cli.keepers import Keeper
    from reportedly.intake.watch.watcher import Watcher
    from reportedly.records import Reading

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE...", help="Addresses of feeds, sitemaps or pages, and folders.", show_default=False
    ),
]
ArchiveUrl = Annotated[
    str | None,
    typer.Option(
        "--archive", help="Keep what is read in this archive: a file, or postgresql://…", show_default=False
    ),
]
Out = Annotated[
    Path | None, typer.Option(help="Write readings into this file, one on a line, each once.", show_default=False)
]
StateFile = Annotated[
    Path | None,
    typer.Option(
        "--state",
        help="Where to remember what was taken; beside the archive or file by default.",
        show_default=False,
    ),
]
Every = Annotated[str, typer.Option(help="How often each source is looked at: 15m, 2h, 1d.")]
Once = Annotated[bool, typer.Option("--once", help="Look at each source one time, and end.")]


@grouped
def watch(
    sources: Sources,
    archive: ArchiveUrl = None,
    out: Out = None,
    state: StateFile = None,
    every: Every = "15m",
    once: Once = False,
    verbose: opt.Verbose = False,
    *,
    intake: Fetching,
    reader: Reader,
) -> None:
    """Look at feeds and folders again and again; read what is new, and print it or keep it."""
    from dataclasses import replace

    from reportedly.cli.output import fail
    from reportedly.intake.watch.settings import WatchSettings, read_period
    from reportedly.intake.watch.state import State, StateError
    from reportedly.intake.watch.watcher import Watcher

    if archive and out:
        fail("watch: --archive and --out are two places; give one of them")
    try:
        settings = WatchSettings(every=read_period(every))
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--every") from error
    originals: dict[str, bytes] = {}
    options = intake.options()
    if archive:
        options = replace(options, keep=lambda original, data: originals.update({original.sha256: data}))
    try:
        memory = State(state or _beside(archive, out), target=str(archive or out or ""))
    except StateError as error:
        fail(f"watch: {error}")
    with _keeper(archive, out) as keeper:
        watcher = Watcher(sources, memory, options, settings)
        _run(watcher, keeper, reader.chosen(), originals, once=once, verbose=verbose)


def _run(
    watcher: Watcher,
    keeper: Keeper,
    reader: ReaderOptions,
    originals: dict[str, bytes],
    *,
    once: bool,
    verbose: bool,
) -> None:
    """Round after round: read, kept, and only then remembered as taken."""
    from reportedly import api
    from reportedly.cli.output import Log

    log = Log(verbose)
    try:
        for found in watcher.rounds(once=once):
            readings = log.sort(
                api.read_reports(
                    found.found,
                    model=reader.model,
                    tagger=reader.tagger.value,
                    gazetteer=reader.gazetteer,
                    reader=reader.name,
                )
            )
            before = log.read
            for failure in keeper.keep((reading, originals.get(_sha256(reading))) for reading in readings):
                log.note(failure)
            found.done()
            originals.clear()
            if verbose:
                typer.echo(f"{found.source}: {log.read - before} read", err=True)
    except KeyboardInterrupt:
        typer.echo("stopped; the same command goes on where it was", err=True)
    finally:
        watcher.close()
    log.close()


def _sha256(reading: Reading) -> str:
    return reading.report.original.sha256 if reading.report.original else ""


def _beside(archive: str | None, out: Path | None) -> Path:
    """Where the memory of a watch is by default: beside what it writes."""
    if out is not None:
        return out.with_name(out.name + ".watch")
    name = (archive or "").removeprefix("sqlite:///")
    return Path("reportedly.watch") if not name or "://" in name else Path(name + ".watch")


@contextmanager
def _keeper(archive: str | None, out: Path | None) -> Iterator[Keeper]:
    """Where readings go: an archive, a file, or standard output."""
    from reportedly.cli.keepers import InArchive, Lines, Printed
    from reportedly.cli.output import fail

    if archive is not None:
        from reportedly.archive import ArchiveError, open_archive

        try:
            with open_archive(archive) as opened:
                yield InArchive(opened)
        except ArchiveError as error:
            fail(f"watch: {error}")
    elif out is not None:
        try:
            lines = Lines(out)
        except (OSError, ValueError) as error:
            fail(f"watch: {out}: cannot be written ({error}); give another file for --out")
        with closing(lines):
            yield lines
    else:
        yield Printed()
