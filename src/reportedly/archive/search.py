"""Full-text search over the reports: titles, texts, sources and claims, the best matches first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, select

from reportedly.archive.errors import ArchiveError
from reportedly.archive.fulltext import best, count, wanted
from reportedly.archive.many import rows_where
from reportedly.archive.pack import unpack
from reportedly.archive.schema import happenings, reports
from reportedly.archive.views import Page
from reportedly.records import Record, Report

_ROOM = 160  # characters of a snippet
_ENDINGS = 3  # letters that an inflected form may differ in
_SHORTEST = 4


class SearchHit(Record):
    """A report that holds the words, some of its text around them, and the incidents that it tells of."""

    report: str
    title: str | None
    outlet: str | None
    published: str | None
    snippet: str
    incidents: tuple[str, ...]


def search(connection: Connection, words: str, limit: int, after: str | None) -> Page[SearchHit]:
    """One page of the reports that hold these words. Raises ArchiveError where there is no word to search for."""
    start = _offset(after)
    found = best(connection, words, limit + 1, start)
    query = select(reports.c.seq, reports.c.body)
    kept = {row.seq: row.body for row in rows_where(connection, query, reports.c.seq, found)}
    homes = _incidents(connection, found)
    return Page[SearchHit](
        rows=tuple(_hit(unpack(Report, kept[number]), words, homes[number]) for number in found[:limit]),
        total=count(connection, words),
        after=str(start + limit) if len(found) > limit else None,
    )


def _incidents(connection: Connection, numbers: Collection[int]) -> dict[int, list[str]]:
    homes: dict[int, list[str]] = defaultdict(list)
    query = select(happenings.c.report, happenings.c.incident).order_by(happenings.c.seq)
    for row in rows_where(connection, query, happenings.c.report, numbers):
        homes[row.report].append(row.incident)
    return homes


def _hit(report: Report, words: str, homes: Collection[str]) -> SearchHit:
    return SearchHit(
        report=report.id,
        title=report.title,
        outlet=report.outlet,
        published=report.published,
        snippet=snippet(report.text, wanted(words)),
        incidents=tuple(dict.fromkeys(homes)),
    )


def snippet(text: str, words: Collection[str]) -> str:
    """The stretch of a text that holds most of the words, in whole words on one line.

    >>> snippet("It rained. " * 30 + "Four people died at the market in Kabul on Sunday.", ["market", "kabul"])[:28]
    '… Four people died at the ma'
    """
    places = [m.start() for word in words for m in re.finditer(_form(word), text, re.IGNORECASE)]
    start = max(sorted(places), key=lambda p: sum(p <= other < p + _ROOM for other in places), default=0)
    start = max(0, min(start - _ROOM // 6, len(text) - _ROOM))
    if start > 0:
        start = text.find(" ", start) + 1 or start
    cut = text[start : start + _ROOM]
    end = "" if start + _ROOM >= len(text) else " …"
    return ("… " if start else "") + " ".join((cut.rsplit(None, 1)[0] if end else cut).split()) + end


def _form(word: str) -> str:
    stem = word[: max(_SHORTEST, len(word) - _ENDINGS)]
    return rf"\b{re.escape(stem)}"


def _offset(after: str | None) -> int:
    if after is not None and not after.isdigit():
        raise ArchiveError(f"{after!r} is no place in a list; take `after` from the page before")
    return int(after or 0)
