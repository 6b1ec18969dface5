"""The relevance gate: how many of the reports that matter it lets through, how much else, and how much skimming leaves to read.

    python benchmarks/relevance.py [--threshold T]

Exits 1 where less than 98 % pass of the reports with a gold toll or template.
"""

from __future__ import annotations

import argparse
import sys
import time

from corpus import BENCH, as_report, documents
from reportedly.lexicon.relevance import load_relevance_weights
from reportedly.reading.relevance import relevance, skimmed

LEAST = 0.98
MATTER = ("muc4", "gvdb", "tolls")  # of MUC-4 those that have a template
OTHER = ("polnear", "lgl", "trnews", "geowebnews", "geovirus", "meantime", "tempeval3")


def main() -> int:
    """Measure and print; 0 when enough pass."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--threshold", type=float, default=load_relevance_weights().threshold)
    threshold = options.parse_args().threshold
    if not BENCH.exists():
        print(f"skipped: the development sets are not at {BENCH}")
        return 0
    missed = False
    for name in (*MATTER, *OTHER):
        rows = [row for row in documents(name) if row.get("templates", True)]
        started = time.process_time()
        scores = [relevance(row["text"], row.get("title")) for row in rows]
        spent = (time.process_time() - started) / len(rows) * 1000
        passed = sum(score >= threshold for score in scores) / len(scores)
        missed = missed or (name in MATTER and passed < LEAST)
        let = [as_report(row) for row, score in zip(rows, scores, strict=True) if score >= threshold]
        left = sum(len(skimmed(r).split()) for r in let) / max(1, sum(len(r.text.split()) for r in let))
        limit = f"limit {LEAST}" if name in MATTER else ""
        print(
            f"{name:12} {len(rows):5} reports   passed {passed:.3f}   {spent:.2f} ms each   of their words skimming reads {left:.2f}   {limit}"
        )
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
