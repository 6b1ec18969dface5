"""`reportedly add`: read reports and keep them in an archive; what is kept already is not read again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from reportedly.cli import options as opt
from reportedly.cli.grouped import grouped
from reportedly.cli.groups import Effort, Intake, Reader
from reportedly.cli.opened import opened, somebody

if TYPE_CHECKING:
    from reportedly.archive import Added


class Place(StrEnum):
    """Where originals lie."""

    inside = "inside"
    beside = "beside"


Originals = Annotated[
    Place | None,
    typer.Option(
        help="Where a new archive keeps the originals: inside the database, or in a folder beside it.",
        show_default=False,
    ),
]


@grouped
def add(
    files: opt.Files,
    archive: opt.ArchiveUrl = None,
    form: opt.FormatChoice = opt.Format.text,
    by: opt.By = None,
    originals: Originals = None,
    verbose: opt.Verbose = False,
    *,
    intake: Intake,
    reader: Reader,
    effort: Effort,
) -> None:
    """Read reports and keep them; stopped at any moment it goes on where it was when it is called again."""
    from reportedly.cli import commands
    from reportedly.cli.output import Log, build_places
    from reportedly.cli.progress import Progress
    from reportedly.ingest import add_all

    glance = effort.open_gate()
    options = intake.options(glance)
    reading = reader.chosen(effort)
    log = Log(verbose)
    place: Literal["inside", "beside"] | None = originals.value if originals else None
    build_places()
    try:
        with (
            opened(archive, create=True, originals=place) as kept,
            Progress.over(files, log, glance) as progress,
            commands.reader_faults(reading),
        ):
            told = replace(options, taken=progress.taken if progress.shown else None)
            found = add_all(files, kept, options=told, by=somebody(by), **reading.settings())
            _print(progress.counted(log.sort(found)), form)
    except KeyboardInterrupt:
        log.say("stopped; the same command goes on where it was")
        raise typer.Exit(130) from None
    if glance:
        log.say(commands.passed_over(glance))
    log.close()


def _print(added: Iterable[Added], form: opt.Format) -> None:
    """Say what was kept, once it is on the disk; at the end how much of it is new."""
    from reportedly.cli.output import output

    counts = dict.fromkeys(("new", "known", "version"), 0)
    opening = "["
    with output(None) as out:
        for one in added:
            counts[one.status] += 1
            if form is opt.Format.text:
                out.write(_line(one))
            elif form is opt.Format.jsonl:
                out.write(one.to_json() + "\n")
            else:
                out.write(opening + one.to_json())
                opening = ",\n"
            out.flush()
        if form is opt.Format.json:
            out.write("[]\n" if opening == "[" else "]\n")
    versions = f", {counts['version']} new versions" if counts["version"] else ""
    typer.echo(f"{counts['new']} new{versions}, {counts['known']} known already", err=True)


def _line(added: Added) -> str:
    """One report in a line, and what a new version changes below it."""
    from reportedly.wording import printable

    if added.status != "version":
        return f"{added.status:8}{added.report}\n"
    lines = [f"{'version':8}{added.report} of {added.version_of}\n"]
    lines += [
        f"        - {printable(c.old)}\n" * bool(c.old) + f"        + {printable(c.new)}\n" * bool(c.new)
        for c in added.changes
    ]
    return "".join(lines)
