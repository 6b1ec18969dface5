"""`reportedly show ID`: an incident with its accounts and decisions, a report with its claims, a claim, or a decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import options as opt
from reportedly.cli.opened import opened

if TYPE_CHECKING:
    from rich.console import Console

    from reportedly.archive import Archive
    from reportedly.records import Record


Drawn = tuple["Record", Callable[["Console"], None]]


def show(
    key: Annotated[str, typer.Argument(metavar="ID", help="An incident, a report, a claim or a decision.")],
    archive: opt.ArchiveUrl = None,
    policy: opt.PolicyChoice = "range",
    form: opt.FormatChoice = opt.Format.text,
    verbose: opt.Verbose = False,
) -> None:
    """Show one thing in full; the ids of incidents that were merged lead to the whole."""
    from reportedly.cli.output import console_on, output

    with opened(archive) as kept:
        record, draw = _find(kept, key, policy, verbose=verbose)
        with output(None) as out:
            if form is opt.Format.text:
                draw(console_on(out))
            else:
                out.write(record.to_json() + "\n")


def _find(archive: Archive, key: str, policy: str, *, verbose: bool) -> Drawn:
    """The thing that has this id. Raises NotFoundError, saying what became of an incident that is none any more."""
    from reportedly.archive import NotFoundError

    gone = None
    for find in (_incident(policy), _report(verbose), _claim, _decision):
        try:
            return find(archive, key)
        except NotFoundError as error:
            gone = gone or (error if "no incident now" in str(error) else None)
    raise gone or NotFoundError(f"nothing in the archive has the id {key}")


def _incident(policy: str) -> Callable[[Archive, str], Drawn]:
    from reportedly.cli.commands import find_policy
    from reportedly.cli.show_weighed import incident_block
    from reportedly.wording import Claims, lay_out

    chosen = find_policy(policy)

    def find(archive: Archive, key: str) -> Drawn:
        incident = archive.incident(key, policy=chosen if policy != "range" else "range")
        readings = archive.readings(incident)

        def draw(console: Console) -> None:
            console.print(incident_block(lay_out(incident, Claims(readings)), readings, console.width))
            for report in readings:
                title = report.report.title or report.report.outlet or ""
                console.print(f"{report.report.id}  {(report.report.published or '')[:10]}  {title}")
            _decisions(archive, key, console)

        return incident, draw

    return find


def _report(verbose: bool) -> Callable[[Archive, str], Drawn]:
    from reportedly.cli import show_read

    def find(archive: Archive, key: str) -> Drawn:
        reading = archive.reading(key)

        def draw(console: Console) -> None:
            show_read.show(reading, console, verbose=verbose)
            for claim in reading.claims:
                console.print(f"{claim.id}  {claim.field:12} “{' '.join(claim.span.words.split())}”")
            _decisions(archive, key, console)

        return reading, draw

    return find


def _claim(archive: Archive, key: str) -> Drawn:
    from reportedly.wording import quote, source_phrase, value_phrase

    read, reading = archive.claim(key)
    corrected = (c for r in archive.readings([reading.report.id]) for c in r.claims if c.id == key)
    claim = next(corrected, None)

    def draw(console: Console) -> None:
        now = claim or read
        was = f" (stated: {value_phrase(now.stated)})" if now.stated is not None else ""
        console.print(f"{now.field}: {value_phrase(now.value)}{was}, says {source_phrase(now.source)}")
        console.print(quote(reading.report.text, now.span, room=200))
        console.print(f"in {reading.report.id}" + ("" if claim else "; rejected"))
        _decisions(archive, key, console)

    return claim or read, draw


def _decision(archive: Archive, key: str) -> Drawn:
    decision = archive.decision(key)

    def draw(console: Console) -> None:
        console.print(f"{decision.at}  {decision.by}  {decision.what} {' '.join(decision.on)}")
        console.print(decision.why)
        _decisions(archive, key, console)

    return decision, draw


def _decisions(archive: Archive, key: str, console: Console) -> None:
    """The decisions on a thing, with those that stand no longer marked."""
    standing = {d.id for d in archive.decisions(key, standing=True)}
    for d in archive.decisions(key):
        undone = "" if d.id in standing or d.what == "undo" else " (undone)"
        console.print(f"{d.at[:16]}  {d.by}: {d.what}{undone}{f', {d.why}' if d.why else ''}  {d.id}")
