"""Speed and memory of the whole reading, held against the bare spaCy pipeline.

    python benchmarks/reading.py [--rounds N] [--reports N] [--memory]

Speed is measured in seconds of one core in one process: the same texts go through the same model alone and through
every step of the reading, in alternating rounds, and the median round counts. `--memory` reads 2,000 reports as one
stream and says how much memory that took. Exits 1 where a limit is missed.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import resources
from itertools import cycle, islice
from pathlib import Path

import spacy

from corpus import BENCH, as_report, documents
from reportedly.intake import IntakeOptions, take_in
from reportedly.reading import DefaultReader, ReaderSettings
from reportedly.reading.parse import DEFAULT_MODEL
from reportedly.reading.reader import TaggerChoice
from reportedly.records import Report

LEAST_RATIO: dict[TaggerChoice, float] = {"none": 0.90, "shipped": 0.60}  # of the bare pipeline's words per second
MOST_SECONDS = 3.0
MOST_MEGABYTES = 900
STREAM, WARM = 2000, 500
SHORT = "Four people were killed in a rocket attack on the market of Tal Rahma on Monday, police said.\n"


def reports() -> list[Report]:
    """The reports of the toll and MUC-4 development sets in turn, or the samples of the package."""
    if BENCH.exists():
        tolls, muc4 = documents("tolls"), documents("muc4")
        longest = max(len(tolls), len(muc4))
        return [as_report(row[i]) for i in range(longest) for row in (tolls, muc4) if i < len(row)]
    folder = resources.files("reportedly.samples")
    files = sorted(str(f) for f in folder.iterdir() if f.name.endswith(".jsonl"))
    return [found for found in take_in(files, IntakeOptions()) if isinstance(found, Report)]


def stream(texts: list[Report], count: int) -> Iterator[Report]:
    """As many reports as wanted, each with a text of its own: the same ones, their paragraphs turned round."""
    for number, report in enumerate(islice(cycle(texts), count)):
        paragraphs = report.text.split("\n\n")
        turn = number // len(texts) % len(paragraphs)
        text = "\n\n".join([*paragraphs[turn:], *paragraphs[:turn], f"Report {number} ends here."])
        yield report.model_copy(update={"id": f"stream-{number}", "text": text})


def seconds_of(work: Callable[[], object]) -> float:
    """Processor seconds that some work takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def speeds(texts: list[Report], rounds: int) -> dict[str, list[float]]:
    """Words per second in each round: of the bare pipeline ("bare") and of the reading without and with the tagger."""
    words = sum(len(report.text.split()) for report in texts)
    nlp = spacy.load(DEFAULT_MODEL)

    def bare() -> None:
        for _ in nlp.pipe((report.text for report in texts), batch_size=16):
            pass

    def whole(tagger: TaggerChoice) -> Callable[[], None]:
        reader = DefaultReader(ReaderSettings(tagger=tagger))
        list(reader.read_many(texts[:3]))  # lexicons, gazetteer and tagger are loaded once, not per report

        def read() -> None:
            for _ in reader.read_many(texts):
                pass

        return read

    sides = {"bare": bare, **{tagger: whole(tagger) for tagger in LEAST_RATIO}}
    found: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds):
        for name in [*sides] if number % 2 == 0 else [*reversed(sides)]:
            found[name].append(words / seconds_of(sides[name]))
    return found


def peak() -> float:
    """The most memory that this process has held so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def memory(texts: list[Report]) -> tuple[float, float]:
    """Peak memory of reading a stream, and how much of it came after the 500th report (megabytes)."""
    early = 0.0
    for number, _ in enumerate(DefaultReader().read_many(stream(texts, STREAM)), 1):
        if number == WARM:
            early = peak()
    return peak(), peak() - early


def start_up(times: int = 5) -> tuple[float, float]:
    """Seconds of the quickest, and processor seconds on average, of `reportedly read` on a short report from the shell."""
    program = Path(sys.executable).with_name("reportedly")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = []
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "short.txt")
        report.write_text(SHORT, encoding="utf-8")
        for _ in range(times):
            started = time.perf_counter()
            subprocess.run([program, "read", report], check=True, capture_output=True)
            seconds.append(time.perf_counter() - started)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return min(seconds), spent / times


def main() -> int:
    """Measure and print; 0 when every limit holds."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=5, help="how often each side is measured")
    options.add_argument("--reports", type=int, default=120, help="how many reports a round reads")
    options.add_argument("--memory", action="store_true", help=f"read {STREAM} reports and measure memory as well")
    chosen = options.parse_args()
    texts = reports()
    missed = False
    if chosen.memory:
        most, growth = memory(texts)
        missed = most >= MOST_MEGABYTES
        print(f"{f'peak memory, {STREAM} reports':44} {most:8.0f} MB   limit {MOST_MEGABYTES}")
        print(f"{f'growth of the peak after the {WARM}th report':44} {growth:8.0f} MB", flush=True)
    found = speeds(texts[: chosen.reports], chosen.rounds)
    print(f"{'bare spaCy pipeline':44} {statistics.median(found['bare']):8.0f} words per second of one core")
    for tagger, least in LEAST_RATIO.items():
        label = "whole reading, rules alone" if tagger == "none" else "whole reading with the tagger"
        part = statistics.median(w / b for w, b in zip(found[tagger], found["bare"], strict=True))
        missed = missed or part < least
        print(f"{label:44} {statistics.median(found[tagger]):8.0f} words per second of one core")
        print(f"{'  as a part of the bare pipeline':44} {part:8.2f}      limit {least:.2f}")
    seconds, processor = start_up()
    missed = missed or seconds >= MOST_SECONDS
    print(f"{'`reportedly read` of one short report':44} {seconds:8.1f} s    limit {MOST_SECONDS:.1f}")
    print(f"{'  on a processor':44} {processor:8.1f} s")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
