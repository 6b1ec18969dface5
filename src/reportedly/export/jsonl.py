"""The project's own JSONL: the whole record, a line for each reading, original, decision and incident; it imports again."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from reportedly.export.edition import Edition
from reportedly.export.format import Format, Written
from reportedly.export.losses import EVERYTHING
from reportedly.export.optional import ExportError
from reportedly.export.table import Column, Table
from reportedly.records import Decision, Incident, Reading, Weighed

NAME, VERSION = "reportedly", "1"
_OPENING = f'{{"{NAME}": {{'.encode()
LINES: Table[None] = Table(
    "lines",
    "The members of a line; each line is one object with exactly one of them.",
    tuple(
        Column(name, about, lambda _: None)
        for name, about in (
            ("reportedly", "first line: version of this layout, policy, and whether anything was withheld"),
            ("reading", "a Reading (codebook)"),
            ("original", "the bytes as they arrived: `sha256` and `base64`"),
            ("decision", "a Decision (codebook)"),
            ("incident", "an Incident (codebook); it is derived, and made again on import"),
        )
    ),
)


@dataclass(frozen=True, slots=True)
class Bundle:
    """What such a file holds. `withheld` is true where it is a published edition and not the record itself."""

    weighed: Weighed
    decisions: tuple[Decision, ...] = ()
    originals: dict[str, bytes] = field(default_factory=dict)
    policy: str = ""
    withheld: bool = False


def write(edition: Edition) -> Written:
    """One file; incidents come last, since they follow from the rest."""
    lines = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in _lines(edition))
    return Written(files={"": lines.encode()}, incidents=tuple(case.id for case in edition.cases))


def _lines(edition: Edition) -> Iterator[dict[str, Any]]:
    yield {NAME: {"version": VERSION, "policy": edition.policy.label, "withheld": bool(edition.withheld)}}
    for reading in edition.weighed.readings:
        yield {"reading": json.loads(reading.to_json())}
    for key in sorted(edition.originals):
        yield {"original": {"sha256": key, "base64": base64.b64encode(edition.originals[key]).decode()}}
    for decision in edition.decisions:
        yield {"decision": json.loads(decision.to_json())}
    for incident in edition.weighed.incidents:
        yield {"incident": json.loads(incident.to_json())}


def is_bundle(path: Path) -> bool:
    """Whether a file begins as such a file does; one that cannot be opened does not."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(_OPENING)) == _OPENING
    except OSError:
        return False


def read_bundle(source: Path | Iterable[str], /) -> Bundle:
    """Read such a file again. Raises ExportError naming the line that is wrong, and what to do."""
    if isinstance(source, Path):
        with source.open(encoding="utf-8") as stream:
            return _read(stream, source.name)
    return _read(source, "input")


def _read(lines: Iterable[str], name: str) -> Bundle:
    readings: list[Reading] = []
    incidents: list[Incident] = []
    decisions: list[Decision] = []
    originals: dict[str, bytes] = {}
    head: dict[str, Any] | None = None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            [(kind, value)] = json.loads(line).items()
            if head is None:
                head = _head(kind, value)
            elif kind == "reading":
                readings.append(Reading.model_validate(value))
            elif kind == "incident":
                incidents.append(Incident.model_validate(value))
            elif kind == "decision":
                decisions.append(Decision.model_validate(value))
            elif kind == "original":
                originals[value["sha256"]] = base64.b64decode(value["base64"], validate=True)
            else:
                raise ValueError(f"a line of kind {kind!r} is not known")
        except (ValueError, ValidationError, AttributeError, KeyError, TypeError) as error:
            what = str(error).splitlines()[0]
            raise ExportError(f"{name}:{number}: {what}; export it again with: reportedly export jsonl") from error
    if head is None:
        raise ExportError(f"{name}: is empty; export it again with: reportedly export jsonl")
    weighed = Weighed(readings=tuple(readings), incidents=tuple(incidents))
    return Bundle(weighed, tuple(decisions), originals, head["policy"], head["withheld"])


def _head(kind: str, value: dict[str, Any]) -> dict[str, Any]:
    if kind != NAME or value["version"] != VERSION:
        raise ValueError(f"is no export of version {VERSION}")
    return value


JSONL = Format(
    name="jsonl",
    version=VERSION,
    about="the whole record, to be imported again without loss",
    suffix=".jsonl",
    write=write,
    holds=EVERYTHING,
    tables=(LINES,),
    whole=True,
)
