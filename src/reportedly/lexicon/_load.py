"""Loading word lists and code tables: readable data files that say where they come from, checked loudly."""

from __future__ import annotations

import csv
import tomllib
from importlib import resources
from typing import Any

REQUIRED = ("version", "source", "date")


class LexiconError(ValueError):
    """A data file is missing something or says something that cannot be; the message names file and row."""


def load_toml(name: str) -> dict[str, Any]:
    """Read `data/NAME`. Its `[about]` table must state version, source and date."""
    text = resources.files("reportedly.lexicon").joinpath("data", name).read_text(encoding="utf-8")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{name}: {error}") from error
    missing = [key for key in REQUIRED if key not in table.get("about", {})]
    if missing:
        raise LexiconError(f"{name}: [about] does not state {', '.join(missing)}")
    return table


def load_csv(name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Read `data/NAME`, a CSV with exactly these columns; raises LexiconError naming the line that is short."""
    text = resources.files("reportedly.lexicon").joinpath("data", name).read_text(encoding="utf-8")
    reader = csv.DictReader(text.splitlines(), strict=True)
    if tuple(reader.fieldnames or ()) != columns:
        raise LexiconError(f"{name}: columns are {reader.fieldnames}, not {list(columns)}")
    rows = []
    for row in reader:
        if None in row or None in row.values():
            raise LexiconError(f"{name}:{reader.line_num}: not {len(columns)} columns")
        rows.append(row)
    return rows
