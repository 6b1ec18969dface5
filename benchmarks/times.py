"""Forty time expressions of news, read alone against a date: how many ranges are exact.

python benchmarks/times.py

Prints every expression that is read otherwise than its gold, and exits 1 where fewer than FLOOR are exact. The set
has another form than those of the gate: single expressions with the range they mean, not documents.
"""

from __future__ import annotations

import json
import sys
from datetime import date

from corpus import BENCH
from reportedly.reading.times.find import read_expression

FLOOR = 38


def main() -> int:
    """Read them all; 0 when enough are exact."""
    path = BENCH / "time_expressions.json"
    if not path.exists():
        print(f"times skipped: the expressions are not at {path}")
        return 0
    table = json.loads(path.read_text(encoding="utf-8"))
    anchor = date.fromisoformat(table["reference"])
    exact = 0
    for row in table["expressions"]:
        when = read_expression(row["words"], anchor)
        found = (when.start, when.end) if when else (None, None)
        if found == (row["start"], row["end"]):
            exact += 1
        else:
            print(f"{row['words']!r}: read {found[0]} to {found[1]}, gold {row['start']} to {row['end']}")
    print(f"times        exact of {len(table['expressions'])}               {exact}")
    return int(exact < FLOOR)


if __name__ == "__main__":
    sys.exit(main())
