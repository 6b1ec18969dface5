"""The columns of every export format in docs/export.md, written from the formats themselves.

python benchmarks/export_docs.py    # writes them into the page
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from reportedly.export import CHOICES, Format, format_names, get_format

PAGE = Path(__file__).resolve().parents[1] / "docs/export.md"
OWN = ("ged", "acled", "csv", "xlsx", "geojson", "hxl", "ftm", "jsonld", "parquet", "markdown", "jsonl")
BLOCKS = {name: re.compile(rf"(?<=<!-- {name}: written by benchmarks/export_docs.py -->\n).*?(?=<!-- /{name} -->)", re.DOTALL) for name in ("formats", "columns", "choices")}  # fmt: skip


def written(name: str) -> str:
    """A block as it should stand in the page."""
    lines = {"formats": _overview, "columns": _columns, "choices": _choices}[name]()
    return "\n".join(lines) + "\n"


def shown(name: str) -> str:
    """A block as it stands in the page."""
    found = BLOCKS[name].search(PAGE.read_text(encoding="utf-8"))
    return found.group() if found else ""


def _forms() -> Iterator[Format]:
    return (get_format(name) for name in OWN if name in format_names())


def _overview() -> Iterator[str]:
    yield from ("| format | what it is | version | policy | files |", "|---|---|---|---|---|")
    for form in _forms():
        yield f"| `{form.name}` | {form.about} | {form.version} | `{form.policy}` | `{form.suffix}` |"


def _choices() -> Iterator[str]:
    yield from ("| `--withhold` | what is withheld |", "|---|---|")
    yield from (f"| `{name}` | {about} |" for name, about in CHOICES.items())


def _columns() -> Iterator[str]:
    shared: dict[tuple[str, ...], str] = {}
    for form in _forms():
        yield f"### {form.name}"
        yield f"{form.about[0].upper()}{form.about[1:]}."
        yield from (("", *(f"- {rule}" for rule in form.rules)) if form.rules else ())
        yield from ("", _held(form), "")
        for table in form.tables:
            if home := shared.get(table.names):
                yield from (
                    f"#### {form.name}: {table.name}",
                    f"{table.about} The columns are those of {home}.",
                    "",
                )
                continue
            shared[table.names] = f"{form.name}: {table.name}"
            yield from (
                f"#### {form.name}: {table.name}",
                table.about,
                "",
                "| column | what it says |",
                "|---|---|",
            )
            yield from (f"| `{column.name}` | {column.about} |" for column in table.columns)
            yield ""


def _held(form: Format) -> str:
    """In a sentence what of claims, disputes and accounts the format holds."""
    fields = form.holds.fields
    each = [name for name, (how, _) in fields.items() if how == "each"]
    single = [f"{name} as {_HOW[how]} ({where})" for name, (how, where) in fields.items() if how != "each"]
    parts = ([f"every claim on {', '.join(each)}"] if each else []) + single
    disputes = (
        f"Disputes stand in {form.holds.disputes}." if form.holds.disputes else "Disputes are not in the file."
    )
    accounts = "" if form.holds.accounts else " Who says what is not in the file."
    return f"It holds {'; '.join(parts)}. {disputes}{accounts} The loss report lists the rest."


_HOW = {"range": "low, best and high", "one": "one value"}

if __name__ == "__main__":
    page = PAGE.read_text(encoding="utf-8")
    for block, pattern in BLOCKS.items():
        page = pattern.sub(lambda _, block=block: written(block), page)
    PAGE.write_text(page, encoding="utf-8")
