"""`reportedly export`: files in the field's formats, from an archive or from reports read right away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli import options as opt
from reportedly.cli.filters import Filters
from reportedly.cli.grouped import grouped
from reportedly.cli.groups import Intake, Reader

if TYPE_CHECKING:
    from reportedly.archive import Archive, IncidentFilter
    from reportedly.cli.commands import Job
    from reportedly.export import Bundle, Exported, ExportOptions, Format
    from reportedly.records import Weighed

Files = Annotated[
    list[str] | None,
    typer.Argument(metavar="[FILE...]", help="Reports to read and weigh right away; without them an archive is exported.", show_default=False),
]  # fmt: skip
FormatName = Annotated[str, typer.Argument(metavar="FORMAT", help="ged, acled, csv, xlsx, geojson, …")]
Out = Annotated[Path, typer.Option(help="Where to write; further files stand beside it.", show_default=False)]
ArchiveUrl = Annotated[str | None, typer.Option("--archive", help="The archive: a file, or postgresql://…", show_default=False)]  # fmt: skip
Policy = Annotated[str | None, typer.Option(help="How figures are chosen; by default as the format has it.", show_default=False)]  # fmt: skip
Withhold = Annotated[str | None, typer.Option(help="What is not to be published: names, exact-places, sources, nothing, …", show_default=False)]  # fmt: skip
Stamp = Annotated[bool, typer.Option("--stamp", help="Write the moment of the export into files that have room for it.")]  # fmt: skip
Incident = Annotated[
    list[str] | None, typer.Option(help="Only this incident; may be repeated.", show_default=False)
]
FromOutlet = Annotated[
    str | None, typer.Option("--from-outlet", help="Only told of by this outlet.", show_default=False)
]


@grouped
def export(
    form: FormatName,
    out: Out,
    files: Files = None,
    archive: ArchiveUrl = None,
    policy: Policy = None,
    withhold: Withhold = None,
    stamp: Stamp = False,
    incident: Incident = None,
    from_outlet: FromOutlet = None,
    verbose: opt.Verbose = False,
    *,
    filters: Filters,
    intake: Intake,
    reader: Reader,
) -> None:
    """Write incidents in a format of the field, with a report of what it could not hold and how it was made."""
    from reportedly.cli import commands

    job = commands.Job(files=files or [], reader=reader.chosen(), intake=intake.options(), verbose=verbose)
    wanted = filters.wanted(from_outlet)
    _export(form, job, out, archive, policy, withhold, stamp, tuple(incident or ()), wanted)


def _export(
    name: str,
    job: Job,
    out: Path,
    archive: str | None,
    policy_name: str | None,
    withhold: str | None,
    stamp: bool,
    ids: tuple[str, ...],
    wanted: IncidentFilter,
) -> None:
    from reportedly.cli.commands import find_policy
    from reportedly.cli.output import Log, fail
    from reportedly.export import ExportError, ExportOptions, Withhold, export, get_format

    try:
        form = get_format(name)
        chosen = Withhold.parse(withhold) if withhold is not None else None
    except ExportError as error:
        fail(f"export: {error}")
    policy = find_policy(policy_name or form.policy)
    options = ExportOptions(policy=policy, withhold=chosen, stamp=_now() if stamp else None)
    log = Log(job.verbose)
    if job.files and archive:
        fail("export: give files or --archive, not both")
    if job.files:
        weighed, options = _from_files(job, log, form, ids, wanted, options)
    else:
        weighed, options = _from_archive(form, archive, ids, wanted, options)
    try:
        made = export(weighed, form, options=options)
        saved = made.save(out)
    except ExportError as error:
        fail(f"export: {error}")
    except OSError as error:
        fail(f"{error.filename or out}: cannot be written ({error.strerror}); choose another file for --out")
    _tell(made, saved, asked=withhold is not None)
    log.close()


def _from_files(
    job: Job, log: Any, form: Format, ids: tuple[str, ...], wanted: IncidentFilter, options: ExportOptions
) -> tuple[Weighed, ExportOptions]:
    """Read and weigh; a file that is an export of the project's own is the record of an archive, and is asked like one."""
    from reportedly import api
    from reportedly.archive import IncidentFilter
    from reportedly.cli.output import fail
    from reportedly.export import is_bundle

    assert options.policy is not None
    if len(job.files) == 1 and is_bundle(Path(job.files[0])):
        with _carried(Path(job.files[0])) as archive:
            return _gathered(archive, form, ids, wanted, options)
    if ids or wanted != IncidentFilter():
        fail("export: filters belong to an archive; leave them out, or leave the files out")
    weighed = api.weigh(job.readings(log), policy=options.policy)
    if log.failed and not weighed.readings:  # what was written before is not replaced by nothing
        log.close()
    return weighed, options


@contextmanager
def _carried(path: Path) -> Iterator[Archive]:
    """The record of a file as an archive, for as long as it is needed."""
    import tempfile

    from reportedly.archive import open_archive

    with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder) / "record.sqlite") as archive:
        bundle = read_record(path, "export")
        archive.carry_in(bundle.weighed.readings, bundle.originals, bundle.decisions)
        yield archive


def read_record(path: Path, command: str) -> Bundle:
    """The record in an export of the project's own; one from which something was withheld is no record."""
    from reportedly.cli.output import fail
    from reportedly.export import ExportError, read_bundle

    try:
        bundle = read_bundle(path)
    except ExportError as error:
        fail(f"{command}: {error}")
    except OSError as error:
        fail(
            f"{command}: {path}: cannot be read ({error.strerror}); give a file that `reportedly export jsonl` made"
        )
    if bundle.withheld:
        fail(
            f"{command}: {path}: names were withheld in it, so it is no whole record; export it with --withhold nothing"
        )
    return bundle


def _from_archive(
    form: Format, url: str | None, ids: tuple[str, ...], wanted: IncidentFilter, options: ExportOptions
) -> tuple[Weighed, ExportOptions]:
    from reportedly.archive import ArchiveError, open_archive
    from reportedly.cli.output import fail

    try:
        with open_archive(url, create=False) as archive:
            return _gathered(archive, form, ids, wanted, options)
    except ArchiveError as error:
        fail(f"export: {error}")


def _gathered(
    archive: Archive, form: Format, ids: tuple[str, ...], wanted: IncidentFilter, options: ExportOptions
) -> tuple[Weighed, ExportOptions]:
    from dataclasses import replace

    from reportedly.export.gather import gather

    assert options.policy is not None
    found = gather(archive, options.policy, wanted, ids, whole=form.whole)
    more = {"filters": found.filters, "decisions": found.decisions, "originals": found.originals}
    return found.weighed, replace(options, **more)  # type: ignore[arg-type]


def _tell(made: Exported, saved: list[Path], *, asked: bool) -> None:
    """Which files were written, what they leave out, and what was withheld, on standard error."""
    method = made.method
    typer.echo(f"{method.written} of {method.incidents} incidents written: {', '.join(map(str, saved))}", err=True)
    for line in method.left_out:
        typer.echo(f"left out: {line}", err=True)
    withheld = [f"{row.count} {row.kind}" for row in method.withheld if row.count]
    if withheld:
        hint = "" if asked else " (--withhold nothing publishes them)"
        typer.echo(f"withheld: {', '.join(withheld)}{hint}", err=True)


def _now() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).isoformat(timespec="seconds")


def import_record(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `reportedly export jsonl` made.")],
    archive: ArchiveUrl = None,
    by: Annotated[str, typer.Option(help="Who carries it in, for the ledger.")] = "",
) -> None:
    """Carry a whole record into an archive: reports, originals, readings and decisions, as they were kept."""
    from reportedly.archive import ArchiveError, open_archive
    from reportedly.cli.output import fail

    bundle = read_record(file, "import")
    try:
        with open_archive(archive) as opened:
            new = opened.carry_in(bundle.weighed.readings, bundle.originals, bundle.decisions, by=by)
            content = opened.verify().content
    except ArchiveError as error:
        fail(f"import: {error}")
    typer.echo(
        f"{new.reports} reports, {new.readings} readings, {new.decisions} decisions are new; content {content}"
    )
