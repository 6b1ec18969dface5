"""Readers, exporters and policies of other packages: the example works, and a broken one is named and costs nothing else."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from helpers import report_of
from made import dead, reading
from reportedly import api
from reportedly.cli.app import app
from reportedly.export import ExportError, get_format
from reportedly.export.registry import format_names
from reportedly.lexicon.policies import policy_called, policy_names
from reportedly.reading import DefaultReader, ReaderError, get_reader, reader_names
from reportedly.reading.readers import CheckedReader
from reportedly.records import Claim, ReaderInfo, Reading, Report, Span

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "reportedly-village"
TEXT = "Four people were killed in Kabul on Sunday, police said. A man in the street said that nine people had been killed."


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that Python takes for one of installed packages, with the example in it; its entry points may be changed."""
    shutil.copytree(EXAMPLE / "reportedly_village", tmp_path / "site" / "reportedly_village")
    about = tmp_path / "site" / "reportedly_village-0.1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: reportedly-village\nVersion: 0.1.0\n")
    groups = tomllib.loads((EXAMPLE / "pyproject.toml").read_text())["project"]["entry-points"]
    lines = [
        f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in points.items()) for group, points in groups.items()
    ]
    (about / "entry_points.txt").write_text("\n".join(lines))
    monkeypatch.syspath_prepend(tmp_path / "site")
    format_names.cache_clear()
    monkeypatch.setattr("reportedly.export.registry.format_names", format_names.__wrapped__)
    return about / "entry_points.txt"


def run(*words: object, code: int = 0, data: str | None = None) -> Result:
    """A command that must end with this status."""
    result = CliRunner().invoke(app, [str(word) for word in words], input=data)
    assert result.exit_code == code, result.output
    return result


def test_the_example_brings_a_reader(installed: Path) -> None:
    assert reader_names() == ("default", "named")
    found = get_reader("named").read(report_of(TEXT))
    built_in = DefaultReader().read(report_of(TEXT))
    assert found.reader.name == "named"
    assert 0 < len(found.claims) < len(built_in.claims)
    shown = run("read", "-", "--reader", "named", "--format", "jsonl", data=TEXT).stdout
    assert Reading.from_json(shown).reader.name == "named"


def test_the_example_brings_an_exporter(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(TEXT)
    run("export", "timeline", tmp_path / "report.txt", "--published", "2021-06-29", "--out", tmp_path / "t.txt")
    assert (tmp_path / "t.txt").read_text().startswith("2021-06-27  ")
    assert "Kabul" in (tmp_path / "t.txt").read_text()
    assert (tmp_path / "t.txt.about.md").exists()


def test_the_example_brings_a_policy(installed: Path) -> None:
    assert policy_names()[-1] == "three-sources"
    weighed = api.weigh([reading("r", dead(4, 4, "police"))], policy="three-sources")
    assert [(e.policy, e.undecided) for e in weighed.incidents[0].estimates] == [("three-sources 0.1.0", True)]


def test_what_is_not_there_is_named_with_what_is() -> None:
    with pytest.raises(ReaderError, match="no reader is called 'oracle'; there are default"):
        get_reader("oracle")
    with pytest.raises(ValueError, match="no policy is called 'best'; there are conservative, hierarchy"):
        policy_called("best")
    told = run("read", "-", "--reader", "oracle", code=2, data=TEXT).stderr
    assert "no reader is called 'oracle'" in told


BROKEN = "[reportedly.readers]\nnamed = no_such_module:make\n[reportedly.exporters]\ntimeline = no_such_module:X\n[reportedly.policies]\nthree-sources = json:loads\n"  # fmt: skip


def test_a_broken_package_is_named_and_costs_nothing_else(installed: Path) -> None:
    installed.write_text(BROKEN)
    with pytest.raises(
        ReaderError, match=r"reader 'named' \(no_such_module:make\) cannot be made: No module named"
    ):
        get_reader("named")
    with pytest.raises(ExportError, match=r"format 'timeline' \(no_such_module:X\) cannot be loaded"):
        get_format("timeline")
    with pytest.raises(ValueError, match=r"policy 'three-sources' \(json:loads\) is no policy of this name"):
        policy_called("three-sources")
    assert get_format("csv").name == "csv"
    assert policy_called("range").name == "range"
    assert "no_such_module" in run("read", "-", "--reader", "named", code=2, data=TEXT).stderr


def test_a_package_cannot_take_the_place_of_what_is_built_in(installed: Path) -> None:
    installed.write_text(
        "[reportedly.readers]\ndefault = no:x\n[reportedly.exporters]\ncsv = no:x\n[reportedly.policies]\nrange = no:x\n"
    )
    assert isinstance(get_reader("default"), DefaultReader)
    assert get_format("csv").name == "csv"
    assert policy_called("range").version == "1.1"


class Liar:
    """A reader that breaks the contract in the way it is told to."""

    def __init__(self, lie: str) -> None:
        self.lie = lie

    def read(self, report: Report) -> Reading:
        words = "Nine" if self.lie == "words" else report.text[:4]
        claim = Claim(id="c", incident=None, field="happened", value=True, span=Span(start=0, end=4, words=words))
        if self.lie == "report":
            report = report.model_copy(update={"outlet": "another"})
        return Reading(report=report, claims=(claim,), reader=ReaderInfo(name="liar", version="1"))


@pytest.mark.parametrize(
    ("lie", "message"), [("words", "“Nine” does not stand at 0 in the text"), ("report", "changed the report")]
)
def test_what_a_reader_proposes_is_held_to_the_contract(lie: str, message: str) -> None:
    with pytest.raises(ReaderError, match=message):
        CheckedReader(Liar(lie), "liar").read(report_of(TEXT))
    assert CheckedReader(Liar(""), "liar").read(report_of(TEXT)).claims[0].span.words == "Four"


def test_a_report_on_which_a_reader_fails_does_not_cost_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    class Picky:
        """Fails on some reports."""

        def read(self, report: Report) -> Reading:
            if "bad" in report.text:
                raise RuntimeError("I do not like it")
            return Reading(report=report, reader=ReaderInfo(name="picky", version="1"))

    monkeypatch.setattr(api, "get_reader", lambda name, settings: CheckedReader(Picky(), name))
    reports = [report_of("A good report."), report_of("A bad report."), report_of("Another good report.")]
    found = list(api.read_reports(reports, reader="picky"))
    assert [isinstance(one, Reading) for one in found] == [True, False, True]
    assert "I do not like it" in str(found[1])
