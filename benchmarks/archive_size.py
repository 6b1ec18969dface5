"""A large archive: how fast it opens and answers, how large it is, and what a new report costs.

Reports come from the simulator (`simulate.py`), whose readings need no reader; the size of an archive of real readings is
measured on the sample reports. Each question is asked several times; the
median processor time counts, since the clock of a machine that others use says little. For PostgreSQL it is the clock.

    python benchmarks/archive_size.py [--reports 100000] [--archive URL] [--rounds 5]
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import reportedly
from reportedly.archive import Archive, IncidentFilter
from reportedly.records import Reading
from reportedly.samples import sample_files
from simulate import simulate

LIMIT_MS = 300
OPENING_MS = 1000


def filters(archive: Archive) -> dict[str, IncidentFilter]:
    """Every filter once, on values that the archive holds, and some together."""
    row = next(row for row in archive.incidents(sort="killed").rows if row.latitude is not None)
    values = {
        kind: archive.facets(kind, limit=1)[0].value for kind in ("place", "actor", "source", "outlet", "country")
    }
    report = archive.reports(limit=1).rows[0].id
    return {
        "no filter": IncidentFilter(),
        "since": IncidentFilter(since=row.start),
        "since, until": IncidentFilter(since=row.start, until=row.end),
        **{kind: IncidentFilter(**{kind: value}) for kind, value in values.items()},
        "type": IncidentFilter(type=row.type),
        "near": IncidentFilter(near=(row.latitude or 0.0, row.longitude or 0.0, 200.0)),
        "at least 20 killed": IncidentFilter(at_least=20),
        "at most 3 wounded": IncidentFilter(field="wounded", at_most=3),
        "disputed": IncidentFilter(disputed=True),
        "grade": IncidentFilter(grade="corroborated"),
        "review": IncidentFilter(review="open"),
        "a rare word": IncidentFilter(words=row.place or "baka"),
        "a common word": IncidentFilter(words="report"),
        "report": IncidentFilter(report=report),
        "many together": IncidentFilter(
            since="2020-01-01", country=values["country"], source=values["source"], at_least=2, disputed=True
        ),
    }


def timed(ask: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Milliseconds of the median answer by the clock, and by the processor time of this process."""
    clock, own = [], []
    for _ in range(rounds):
        start, began = time.perf_counter(), time.process_time()
        ask()
        clock.append((time.perf_counter() - start) * 1000)
        own.append((time.process_time() - began) * 1000)
    return statistics.median(clock), statistics.median(own)


def fill(url: str, reports: int) -> None:
    """Fill an archive with simulated reports, and print what that took."""
    start = time.perf_counter()
    world = simulate(round(reports * 1.14))
    print(f"simulated {len(world.readings)} reports in {time.perf_counter() - start:.0f} s", flush=True)
    readings = world.readings[:reports]
    with reportedly.open_archive(url) as archive:
        start = time.perf_counter()
        pairs = ((reading, reading.report.text.encode()) for reading in readings[:-200])
        for _ in archive.add_many(pairs, by="simulator", settled=False):
            pass
        took = time.perf_counter() - start
        print(
            f"kept {len(readings) - 200} in {took:.0f} s: {took / len(readings) * 1000:.1f} ms a report",
            flush=True,
        )
        start = time.perf_counter()
        archive.settle()
        print(f"linked and weighed all at once in {time.perf_counter() - start:.0f} s", flush=True)
        times = []
        for reading in readings[-200:]:
            start = time.perf_counter()
            archive.add(reading, reading.report.text.encode(), by="simulator")
            times.append((time.perf_counter() - start) * 1000)
        print(
            f"one more report, kept, linked and weighed: median {statistics.median(times):.0f} ms, "
            f"slowest of 200 {max(times):.0f} ms",
            flush=True,
        )


def ask(url: str, rounds: int) -> int:
    """Print how fast the archive answers; how many answers took longer than they may."""
    late = 0

    def told(what: str, took: tuple[float, float], limit: float, found: object = "") -> None:
        nonlocal late
        clock, own = took
        measured = own if url.startswith("sqlite") else clock  # a server of its own does the work of PostgreSQL
        late += measured > limit
        verdict = "" if measured <= limit else " TOO SLOW"
        print(f"  {what:28} {own:6.0f} ms, {clock:6.0f} by the clock {verdict}  {found}", flush=True)

    code = f"import time,reportedly\nt=time.perf_counter()\na=reportedly.open_archive({url!r})\na.incidents(limit=1)\nprint(time.perf_counter()-t, time.process_time())"
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    clock, own = (float(seconds) * 1000 for seconds in done.stdout.split())
    told("open, in a new process", (clock, own), OPENING_MS)
    with reportedly.open_archive(url) as archive:
        for name, wanted in filters(archive).items():
            total = archive.incidents(wanted, limit=50).total
            for sort in ("newest", "killed"):
                took = timed(lambda w=wanted, s=sort: archive.incidents(w, sort=s, limit=50), rounds)
                told(f"{name}, {sort}", took, LIMIT_MS, f"{total} incidents")
        place = archive.facets("place", limit=1)[0].value
        for words in (
            place,
            "security forces",
            "report killed",
            '"morning security"',
            "killed -security",
            "nobody",
        ):
            took = timed(lambda w=words: archive.search(w), rounds)
            told(f"search {words}", took, LIMIT_MS, f"{archive.search(words).total} reports")
        row = archive.incidents(sort="reports", limit=1).rows[0]
        told(
            "the largest incident",
            timed(lambda: archive.incident(row.id), rounds),
            LIMIT_MS,
            f"{row.reports} reports",
        )
        told("… by another policy", timed(lambda: archive.incident(row.id, policy="majority"), rounds), LIMIT_MS)
        told("queue", timed(archive.queue, rounds), LIMIT_MS)
        told("facets of country", timed(lambda: archive.facets("country"), rounds), LIMIT_MS)
        told("reports", timed(archive.reports, rounds), LIMIT_MS)
        told("history", timed(lambda: archive.history(row.id), rounds), LIMIT_MS)
        source = archive.facets("source", limit=1)[0].value
        told(
            "source",
            timed(lambda: archive.source(source), rounds),
            float("inf"),
            f"{archive.source(source).count} claims",
        )
    return late


def size(url: str) -> None:
    """Print how many bytes a report takes, in this archive and in one of the sample reports."""
    if url.startswith("sqlite"):
        _told_size("simulated", Path(url.removeprefix("sqlite:///")))
    with tempfile.TemporaryDirectory() as folder, sample_files() as files:
        path = Path(folder) / "samples.sqlite"
        with reportedly.open_archive(path) as archive:
            empty = path.stat().st_size
            readings = [r for r in reportedly.read_all(files) if isinstance(r, Reading)]
            for _ in archive.add_many((r, r.report.text.encode()) for r in readings):
                pass
        _told_size("sample reports", path, empty)


def _told_size(what: str, path: Path, empty: int = 0) -> None:
    with reportedly.open_archive(path) as archive:
        reports = archive.reports(limit=1).total
        characters = sum(len(archive.report(row.id).text) for row in archive.reports(limit=100).rows)
    taken = (path.stat().st_size - empty) / reports
    print(
        f"size, {what}: {reports} reports of {characters / min(100, reports):,.0f} characters, {taken:,.0f} bytes each"
    )


def main() -> None:
    """Fill, ask, measure; exit with status 1 where an answer took too long."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, default=100_000)
    options.add_argument("--archive", help="an archive to fill, or one that is filled already")
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = chosen.archive or f"sqlite:///{folder}/large.sqlite"
        with reportedly.open_archive(url) as archive:
            filled = archive.reports(limit=1).total
        if not filled:
            fill(url, chosen.reports)
        late = ask(url, chosen.rounds)
        size(url)
    sys.exit(1 if late else 0)


if __name__ == "__main__":
    main()
