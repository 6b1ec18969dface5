"""Killing the program at random moments (kill -9) while it adds and decides: nothing that was acknowledged may be lost.

A child adds reports one part after the other, decides something now and then, and prints a line for each thing once it is
kept. It is killed, looked after, and started again, until everything is in. Then the archive must be the same as one that
nobody disturbed: the same hash of all that is kept and of all that follows from it.

    python benchmarks/archive_crash.py [--reports 2000] [--kills 200] [--archive URL]
"""

from __future__ import annotations

import argparse
import os
import pickle
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import reportedly
from reportedly.archive import Archive
from reportedly.records import Reading
from simulate import simulate

PAUSE = 0.25  # seconds between two kills, on average
EVERY = 25  # reports between two decisions
MOMENT = "2030-01-01T00:00:00Z"


def world(reports: int) -> list[Reading]:
    """The reports, the same in every process; made once."""
    file = Path(tempfile.gettempdir()) / f"archive_crash_{reports}_{os.getuid()}.pickle"
    if not file.exists():
        draft = file.with_suffix(f".{os.getpid()}")
        draft.write_bytes(pickle.dumps(simulate(round(reports * 1.2), seed=7).readings[:reports]))
        draft.replace(file)
    found: list[Reading] = pickle.loads(file.read_bytes())
    return found


def work(url: str, reports: int) -> None:
    """Add all reports and make all decisions that are not there yet; say of each that it is kept when it is."""
    readings = world(reports)
    with reportedly.open_archive(url) as archive:
        print("ready", flush=True)
        made = {d.on for d in archive.decisions()}
        for start in range(0, len(readings), EVERY):
            part = readings[start : start + EVERY]
            for added in archive.add_many((reading, reading.report.text.encode()) for reading in part):
                print("report", added.report, flush=True)  # type: ignore[union-attr]
            claim = next((c for reading in part for c in reading.claims), None)
            if claim is not None and (claim.id,) not in made:
                what = ("accept", "reject", "note")[start // EVERY % 3]
                archive.decide(what, claim.id, by="crash", why="because", at=MOMENT)  # type: ignore[arg-type]
                print("decision", claim.id, flush=True)
        archive.settle()
    print("done", flush=True)


def kept(archive: Archive) -> tuple[set[str], set[str]]:
    """The reports and the claims decided on that are visible."""
    return set(_reports(archive)), {key for d in archive.decisions() for key in d.on}


def _reports(archive: Archive) -> Iterator[str]:
    after = None
    while True:
        page = archive.reports(limit=1000, after=after)
        yield from (row.id for row in page.rows)
        after = page.after
        if after is None:
            return


def killed_run(url: str, reports: int, seconds: float | None) -> tuple[list[tuple[str, str]], bool]:
    """Run the child for so long after it is ready; what it acknowledged, and whether it came to its end."""
    command = [sys.executable, __file__, "--work", "--reports", str(reports), "--archive", url]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    lines: list[tuple[str, str]] = []
    first = child.stdout.readline()
    timer = threading.Timer(seconds, child.kill) if seconds is not None else None
    if timer:
        timer.start()
    for line in child.stdout:
        if line.endswith("\n") and line.count(" ") == 1:
            kind, key = line.split()
            lines.append((kind, key))
        elif line == "done\n":
            lines.append(("done", ""))
    child.wait()
    if timer:
        timer.cancel()
    if first != "ready\n" and seconds is None:
        sys.exit("the child did not start")
    return lines, ("done", "") in lines


def disturbed(url: str, reports: int, kills: int, dice: random.Random, pause: float = PAUSE) -> tuple[int, int]:
    """Kill the child so many times, or until all is in, and let it end; how often it was killed, and how many things it had
    acknowledged."""
    acknowledged: set[tuple[str, str]] = set()
    count = 0
    while True:
        lines, done = killed_run(url, reports, dice.expovariate(1 / pause) if count < kills else None)
        acknowledged |= {line for line in lines if line[0] != "done"}
        with reportedly.open_archive(url) as archive:
            told, decided = kept(archive)
            if count % 10 == 0:
                problems = [p for p in archive.verify().problems if "not in the incidents yet" not in p.what]
                assert not problems, problems
        lost = {(k, i) for k, i in acknowledged if i not in (told if k == "report" else decided)}
        assert not lost, f"lost: {sorted(lost)[:5]}"
        if done:
            return count, len(acknowledged)
        count += 1
        if count % 20 == 0:
            print(f"  killed {count} times, {len(told)} reports kept", flush=True)


def compare(left: str, right: str) -> None:
    """Fail where two archives are not the same."""
    with reportedly.open_archive(left) as one, reportedly.open_archive(right) as other:
        ours, theirs = one.verify(), other.verify()
    assert not ours.problems, ours.problems[:3]
    assert ours.content == theirs.content, "the archives differ"
    print(
        f"  the same as undisturbed: {ours.reports} reports, {ours.decisions} decisions, content {ours.content[:16]}"
    )


def crash(url: str, calm: str, reports: int, kills: int, pause: float) -> None:
    """The whole trial on one database."""
    start = time.perf_counter()
    count, acknowledged = disturbed(url, reports, kills, random.Random(1), pause)
    print(f"  killed {count} times; {acknowledged} things were acknowledged and none was lost")
    killed_run(calm, reports, None)
    compare(url, calm)
    print(f"  {time.perf_counter() - start:.0f} s")


def main() -> None:
    """Both databases, or the archive that was named."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, default=2000)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--pause", type=float, default=PAUSE, help="seconds between two kills, on average")
    options.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    options.add_argument("--archive", help=argparse.SUPPRESS)
    options.add_argument("--work", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.work:
        work(chosen.archive, chosen.reports)
        return
    if chosen.database in ("sqlite", "both"):
        print("SQLite", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            urls = [f"sqlite:///{Path(folder) / name}.sqlite" for name in ("killed", "calm")]
            crash(*urls, chosen.reports, chosen.kills, chosen.pause)
    if chosen.database in ("postgresql", "both"):
        sys.path.append(str(Path(__file__).parents[1] / "tests"))
        from databases import postgres

        print("PostgreSQL", flush=True)
        with postgres(durable=True) as server:
            crash(server.new(), server.new(), chosen.reports, chosen.kills, chosen.pause)


if __name__ == "__main__":
    main()
