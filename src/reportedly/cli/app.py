"""The commands. Each imports what it needs when it runs, so that --help is there at once."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly import __version__
from reportedly.cli import options as opt

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"reportedly {__version__}")
        raise typer.Exit


@app.callback()
def reportedly(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Read news reports; find who claims what about violence, in which words; weigh the claims into a record."""


@app.command()
def read(
    files: opt.Files,
    published: opt.Published = None,
    outlet: opt.Outlet = None,
    url: opt.Url = None,
    form: opt.FormatChoice = opt.Format.text,
    out: opt.Out = None,
    verbatim: opt.Verbatim = False,
    model: opt.Model = None,
    verbose: opt.Verbose = False,
) -> None:
    """What each report says: its claims, each with its source and its words."""
    from reportedly.cli.commands import Job, run_read

    run_read(Job(files, published, outlet, url, form, out, verbatim, model, verbose))


@app.command()
def weigh(
    files: opt.Files,
    published: opt.Published = None,
    outlet: opt.Outlet = None,
    url: opt.Url = None,
    policy: opt.PolicyChoice = opt.Policy.range,
    form: opt.FormatChoice = opt.Format.text,
    out: opt.Out = None,
    verbatim: opt.Verbatim = False,
    model: opt.Model = None,
    verbose: opt.Verbose = False,
) -> None:
    """Read, bring reports of one happening together, and weigh what the sources say of it."""
    from reportedly.cli.commands import Job, run_weigh

    run_weigh(Job(files, published, outlet, url, form, out, verbatim, model, verbose), policy)
