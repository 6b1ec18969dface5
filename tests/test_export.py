"""Every export: same input same bytes, method and losses beside it, clear errors, nothing that a spreadsheet would run."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from exported import OPEN, made, made_record, rows, sample_record
from made import dead, reading
from reportedly import api
from reportedly.cli.app import app
from reportedly.export import ExportError, Format, export, format_names, get_format
from reportedly.export import registry as registry_module
from reportedly.export.table import defused

NAMES = ("acled", "csv", "ftm", "ged", "geojson", "hxl", "jsonl", "jsonld", "markdown", "parquet", "xlsx")


def run(*words: object, code: int = 0) -> Result:
    """A command that must end with this status."""
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result


def test_the_built_in_formats_are_entry_points() -> None:
    assert set(NAMES) <= set(format_names())
    for name in NAMES:
        form = get_format(name)
        assert form.name == name
        assert form.version


@pytest.mark.parametrize("name", NAMES)
def test_same_input_same_bytes(name: str) -> None:
    first, second = (export(sample_record(), name).named("x.csv") for _ in range(2))
    assert first == second
    assert all(first.values())


@pytest.mark.parametrize("name", NAMES)
def test_method_and_losses_stand_beside_the_file(name: str, tmp_path: Path) -> None:
    form = get_format(name)
    saved = export(sample_record(), name).save(tmp_path / f"demo{form.suffix}")
    about = json.loads((tmp_path / f"demo{form.suffix}.about.json").read_text())
    assert {p.name for p in saved} >= {f"demo{form.suffix}.about.json", f"demo{form.suffix}.about.md"}
    method = about["method"]
    assert method["reports"] == 10
    assert method["incidents"] == len(sample_record().incidents)
    assert method["readers"][0]["name"] == "default"
    assert method["policy"].split()[0] == form.policy
    assert "Baltic News Agency" in method["outlets"]
    assert method["made"] is None
    left_out = sum(loss["count"] for loss in about["losses"] if loss["what"] == "incident")
    assert method["written"] + left_out == method["incidents"]
    readable = (tmp_path / f"demo{form.suffix}.about.md").read_text()
    assert "Standards for Casualty Recording" in readable


@pytest.mark.parametrize("name", NAMES)
def test_no_claim_is_lost_without_a_word(name: str) -> None:
    """Each claim of an incident that is written is in the file by a field it holds, or in the loss report."""
    done = made(sample_record(), name)
    out = {loss.incident for loss in done.losses if loss.what == "incident"}
    fields = {c.id: c.field for r in sample_record().readings for c in r.claims}
    for incident in sample_record().incidents:
        if incident.id in out:
            continue
        lost = [loss for loss in done.losses if loss.incident == incident.id and loss.what == "claims"]
        for field in {fields[i] for i in incident.claims}:
            how = done.form.holds.fields.get(field, (None, ""))[0]
            counted = {i for loss in lost if loss.field == field for i in loss.ids}
            ids = {i for i in incident.claims if fields[i] == field}
            if how is None or how == "range":
                assert counted == ids
            elif how == "each":
                assert not counted


def test_disputes_that_a_format_cannot_hold_are_listed() -> None:
    [bloody_sunday] = [i for i in sample_record().incidents if i.type == "shooting" and len(i.reports) == 4]
    lost = [
        x for x in made(sample_record(), "ged").losses if x.what == "dispute" and x.incident == bloody_sunday.id
    ]
    assert len(lost) == len(bloody_sunday.disputes)
    assert not [x for x in made(sample_record(), "csv").losses if x.what == "dispute"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+49", "-cmd", "@SUM(A1)", " =1", "\t=1", "＝1", '=HYPERLINK("http://x","y")']
)
def test_a_text_that_looks_like_a_formula_is_none(text: str) -> None:
    assert defused(text).startswith("'")


@given(st.text(max_size=20))
def test_no_text_begins_like_a_formula(text: str) -> None:
    assert not str(defused(text)).lstrip().startswith(("=", "+", "-", "@"))
    assert len(str(defused(text))) - len(text) in (0, 1)


def test_a_workbook_holds_texts_as_texts() -> None:
    weighed = made_record(dead(2, 2, '=HYPERLINK("http://x")'), title="=1+1", outlet="@here")
    book = openpyxl.load_workbook(io.BytesIO(made(weighed, "xlsx").files[""]))
    assert book.sheetnames == ["incidents", "accounts", "claims", "sources", "loss", "method"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert '=HYPERLINK("http://x")' in [cell.value for cell in cells]


def test_a_stamp_is_written_only_where_it_is_asked_for() -> None:
    stamped = export(sample_record(), "acled", options=replace(OPEN, stamp="2026-01-02T03:04:05+00:00"))
    assert stamped.method.made == "2026-01-02T03:04:05+00:00"
    assert {row["timestamp"] for row in rows(stamped.files[""])} == {"1767323045"}
    assert {row["timestamp"] for row in rows(made(sample_record(), "acled").files[""])} == {""}


def test_an_empty_record_makes_an_empty_file() -> None:
    nothing = api.weigh([])
    for name in NAMES:
        done = made(nothing, name)
        assert done.method.written == 0
        assert done.losses == ()


def test_a_missing_package_is_named_with_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ExportError, match=r'pip install "reportedly\[formats\]"'):
        made(sample_record(), "xlsx")


def test_unknown_formats_and_broken_plug_ins_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ExportError, match="no format is called 'sql'; there are acled, csv"):
        get_format("sql")
    point = type(next(iter(registry_module.entry_points(group="reportedly.exporters"))))
    broken = [point("gone", "no.such.module:X", "g"), point("odd", "json:loads", "g")]
    monkeypatch.setattr(registry_module, "entry_points", lambda group: broken)
    with pytest.raises(ExportError, match=r"format 'gone' .* cannot be loaded: No module named 'no'"):
        get_format("gone")
    with pytest.raises(ExportError, match=r"'odd' .* is no reportedly"):
        get_format("odd")


def test_a_plug_in_of_a_built_in_name_does_not_replace_it(monkeypatch: pytest.MonkeyPatch) -> None:
    points = list(registry_module.entry_points(group="reportedly.exporters"))
    fake = type(points[0])("csv", "json:loads", "reportedly.exporters")
    monkeypatch.setattr(registry_module, "entry_points", lambda group: [fake, *points])
    assert isinstance(get_format("csv"), Format)


TEXT = (
    "BAGHDAD, June 28 (Reuters) - A bomb killed Ahmad Karimi, 34, at a market in Baghdad on Monday, police said.\n"
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT)
    return path


def test_the_command_reads_weighs_and_writes(report: Path, tmp_path: Path) -> None:
    result = run("export", "csv", report, "--published", "2021-06-29", "--out", tmp_path / "x.csv")
    assert "1 of 1 incidents written" in result.stderr
    assert "withheld: 1 names of victims (--withhold nothing publishes them)" in result.stderr
    [row] = rows((tmp_path / "x.csv").read_bytes())
    assert (row["country"], row["killed_best"], row["date_start"]) == ("IQ", "1", "2021-06-28")
    assert sorted(p.name for p in tmp_path.glob("x.*")) == [
        "x.accounts.csv", "x.claims.csv", "x.csv", "x.csv.about.json", "x.csv.about.md", "x.reports.csv", "x.sources.csv",
    ]  # fmt: skip
    assert not [p for p in tmp_path.glob("x.*") if b"Karimi" in p.read_bytes()]


def test_the_command_publishes_names_only_where_it_is_told_to(report: Path, tmp_path: Path) -> None:
    run("export", "csv", report, "--published", "2021-06-29", "--out", tmp_path / "x.csv", "--withhold", "nothing")
    assert b"Ahmad Karimi" in (tmp_path / "x.claims.csv").read_bytes()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["csvv"], "no format is called 'csvv'"),
        (["csv", "--policy", "best"], "no policy is called 'best'"),
        (["csv", "--withhold", "name"], "name cannot be withheld; choose from names,"),
        (["csv", "--withhold", "nothing,sources"], "nothing cannot be withheld together with something"),
        (["csv", "--withhold", ","], "an empty list cannot be withheld"),
        (["csv", "--country", "IQ"], "filters belong to an archive"),
    ],
)
def test_what_is_wrong_with_the_command_is_said(
    words: list[str], message: str, report: Path, tmp_path: Path
) -> None:
    form, *options = words
    assert message in run("export", form, report, "--out", tmp_path / "x.csv", *options, code=2).stderr


def test_a_file_that_cannot_be_written_is_named(report: Path, tmp_path: Path) -> None:
    result = run("export", "csv", report, "--out", tmp_path / "no" / "x.csv", code=2)
    assert "x.csv: cannot be written (No such file or directory); choose another file for --out" in result.stderr


def test_losses_of_one_valued_cells_name_the_claims_that_state_another() -> None:
    two = [
        reading("a", dead(2, 2, "police"), text="Two died in a blast."),
    ]
    done = made(api.weigh(two), "geojson")
    assert [(x.what, x.field, x.ids) for x in done.losses] == [
        ("claims", "killed", ("a.0",)),
        ("accounts", None, ()),
    ]
