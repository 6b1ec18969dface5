"""Commands that show the archive in a browser."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.cli import options as opt


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
    from reportedly.cli.output import fail
    from reportedly.web import MissingPartError

    try:
        from reportedly.web import ServeError, ServeOptions, prepare, run
    except MissingPartError as error:
        fail(str(error))
    try:
        ready = prepare(ServeOptions(archive=archive, host=host, port=port, team=team, demo=demo))
    except (ServeError, ArchiveError) as error:
        fail(str(error))
    typer.echo(f"The archive {ready.archive} is shown at {ready.address}")
    if ready.setup:
        typer.echo(f"Nobody can sign in yet. Make the first admin at {ready.setup}")
    typer.echo("Stop it with Ctrl-C.", err=True)
    run(ready)
