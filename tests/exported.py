"""What the tests of exports share: records to export, made by hand, from the samples and from the cases, and rows of CSV."""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path

import pytest

from made import reading
from reportedly import api
from reportedly.export import Exported, ExportOptions, Withhold, export
from reportedly.intake import IntakeOptions
from reportedly.records import Reading, Weighed
from reportedly.samples import sample_files

CASES = Path(__file__).resolve().parents[2] / "shared" / "cases"
OPEN = ExportOptions(withhold=Withhold.nothing())


@cache
def sample_readings() -> tuple[Reading, ...]:
    """The readings of the samples."""
    with sample_files() as files:
        return tuple(found for found in api.read_all(files) if isinstance(found, Reading))


@cache
def sample_record(policy: str = "range") -> Weighed:
    """The samples, weighed."""
    return api.weigh(sample_readings(), policy=policy)


@cache
def case_record(policy: str) -> Weighed:
    """The two cases that lie beside the repository, weighed."""
    if not CASES.is_dir():
        pytest.skip(f"{CASES} is not here: the cases hold other people's texts and are no part of this repository")
    options = IntakeOptions(published="2021-06-29", outlet="Al Roeya")
    found = [
        *api.read_all([CASES / "border-strikes.txt"], options=options),
        *api.read_all([CASES / "consulate-attack.jsonl"]),
    ]
    return api.weigh([one for one in found if isinstance(one, Reading)], policy=policy)


def made_record(*said: object, policy: str = "ucdp", **more: object) -> Weighed:
    """One incident of one report; see `made.reading`."""
    return api.weigh([reading("r", *said, **more)], policy=policy)  # type: ignore[arg-type]


def rows(data: bytes) -> list[dict[str, str]]:
    """The rows of a CSV by column."""
    return list(csv.DictReader(io.StringIO(data.decode())))


def row_of(weighed: Weighed, form: str) -> dict[str, str]:
    """The only row of a CSV format, with nothing withheld."""
    [row] = rows(made(weighed, form).files[""])
    return row


def made(weighed: Weighed, form: str) -> Exported:
    """An export with nothing withheld."""
    return export(weighed, form, options=OPEN)
