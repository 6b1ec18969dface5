"""One table of what every stage costs, beside bare spaCy, the quotations of textacy, and trafilatura alone, in one run.

    python benchmarks/table.py [--reports 400] [--markdown]

Every stage runs in a process of its own on the same reports (those of `reading.py`, each with a text of its own): what it needs is
loaded and warm before the clock starts, and its peak memory is that of its largest process. Seconds are those of the clock, so that
two processes show; on a machine that others use they say little, and the seconds of the processors stand beside them. textacy is
no part of the development tools; `pip install textacy` brings its row.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import islice
from pathlib import Path

from reading import reports, start_up, stream
from reportedly import open_archive
from reportedly.intake import IntakeOptions, take_in
from reportedly.linking import link
from reportedly.reading import DefaultReader, ReaderSettings
from reportedly.reading.crew import read_beside
from reportedly.reading.one_core import one_thread
from reportedly.reading.parse import load_model
from reportedly.reading.relevance import relevance, skimmed
from reportedly.records import Reading, Report
from reportedly.weighing import weigh
from warc import page

WARM = 20  # reports before the clock starts
Work = Callable[[list[Report]], object]


def drained(found: Iterable[object]) -> None:
    """Ask for all, keep nothing."""
    deque(found, maxlen=0)


def taken_in(suffix: str) -> Work:
    """The intake of a file of texts or pages."""

    def work(texts: list[Report]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            drained(take_in([str(written(texts, Path(folder), suffix))], IntakeOptions()))

    return work


def written(texts: list[Report], folder: Path, suffix: str) -> Path:
    """Reports as a file of JSONL, as texts or as pages."""
    file = folder / "reports.jsonl"
    with file.open("w", encoding="utf-8") as out:
        for number, report in enumerate(texts):
            body = page(report.text, number).decode() if suffix == "html" else report.text
            out.write(json.dumps({suffix: body}) + "\n")
    return file


def extracted(texts: list[Report]) -> None:
    """trafilatura alone, on the same pages."""
    from trafilatura import extract

    for number, report in enumerate(texts):
        extract(page(report.text, number).decode())


def parsed(texts: list[Report]) -> None:
    """The spaCy pipeline as it comes."""
    import spacy

    from reportedly.reading.parse import DEFAULT_MODEL

    global _bare
    _bare = _bare or spacy.load(DEFAULT_MODEL)
    drained(_bare.pipe((report.text for report in texts), batch_size=16))


_bare = None


def quoted(texts: list[Report]) -> None:
    """The direct quotations of textacy, on the same parse; it gives up on a text whose marks do not pair."""
    from textacy.extract.triples import direct_quotations

    with one_thread():
        for doc in load_model().pipe((report.text for report in texts), batch_size=16):
            with suppress(ValueError):
                drained(direct_quotations(doc))


def read(processes: int = 1, **chosen: object) -> Work:
    """The whole reading, by so many processes."""
    settings = ReaderSettings(**chosen)  # type: ignore[arg-type]
    alone = DefaultReader(settings) if processes == 1 else None

    def work(texts: list[Report]) -> None:
        drained(alone.read_many(texts) if alone else read_beside(texts, settings, processes))

    return work


def kept(texts: list[Reading]) -> None:
    """Readings into an archive, which links and weighs them."""
    with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder) / "a.sqlite") as archive:
        drained(archive.add_many((reading, reading.report.text.encode()) for reading in texts))


def weighed(texts: list[Reading]) -> None:
    """Link and weigh, without an archive."""
    weigh(link(texts), texts)


STAGES: dict[str, Callable[[], Callable[[list], object]]] = {  # type: ignore[type-arg]
    "intake of texts": lambda: taken_in("text"),
    "intake of pages": lambda: taken_in("html"),
    "  trafilatura alone": lambda: extracted,
    "relevance gate": lambda: lambda texts: [relevance(report.text) for report in texts],
    "skimming": lambda: lambda texts: [skimmed(report) for report in texts],
    "bare spaCy": lambda: parsed,
    "  textacy's quotations": lambda: quoted,
    "reading, rules": lambda: read(tagger="none"),
    "reading, rules, 2 processes": lambda: read(2, tagger="none"),
    "reading, tagger": lambda: read(),
    "reading, tagger, 2 processes": lambda: read(2),
    "reading, tagger, skimmed": lambda: read(skim=True),
    "linking and weighing": lambda: weighed,
    "archive, all three": lambda: kept,
}
OF_READINGS = ("linking and weighing", "archive, all three")


def measure(stage: str, count: int) -> dict[str, float]:
    """One stage on so many reports."""
    made = STAGES[stage]()
    texts = list(islice(stream(reports(), count + WARM), count + WARM))
    items: list[Report] | list[Reading] = texts
    if stage in OF_READINGS:
        items = list(DefaultReader(ReaderSettings(tagger="none")).read_many(texts))
    made(items[:WARM])
    started, busy = time.perf_counter(), spent()
    made(items[WARM:])
    return {
        "clock": time.perf_counter() - started,
        "busy": spent() - busy,
        "words": sum(len(report.text.split()) for report in texts[WARM:]),
        "peak": peak(),
    }


def spent() -> float:
    """Processor seconds of this process and of those it has waited for."""
    use = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in use)


def peak() -> float:
    """Megabytes held at most by this process, or by the largest of its children."""
    return max(resource.getrusage(w).ru_maxrss for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


def row_of(stage: str, count: int) -> dict[str, float]:
    """What a fresh process measures."""
    words = [sys.executable, __file__, "--stage", stage, "--reports", str(count)]
    run = subprocess.run(words, capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(f"{stage} failed:\n{run.stderr[-2000:]}")
    found: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Print the table, or measure one stage."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, default=400)
    options.add_argument("--stage", choices=STAGES, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.stage:
        print(json.dumps(measure(chosen.stage, chosen.reports)))
        return
    print("| stage | reports/s | words/s | processor ms a report | peak MB |\n|---|---|---|---|---|")
    for stage in STAGES:
        if "textacy" in stage and not importlib.util.find_spec("textacy"):
            print(f"| {stage} | not installed | | | |")
            continue
        found = row_of(stage, chosen.reports)
        each = chosen.reports / found["clock"]
        print(
            f"| {stage} | {each:,.1f} | {found['words'] / found['clock']:,.0f} | {found['busy'] / chosen.reports * 1000:,.1f} "
            f"| {found['peak']:,.0f} |",
            flush=True,
        )
    quickest, _ = start_up()
    print(f"\n`reportedly read` of one short report: {quickest:.1f} s")
    few, many = (row_of("reading, rules", n)["busy"] for n in (chosen.reports, chosen.reports * 4))
    print(
        f"four times the reports take the reading {many / few:.1f} times as long: exponent {math.log(many / few, 4):.2f}"
    )


if __name__ == "__main__":
    main()
