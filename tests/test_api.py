"""The library in three functions."""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import reportedly
from helpers import assert_offsets
from reportedly.intake import Failure
from reportedly.reading import DefaultReader
from reportedly.reading.parse import Parse
from reportedly.records import Reading, Report

TEXT = "At least four people were killed in Homs on Sunday, police said. Nine were wounded, a doctor said."


def test_read_a_text() -> None:
    reading = reportedly.read(TEXT, outlet="Daily Test", published="2021-06-29", url="https://daily.test/1")
    assert reading.report.text == TEXT
    assert (reading.report.outlet, reading.report.published) == ("Daily Test", "2021-06-29")
    assert reading.report.url == "https://daily.test/1"
    assert any(claim.field == "killed" for claim in reading.claims)
    assert_offsets(reading)


def test_read_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Share\n\n{TEXT}")
    assert reportedly.read(tmp_path / "a.txt").report.text == TEXT
    assert reportedly.read(tmp_path / "a.txt", verbatim=True).report.text == f"Share\n\n{TEXT}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "text: has no text; give a report that is not empty"),
        ("Al menos cuatro personas murieron el domingo, dijo la policía.", "text: is not in English"),
    ],
)
def test_what_cannot_be_read_says_why(text: str, message: str) -> None:
    with pytest.raises(reportedly.UnreadableError, match=message):
        reportedly.read(text)


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(reportedly.UnreadableError, match="there is no such file"):
        reportedly.read(Path("none.txt"))


def test_a_folder_without_reports(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"")
    with pytest.raises(reportedly.UnreadableError, match="no report was given"):
        reportedly.read(tmp_path)


def test_read_all_says_failures_in_their_place(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text("")
    (tmp_path / "c.txt").write_text(TEXT.replace("four", "five"))
    found = list(reportedly.read_all([tmp_path]))
    assert {type(item) for item in found} == {Reading, Failure}
    assert [r.report.text.split()[2] for r in found if isinstance(r, Reading)] == ["four", "five"]


def test_weigh_by_a_policy() -> None:
    readings = [reportedly.read(TEXT, outlet=outlet, published="2021-06-29") for outlet in ("One", "Two")]
    weighed = reportedly.weigh(readings, policy="majority")
    assert weighed.readings == tuple(readings)
    assert {e.policy.split()[0] for i in weighed.incidents for e in i.estimates} == {"majority"}


def test_an_unknown_policy_lists_those_there_are() -> None:
    with pytest.raises(ValueError, match="range"):
        reportedly.weigh([], policy="no such policy")


def test_a_fault_in_one_report_costs_no_other(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    honest = DefaultReader.read_parsed

    def faulty(self: DefaultReader, parse: Parse) -> Reading:
        if "five" in parse.text:
            raise KeyError("five")
        return honest(self, parse)

    monkeypatch.setattr(DefaultReader, "read_parsed", faulty)
    for name, number in [("a", "four"), ("b", "five"), ("c", "six")]:
        (tmp_path / f"{name}.txt").write_text(TEXT.replace("four", number))
    first, second, third = reportedly.read_all([tmp_path])
    assert isinstance(first, Reading)
    assert isinstance(third, Reading)
    assert isinstance(second, Failure)
    assert str(second).startswith(f"{tmp_path / 'b.txt'}: the reader stumbled over this report (KeyError: 'five')")
    assert "Traceback" in second.detail


def test_a_stream_that_breaks_costs_no_report_but_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    honest = DefaultReader.read

    def read(self: DefaultReader, report: Report) -> Reading:
        if "five" in report.text:
            raise RuntimeError("the pipe is broken")
        return honest(self, report)

    def breaking(self: DefaultReader, reports: Iterable[Report]) -> Iterator[Reading]:
        for report in reports:
            yield self.read(report)

    monkeypatch.setattr(DefaultReader, "read", read)
    monkeypatch.setattr(DefaultReader, "read_many", breaking)
    for number, name in enumerate(("four", "five", "six", *map(str, range(20, 40)))):
        (tmp_path / f"{number:02}.txt").write_text(TEXT.replace("four", name))
    found = list(reportedly.read_all([tmp_path]))
    assert [isinstance(one, Reading) for one in found] == [True, False, *[True] * 21]
    assert (
        "39" in found[-1].report.text
    )  # more reports than are parsed together: those after them are read as well


def test_the_package_is_imported_without_its_rooms() -> None:
    program = (
        "import sys, reportedly; sys.exit(any(m in sys.modules for m in ('spacy', 'pydantic', 'reportedly.api')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        reportedly.nothing  # noqa: B018
