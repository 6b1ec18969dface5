"""The record leaves and comes back whole: archive → jsonl → new archive gives the same content hash."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from databases import Server
from exported import made, made_record, rows, sample_readings
from made import dead, reading
from reportedly import api
from reportedly.archive import Archive, open_archive
from reportedly.cli.app import app
from reportedly.export import ExportError, read_bundle
from reportedly.records import Original, Reading, Toll

TEXT = b"A bomb killed four people in a market on Sunday, police said. More is not known."


def run(*words: object, code: int = 0) -> Result:
    """A command that must end with this status."""
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result


def with_original(found: Reading, data: bytes) -> Reading:
    """A reading of a report that came as these bytes."""
    import hashlib

    original = Original(sha256=hashlib.sha256(data).hexdigest(), media_type="text/plain", size=len(data))
    return found.model_copy(update={"report": found.report.model_copy(update={"original": original})})


def filled(archive: Archive) -> None:
    """The samples with originals, a report read twice, and decisions of every lasting kind."""
    readings = sample_readings()
    for number, found in enumerate(readings):
        data = TEXT + str(number).encode()
        archive.add(with_original(found, data), data, by="ada", settled=False)
    archive.settle()
    rows_ = archive.incidents(limit=50).rows
    first, second, third = (row.id for row in rows_[:3])
    incident = archive.incident(next(row.id for row in rows_ if row.reports == 4))
    killed = next(c for r in archive.readings(incident) for c in r.claims if c.field == "killed")
    archive.decide("correct", killed.id, by="ada", why="misread", value=Toll(low=97, high=97))
    archive.decide("accept", first, by="ada")
    archive.decide("note", second, by="grace", why="see the second edition")
    merged = archive.decide("merge", [second, third], by="grace", why="the same day")
    archive.decide("undo", merged.id, by="ada", why="not the same place")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that is filled once."""
    path = tmp_path_factory.mktemp("template") / "one.sqlite"
    with open_archive(path) as opened:
        filled(opened)
    return path


@pytest.fixture
def archive(template: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    with open_archive(template) as opened:
        opened.backup(tmp_path / "one.sqlite")
    return tmp_path / "one.sqlite"


def test_an_archive_leaves_and_comes_back_whole(archive: Path, tmp_path: Path) -> None:
    """Acceptance: the same content hash, decisions and originals included."""
    run("export", "jsonl", "--archive", archive, "--out", tmp_path / "record.jsonl")
    result = run("import", tmp_path / "record.jsonl", "--archive", tmp_path / "two.sqlite", "--by", "grace")
    with open_archive(archive) as one, open_archive(tmp_path / "two.sqlite") as two:
        before, after = one.verify(), two.verify()
        assert before.problems == after.problems == ()
        assert after.content == before.content
        assert after.content in result.stdout
        assert two.decisions() == one.decisions()
        assert len(two.decisions()) == 5
        assert after.originals == before.originals == 10
        for one_row, other in zip(one.incidents(limit=99).rows, two.incidents(limit=99).rows, strict=True):
            assert one_row == other


def test_the_record_goes_through_the_other_database_and_back(
    archive: Path, server: Server, tmp_path: Path
) -> None:
    """SQLite to PostgreSQL and back to a new SQLite, each time by the project's own JSONL."""
    addresses = [archive, server.new("empty_archive"), tmp_path / "three.sqlite"]
    for number, (one, other) in enumerate(pairwise(addresses)):
        run("export", "jsonl", "--archive", one, "--out", tmp_path / f"{number}.jsonl")
        run("import", tmp_path / f"{number}.jsonl", "--archive", other)
    assert (tmp_path / "0.jsonl").read_bytes() == (tmp_path / "1.jsonl").read_bytes()
    found = []
    for address in addresses:
        with open_archive(address) as opened:
            checked = opened.verify()
            assert checked.problems == ()
            rows_ = opened.incidents(limit=99).rows
            found.append((checked.content, checked.originals, opened.decisions(), rows_))
    assert found[0] == found[1] == found[2]


def test_importing_twice_adds_nothing(archive: Path, tmp_path: Path) -> None:
    run("export", "jsonl", "--archive", archive, "--out", tmp_path / "record.jsonl")
    assert (
        "0 reports, 0 readings, 0 decisions are new"
        in run("import", tmp_path / "record.jsonl", "--archive", archive).stdout
    )


def test_the_second_export_has_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    run("export", "jsonl", "--archive", archive, "--out", tmp_path / "record.jsonl")
    run("import", tmp_path / "record.jsonl", "--archive", tmp_path / "two.sqlite")
    run("export", "jsonl", "--archive", tmp_path / "two.sqlite", "--out", tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "record.jsonl").read_bytes()


def test_older_readings_come_along(tmp_path: Path) -> None:
    class Second:
        """A reader that finds nothing."""

        def read(self, report):  # type: ignore[no-untyped-def]
            from reportedly.records import ReaderInfo

            return Reading(report=report, reader=ReaderInfo(name="second", version="2"))

    with open_archive(tmp_path / "one.sqlite") as one:
        one.add(reading("r", dead(4, 4, "police")))
        list(one.reread(Second(), take=True))
        assert [r.reader.name for r in one.every_reading()] == ["hand", "second"]
        content = one.verify().content
    run("export", "jsonl", "--archive", tmp_path / "one.sqlite", "--out", tmp_path / "r.jsonl")
    run("import", tmp_path / "r.jsonl", "--archive", tmp_path / "two.sqlite")
    with open_archive(tmp_path / "two.sqlite") as two:
        assert two.verify().content == content


def test_filters_narrow_an_export_and_are_stated(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.csv"
    run("export", "csv", "--archive", archive, "--country", "RU", "--at-least", "50", "--out", out)
    assert [row["country"] for row in rows(out.read_bytes())] == ["RU"]
    method = json.loads((tmp_path / "x.csv.about.json").read_text())["method"]
    assert method["filters"] == ["country: RU", "at least: 50"]
    assert method["reports"] == 4


NARROWED = [
    (["--near", "59.9,30.3,50"], {"RU"}, ["near: 59.9, 30.3, 50"]),
    (["--toll", "wounded", "--at-least", "1000"], {"RU"}, ["toll: wounded", "at least: 1000"]),
    (["--country", "GB", "--at-most", "20"], {"GB"}, ["country: GB", "at most: 20"]),
    (["--from-outlet", "Courrier du Nord"], {"RU"}, ["outlet: Courrier du Nord"]),
]


@pytest.mark.parametrize(("options", "countries", "said"), NARROWED)
def test_an_export_has_the_filters_of_a_list(
    archive: Path, tmp_path: Path, options: list[str], countries: set[str], said: list[str]
) -> None:
    run("export", "csv", "--archive", archive, *options, "--out", tmp_path / "x.csv")
    assert {row["country"] for row in rows((tmp_path / "x.csv").read_bytes())} == countries
    assert json.loads((tmp_path / "x.csv.about.json").read_text())["method"]["filters"] == said


def test_filters_that_are_none_are_refused(archive: Path, tmp_path: Path) -> None:
    for option, value in (("--since", "yesterday"), ("--near", "here")):
        told = run(
            "export", "csv", "--archive", archive, option, value, "--out", tmp_path / "x.csv", code=2
        ).stderr
        assert f"{option}: '{value}' is no" in told
    for option in ("--toll", "--grade", "--review", "--type"):
        told = run(
            "export", "csv", "--archive", archive, option, "many", "--out", tmp_path / "x.csv", code=2
        ).stderr
        assert f"{option}: there is no 'many'; there are " in told


def test_corrections_reach_the_export(archive: Path, tmp_path: Path) -> None:
    run(
        "export",
        "csv",
        "--archive",
        archive,
        "--country",
        "RU",
        "--policy",
        "conservative",
        "--out",
        tmp_path / "x.csv",
    )
    values = {row["low"] for row in rows((tmp_path / "x.claims.csv").read_bytes()) if row["field"] == "killed"}
    assert "97" in values


def test_one_incident_as_a_dossier(archive: Path, tmp_path: Path) -> None:
    with open_archive(archive) as opened:
        key = next(row.id for row in opened.incidents().rows if row.reports == 4)
    run(
        "export",
        "markdown",
        "--archive",
        archive,
        "--incident",
        key,
        "--out",
        tmp_path / "x.md",
        "--withhold",
        "nothing",
    )
    page = (tmp_path / "x.md").read_text()
    assert page.startswith("# Shooting, St. Petersburg, Saint Petersburg, RU, 22 January 1905\n")
    assert page.count("\n# ") == 1  # the method
    for heading in ("Figures", "Accounts", "The words", "Disputes", "Why these figures", "Reports"):
        assert f"## {heading}" in page


def test_a_record_is_exported_like_an_archive(archive: Path, tmp_path: Path) -> None:
    run("export", "jsonl", "--archive", archive, "--out", tmp_path / "record.jsonl")
    run("export", "csv", tmp_path / "record.jsonl", "--country", "RU", "--out", tmp_path / "a.csv")
    run("export", "csv", "--archive", archive, "--country", "RU", "--out", tmp_path / "b.csv")
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_part_of_an_archive_can_be_carried_over(archive: Path, tmp_path: Path) -> None:
    run("export", "jsonl", "--archive", archive, "--country", "RU", "--out", tmp_path / "part.jsonl")
    run("import", tmp_path / "part.jsonl", "--archive", tmp_path / "two.sqlite")
    with open_archive(tmp_path / "two.sqlite") as two:
        assert two.verify().reports == 4
        assert "correct" in {decision.what for decision in two.decisions()}


def test_a_plain_record_comes_back_without_an_archive() -> None:
    weighed = made_record(dead(4, 4, "police"))
    bundle = read_bundle(made(weighed, "jsonl").files[""].decode().splitlines())
    assert bundle.weighed == weighed
    assert (bundle.policy, bundle.withheld) == ("range 1.1", False)


WRONG = [
    ('{"reading": {}}', "is no export of version 1"),
    ('{"reportedly": {"version": "0"}}', "is no export of version 1"),
    ("no json", "Expecting value"),
    ("", "is empty"),
    ("[]", "no attribute"),
    ('{"reportedly": {"version": "1", "policy": "", "withheld": false}}\n{"what": 1}', ":2: a line of kind 'what' is not known"),
    ('{"reportedly": {"version": "1", "policy": "", "withheld": false}}\n{"reading": {"report": 1}}', ":2: 2 validation errors for Reading"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_a_broken_file_is_named_with_its_line(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text(text)
    with pytest.raises(ExportError, match=r"broken\.jsonl") as caught:
        read_bundle(path)
    assert message in str(caught.value)
    assert "reportedly export jsonl" in run("import", path, "--archive", tmp_path / "x.sqlite", code=2).stderr


def test_what_was_withheld_cannot_be_imported(archive: Path, tmp_path: Path) -> None:
    run("export", "jsonl", "--archive", archive, "--withhold", "names", "--out", tmp_path / "x.jsonl")
    told = run("import", tmp_path / "x.jsonl", "--archive", tmp_path / "two.sqlite", code=2).stderr
    assert "names were withheld in it" in told
    assert "cannot be read" in run("import", tmp_path / "none.jsonl", code=2).stderr


def test_an_unknown_incident_is_named(archive: Path, tmp_path: Path) -> None:
    told = run(
        "export", "csv", "--archive", archive, "--incident", "incident-0", "--out", tmp_path / "x.csv", code=2
    ).stderr
    assert "incident-0" in told


def test_a_carried_report_with_another_text_keeps_nothing(tmp_path: Path) -> None:
    from reportedly.archive import ConflictError

    one, other = (
        reading("r", dead(4, 4, "police")),
        reading("r", dead(9, 9, "police"), text="Another text altogether."),
    )
    with open_archive(tmp_path / "one.sqlite") as archive:
        archive.add(one)
        before = archive.verify().content
        with pytest.raises(ConflictError):
            archive.carry_in([reading("s", dead(1, 1, "x"), text="A third."), other], {}, ())
        assert archive.verify().content == before


def test_decisions_reach_a_record_without_an_archive(archive: Path) -> None:
    with open_archive(archive) as opened:
        decisions = opened.decisions()
        readings = opened.every_reading()
    weighed = api.weigh(readings, decisions=decisions)
    assert any(isinstance(c.value, Toll) and c.value.low == 97 for r in weighed.readings for c in r.claims)
