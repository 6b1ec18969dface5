"""What `read` and `weigh` do once their options are known."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import typer

from reportedly.cli.options import Format, Policy
from reportedly.cli.run import Log, Run
from reportedly.intake import IntakeOptions
from reportedly.records import Weighed


@dataclass(frozen=True, slots=True)
class Job:
    """The options that `read` and `weigh` share, as they were typed."""

    files: list[str]
    published: str | None
    outlet: str | None
    url: str | None
    form: Format
    out: Path | None
    verbatim: bool
    model: str | None
    verbose: bool

    def run(self, log: Log) -> Run:
        """The run of the reader that these options ask for."""
        intake = IntakeOptions(published=self.published, outlet=self.outlet, url=self.url, verbatim=self.verbatim)
        return Run(self.files, intake, log, self.model)


@contextlib.contextmanager
def _output(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or the file of --out."""
    if path is None:
        yield sys.stdout
        return
    try:
        stream = path.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        typer.echo(f"{path}: cannot be written ({error.strerror}); choose another file for --out", err=True)
        raise typer.Exit(2) from error
    with stream:
        yield stream


def run_read(job: Job) -> None:
    """Print a reading of every report as soon as it is made."""
    log = Log(job.verbose)
    with _output(job.out) as out:
        first = True
        for reading in job.run(log):
            if job.form is Format.json:
                out.write("[" if first else ",\n")
            out.write(reading.to_json())
            if job.form is not Format.json:
                out.write("\n")
            first = False
        if job.form is Format.json:
            out.write("[]\n" if first else "]\n")
    log.close()


def run_weigh(job: Job, policy: Policy) -> None:
    """Read everything, then link and weigh it."""
    log = Log(job.verbose)
    with _output(job.out) as out:
        readings = tuple(job.run(log))
        incidents = ()
        with contextlib.suppress(ImportError):
            from reportedly.linking import link
            from reportedly.weighing import weigh

            incidents = weigh(link(readings), readings, policy.value)
        if job.form is Format.jsonl:
            out.writelines(incident.to_json() + "\n" for incident in incidents)
        else:
            out.write(Weighed(readings=readings, incidents=incidents).to_json() + "\n")
    log.close()
