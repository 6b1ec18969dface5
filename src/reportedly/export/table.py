"""Tables: columns that say what they mean and how they are filled, and their rows as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

Cell = str | int | float | None
Kind = Literal["text", "whole", "number"]
Row = TypeVar("Row")
_FORMULA = re.compile(r"^[\s\x00]*[=+\-@\t\r＝＋－＠]")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its name in the file, what it says, and its value for a row. `kind` is what its cells are."""

    name: str
    about: str
    value: Callable[[Row], Cell]
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """A named table: its columns, and how its rows are found in an edition."""

    name: str
    about: str
    columns: tuple[Column[Row], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def fill(self, rows: Iterable[Row]) -> list[list[Cell]]:
        """A list of cells for each row."""
        return [[column.value(row) for column in self.columns] for row in rows]


def as_csv(names: Sequence[str], rows: Iterable[Sequence[Cell]], *, under: Sequence[str] = ()) -> bytes:
    """UTF-8, commas, a header line, `under` as a second one (HXL); lines end in LF, and an absent value is empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    if under:
        writer.writerow(under)
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def defused(cell: Cell) -> Any:
    """A cell that no spreadsheet takes for a formula: such a text gets an apostrophe in front (OWASP, CSV injection).

    Line breaks become blanks one for one, since many readers of CSV stumble over them, and offsets still hold.

    >>> defused('=HYPERLINK("http://x")'), defused(-5), defused("four\\ndead")
    ('\\'=HYPERLINK("http://x")', -5, 'four dead')
    """
    if not isinstance(cell, str):
        return cell
    text = "".join(c if c.isprintable() else " " for c in cell)
    return f"'{text}" if _FORMULA.match(text) else text


def joined(parts: Iterable[str | None], mark: str = "; ") -> str | None:
    """Texts in one cell, each once, in their order; None where there is none."""
    return mark.join(dict.fromkeys(part for part in parts if part)) or None
