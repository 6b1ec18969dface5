"""A long stream of mixed news from raw input to weighed incidents in an archive: speed, memory, and what came of it.

    python benchmarks/stream.py [--reports 100000] [--html] [--processes 2] [--threshold T] [--skim] [--all] [--again] [--folder DIR]

A file of so many reports is made (`mixed.py` says of what and how; JSONL of texts, or with `--html` a crawl file of news pages of
some 12 KB), and `reportedly add FILE --gate --processes N` reads it into a new archive, in a process of its own with two cores. Time is
by the clock from its start to its end, and of the processor, of all its processes together. Memory is that of the sum of its processes
(proportional set size, every two seconds at least), the most within each tenth of the file. The file and the archive are kept where `--folder`
says. `--again` adds the same file once more: what it costs to go through what is known.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import mixed
import warc
from corpus import BENCH
from mixed import Story, stories
from reportedly.archive import open_archive

TENTHS = 10
PAUSE = (
    0.2,
    2.0,
)  # seconds between two looks at the memory, at first and later: a look costs some milliseconds itself
TICK = os.sysconf("SC_CLK_TCK")


def make(folder: Path, count: int, *, html: bool, harmless: bool) -> Path:
    """The file of so many reports; made once."""
    recipe = hashlib.sha256(Path(mixed.__file__).read_bytes() + Path(warc.__file__).read_bytes()).hexdigest()[:8]
    path = folder / f"{count}{'' if harmless else '-all'}-{recipe}.{'warc' if html else 'jsonl'}"
    if path.exists():
        return path
    made = stories(count, harmless=harmless)
    if html:
        warc.write(path, ((story.url, _page(story)) for story in made))
        return path
    draft = path.with_suffix(".draft")
    with draft.open("w", encoding="utf-8") as out:
        for story in made:
            row = {"text": story.text, "url": story.url, "outlet": story.outlet, "published": story.published}
            out.write(json.dumps(row) + "\n")
    draft.replace(path)
    return path


def _page(story: Story) -> bytes:
    return warc.page(story.text, story.number, published=f"{story.published}T10:00:00Z", outlet=story.outlet)


@dataclass(slots=True)
class Watched:
    """What was seen of a run: (seconds, share of the file that was gone through, megabytes) again and again."""

    seen: list[tuple[float, float, float]] = field(default_factory=list)
    first: float = 0.0  # processor seconds of the process that takes in and keeps, when it was last seen

    def watch(self, child: subprocess.Popen[bytes], file: Path) -> None:
        """Look at a process and those below it until it ends."""
        began, size, share = time.perf_counter(), file.stat().st_size, 0.0
        while child.poll() is None:
            share = max(share, position(child.pid, file) / size)
            self.seen.append((time.perf_counter() - began, share, sum(map(proportional, family(child.pid)))))
            self.first = busy(child.pid) or self.first
            time.sleep(min(PAUSE[0] + self.seen[-1][0] / 20, PAUSE[1]))

    def tenths(self) -> Iterator[tuple[float, float]]:
        """(seconds at its end, most megabytes within it) of each tenth of the file."""
        for tenth in range(TENTHS):
            low, high = tenth / TENTHS, (tenth + 1) / TENTHS
            inside = [(s, m) for s, share, m in self.seen if low <= share < high or (share >= 1 and high == 1)]
            if inside:
                yield inside[-1][0], max(m for _, m in inside)


def family(pid: int) -> list[int]:
    """A process and all that came of it."""
    try:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in below for one in family(int(child)))]


def proportional(pid: int) -> float:
    """Megabytes of a process, what it shares counted by its share; 0 where it has just ended."""
    try:
        found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0


def position(pid: int, file: Path) -> int:
    """How many bytes of a file a process has read."""
    try:
        for link in Path(f"/proc/{pid}/fd").iterdir():
            if link.resolve() == file:
                found = re.search(r"^pos:\s+(\d+)", Path(f"/proc/{pid}/fdinfo/{link.name}").read_text(), re.M)
                return int(found[1]) if found else 0
    except OSError:
        pass  # it has just ended, or closed the file
    return 0


def busy(pid: int) -> float:
    """Processor seconds of one process alone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICK


def run(file: Path, archive: Path, *words: str) -> dict[str, Any]:
    """Add a file to a new archive and say how that went."""
    command = [sys.executable, "-c", "import reportedly.cli; reportedly.cli.main()", "add", str(file)]
    listed = archive.with_suffix(".passed")
    command += ["--archive", str(archive), "--gate", "--passed-over", str(listed), "--format", "jsonl", *words]
    watched = Watched()
    began = time.perf_counter()
    said = archive.with_suffix(".err")
    with archive.with_suffix(".out").open("wb") as out, said.open("wb") as err:
        child = subprocess.Popen(command, stdout=out, stderr=err)
        watcher = threading.Thread(target=watched.watch, args=(child, file.resolve()))
        before = os.times()
        watcher.start()
        child.wait()
        spent, after = time.perf_counter() - began, os.times()
        watcher.join()
    errors = said.read_text(encoding="utf-8")
    if child.returncode not in (0, 1):
        sys.exit(f"reportedly add ended with {child.returncode}:\n{errors[-2000:]}")
    with listed.open(encoding="utf-8") as lines:
        over = {int(re.findall(r"\d+", json.loads(line)["place"])[-1]) for line in lines}
    with open_archive(archive, create=False) as opened:
        kept, incidents = opened.reports(limit=1).total, opened.incidents(limit=1).total
    passed = re.search(r"^([\d,]+) passed over by the gate, ([\d,]+) let through$", errors, re.M)
    failed = re.search(r"^\d+ read, (\d+) failed$", errors, re.M)
    return {
        "clock": spent,
        "busy": after.children_user - before.children_user + after.children_system - before.children_system,
        "first": watched.first,
        "passed over": over,
        "let through": int(passed[2].replace(",", "")) if passed else 0,
        "kept": kept,
        "incidents": incidents,
        "failed": int(failed[1]) if failed else 0,
        "first words": errors[:300],
        "tenths": list(watched.tenths()),
    }


def main() -> None:
    """Make the stream, add it, and print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, default=100_000)
    options.add_argument("--html", action="store_true")
    options.add_argument("--processes", type=int, default=2)
    options.add_argument("--threshold", type=float)
    options.add_argument("--skim", action="store_true", help="read only the passages that may tell of harm")
    options.add_argument("--all", action="store_true", help="the rest of the stream may state tolls as well")
    options.add_argument("--again", action="store_true", help="add the same file once more at the end")
    options.add_argument("--folder", type=Path, help="where file and archive are kept; a temporary one otherwise")
    chosen = options.parse_args()
    if not BENCH.exists():
        print(f"skipped: there are no texts at {BENCH} to make a stream of")
        return
    with tempfile.TemporaryDirectory() as passing:
        folder = chosen.folder or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        file = make(folder, chosen.reports, html=chosen.html, harmless=not chosen.all)
        archive = folder / f"{file.stem}-{file.suffix[1:]}.sqlite"
        for old in folder.glob(archive.name + "*"):
            old.unlink()
        words = ["--processes", str(chosen.processes)]
        words += ["--threshold", str(chosen.threshold)] if chosen.threshold is not None else []
        words += ["--skim"] if chosen.skim else []
        relevant = [story.relevant for story in stories(chosen.reports, harmless=not chosen.all)]
        report(relevant, file, archive, run(file, archive, *words))
        if chosen.again:
            again = run(file, archive, *words)
            print(f"once more: {again['clock']:,.0f} s by the clock, processor {again['busy']:,.0f} s")


def report(relevant: list[bool], file: Path, archive: Path, row: dict[str, Any]) -> None:
    """Print what was measured."""
    count, size = len(relevant), file.stat().st_size / 1e6
    missed = sum(relevant[number - 1] for number in row["passed over"])
    print(f"{count:,} reports, {size:,.0f} MB of {file.suffix[1:]}; {os.cpu_count()} cores")
    print(
        f"{count / row['clock']:.1f} reports/s by the clock ({row['clock']:,.0f} s); processor {row['busy']:,.0f} s, "
        f"{row['busy'] / count * 1000:.1f} ms a report; {row['first']:,.0f} s of it in the process that takes in, keeps, links and weighs"
    )
    print(
        f"{len(row['passed over']):,} passed over, {missed:,} of them among the {sum(relevant):,} relevant "
        f"({1 - missed / max(sum(relevant), 1):.3f} let through); {row['let through']:,} let through, {row['kept']:,} kept, "
        f"{row['incidents']:,} incidents, {row['failed']:,} failed; the archive has {archive.stat().st_size / 1e6:,.0f} MB"
    )
    print("each tenth, s:  " + " ".join(f"{seconds:6.0f}" for seconds, _ in row["tenths"]))
    print("most memory, MB:" + " ".join(f"{memory:6.0f}" for _, memory in row["tenths"]))
    if row["failed"]:
        print(f"errors begin with: {row['first words']}")


if __name__ == "__main__":
    main()
