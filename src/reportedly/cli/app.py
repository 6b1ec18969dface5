"""The commands. Each imports what it needs when it runs, so that --help is there at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly import __version__
from reportedly.cli import adding, asking, caring, deciding, serving, showing, spark
from reportedly.cli import options as opt
from reportedly.cli.export import export, import_record
from reportedly.cli.grouped import grouped
from reportedly.cli.groups import Effort, Intake, Reader
from reportedly.cli.watching import watch

if TYPE_CHECKING:
    from reportedly.cli.commands import Job

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
@grouped
def read(
    files: opt.Files,
    form: opt.FormatChoice = opt.Format.text,
    out: opt.Out = None,
    verbose: opt.Verbose = False,
    *,
    intake: Intake,
    reader: Reader,
    effort: Effort,
) -> None:
    """What each report says: its claims, each with its source and its words."""
    from reportedly.cli import commands

    commands.read(_job(files, form, out, verbose, intake, reader, effort))


@app.command()
@grouped
def weigh(
    files: opt.Files,
    policy: opt.PolicyChoice = "range",
    form: opt.FormatChoice = opt.Format.text,
    out: opt.Out = None,
    verbose: opt.Verbose = False,
    *,
    intake: Intake,
    reader: Reader,
    effort: Effort,
) -> None:
    """Read, bring reports of one happening together, and weigh what the sources say of it."""
    from reportedly.cli import commands

    commands.weigh(_job(files, form, out, verbose, intake, reader, effort), policy)


def _job(
    files: list[str],
    form: opt.Format,
    out: Path | None,
    verbose: bool,
    intake: Intake,
    reader: Reader,
    effort: Effort,
) -> Job:
    """What is to be read, how, and where it goes."""
    from reportedly.cli.commands import Job

    glance = effort.open_gate()
    return Job(
        files=files,
        form=form,
        out=out,
        reader=reader.chosen(effort),
        verbose=verbose,
        intake=intake.options(glance),
        gate=glance,
    )


app.command()(adding.add)
app.command()(asking.incidents)
app.command()(showing.show)
app.command()(asking.search)
app.command()(asking.source)
app.command()(asking.history)
app.command()(asking.queue)
app.command()(deciding.decide)
app.command()(caring.rebuild)
app.command()(caring.reread)
app.command()(caring.verify)
app.command()(caring.backup)
app.command()(export)
app.command("import")(import_record)


@app.command()
def schema(out: opt.Out = None) -> None:
    """The JSON Schema of what read and weigh print."""
    from reportedly.cli import commands

    commands.schema(out)


@app.command()
def demo() -> None:
    """Weigh ten sample reports on three historic events, with every policy for the first."""
    from reportedly.cli import commands

    commands.demo()


app.command()(serving.serve)
app.command()(serving.publish)
app.command()(watch)
app.add_typer(spark.app, name="spark")
