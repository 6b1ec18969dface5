"""Several processes read as one does: same readings, same order, and one that dies takes no other report with it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
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


def test_those_beside_the_one_that_kills_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process has more than one parcel; only the report that it dies on alone is lost, wherever it stands."""
    monkeypatch.setattr(crew, "TOGETHER", 2)
    whole = DefaultReader.read_parsed
    deadly = {"r0", "r9", "r10", "r29"}

    def read(self: DefaultReader, parse: Parse) -> Reading:
        if parse.report.id in deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(self, parse)

    monkeypatch.setattr(DefaultReader, "read_parsed", read)
    found = list(read_beside(made(30), RULES, 2))
    assert [f.report.id for f in found] == [f"r{n}" for n in range(30)]
    assert {f.report.id for f in found if isinstance(f, Stumble)} == deadly


def test_a_process_need_not_wait_for_the_one_who_sends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Results larger than a pipe holds do not keep a process from its next parcel while nobody asks for them."""
    monkeypatch.setattr(crew, "TOGETHER", 2)
    whole = DefaultReader.read_parsed
    begun = multiprocessing.get_context("fork").Value("i", 0)

    def large(self: DefaultReader, parse: Parse) -> Reading:
        with begun.get_lock():
            begun.value += 1
        reading = whole(self, parse)
        info = reading.reader.model_copy(update={"version": "1" * 2_000_000})
        return reading.model_copy(update={"reader": info})

    monkeypatch.setattr(DefaultReader, "read_parsed", large)
    stream = read_beside(made(30), RULES, 1)
    next(stream)
    without_asking = 1 + crew.TOGETHER * (
        1 + crew.HELD
    )  # the one that warms the crew up, the first parcel, those held
    until = time.monotonic() + 20
    while begun.value < without_asking and time.monotonic() < until:
        time.sleep(0.01)
    assert begun.value == without_asking
    assert len(list(stream)) == 29
