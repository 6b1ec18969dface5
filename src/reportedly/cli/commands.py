"""What the commands do once their options are known."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn, TypedDict

from reportedly import api
from reportedly.cli.options import Format, Tagger
from reportedly.cli.output import Log, build_places, console_on, counted, fail, output
from reportedly.gazetteer import GazetteerError
from reportedly.intake import IntakeOptions
from reportedly.lexicon.policies import Policy, policy_from
from reportedly.reading.reader import TaggerChoice
from reportedly.reading.relevance import RelevanceGate
from reportedly.records import Reading, Weighed
from reportedly.samples import sample_files
from reportedly.weighing import POLICIES, get_policy


class Settings(TypedDict):
    """How reports are to be read, for `read_all` and `add_all`."""

    model: str | None
    tagger: TaggerChoice
    gazetteer: Path | None
    skim: bool
    reader: str
    processes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderOptions:
    """How reports are to be read; `name` is that of the reader."""

    name: str = "default"
    model: str | None = None
    tagger: Tagger = Tagger.shipped
    gazetteer: Path | None = None
    skim: bool = False
    processes: int = 1

    def settings(self) -> Settings:
        """As the functions of the API take them."""
        return {
            "model": self.model,
            "tagger": self.tagger.value,
            "gazetteer": self.gazetteer,
            "skim": self.skim,
            "reader": self.name,
            "processes": self.processes,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """The options that `read` and `weigh` share, as they were typed."""

    files: list[str]
    form: Format = Format.text
    out: Path | None = None
    reader: ReaderOptions = field(default_factory=ReaderOptions)
    verbose: bool = False
    intake: IntakeOptions = field(default_factory=IntakeOptions)
    gate: RelevanceGate | None = None

    def readings(self, log: Log, *, uncounted: bool = False) -> Iterator[Reading]:
        """The readings that these options ask for; what fails goes to the log."""
        build_places()
        found = api.read_all(self.files, options=self.intake, **self.reader.settings())
        with reader_faults(self.reader):
            yield from counted(log.sort(found), log, hidden=uncounted)
            if self.gate:
                log.say(passed_over(self.gate))


def read(job: Job) -> None:
    """Print a reading of every report as soon as it is made."""
    log = Log(job.verbose)
    with output(job.out) as out:
        readings = job.readings(log, uncounted=out.isatty())
        if job.form is Format.text:
            from reportedly.cli.show_read import show

            console = console_on(out)
            for reading in readings:
                show(reading, console, verbose=job.verbose)
        else:
            out.writelines(_as_list(readings) if job.form is Format.json else _as_lines(readings))
    log.close()


def weigh(job: Job, policy: str) -> None:
    """Read everything, then link and weigh it."""
    chosen = find_policy(policy)
    log = Log(job.verbose)
    weighed = api.weigh(job.readings(log), policy=chosen)
    with output(job.out) as out:
        if job.form is Format.json:
            out.write(weighed.to_json() + "\n")
        elif job.form is Format.jsonl:
            out.writelines(incident.to_json() + "\n" for incident in weighed.incidents)
        else:
            from reportedly.cli.show_weighed import show

            show(weighed, console_on(out))
    log.close()


def demo() -> None:
    """Weigh the sample reports, and show what each policy makes of the incident that most of them speak of."""
    from reportedly.cli.show_weighed import show_demo

    log = Log()
    with sample_files() as files, output(None) as out:
        readings = tuple(Job(files=[str(file) for file in files]).readings(log))
        console = console_on(out)
        show_demo([(policy, api.weigh(readings, policy=policy)) for policy in POLICIES.values()], console)
    log.close()


def schema(out_file: Path | None) -> None:
    """Print the JSON Schema of what `read` and `weigh` print."""
    with output(out_file) as out:
        schemas = {
            record.__name__: record.model_json_schema(mode="serialization") for record in (Reading, Weighed)
        }
        out.write(json.dumps(schemas, indent=2, sort_keys=True, ensure_ascii=False) + "\n")


def _as_lines(readings: Iterable[Reading]) -> Iterator[str]:
    return (reading.to_json() + "\n" for reading in readings)


def _as_list(readings: Iterable[Reading]) -> Iterator[str]:
    """One JSON array, written as the readings come."""
    opening = "["
    for reading in readings:
        yield opening + reading.to_json()
        opening = ",\n"
    yield "[]\n" if opening == "[" else "]\n"


def find_policy(name: str) -> Policy:
    """A policy by its name, or from a TOML file."""
    try:
        return policy_from(Path(name)) if name.endswith(".toml") else get_policy(name)
    except OSError as error:
        fail(f"{name}: cannot be read ({error.strerror}); give a policy file or one of {', '.join(POLICIES)}")
    except ValueError as error:
        fail(f"--policy: {error}")


@contextlib.contextmanager
def reader_faults(chosen: ReaderOptions) -> Iterator[None]:
    """What keeps the reader from being made ends the command with status 2."""
    try:
        yield
    except GazetteerError as error:
        fail(f"--gazetteer: {error}")
    except OSError as error:  # spaCy says which pipeline it does not find
        no_model(chosen.model, error)


def passed_over(gate: RelevanceGate) -> str:
    """What the gate did, in a line."""
    return f"{gate.passed_over:,} passed over by the gate, {gate.let_through:,} let through"


def no_model(name: str | None, error: OSError) -> NoReturn:
    """Say that there is no such spaCy pipeline; any other error of the system goes on."""
    if error.filename is not None or not str(error).startswith(("[E050]", "[E941]")):
        raise error
    fail(f"--model: no spaCy pipeline {name} is installed; install it, or leave --model out")
