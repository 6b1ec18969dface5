"""`reportedly add`: read reports and keep them in an archive; what is kept already is not read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from reportedly.cli import options as opt
from reportedly.cli.opened import opened, somebody
from reportedly.cli.taking_in import intake_options

if TYPE_CHECKING:
    from reportedly.archive import Added, Archive
    from reportedly.cli.commands import ReaderOptions
    from reportedly.cli.output import Log
    from reportedly.intake import Failure, IntakeOptions
    from reportedly.records import Original, Reading, Report


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


def add(
    files: opt.Files,
    archive: opt.ArchiveUrl = None,
    published: opt.Published = None,
    outlet: opt.Outlet = None,
    url: opt.Url = None,
    form: opt.FormatChoice = opt.Format.text,
    by: opt.By = None,
    originals: Originals = None,
    verbatim: opt.Verbatim = False,
    mapping: opt.Map = None,
    follow: opt.Follow = False,
    most: opt.Most = 1_000,
    contact: opt.Contact = None,
    model: opt.Model = None,
    tagger: opt.TaggerName = opt.Tagger.shipped,
    reader_name: opt.ReaderName = "default",
    gazetteer: opt.Gazetteer = None,
    verbose: opt.Verbose = False,
) -> None:
    """Read reports and keep them; stopped at any moment it goes on where it was when it is called again."""
    from reportedly.cli.commands import ReaderOptions
    from reportedly.cli.output import Log

    intake = intake_options(
        published=published, outlet=outlet, url=url, verbatim=verbatim, mapping=mapping,
        follow=follow, most=most, contact=contact,
    )  # fmt: skip
    log = Log(verbose)
    reader = ReaderOptions(name=reader_name, model=model, tagger=tagger, gazetteer=gazetteer)
    place: Literal["inside", "beside"] | None = originals.value if originals else None
    with opened(archive, create=True, originals=place) as kept:
        _print(_added(kept, files, intake, reader, log, somebody(by)), form, log)
    log.close()


def _added(
    archive: Archive, files: list[str], intake: IntakeOptions, reader: ReaderOptions, log: Log, by: str
) -> Iterator[Added]:
    """What becomes of every report, in parts: those that are known first, then those that were read and kept."""
    from reportedly import api
    from reportedly.archive import Added, ConflictError
    from reportedly.cli.output import counted
    from reportedly.intake import Failure, take_in

    held: dict[str, bytes] = {}
    known: list[Added] = []

    def keep(original: Original, data: bytes) -> None:
        held[original.sha256] = data

    def new(found: Iterable[Report | Failure]) -> Iterator[Report | Failure]:
        for item in found:
            if isinstance(item, Failure):
                yield item
                continue
            try:
                there = archive.holds(item)
            except ConflictError as error:
                yield _conflict((item.original and item.original.path) or item.id, error)
                continue
            if there:
                held.pop(item.original.sha256 if item.original else "", None)
                known.append(Added(report=item.id, status="known"))
            else:
                yield item

    def read() -> Iterator[tuple[Reading, bytes | None]]:
        settings = {
            "model": reader.model,
            "tagger": reader.tagger.value,
            "gazetteer": reader.gazetteer,
            "reader": reader.name,
        }
        readings = api.read_reports(new(take_in(files, replace(intake, keep=keep))), **settings)  # type: ignore[arg-type]
        for reading in counted(log.sort(readings)):
            original = reading.report.original
            yield reading, held.pop(original.sha256, None) if original else None

    for added in archive.add_many(read(), by=by):
        yield from _emptied(known)
        if isinstance(added, ConflictError):
            log.note(_conflict("archive", added))
        else:
            yield added
    yield from _emptied(known)


def _conflict(place: str, error: Exception) -> Failure:
    from reportedly.intake import Failure

    what, _, advice = str(error).partition("; ")
    return Failure(place, None, what, advice)


def _emptied(known: list[Added]) -> Iterator[Added]:
    while known:
        yield known.pop(0)


def _print(added: Iterable[Added], form: opt.Format, log: Log) -> None:
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
