"""What runs inside a Spark worker: the functions of the other rooms, on rows in and rows out."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from functools import cache
from itertools import count
from typing import Any
from urllib.parse import unquote

from reportedly.intake import Failure, IntakeOptions, take_record
from reportedly.reading import DefaultReader, ReaderSettings
from reportedly.reading.parse import load_model
from reportedly.records import Reading, Report

Row = dict[str, Any]
TOGETHER = 64  # reports that are parsed together
SERVES = 20_000  # reports that a process reads with one model: spaCy keeps every word that it has ever met
_served = count(1)


def take(rows: Iterable[Row], options: IntakeOptions, roots: Mapping[str, str]) -> Iterator[Row]:
    """A row of the table of reports for each record, with its report or why there is none."""
    for row in rows:
        file, line = named(row.pop("file"), roots), row.pop("line") + 1
        report: Report | None = None
        failures: list[Row] = []
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
    try:
        readings: list[Reading | Failure] = list(reader.read_many(reports))
    except Exception:  # whatever it is, it belongs to one of them: they are read one by one
        readings = [_read_one(report, row, reader) for report, row in zip(reports, rows, strict=True)]
    return (_row_of(report, reading) for report, reading in zip(reports, readings, strict=True))


def _read_one(report: Report, row: Row, reader: DefaultReader) -> Reading | Failure:
    try:
        return reader.read(report)
    except Exception as error:
        what = f"the reader stumbled over this report ({type(error).__name__}: {str(error)[:120]})"
        detail = "".join(traceback.format_exception(error))
        return Failure(row["file"], row["line"], what, "please report it as a bug", detail=detail)


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
