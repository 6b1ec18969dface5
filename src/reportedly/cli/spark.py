"""`reportedly spark`: read, link and weigh millions of reports on this machine or a cluster."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import options as opt
from reportedly.cli.taking_in import intake_options, open_gate

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from reportedly.cluster import Done
    from reportedly.reading import ReaderSettings

_SHOWN = 20  # failures that are named; all of them are in the table

app = typer.Typer(no_args_is_help=True, help="Read, link and weigh millions of reports with Apache Spark.")
Master = Annotated[str, typer.Option(help="Where Spark runs: local[*], spark://host:7077, yarn, k8s://…")]
Conf = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME=VALUE", help="A setting of Spark; may be repeated.", show_default=False),
]
Folder = Annotated[str, typer.Option("--out", help="The folder that holds this run: a path, hdfs://…, s3a://…", show_default=False)]  # fmt: skip
Reports = Annotated[
    list[str], typer.Argument(metavar="REPORTS...", help="Parquet files or folders.", show_default=False)
]
Readings = Annotated[
    list[str],
    typer.Argument(metavar="READINGS...", help="Folders that `spark read` wrote.", show_default=False),
]
Clusters = Annotated[str, typer.Option(help="The folder that `spark link` wrote.", show_default=False)]
Crowd = Annotated[int, typer.Option(min=2, help="A key that more incidents share is too common to seek pairs by.")]
Task = Annotated[int, typer.Option(min=1, help="Reports that one task reads, and reads again when it fails.")]
Chunk = Annotated[
    int, typer.Option(min=1, help="Reports that are committed together, and are not read again after them.")
]


@app.command()
def read(
    reports: Reports,
    out: Folder,
    master: Master = "local[*]",
    conf: Conf = None,
    published: opt.Published = None,
    outlet: opt.Outlet = None,
    url: opt.Url = None,
    verbatim: opt.Verbatim = False,
    mapping: opt.Map = None,
    gate: opt.Gate = False,
    threshold: opt.Threshold = None,
    model: opt.Model = None,
    tagger: opt.TaggerName = opt.Tagger.shipped,
    gazetteer: opt.Gazetteer = None,
    skim: opt.Skim = False,
    task: Task = 500,
    chunk: Chunk = 1_000_000,
) -> None:
    """Reports to readings and claims."""
    intake = intake_options(published=published, outlet=outlet, url=url, verbatim=verbatim, mapping=mapping)
    glance = open_gate(gate, threshold, None)
    reader = _reader(model, tagger, gazetteer, skim)
    with _spark(master, conf) as session:
        from reportedly import cluster

        options = cluster.ReadOptions(
            intake=intake, reader=reader, gate=glance.threshold if glance else None, task=task, chunk=chunk
        )
        done = cluster.read(session, reports, out, options)
        _say(done)
        if done.counts["failed"]:
            _name_failures(session, done)
            raise typer.Exit(1)


@app.command()
def link(
    readings: Readings,
    out: Folder,
    master: Master = "local[*]",
    conf: Conf = None,
    crowd: Crowd = 1_000,
) -> None:
    """Readings to incidents: which of them speak of one happening, and why."""
    with _spark(master, conf) as session:
        from reportedly import cluster

        _say(cluster.link(session, readings, out, cluster.LinkOptions(crowd=crowd)))


@app.command()
def weigh(
    readings: Readings,
    clusters: Clusters,
    out: Folder,
    policy: opt.PolicyChoice = "range",
    master: Master = "local[*]",
    conf: Conf = None,
) -> None:
    """Incidents to accounts, disputes and estimates."""
    from reportedly.cli.commands import find_policy

    chosen = find_policy(policy)
    with _spark(master, conf) as session:
        from reportedly import cluster

        _say(cluster.weigh(session, readings, clusters, out, cluster.WeighOptions(policy=chosen)))


def _reader(model: str | None, tagger: opt.Tagger, gazetteer: Path | None, skim: bool) -> ReaderSettings:
    """How the workers are to read; what they could not load is refused here, before any of them starts."""
    from reportedly.cli.commands import no_model
    from reportedly.cli.output import fail
    from reportedly.gazetteer import GazetteerError
    from reportedly.reading import DefaultReader, ReaderSettings
    from reportedly.reading.parse import load_model

    own = str(gazetteer.resolve()) if gazetteer else None
    settings = ReaderSettings(tagger=tagger.value, gazetteer=own, skim=skim)
    settings = replace(settings, model=model) if model else settings
    try:
        load_model(settings.model)
        DefaultReader(settings)
    except GazetteerError as error:
        fail(f"--gazetteer: {error}")
    except OSError as error:
        no_model(model, error)
    return settings


@contextlib.contextmanager
def _spark(master: str, conf: list[str] | None) -> Iterator[SparkSession]:
    """A session for one command; what goes wrong with the run as a whole is said in a line."""
    from reportedly.cli.output import fail

    settings = dict(pair.partition("=")[::2] for pair in conf or ())
    if wrong := [name for name, value in settings.items() if not name.startswith("spark.") or not value]:
        raise typer.BadParameter(
            f"{wrong[0]!r} is no setting; write it like spark.executor.memory=8g", param_hint="--conf"
        )
    try:
        from reportedly import cluster
    except ModuleNotFoundError as error:
        fail(str(error))
    try:
        yield cluster.open_session(cluster.SparkOptions(master=master, conf=settings))
    except cluster.ClusterError as error:
        fail(str(error))
    except cluster.SPARK_ERRORS as error:
        fail(
            f"Spark gave up: {cluster.reason_of(error)}; start the command again, and it goes on where it stopped"
        )


def _say(done: Done) -> None:
    counts = ", ".join(f"{count:,} {name}" for name, count in done.counts.items())
    typer.echo(f"{done.folder}: {counts}{' (finished before)' if done.before else ''}", err=True)


def _name_failures(session: SparkSession, done: Done) -> None:
    """Say what could not be read, the first of them by name."""
    from reportedly.intake import Failure

    table = session.read.parquet(f"{done.folder}/failures").where("lost").orderBy("file", "line")
    for row in table.limit(_SHOWN).collect():
        typer.echo(str(Failure(row["file"], row["line"], row["what"], row["advice"])), err=True)
    more = done.counts["failed"] - _SHOWN
    if more > 0:
        typer.echo(f"and {more:,} more, see {Path(done.folder) / 'failures'}", err=True)
