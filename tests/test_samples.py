"""The sample reports: reconstructions with attributed figures that differ, three outlets or more an event."""

import json
import re

import pytest

from reportedly.intake import take_in
from reportedly.records import Report
from reportedly.samples import sample_files


def rows() -> dict[str, list[dict[str, str]]]:
    with sample_files() as files:
        return {f.stem: [json.loads(line) for line in f.read_text().splitlines()] for f in files}


@pytest.mark.parametrize("event", ["bloody-sunday", "haymarket", "peterloo"])
def test_each_event_is_told_by_three_outlets(event: str) -> None:
    assert len({row["outlet"] for row in rows()[event]}) >= 3


def test_there_are_nine_to_twelve_short_reports() -> None:
    every = [row for event in rows().values() for row in event]
    assert 9 <= len(every) <= 12
    assert all(90 <= len(row["text"].split()) <= 260 for row in every)


def test_the_official_figure_stands_against_foreign_ones() -> None:
    text = " ".join(row["text"] for row in rows()["bloody-sunday"])
    for figure in ("76", "96", "130", "500", "2,000", "4,600"):
        assert re.search(rf"\b{figure}\b", text)


def test_all_are_taken_in_whole() -> None:
    with sample_files() as files:
        reports = list(take_in(map(str, files)))
    assert all(isinstance(r, Report) and r.language == "en" and r.published for r in reports)
    texts = [row["text"] for event in rows().values() for row in event]
    assert [r.text for r in reports if isinstance(r, Report)] == texts, "nothing in them is taken for furniture"


def test_they_are_labelled_as_reconstructions() -> None:
    with sample_files() as files:
        assert "reconstructions" in (files[0].parent / "README.md").read_text()
