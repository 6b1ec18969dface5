"""The quality gate: the reading measured on the development sets, held against the pinned figures.

    python benchmarks/gate.py [TASK...] [--update] [--allow-regression] [--no-cache] [--skim] [--predictions DIR]

Prints one table of figures against `floors.json` and exits 1 where one fell. `--update` raises pinned figures;
lowering one takes `--allow-regression` as well, and a line in the CHANGELOG that says why.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

from corpus import BENCH, as_report, corpus_hash, documents, parses
from reportedly.reading import DefaultReader, ReaderSettings

FLOORS = Path(__file__).with_name("floors.json")
TASKS = tuple(sorted(p.stem for p in (Path(__file__).parent / "tasks").glob("*.py") if p.stem != "__init__"))
ROUNDING = 0.0005  # figures are compared at three decimals
ARITHMETIC = 0.004  # eight-bit arithmetic of the tagger differs a little between processors


def task_module(name: str) -> ModuleType:
    """The adapter of a task: CORPUS, predict(reading), figures(gold, predicted), perhaps SETTINGS of the reader."""
    return importlib.import_module(f"tasks.{name}")


def measure(name: str, cache: bool, skim: bool, predictions: Path | None) -> tuple[str, dict[str, float], float]:
    """Read one development set; returns the task, its figures and the seconds it took."""
    started = time.perf_counter()
    task = task_module(name)
    reader = DefaultReader(replace(getattr(task, "SETTINGS", ReaderSettings()), skim=skim))
    predicted = {}
    if skim:
        for document in documents(task.CORPUS):
            predicted[document["id"]] = task.predict(reader.read(as_report(document)))
    else:
        for document, parse in parses(task.CORPUS, cache=cache):
            predicted[document["id"]] = task.predict(reader.read_parsed(parse))
    if predictions:
        predictions.mkdir(parents=True, exist_ok=True)
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in predicted.values())
        (predictions / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    figures = task.figures(documents(task.CORPUS), predicted)
    return name, {k: round(v, 3) for k, v in figures.items()}, time.perf_counter() - started


def main() -> int:
    """Measure, print, compare; 0 when nothing fell."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("tasks", nargs="*", metavar="TASK", help=", ".join(TASKS))
    options.add_argument("--update", action="store_true", help="pin the figures of this run where they rose")
    options.add_argument("--allow-regression", action="store_true", help="with --update: pin lower ones too")
    options.add_argument("--no-cache", action="store_true", help="parse every text anew")
    options.add_argument("--skim", action="store_true", help="read only the passages that may tell of harm")
    options.add_argument("--predictions", type=Path, help="write what each scorer read into this folder")
    chosen = options.parse_args()
    unknown = set(chosen.tasks) - set(TASKS)
    if unknown:
        options.error(f"no task {', '.join(sorted(unknown))}; there are {', '.join(TASKS)}")
    if not BENCH.exists():
        print(f"gate skipped: the development sets are not at {BENCH}")
        return 0
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    fell = False
    with ProcessPoolExecutor(max_workers=2) as pool:
        how = (not chosen.no_cache, chosen.skim, chosen.predictions)
        jobs = [pool.submit(measure, task, *how) for task in chosen.tasks or TASKS]
        for job in jobs:
            name, figures, seconds = job.result()
            pinned = floors.setdefault(name, {"figures": {}})
            corpus = corpus_hash(task_module(name).CORPUS)
            if pinned.get("corpus") not in (None, corpus):
                print(f"{name}: the data changed ({pinned['corpus']} -> {corpus}); its floors are not comparable")
            slack = ROUNDING if hasattr(task_module(name), "SETTINGS") else ARITHMETIC
            for figure, value in figures.items():
                floor = pinned["figures"].get(figure)
                low = floor is not None and value < floor - slack
                fell = fell or (low and not chosen.allow_regression)
                mark = "FELL" if low else "rose" if floor is None or value > floor + ROUNDING else ""
                print(
                    f"{name:12} {figure:28} {value:.3f}  pinned {'-' if floor is None else format(floor, '.3f'):>5}  {mark}"
                )
                if chosen.update and (floor is None or value > floor or chosen.allow_regression):
                    pinned["figures"][figure] = value
                    pinned["corpus"], pinned["date"] = corpus, date.today().isoformat()
            print(f"{name:12} {'seconds':28} {seconds:.0f}", flush=True)
    if chosen.update:
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n")
    if fell:
        print("A figure fell. Mend it, or pin it with --update --allow-regression and say why in the CHANGELOG.")
    return int(fell)


if __name__ == "__main__":
    sys.exit(main())
