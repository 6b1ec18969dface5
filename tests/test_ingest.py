"""From files into an archive in one stream: passed over, looked up, read side by side, kept; killed, it goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import count, pairwise
from pathlib import Path

import pytest

from databases import Server
from reportedly import ingest
from reportedly.archive import Added, Archive, open_archive
from reportedly.cli.output import Log
from reportedly.cli.progress import Progress, clock
from reportedly.ingest import add_all
from reportedly.intake import Failure, IntakeOptions, take_in, total_size
from reportedly.reading import DefaultReader, crew
from reportedly.reading.relevance import RelevanceGate

PLACES = (
    "Kabul", "Homs", "Mosul", "Goma", "Taiz", "Mopti", "Kandahar", "Aden", "Aleppo", "Bamako", "Bangui", "Beirut", "Benghazi",
    "Bogota", "Donetsk", "Gaza", "Hama", "Herat", "Hodeidah", "Idlib", "Juba", "Karachi", "Kharkiv", "Kirkuk", "Lahore", "Maiduguri",
)  # fmt: skip
PEACE = "The bank raised its rates on Tuesday, and shares in technology fell for a third day, traders said."


def harm(number: int) -> str:
    """One report of some dead; no two are alike."""
    place = PLACES[number % len(PLACES)]
    return f"At least {number + 3} people were killed in a bombing in {place} on Monday, police said."


def written(path: Path, texts: Iterable[str]) -> Path:
    """A file of reports, one a line."""
    weeks = (date(2019, 1, 1) + timedelta(weeks=n) for n in count())
    rows = [{"text": t, "published": str(week), "language": "en"} for t, week in zip(texts, weeks, strict=False)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def added(archive: Archive, path: Path, processes: int = 1, **options: object) -> list[Added | Failure]:
    """What becomes of the reports of a file."""
    chosen = IntakeOptions(**options)  # type: ignore[arg-type]
    return list(add_all([path], archive, options=chosen, by="ana", tagger="none", processes=processes))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "one.sqlite") as opened:
        yield opened


def test_two_processes_keep_what_one_does(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "KEPT", 4)
    monkeypatch.setattr(ingest, "SETTLED", 6)
    monkeypatch.setattr(crew, "SERVES", 8)  # processes are forked while the archive is open and written to
    path = written(tmp_path / "f.jsonl", [text for n in range(22) for text in (harm(n), f"{PEACE} {n}")])
    gate = RelevanceGate()
    alone = added(archive, path, wanted=gate)
    assert (gate.let_through, gate.passed_over) == (22, 22)
    with open_archive(tmp_path / "two.sqlite") as other:
        beside = added(other, path, processes=2, wanted=RelevanceGate())
        assert beside == alone
        assert other.verify().content == archive.verify().content
    assert not archive.verify().problems
    report = archive.report(alone[3].report)  # type: ignore[union-attr]
    assert report.original
    assert archive.original(report.original.sha256).decode() == harm(3)


def test_two_processes_beside_a_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    """Processes that are forked while a connection to PostgreSQL is open leave it alone."""
    monkeypatch.setattr(ingest, "KEPT", 4)
    monkeypatch.setattr(ingest, "SETTLED", 6)
    monkeypatch.setattr(crew, "SERVES", 8)
    path = written(tmp_path / "f.jsonl", map(harm, range(20)))
    with open_archive(server.new("empty_archive")) as shared, open_archive(tmp_path / "own.sqlite") as own:
        assert added(shared, path, processes=2) == added(own, path)
        assert shared.verify().content == own.verify().content


def test_what_is_kept_is_not_read_again(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    whole = DefaultReader.read_parsed
    monkeypatch.setattr(
        DefaultReader, "read_parsed", lambda self, parse: read.append(parse.report.id) or whole(self, parse)
    )
    first = added(archive, written(tmp_path / "f.jsonl", map(harm, range(5))))
    assert [a.report for a in first if isinstance(a, Added)] == read
    read.clear()
    again = added(archive, written(tmp_path / "f.jsonl", map(harm, (0, 5, 1, 2, 6, 3))))
    assert [a.status for a in again if isinstance(a, Added)] == ["known", "new", "known", "known", "new", "known"]
    assert len(read) == 2


def test_what_goes_wrong_is_said_in_its_place(archive: Archive, tmp_path: Path) -> None:
    rows = [
        {"text": harm(0), "id": "a"},
        {"no": "text"},
        {"text": harm(1), "id": "b"},
        {"text": harm(2), "id": "c"},
    ]
    path = tmp_path / "f.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert [type(x) for x in added(archive, path, verbatim=True)] == [Added, Failure, Added, Added]
    rows[2]["text"] = harm(3)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    known, missing, conflict, last = added(archive, path, verbatim=True)
    assert isinstance(conflict, Failure)
    assert "the id b belongs to another text" in conflict.what
    assert isinstance(missing, Failure)
    assert [x.status for x in (known, last) if isinstance(x, Added)] == ["known", "known"]


def test_what_an_earlier_run_left_unsettled_is_settled(archive: Archive, tmp_path: Path) -> None:
    path = written(tmp_path / "f.jsonl", [harm(0)])
    stream = add_all([path], archive, tagger="none")
    next(stream)
    stream.close()  # killed before the incidents were made
    assert archive.incidents().total == 0
    added(archive, path)
    assert archive.incidents().total == 1


def test_killed_in_the_middle_it_goes_on_and_loses_nothing(tmp_path: Path) -> None:
    path, url = written(tmp_path / "f.jsonl", map(harm, range(70))), str(tmp_path / "killed.sqlite")
    command = [
        sys.executable,
        "-c",
        "import reportedly.cli; reportedly.cli.main()",
        "add",
        str(path),
        "--archive",
        url,
    ]
    command += ["--gate", "--processes", "2", "--tagger", "none", "--by", "ana"]
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    )
    assert child.stdout
    said = [child.stdout.readline().split()[1] for _ in range(21)]
    child.kill()
    said += [line.split()[1] for line in child.stdout if line.endswith("\n")]
    assert child.wait() == -signal.SIGKILL
    assert gone(child.pid)
    with open_archive(url) as killed:
        for report in said:
            killed.report(report)
        assert not [p for p in killed.verify().problems if "not in the incidents yet" not in p.what]
    again = subprocess.run(command, capture_output=True, text=True, check=True)
    assert len(said) < 70
    assert sum(line.startswith("known") for line in again.stdout.splitlines()) >= len(said)
    with open_archive(url) as killed, open_archive(tmp_path / "calm.sqlite") as calm:
        added(calm, path)
        assert killed.verify().content == calm.verify().content
        assert not killed.verify().problems


def test_stopped_by_hand_it_says_so(tmp_path: Path) -> None:
    path = written(tmp_path / "f.jsonl", map(harm, range(70)))
    command = [sys.executable, "-c", "import reportedly.cli; reportedly.cli.main()", "add", str(path)]
    command += ["--archive", str(tmp_path / "a.sqlite"), "--tagger", "none", "--processes", "2"]
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert child.stdout
    child.stdout.readline()
    os.killpg(child.pid, signal.SIGINT)
    _, said = child.communicate()
    assert child.returncode == 130
    assert said == "stopped; the same command goes on where it was\n"
    assert gone(child.pid)


def gone(group: int) -> bool:
    """Whether the processes of a group end by themselves; those that nobody has buried yet have ended."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        fields = [line.rpartition(")")[2].split() for line in map(stat_of, Path("/proc").glob("[0-9]*")) if line]
        if all(state == "Z" for state, _, its_group, *_ in fields if int(its_group) == group):
            return True
        time.sleep(0.05)
    return False


def stat_of(process: Path) -> str:
    """What the system says of a process; nothing where it has just ended."""
    try:
        return (process / "stat").read_text()
    except OSError:
        return ""


def test_bytes_gone_through_are_told_as_reports_come(tmp_path: Path) -> None:
    written(tmp_path / "a.jsonl", (harm(n) for n in range(2_000)))
    (tmp_path / "b.txt").write_text(harm(5_000))
    told: list[int] = []
    found = sum(1 for _ in take_in([str(tmp_path)], IntakeOptions(taken=told.append)))
    assert found == 2_001
    assert sum(told) == total_size([str(tmp_path)])
    assert len([size for size in told if size]) > 10
    assert total_size([str(tmp_path), "-"]) is None
    assert total_size(["https://paper.example/"]) is None


def test_the_line_says_how_far_it_is() -> None:
    log = Log(failed=2)
    gate = RelevanceGate(passed_over=950)
    progress = Progress(log=log, gate=gate, total=4_000, began=0.0)
    list(progress.counted(range(48)))
    progress.taken(1_000)
    line = progress.line(10.0)
    assert line == (
        "1,000 reports · 100.0 a second · 950 passed over · 48 done · 2 failed · 0:00:10 so far · 0:00:30 left"
    )
    assert "left" not in Progress(log=log, began=0.0).line(10.0)
    assert [clock(s) for s in (0, 59.9, 3_725, 360_000)] == ["0:00:00", "0:00:59", "1:02:05", "100:00:00"]
    lines = [Progress(log=log, total=100, bytes=b, began=0.0).line(10.0) for b in (10, 50, 100, 200)]
    left = [line.rsplit(" · ", 1)[1] for line in lines]
    assert all(a >= b for a, b in pairwise(left))
    assert left[-1] == "0:00:00 left"
