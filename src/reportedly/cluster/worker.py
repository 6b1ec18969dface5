"""What runs inside a Spark worker: the functions of the other rooms, on rows in and rows out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from functools import cache
from itertools import count
from typing import Any
from urllib.parse import unquote

from reportedly.intake import Failure, IntakeOptions, take_record
from reportedly.reading import DefaultReader, ReaderSettings, Stumble, read_each
from reportedly.reading.parse import load_model
from reportedly.reading.relevance import PassedOver, RelevanceGate
from reportedly.records import Reading, Report

Row = dict[str, Any]
TOGETHER = 64  # reports that are parsed together
SERVES = 20_000  # reports that a process reads with one model: spaCy keeps every word that it has ever met
_served = count(1)


def take(
    rows: Iterable[Row], options: IntakeOptions, roots: Mapping[str, str], gate: float | None = None
) -> Iterator[Row]:
    """A row of the table of reports for each record, with its report or why there is none; `gate` is the least score of
    what is to be read at all."""
    over: list[PassedOver] = []
    if gate is not None:
        options = replace(options, wanted=RelevanceGate(threshold=gate, listed=over.append))
    for row in rows:
        file, line = named(row.pop("file"), roots), row.pop("line") + 1
        report: Report | None = None
        failures: list[Row] = []
        over.clear()
        for found in take_record(row, options, file=file, line=line):
            if isinstance(found, Failure):
                failures.append(asdict(found))
            else:
                report = found
        yield {
            "report": report.id if report else None,
            "file": file,
            "line": line,
            "original": report.original.sha256 if report and report.original else None,
            "json": report.to_json() if report else None,
            "passed_over": over[0].score if over else None,
            "failures": failures,
        }


def named(file: str, roots: Mapping[str, str]) -> str:
    """A file as its folder was typed: what one machine would call it.

    >>> named("file:///data/news/part-0.parquet", {"file:/data/news": "news"})
    'news/part-0.parquet'
    """
    plain = unquote(file).replace(":///", ":/")
    for root, typed in roots.items():
        if plain == root or plain.startswith(f"{root}/"):
            return typed + plain[len(root) :]
    return plain


@cache
def reader_of(settings: ReaderSettings) -> DefaultReader:
    """The reader of this process: what it needs is loaded once and kept."""
    return DefaultReader(settings)


def read(rows: Iterable[Row], settings: ReaderSettings) -> Iterator[Row]:
    """A row of the table of readings for each report; a fault in one report does not cost the others."""
    reader = reader_of(settings)
    waiting: list[Row] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == TOGETHER:
            yield from _read_some(waiting, reader)
            waiting = []
        if next(_served) % SERVES == 0:
            load_model.cache_clear()  # a fresh one is loaded when it is needed; memory stays flat
    yield from _read_some(waiting, reader)


def _read_some(rows: list[Row], reader: DefaultReader) -> Iterator[Row]:
    reports = [Report.from_json(row["json"]) for row in rows]
    for row, report, reading in zip(rows, reports, read_each(reports, reader), strict=True):
        if isinstance(reading, Stumble):
            detail = reading.detail or ""
            failure = Failure(row["file"], row["line"], reading.what, "please report it as a bug", detail=detail)
            yield _row_of(report, failure)
        else:
            yield _row_of(report, reading)


def _row_of(report: Report, reading: Reading | Failure) -> Row:
    row: Row = {
        "report": report.id,
        "published": report.published,
        "outlet": report.outlet,
        "title": report.title,
        "url": report.url,
    }
    if isinstance(reading, Failure):
        return row | {"failures": [asdict(reading)]}
    found = {"mentions": len(reading.mentions), "claims": len(reading.claims)}
    return row | found | {"reading": reading.to_json(), "failures": []}
