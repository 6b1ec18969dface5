"""Markdown: a dossier of one incident or many, with accounts side by side, the words, the disputes and the reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from reportedly.export.edition import Case, Edition
from reportedly.export.format import Format, Written
from reportedly.export.losses import EVERYTHING
from reportedly.export.method import method_lines, method_of
from reportedly.records import Report
from reportedly.wording import (
    FIELDS,
    Claims,
    Column,
    Line,
    Sheet,
    lay_out,
    number,
    places_phrase,
    printable,
    when_phrase,
)

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")
_LEADING = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")
_ABREAST = 5  # accounts beside one another; more go into a further table


def write(edition: Edition) -> Written:
    """One page: the incidents in order, then the method."""
    claims = Claims(edition.weighed.readings)
    written = tuple(case.id for case in edition.cases)
    lines: list[str] = []
    for case in edition.cases:
        lines += [*_incident(case, claims), ""]
    lines += ["# Method", ""]
    method = method_of(edition, MARKDOWN, written)
    lines += [f"- **{heading}**: {escaped(text)}" for heading, text in method_lines(method)]
    return Written(files={"": ("\n".join(lines) + "\n").encode()}, incidents=written)


def escaped(text: str) -> str:
    """Words of reports as plain text: no markup, no HTML, no line breaks.

    >>> escaped("<b>*four* dead")
    '\\\\<b\\\\>\\\\*four\\\\* dead'
    """
    return _LEADING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", printable(text)))


def _incident(case: Case, claims: Claims) -> Iterator[str]:
    incident = case.incident
    sheet = lay_out(incident, claims, every=True)
    where = places_phrase(incident.where) if incident.where else "place not stated"
    yield f"# {escaped(incident.type).capitalize()}, {escaped(where)}, {escaped(when_phrase(incident.when))}"
    yield ""
    yield f"`{incident.id}`" + (
        f" · {incident.grade.label}: {escaped(sheet.cite(incident.grade.because))}" if incident.grade else ""
    )
    yield from _section("Figures", _figures(case))
    yield from _section("In sentences", (f"- {escaped(sheet.cite(s.text))}" for s in case.summary))
    yield from _section("Accounts", _accounts(sheet))
    yield from _section("The words", _words(sheet, case))
    yield from _section(
        "Disputes", (f"- **{d.field}**: {escaped(sheet.cite(d.reason))}" for d in incident.disputes)
    )
    yield from _section(
        "Why these figures",
        (
            f"- **{e.field}, {e.victims}**: {escaped(sheet.cite(' '.join(e.because)))} Policy: {escaped(e.policy)}."
            for e in incident.estimates
        ),
    )
    yield from _section("Reports", map(_report, case.reports))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    held = list(lines)
    if held:
        yield from ("", f"## {title}", "", *held)


def _figures(case: Case) -> Iterator[str]:
    if case.incident.estimates:
        yield from ("| toll | of | low | best | high |", "|---|---|---:|---:|---:|")
    for e in case.incident.estimates:
        best = "undecided" if e.undecided else number(e.best)
        yield f"| {e.field} | {e.victims} | {number(e.low)} | {best} | {number(e.high)} |"


def _accounts(sheet: Sheet) -> Iterator[str]:
    """Sources as columns and fields as rows; numbers in brackets are claims."""
    for at in range(0, len(sheet.columns), _ABREAST):
        columns = sheet.columns[at : at + _ABREAST]
        if at:
            yield ""
        yield _row("", [f"{escaped(c.source)} ({escaped(c.kind)})" for c in columns])
        yield _row("---", ["---"] * len(columns))
        for name in FIELDS:
            if any(name in c.cells for c in columns):
                yield _row(f"**{name}**", [_cell(c, name) for c in columns])


def _row(head: str, cells: Sequence[str]) -> str:
    return f"| {' | '.join([head, *cells])} |"


def _cell(column: Column, name: str) -> str:
    return "; ".join(_said(line) for line in column.cells.get(name, ()))


def _said(line: Line) -> str:
    was = "was " if line.replaced else ""
    return f"{was}{escaped(line.value)}{' ≠' if line.disputed else ''}" + (
        f" \\[{line.number}\\]" if line.number else ""
    )


def _words(sheet: Sheet, case: Case) -> Iterator[str]:
    """Each numbered claim with its words and where they stand."""
    lines = [line for c in sheet.columns for cells in c.cells.values() for line in cells if line.number]
    homes = {claim.id: report for claim, report in case.claims}
    for line in sorted(lines, key=lambda line: line.number or 0):
        report = homes.get(line.claim.id)
        outlet = f" ({escaped(report.outlet)})" if report and report.outlet else ""
        yield f"- \\[{line.number}\\] {escaped(line.words or line.claim.span.words)}{outlet}"


def _report(report: Report) -> str:
    parts = [
        report.outlet or "outlet not stated",
        (report.published or "day not stated")[:10],
        report.title or "no headline",
    ]
    address = f" <{report.url}>" if report.url and re.fullmatch(r"https?://[^\s<>]+", report.url) else ""
    return f"- {escaped(', '.join(parts))}{address}"


MARKDOWN = Format(
    name="markdown",
    version="CommonMark with tables",
    about="a dossier: accounts side by side, words, disputes, reasons, method",
    suffix=".md",
    write=write,
    holds=EVERYTHING,
)
