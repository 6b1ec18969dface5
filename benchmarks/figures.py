"""The table of pinned figures in the README, written from `floors.json`.

python benchmarks/figures.py          # write it
python benchmarks/figures.py --check  # exit 1 where the README says something else
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README, FLOORS = ROOT / "README.md", Path(__file__).with_name("floors.json")
BEGIN, END = "<!-- figures: written by benchmarks/figures.py -->", "<!-- /figures -->"


def table(floors: dict[str, dict[str, object]]) -> str:
    """The pinned figures as a Markdown table, a row per task."""
    rows = ["| task (`benchmarks/gate.py TASK`) | figures | pinned |", "|---|---|---|"]
    for task, pinned in sorted(floors.items()):
        figures = pinned["figures"]
        assert isinstance(figures, dict)
        told = " · ".join(f"{name} **{value:.3f}**" for name, value in figures.items())
        rows.append(f"| {task} | {told} | {pinned['date']} |")
    return "\n".join(rows)


def with_table(readme: str, floors: dict[str, dict[str, object]]) -> str:
    """The README with the present table between its two marks."""
    before, rest = readme.split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}\n{table(floors)}\n{END}{after}"


def main() -> int:
    """Write the table, or check it."""
    old = README.read_text(encoding="utf-8")
    new = with_table(old, json.loads(FLOORS.read_text(encoding="utf-8")))
    if "--check" in sys.argv[1:]:
        return int(old != new)
    README.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
