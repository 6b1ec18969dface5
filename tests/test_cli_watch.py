"""The command `watch`: into a file, into an archive, to standard output, and what it says about wrong options."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportedly import open_archive
from reportedly.cli.app import app

RUN = CliRunner()
WORDS = "people were killed in Tal Rahma on Sunday, police said."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    reports = tmp_path / "reports"
    reports.mkdir()
    write(reports / "a.txt", f"Four {WORDS}")
    write(reports / "b.jsonl", f'{{"body": "Nine {WORDS}"}}\n')
    return reports


def write(file: Path, text: str) -> None:
    file.write_text(text)
    os.utime(file, (1_624_900_000, 1_624_900_000))


def watch(*arguments: str) -> tuple[int, str, str]:
    result = RUN.invoke(app, ["watch", "reports", "--once", "--map", "text=body", "--tagger", "none", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_into_a_file_each_once(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "readings.jsonl"
    assert watch("--out", "readings.jsonl") == (0, "", "")
    assert len(out.read_text().splitlines()) == 2
    write(folder / "c.txt", f"Seven {WORDS}")
    code, _, said = watch("--out", "readings.jsonl", "-v")
    assert (code, said) == (0, "reports: 1 read\n1 read, 0 failed\n")
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    assert [line["report"]["text"].split()[0] for line in lines] == ["Four", "Nine", "Seven"]


def test_a_kill_between_writing_and_remembering_doubles_nothing(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "readings.jsonl"
    watch("--out", "readings.jsonl")
    whole = out.read_text()
    for state in tmp_path.glob("*.watch*"):
        state.unlink()
    out.write_text(whole[:-50])
    watch("--out", "readings.jsonl")
    assert out.read_text() == whole


def test_into_an_archive_with_originals(folder: Path, tmp_path: Path) -> None:
    assert watch("--archive", "record.sqlite") == (0, "", "")
    assert watch("--archive", "record.sqlite") == (0, "", "")
    assert (tmp_path / "record.sqlite.watch").exists()
    with open_archive(tmp_path / "record.sqlite") as archive:
        rows = archive.reports().rows
        assert len(rows) == 2
        originals = [archive.report(row.id).original for row in rows]
        texts = {archive.original(original.sha256).decode() for original in originals if original}
    assert texts == {f"Four {WORDS}", f"Nine {WORDS}"}


def test_to_standard_output(folder: Path) -> None:
    code, printed, _ = watch()
    assert code == 0
    assert [json.loads(line)["report"]["text"].split()[0] for line in printed.splitlines()] == ["Four", "Nine"]
    assert watch()[1] == ""


def test_what_fails_is_said_and_counted(folder: Path) -> None:
    write(folder / "c.pdf", "no PDF")
    code, _, said = watch("--out", "readings.jsonl")
    assert code == 1
    assert "reports/c.pdf: is damaged or cut off (" in said
    assert said.endswith("2 read, 1 failed\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--archive", "a", "--out", "b"), "watch: --archive and --out are two places; give one of them"),
        (("--every", "5s"), "'5s' is too often for those who run the servers"),
        (("--every", "often"), "'often' is no period; write it like 15m"),
        (("--map", "titel=x"), "a report has no 'titel'"),
        (
            ("--out", "reports/a.txt"),
            "watch: reports/a.txt: cannot be written (line 1 is no reading); give another",
        ),
        (("--out", "none/a.jsonl", "--state", "s"), "watch: none/a.jsonl: cannot be written ("),
        (("--state", "reports/b.jsonl"), "reports/b.jsonl: is no state of a watch ("),
        (("--archive", "postgresql://nobody@127.0.0.1:1/x"), "watch: "),
    ],
)
def test_wrong_options_are_said_in_words(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    (folder / "a.txt").write_text(f"Four {WORDS}\n")
    code, _, said = watch(*arguments)
    assert code == 2
    assert message in " ".join(said.replace("│", " ").split())
    assert "Traceback" not in said


def test_a_state_goes_with_its_target(folder: Path) -> None:
    watch("--out", "one.jsonl", "--state", "s")
    code, _, said = watch("--out", "two.jsonl", "--state", "s")
    assert code == 2
    assert "s: belongs to a watch that writes to one.jsonl; give another file for --state" in said
