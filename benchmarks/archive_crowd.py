"""Many at once on one SQLite file: ingests that add, readers that ask, for a minute; nobody may be turned away.

    python benchmarks/archive_crowd.py [--seconds 60] [--ingests 2] [--readers 10] [--archive URL]

Every process prints what it did; whatever it met that is no answer (an error, "database is locked") is counted, and at the
end every report that was acknowledged must be there.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from threading import Barrier

import reportedly
from reportedly.archive import Archive, IncidentFilter
from reportedly.records import Reading
from simulate import simulate


@dataclass
class Did:
    """What one process did: how often, how long each took (ms), what was acknowledged, and what went wrong."""

    who: str
    times: list[float] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass
class Start:
    """Everybody begins when all are ready, and goes on for so many seconds."""

    barrier: Barrier
    seconds: float

    def together(self) -> float:
        """Wait for the others; when the time will be over."""
        self.barrier.wait()
        return time.time() + self.seconds


def ingest(url: str, readings: Sequence[Reading], start: Start, told: Queue[Did]) -> None:
    """Add reports one by one, each settled, until the time is over."""
    did = Did("ingest")
    with reportedly.open_archive(url) as archive:
        until = start.together()
        for reading in readings:
            if time.time() > until:
                break
            began = time.perf_counter()
            try:
                did.acknowledged.append(archive.add(reading).report)
            except Exception as error:
                did.errors.append(f"{type(error).__name__}: {error}")
            did.times.append((time.perf_counter() - began) * 1000)
    told.put(did)


def ask(url: str, start: Start, told: Queue[Did]) -> None:
    """List, open, search and look into the queue until the time is over; an incident in a list can be opened."""
    did = Did("reader")
    with reportedly.open_archive(url) as archive:
        until = start.together()
        while time.time() < until:
            began = time.perf_counter()
            try:
                page = archive.incidents(IncidentFilter(at_least=1), sort="killed", limit=20)
                if page.rows:
                    archive.incident(page.rows[len(did.times) % len(page.rows)].id)
                archive.search("security killed")
                archive.queue()
            except Exception as error:
                did.errors.append(f"{type(error).__name__}: {error}")
            did.times.append((time.perf_counter() - began) * 1000)
    told.put(did)


def crowd(url: str, seconds: float, ingests: int, readers: int) -> bool:
    """Let them all loose; whether everything went well."""
    reportedly.open_archive(url).close()
    readings = simulate(round(seconds * 40), seed=3).readings
    context = multiprocessing.get_context("spawn")
    told: Queue[Did] = context.Queue()  # type: ignore[assignment]
    start = Start(context.Barrier(ingests + readers), seconds)
    parts = [(ingest, (url, readings[n::ingests], start, told)) for n in range(ingests)]
    people = [context.Process(target=f, args=a) for f, a in [*parts, *([(ask, (url, start, told))] * readers)]]
    for person in people:
        person.start()
    done = [told.get() for _ in people]
    for person in people:
        person.join()
    return report(url, done)


def report(url: str, done: Sequence[Did]) -> bool:
    """Print the figures; whether nothing was lost and nobody met an error."""
    for who in ("ingest", "reader"):
        times = sorted(t for d in done if d.who == who for t in d.times)
        people = sum(d.who == who for d in done)
        if times:
            print(
                f"{people} {who}s: {len(times)} times, median {statistics.median(times):.0f} ms, "
                f"19 of 20 within {times[int(len(times) * 0.95)]:.0f} ms, slowest {times[-1]:.0f} ms"
            )
    errors = [error for d in done for error in d.errors]
    acknowledged = {key for d in done for key in d.acknowledged}
    with reportedly.open_archive(url) as archive:
        lost = [key for key in acknowledged if not _there(archive, key)]
        archive.settle()
        problems = archive.verify().problems
        total = archive.reports(limit=1).total
    print(
        f"errors {len(errors)}, acknowledged {len(acknowledged)}, kept {total}, lost {len(lost)}, problems {len(problems)}"
    )
    for line in (*errors[:5], *map(str, problems[:5])):
        print(f"  {line}")
    return not (errors or lost or problems)


def _there(archive: Archive, key: str) -> bool:
    return archive.report(key).id == key


def main() -> None:
    """Exit with status 1 where anything went wrong."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--ingests", type=int, default=2)
    options.add_argument("--readers", type=int, default=10)
    options.add_argument("--archive")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = chosen.archive or f"sqlite:///{Path(folder) / 'crowd.sqlite'}"
        sys.exit(0 if crowd(url, chosen.seconds, chosen.ingests, chosen.readers) else 1)


if __name__ == "__main__":
    main()
