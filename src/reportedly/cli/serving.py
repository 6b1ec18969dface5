"""Commands that show the archive in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli import options as opt
from reportedly.cli.filters import Filters
from reportedly.cli.grouped import grouped


def serve(
    archive: opt.ArchiveUrl = None,
    host: Annotated[str, typer.Option(help="Where to listen.")] = "127.0.0.1",
    port: Annotated[
        int | None,
        typer.Option(help="Which port; without it the first free one from 8731 on.", show_default=False),
    ] = None,
    team: Annotated[bool, typer.Option("--team", help="Several users, who sign in with passwords.")] = False,
    demo: Annotated[
        bool, typer.Option("--demo", help="Read the sample reports first, where the archive is empty.")
    ] = False,
) -> None:
    """Pages to read, compare and correct the archive in a browser."""
    from reportedly.archive import ArchiveError
    from reportedly.cli.output import build_places, fail
    from reportedly.web import MissingPartError

    try:
        from reportedly.web import ServeError, ServeOptions, prepare, run
    except MissingPartError as error:
        fail(str(error))
    build_places()
    try:
        ready = prepare(ServeOptions(archive=archive, host=host, port=port, team=team, demo=demo))
    except (ServeError, ArchiveError) as error:
        fail(str(error))
    typer.echo(f"The archive {ready.archive} is shown at {ready.address}")
    if ready.setup:
        typer.echo(f"Nobody can sign in yet. Make the first admin at {ready.setup}")
    typer.echo("Stop it with Ctrl-C.", err=True)
    run(ready)


@grouped
def publish(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder, or one that was published before.")],
    archive: opt.ArchiveUrl = None,
    policy: opt.PolicyChoice = "range",
    withhold: Annotated[
        str,
        typer.Option(
            help="What is not published: names, victims, minors, witnesses, speakers, exact-places, sources, nothing."
        ),
    ] = "names",
    outlet: Annotated[str | None, typer.Option(help="Who published something of it.", show_default=False)] = None,
    *,
    filters: Filters,
) -> None:
    """The archive, or a part of it, as a folder of pages: read-only, with names withheld."""
    from reportedly.archive import ArchiveError, open_archive
    from reportedly.cli.output import fail
    from reportedly.export import ExportError, Withhold
    from reportedly.web import MissingPartError

    try:
        from reportedly.web import PublishError, PublishOptions
        from reportedly.web import publish as write
    except MissingPartError as error:
        fail(str(error))
    wanted = filters.wanted(outlet)
    try:
        options = PublishOptions(wanted=wanted, policy=policy, withhold=Withhold.parse(withhold))
        with open_archive(archive, create=False) as opened:
            made = write(opened, folder, options)
    except (ArchiveError, ExportError, PublishError, ValueError) as error:
        fail(f"publish: {error}")
    typer.echo(f"{made.pages} pages are in {folder}; begin with {folder / 'index.html'}")
    told = [f"{row.count} {row.kind}" for row in made.withheld if row.count]
    if told:
        typer.echo(f"withheld: {', '.join(told)}", err=True)
