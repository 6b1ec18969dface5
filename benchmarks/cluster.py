"""Many reports on Spark: the same as on one machine, faster with more workers, and no slower a mention when there are more.

    python benchmarks/cluster.py same    [--reports 20000]              # readings and incidents, one worker killed on the way
    python benchmarks/cluster.py workers [--reports 4000] [--rounds 2]  # one worker against two
    python benchmarks/cluster.py growth  [--sizes 1000 10000 100000] [--compare]   # linking and weighing of simulated mentions

Seconds are of the clock and, in brackets, of the processors (all processes that a command starts).
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from made_reports import made_reports
from reportedly import api
from reportedly.records import Reading
from simulate import simulate

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))
from sparks import Cluster, standalone

COMMAND = [sys.executable, "-c", "from reportedly.cli import main; main()", "spark"]
LOCAL = ("--master", "local[2]", "--conf", "spark.driver.memory=4g", "--conf", "spark.sql.shuffle.partitions=16")
RULES = ("--tagger", "none")
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Clock:
    """Processor seconds of some processes and all their descendants, looked at while they live."""

    roots: list[int]
    spent: dict[int, float] = field(default_factory=dict)
    stop: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        """Look every half second until told to stop."""
        while not self.stop.wait(0.5):
            parents, used = {}, {}
            for stat in Path("/proc").glob("[0-9]*/stat"):
                try:
                    parts = stat.read_text().rpartition(")")[2].split()
                except OSError:
                    continue
                pid = int(stat.parent.name)
                parents[pid], used[pid] = int(parts[1]), (int(parts[11]) + int(parts[12])) / _TICKS
            for pid in used:
                at = pid
                while at > 1 and at not in self.roots:
                    at = parents.get(at, 0)
                if at in self.roots:
                    self.spent[pid] = used[pid]


@dataclass(frozen=True)
class Cost:
    """What a command took."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.wall:8.1f} s ({self.cpu:8.1f} s)"


def spark(*arguments: object, cluster: Cluster | None = None, kill_after: Path | None = None) -> Cost:
    """Run one `reportedly spark` command; `kill_after` kills a worker of the cluster when that file appears."""
    started = time.perf_counter()
    process = subprocess.Popen([*COMMAND, *map(str, arguments)], stderr=subprocess.PIPE, text=True)
    clock = Clock([process.pid, *(w.process.pid for w in (cluster.workers if cluster else ()))])
    before = threading.Thread(target=clock.watch)
    before.start()
    if kill_after is not None and cluster is not None:
        while process.poll() is None and not kill_after.exists():
            time.sleep(0.2)
        time.sleep(20)
        assert process.poll() is None, "the run was over before a worker could be killed"
        cluster.workers[0].kill()
        print("  one of the two workers was killed", flush=True)
    _, said = process.communicate()
    clock.stop.set()
    before.join()
    print("  " + said.strip().splitlines()[-1], flush=True)
    assert process.returncode == 0, said
    return Cost(time.perf_counter() - started, sum(clock.spent.values()))


def same(reports: int, folder: Path) -> None:
    """Readings, claims, clusters and incidents of Spark against those of one machine."""
    _write(folder / "reports.parquet", made_reports(reports))
    with standalone(folder, workers=2) as cluster:
        options = (*RULES, "--master", cluster.url, "--out", folder / "read")
        seen = folder / "read/reports/_SUCCESS"
        cost = spark("read", folder / "reports.parquet", *options, cluster=cluster, kill_after=seen)
        print(f"spark read, a worker killed   {cost}", flush=True)
    print(f"spark link                    {spark('link', folder / 'read', *LOCAL, '--out', folder / 'linked')}")
    weighing = ("weigh", folder / "read", "--clusters", folder / "linked", *LOCAL, "--out", folder / "weighed")
    print(f"spark weigh                   {spark(*weighing)}", flush=True)
    started, used = time.perf_counter(), time.process_time()
    readings = [r for r in api.read_all([folder / "reports.parquet"], tagger="none") if isinstance(r, Reading)]
    print(
        f"one process: read             {Cost(time.perf_counter() - started, time.process_time() - used)}",
        flush=True,
    )
    started, used = time.perf_counter(), time.process_time()
    incidents = api.weigh(readings).incidents
    print(f"one process: link and weigh   {Cost(time.perf_counter() - started, time.process_time() - used)}")
    _compare("readings", (r.to_json() for r in readings), _column(folder / "read/readings", "reading"))
    _compare("incidents", (i.to_json() for i in incidents), _column(folder / "weighed/incidents", "json"))


def _compare(name: str, here: Iterable[str], there: Iterable[str]) -> None:
    ours, theirs = sorted(here), sorted(there)
    verdict = "identical" if ours == theirs else "DIFFERENT"
    print(f"{name:10} {len(ours):>7,} on one machine, {len(theirs):>7,} on Spark: {verdict}", flush=True)


def workers(reports: int, rounds: int, folder: Path) -> None:
    """The time of `spark read` with one worker and with two, in turns: of all of it, and of the reading alone."""
    _write(folder / "reports.parquet", made_reports(reports))
    taken: dict[int, list[float]] = {1: [], 2: []}
    reading: dict[int, list[float]] = {1: [], 2: []}
    for turn in range(rounds):
        for number in (1, 2):
            place = folder / f"{turn}-{number}"
            place.mkdir()
            with standalone(place, workers=number) as cluster:
                options = (*RULES, "--master", cluster.url, "--out", place / "read")
                cost = spark("read", folder / "reports.parquet", *options, cluster=cluster)
            begun, ended = (place / "read" / name / "_SUCCESS" for name in ("reports", "readings/chunk=0"))
            taken[number].append(cost.wall)
            reading[number].append(ended.stat().st_mtime - begun.stat().st_mtime)
            print(
                f"{number} worker{'s'[: number - 1]:1}  {cost}, reading alone {reading[number][-1]:.1f} s",
                flush=True,
            )
    for name, seconds in (("all of it", taken), ("reading alone", reading)):
        print(f"{name}: two workers are {min(seconds[1]) / min(seconds[2]):.2f} times as fast as one")


def growth(sizes: Sequence[int], folder: Path, *, compare: bool) -> None:
    """Linking and weighing of worlds of several sizes, with the exponent of growth; and whether one machine does the same."""
    spent: dict[str, list[float]] = {"link": [], "weigh": []}
    for size in sizes:
        place = folder / str(size)
        _made_readings(size, place / "read")
        link = spark("link", place / "read", *LOCAL, "--out", place / "linked")
        print(f"{size:>9,} mentions: link  {link}", flush=True)
        weigh = spark("weigh", place / "read", "--clusters", place / "linked", *LOCAL, "--out", place / "weighed")
        print(f"{size:>9,} mentions: weigh {weigh}", flush=True)
        if compare:
            readings = [Reading.from_json(row) for row in _column(place / "read/readings", "reading")]
            incidents = api.weigh(readings).incidents
            _compare("incidents", (i.to_json() for i in incidents), _column(place / "weighed/incidents", "json"))
        spent["link"].append(link.cpu)
        spent["weigh"].append(weigh.cpu)
    totals = [a + b for a, b in zip(spent["link"], spent["weigh"], strict=True)]
    for name, costs in (*spent.items(), ("both", totals)):
        steps = [math.log(b / a) / math.log(n / m) for (m, a), (n, b) in _steps(sizes, costs)]
        print(f"{name:5} exponent of growth: {', '.join(f'{step:.2f}' for step in steps)}")


def _steps(sizes: Sequence[int], costs: Sequence[float]) -> Iterable[tuple[tuple[int, float], tuple[int, float]]]:
    """Every two sizes that follow each other, and the whole way from the first to the last."""
    rows = list(zip(sizes, costs, strict=True))
    return [*pairwise(rows), (rows[0], rows[-1])]


def _made_readings(mentions: int, folder: Path) -> None:
    """A finished run of `spark read` whose readings a simulator made."""
    (folder / "readings").mkdir(parents=True)
    readings = simulate(mentions, seed=1).readings
    columns = pa.schema([("report", pa.string()), ("reading", pa.string())])
    with pq.ParquetWriter(folder / "readings/part-0.parquet", columns, compression="zstd") as file:
        for at in range(0, len(readings), 5_000):
            some = readings[at : at + 5_000]
            rows = [{"report": r.report.id, "reading": r.to_json()} for r in some]
            file.write_table(pa.Table.from_pylist(rows, columns))
    (folder / "run.json").write_text(json.dumps({"asked": {"command": "read"}, "done": {}}), encoding="utf-8")


def _write(path: Path, rows: Iterable[dict[str, str]]) -> None:
    pq.write_table(pa.Table.from_pylist(list(rows)), path)


def _column(folder: Path, name: str) -> list[str]:
    return [str(value) for value in pq.read_table(folder, columns=[name])[name].to_pylist()]


def main() -> None:
    """Measure one of the three."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("what", choices=("same", "workers", "growth"))
    options.add_argument("--reports", type=int)
    options.add_argument("--rounds", type=int, default=2)
    options.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    options.add_argument("--compare", action="store_true", help="link and weigh on one machine as well")
    options.add_argument("--keep", type=Path, help="an empty folder that stays")
    chosen = options.parse_args()
    place = nullcontext(str(chosen.keep)) if chosen.keep else tempfile.TemporaryDirectory(prefix="reportedly-")
    with place as name:
        folder = Path(name)
        folder.mkdir(exist_ok=True)
        if chosen.what == "same":
            same(chosen.reports or 20_000, folder)
        elif chosen.what == "workers":
            workers(chosen.reports or 4_000, chosen.rounds, folder)
        else:
            growth(chosen.sizes, folder, compare=chosen.compare)


if __name__ == "__main__":
    main()
