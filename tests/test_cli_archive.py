"""The commands on an archive, as a person would use them one after the other."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from reportedly.archive import Added, IncidentRow, Reread, open_archive
from reportedly.cli.app import app
from reportedly.cli.tables import write_csv
from reportedly.cli.values import ValueFormError, read_value
from reportedly.records import Claim, Decision, Named, Span, Toll, Victims, When

ONE = "At least four fighters were killed in an air strike near Homs on Monday, June 28, 2021, the army said."
TWO = (
    "Seven fighters were killed in an air strike near Homs on Monday, June 28, 2021, the Syrian Observatory said."
)
MORE = (
    "Eight fighters were killed in an air strike near Homs on Monday, June 28, 2021, the Syrian Observatory said."
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Runs a command in a folder of its own; it must end with the status `code`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REPORTEDLY_USER", "ana")
    monkeypatch.setenv("COLUMNS", "100")
    rows = [
        {"text": t, "url": u, "published": "2021-06-29", "language": "en"}
        for t, u in ((ONE, "https://a.org/1"), (TWO, "https://b.org/1"))
    ]
    (tmp_path / "two.jsonl").write_text("\n".join(map(json.dumps, rows)))
    rows[1]["text"] = MORE
    (tmp_path / "more.jsonl").write_text(json.dumps(rows[1]))

    def command(*words: str, code: int = 0) -> Result:
        result = CliRunner().invoke(app, list(words))
        assert result.exit_code == code, result.output
        return result

    return command


def test_from_the_first_report_to_the_backup(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    added = [
        Added.from_json(line)
        for line in run("add", "two.jsonl", "--format", "jsonl", "--tagger", "none").stdout.splitlines()
    ]
    assert [a.status for a in added] == ["new", "new"]
    assert [a["status"] for a in json.loads(run("add", "two.jsonl", "--format", "json").stdout)] == [
        "known",
        "known",
    ]
    with open_archive("reportedly.sqlite") as archive:
        assert archive.original(archive.report(added[0].report).original.sha256) == ONE.encode()  # type: ignore[union-attr]

    version = run("add", "more.jsonl", "--tagger", "none")
    assert "- Seven\n" in version.stdout
    assert "+ Eight\n" in version.stdout
    assert "0 new, 1 new versions, 0 known already" in version.stderr

    (line,) = run("incidents", "--country", "sy", "--at-least", "5", "--format", "jsonl").stdout.splitlines()
    row = IncidentRow.from_json(line)
    assert (row.tolls[0].low, row.tolls[0].high, row.reports) == (4, 8, 2)
    (cells,) = csv.DictReader(io.StringIO(run("incidents", "--format", "csv").stdout))
    assert (cells["id"], cells["killed_low"], cells["killed_high"]) == (row.id, "4", "8")
    assert row.id in run("incidents").stdout
    assert "nothing" in run("incidents", "--since", "2022-01-01").stdout

    assert "AIR STRIKE" in run("show", row.id).stdout
    report = run("show", added[0].report).stdout
    claim = next(
        line.split()[0] for line in report.splitlines() if line.startswith("claim-") and " killed " in line
    )
    assert "4 or more combatants" in run("show", claim).stdout

    assert run("search", "observatory", "homs").stdout.count("report-") == 2
    assert "contradicted" in run("source", "the army").stdout
    refused = run("decide", "correct", claim, "--value", "5", code=2)
    assert "a reason is needed" in refused.stderr
    decision = run("decide", "correct", claim, "--value", "5", "--why", "misprint").stdout.strip()
    assert "5 combatants (stated: 4 or more combatants), says army" in run("show", claim).stdout
    assert Decision.from_json(run("show", decision, "--format", "json").stdout).by == "ana"
    assert "correct: misprint" in run("history", row.id).stdout
    run("decide", "accept", row.id, "--by", "ben")
    assert "accepted by ben" in run("queue").stdout

    assert run("rebuild").stdout == "1 incidents\n"
    changed = run("reread", "--tagger", "shipped", "--format", "jsonl").stdout.splitlines()
    assert all(Reread.from_json(line) for line in changed)
    assert "all is well" in run("verify").stdout
    run("backup", "copy.sqlite")
    assert "there is something already" in run("backup", "copy.sqlite", code=2).stderr
    assert "all is well" in run("verify", "--archive", "copy.sqlite").stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("incidents",), "there is no archive here yet"),
        (("incidents", "--archive", "mysql://x"), "cannot live in mysql"),
        (("incidents", "--since", "soon"), "is no date"),
        (("incidents", "--near", "here"), "is no circle"),
        (("decide", "correct", "c"), "there is no archive here yet"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(run, words: tuple[str, ...], message: str) -> None:  # type: ignore[no-untyped-def]
    result = run(*words, code=2)
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


def claim(field: str, value: object) -> Claim:
    return Claim.model_validate(
        {"id": "c", "incident": "i", "field": field, "value": value, "span": Span(start=0, end=1, words="x")}
    )


FOUR = claim("killed", Toll(low=4, victims=Victims(category=("child",)), approximate=True))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("7", 7, 7), ("7+", 7, None), ("at least 7", 7, None), ("up to 9", 0, 9), ("3-5", 3, 5), ("3 to 5", 3, 5)],
)
def test_tolls_as_they_are_typed(text: str, low: int, high: int | None) -> None:
    assert read_value(text, FOUR) == Toll(low=low, high=high, victims=Victims(category=("child",)))


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2021-06-29", "2021-06-29", "2021-06-29", 1),
        ("2021-06", "2021-06-01", "2021-06-30", 4),
        ("2021", "2021-01-01", "2021-12-31", 5),
        ("2021-06-27..2021-06-28", "2021-06-27", "2021-06-28", 2),
    ],
)
def test_dates_as_they_are_typed(text: str, start: str, end: str, precision: int) -> None:
    assert read_value(text, claim("date", When(start="2020-01-01"))) == When(
        start=start, end=end, precision=precision
    )


def test_places_names_and_answers_as_they_are_typed() -> None:
    place = claim("place", {"name": "Hama", "span": {"start": 0, "end": 4, "words": "Hama"}})
    homs = read_value("Homs, SY", place)
    assert (homs.name, homs.country, homs.precision) == ("Homs", "SY", 1)  # type: ignore[union-attr]
    assert read_value("the Pentagon", claim("perpetrator", Named(name="x"))).actor  # type: ignore[union-attr]
    assert read_value("no", claim("happened", True)) is False
    assert read_value('{"low": 3}', FOUR) == Toll(low=3)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("many", "killed", FOUR.value),
        ("5-3", "killed", FOUR.value),
        ('{"low": -1}', "killed", FOUR.value),
        ("soon", "date", When(start="2020-01-01")),
        ("2021-13", "date", When(start="2020-01-01")),
        ("perhaps", "happened", True),
        (" ", "perpetrator", Named(name="x")),
    ],
)
def test_what_is_no_value_is_refused(text: str, field: str, value: object) -> None:
    with pytest.raises(ValueFormError):
        read_value(text, claim(field, value))


def test_no_cell_is_a_formula() -> None:
    out = io.StringIO()
    write_csv([{"a": "=1+1", "b": ["x", "y"], "c": -1, "d": ""}], out)
    assert out.getvalue() == "a,b,c,d\n'=1+1,x; y,-1,\n"
