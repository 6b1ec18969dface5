"""Several processes read as one does: same readings, same order, and one that dies takes no other report with it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from reportedly import api
from reportedly.intake import Failure
from reportedly.reading import DefaultReader, ReaderSettings, Stumble, crew, read_beside
from reportedly.reading.parse import Parse
from reportedly.records import Reading, Report

RULES = ReaderSettings(tagger="none")


def made(count: int) -> list[Report]:
    return [
        Report(id=f"r{n}", text=f"Police said {n + 2} people were killed in Kabul on Monday.", language="en")
        for n in range(count)
    ]


def test_the_same_readings_in_the_same_order() -> None:
    reports = made(21)
    notice = Failure("f", 3, "not JSON", "mend it")
    items: list[Report | Failure] = [*reports[:4], notice, *reports[4:]]
    alone = list(api.read_reports(items, tagger="none"))
    beside = list(api.read_reports(items, tagger="none", processes=2))
    assert beside == alone
    assert beside[4] is notice
    assert len(beside) == 22


def test_no_reports_are_no_readings() -> None:
    assert list(read_beside([], RULES, 2)) == []


def test_a_process_that_dies_costs_one_report(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = DefaultReader.read_parsed

    def deadly(self: DefaultReader, parse: Parse) -> Reading:
        if parse.report.id == "r5":
            os.kill(os.getpid(), signal.SIGKILL)
        if parse.report.id == "r7":
            raise ValueError("no such luck")
        return whole(self, parse)

    monkeypatch.setattr(DefaultReader, "read_parsed", deadly)
    found = list(read_beside(made(20), RULES, 2))
    assert [f.report.id for f in found] == [f"r{n}" for n in range(20)]
    lost = {f.report.id: f.what for f in found if isinstance(f, Stumble)}
    assert set(lost) == {"r5", "r7"}
    assert "SIGKILL" in lost["r5"]
    assert "no such luck" in lost["r7"]


def test_only_a_few_are_taken_ahead() -> None:
    taken = []

    def endless() -> Iterator[Report]:
        for report in made(10_000):
            taken.append(report.id)
            yield report

    stream = read_beside(endless(), RULES, 2)
    next(stream)
    assert len(taken) <= 2 * crew.AHEAD * crew.TOGETHER
    stream.close()


def test_a_fresh_process_takes_over_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "SERVES", 8)
    assert len([r for r in read_beside(made(40), RULES, 2) if isinstance(r, Reading)]) == 40
