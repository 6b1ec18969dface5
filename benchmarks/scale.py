"""Time and memory of linking and weighing at growing sizes, and what comes out of them.

    python benchmarks/scale.py [--sizes 1000 10000 100000 1000000] [--cores 1 2] [--memory 2GB] [--folder DIR]

A simulated world is written to a file, one reading a line. A fresh process, bound to so many cores, then reads the lines one
by one, links them, and weighs each incident with its readings fetched from the file: what an archive does. The exponent of
growth is fitted to the processor seconds of all sizes (least squares on logarithms); the engine is started beforehand, since
a constant start would make the growth look smaller. The exponent of the last step alone is printed beside it.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO

from reportedly.linking import LinkSettings, link_anew
from reportedly.records import Reading
from reportedly.weighing import weigh
from simulate import home_of, incidents_in, reports

WARM_UP = 500  # readings, enough for the engine to be needed
GIGABYTE = 1024**2  # of the kilobytes in which the system counts


def write(mentions: int, seed: int, folder: Path) -> None:
    """The readings of a world, one a line, and the true number of dead of each of its incidents."""
    killed: dict[str, int] = {}
    with (folder / "readings.jsonl").open("w", encoding="utf-8") as out:
        for truth, reading in reports(mentions, seed):
            killed[truth.id] = truth.killed
            out.write(reading.model_dump_json(exclude_defaults=True) + "\n")
    (folder / "killed.json").write_text(json.dumps(killed), encoding="utf-8")


def stream(lines: IO[bytes], homes: dict[str, int]) -> Iterator[Reading]:
    """The readings of a file; `homes` learns at which byte the reading of each report-level incident begins."""
    while True:
        start, line = lines.tell(), lines.readline()
        if not line:
            return
        reading = Reading.from_json(line)
        homes.update(dict.fromkeys(incidents_in(reading), start))
        yield reading


def measure(folder: Path, cores: int, memory: str) -> dict[str, float]:
    """Link and weigh the readings of a folder."""
    killed: dict[str, int] = json.loads((folder / "killed.json").read_text(encoding="utf-8"))
    homes: dict[str, int] = {}
    row: dict[str, float] = {}
    with (folder / "readings.jsonl").open("rb") as lines:
        link_anew([Reading.from_json(line) for line in islice(lines, WARM_UP)])
        lines.seek(0)
        watch = Watch()
        joined = link_anew(stream(lines, homes), settings=LinkSettings(threads=cores, memory=memory))
        row |= watch.read("linking") | {"mentions": len(joined.happenings), "crowded keys": len(joined.crowded)}
        found = right = incidents = held = left_open = rows = 0
        for cluster in joined.clusters:
            incidents += 1
            sizes = Counter(home_of(member) for member in cluster.members)
            found += math.comb(len(cluster.members), 2)
            right += sum(math.comb(n, 2) for n in sizes.values())
            readings = {start: fetch(lines, start) for start in {homes[m] for m in cluster.members}}
            (incident,) = weigh([cluster], list(readings.values()))
            total = next((e for e in incident.estimates if e.field == "killed" and e.victims == "all"), None)
            if total is not None:
                rows += 1
                dead = killed[max(sorted(sizes), key=sizes.__getitem__)]
                held += (total.low or 0) <= dead <= (total.high or 0)
                left_open += dead > (total.high or 0) and total.open
        row |= watch.read("weighing")
    wanted = sum(math.comb(n, 2) for n in Counter(map(home_of, homes)).values())
    row |= {"incidents": incidents, "precision": right / max(1, found), "recall": right / max(1, wanted)}
    row |= {"held": held / max(1, rows), "open": left_open / max(1, rows)}
    return row | {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / GIGABYTE}


def fetch(lines: IO[bytes], start: int) -> Reading:
    """The reading whose line begins at a byte."""
    lines.seek(start)
    return Reading.from_json(lines.readline())


class Watch:
    """Seconds on the clock and of the processor since it was last read."""

    def __init__(self) -> None:
        self._clock, self._busy = time.perf_counter(), time.process_time()

    def read(self, name: str) -> dict[str, float]:
        """Both, by a name."""
        clock, busy = time.perf_counter(), time.process_time()
        passed = {f"{name} clock": clock - self._clock, f"{name} busy": busy - self._busy}
        self._clock, self._busy = clock, busy
        return passed


def exponent(sizes: list[float], seconds: list[float]) -> float:
    """The slope of a straight line through the logarithms."""
    x, y = [math.log(n) for n in sizes], [math.log(s) for s in seconds]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    above = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    return above / sum((a - mean_x) ** 2 for a in x)


def in_fresh_process(*words: str) -> str:
    """What this script prints when it is run anew with these words."""
    run = subprocess.run([sys.executable, __file__, *words], capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(f"{' '.join(words)} failed:\n{run.stderr[-2000:]}")
    return run.stdout


def main() -> None:
    """Run all sizes on so many cores, or one step of one of them."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000, 1_000_000])
    options.add_argument("--cores", type=int, nargs="+", default=[1, 2])
    options.add_argument("--memory", default="2GB", help="what the database may use")
    options.add_argument("--folder", type=Path, help="where the worlds are written; a temporary one otherwise")
    options.add_argument("--step", choices=["write", "measure"], help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.step == "write":
        write(chosen.sizes[0], 5, chosen.folder)
    elif chosen.step == "measure":
        bind(chosen.cores[0])
        json.dump(measure(chosen.folder, chosen.cores[0], chosen.memory), sys.stdout)
    else:
        with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
            grow(chosen.sizes, chosen.cores, chosen.memory, Path(folder))


def bind(cores: int) -> None:
    """Keep this process to so many cores, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])


def grow(sizes: list[int], cores: list[int], memory: str, folder: Path) -> None:
    """Measure every size on every number of cores, and print a row for each and the exponents."""
    print(" mentions cores | link s  busy | weigh s  busy | peak GB | incidents precision recall   held +open")
    measured: dict[int, list[dict[str, float]]] = defaultdict(list)
    for size in sizes:
        in_fresh_process("--step", "write", "--sizes", str(size), "--folder", str(folder))
        for count in cores:
            words = ("--step", "measure", "--cores", str(count), "--folder", str(folder), "--memory", memory)
            row = json.loads(in_fresh_process(*words))
            measured[count].append(row)
            print(
                f"{row['mentions']:9,} {count:5} | {row['linking clock']:6.1f} {row['linking busy']:5.1f} "
                f"| {row['weighing clock']:7.1f} {row['weighing busy']:5.1f} | {row['peak']:7.2f} "
                f"| {row['incidents']:9,} {row['precision']:9.3f} {row['recall']:6.3f} {row['held']:6.3f} {row['held'] + row['open']:.3f}"
                + (f"  ({row['crowded keys']} keys too common)" if row["crowded keys"] else ""),
                flush=True,
            )
    for count, rows in measured.items():
        if len(rows) > 1:
            print(
                f"exponent of growth, {count} core{'s' if count > 1 else ''}: {slopes(rows)}; last step {slopes(rows[-2:])}"
            )


def slopes(rows: list[dict[str, float]]) -> str:
    """The exponents of linking, of weighing and of both."""
    sizes = [row["mentions"] for row in rows]
    linking, weighing = ([row[f"{name} busy"] for row in rows] for name in ("linking", "weighing"))
    both = [a + b for a, b in zip(linking, weighing, strict=True)]
    found = {"linking": linking, "weighing": weighing, "both": both}
    return ", ".join(f"{name} {exponent(sizes, seconds):.2f}" for name, seconds in found.items())


if __name__ == "__main__":
    main()
