"""The index for search: FTS5 in SQLite, a tsvector with GIN in PostgreSQL; a row for the latest reading of every report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, TextClause, bindparam, text

from reportedly.archive.errors import ArchiveError
from reportedly.records import Reading
from reportedly.weighing.phrases import words_of

COLUMNS = ("title", "text", "sources", "claims")
_WEIGHTS = {"title": "A", "text": "D", "sources": "B", "claims": "C"}
_BM25 = "4.0, 1.0, 2.0, 2.0"
_RANKED = (
    1000  # of very many matches only the latest so many are ranked, so that a common word is answered as fast
)
_TOKEN = re.compile(r'-?"[^"]*"|\S+')
_WORD = re.compile(r"\w+")


def index_statements(dialect: str) -> Iterator[str]:
    """The statements that make the index; its rows have the numbers of the reports."""
    if dialect == "postgresql":
        yield "create table search (report bigint primary key references reports (seq), words tsvector not null)"
        yield "create index search_by_words on search using gin (words)"
    else:
        columns = ", ".join(COLUMNS)
        tokens = "tokenize='porter unicode61 remove_diacritics 2'"
        yield f"create virtual table search using fts5({columns}, content='', {tokens})"


def index_reading(connection: Connection, report: int, reading: Reading) -> None:
    """Put the words of a report's reading into the index."""
    values = {"report": report, **_words(reading)}
    if connection.dialect.name == "postgresql":
        parts = (f"setweight(to_tsvector('english', :{name}), '{weight}')" for name, weight in _WEIGHTS.items())
        statement = f"insert into search (report, words) values (:report, {' || '.join(parts)})"
    else:
        columns = ", ".join(COLUMNS)
        statement = f"insert into search (rowid, {columns}) values (:report, {_PLACES})"
    connection.execute(text(statement), values)


def unindex_reading(connection: Connection, report: int, reading: Reading) -> None:
    """Take the words of an earlier reading out of the index."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("delete from search where report = :report"), {"report": report})
        return
    statement = f"insert into search (search, rowid, {', '.join(COLUMNS)}) values ('delete', :report, {_PLACES})"
    connection.execute(text(statement), {"report": report, **_words(reading)})


def empty_index(connection: Connection) -> None:
    """Take everything out of the index."""
    postgresql = connection.dialect.name == "postgresql"
    connection.execute(
        text("delete from search" if postgresql else "insert into search (search) values ('delete-all')")
    )


_PLACES = ", ".join(f":{name}" for name in COLUMNS)


def _words(reading: Reading) -> Mapping[str, str]:
    """What can be searched for in each column, each thing once."""
    report = reading.report
    sources: dict[str, None] = {}
    for claim in reading.claims:
        for source in (claim.source, *(claim.source.chain if claim.source else ())):
            if source:
                sources |= dict.fromkeys((source.name, source.role or "", source.affiliation or ""))
    found = {
        "title": report.title or "",
        "text": report.text,
        "sources": "; ".join(filter(None, (*sources, report.outlet))),
        "claims": "; ".join(dict.fromkeys(f"{claim.field} {words_of(claim)}" for claim in reading.claims)),
    }
    return {name: words.replace("\x00", " ") for name, words in found.items()}


def matching(words: str, dialect: str) -> TextClause:
    """The numbers of the reports that hold these words, as a query for "sqlite" or "postgresql".

    Every word must be there; "words in quotation marks" in this order, -word must not, and OR stands between alternatives.
    Raises ArchiveError where nothing is left to search for.
    """
    query = _MATCHES[dialect]
    return text(query).bindparams(bindparam("words", _query(words, dialect)))


def best(connection: Connection, words: str, limit: int, start: int) -> list[int]:
    """The numbers of the reports that match best, from the `start`th on."""
    dialect = connection.dialect.name
    values: dict[str, Any] = {"words": _query(words, dialect), "limit": limit, "start": start}
    return list(connection.execute(text(_BEST[dialect]), values).scalars())


def count(connection: Connection, words: str) -> int:
    """How many reports hold the words."""
    dialect = connection.dialect.name
    query = text(f"select count(*) from ({_MATCHES[dialect]}) as found")
    return int(connection.execute(query, {"words": _query(words, dialect)}).scalar_one())


_MATCHES = {
    "sqlite": "select rowid as report from search where search match :words",
    "postgresql": "select report from search where words @@ websearch_to_tsquery('english', :words)",
}
_BEST = {
    "sqlite": (
        "select rowid from search where search match :words and rowid >= (select coalesce(min(report), 0) "
        f"from ({_MATCHES['sqlite']} order by rowid desc limit {_RANKED})) "
        f"order by bm25(search, {_BM25}), rowid desc limit :limit offset :start"
    ),
    "postgresql": (
        "select report from search where "
        f"report in ({_MATCHES['postgresql']} order by report desc limit {_RANKED}) "
        "order by ts_rank(words, websearch_to_tsquery('english', :words)) desc, report desc "
        "limit :limit offset :start"
    ),
}


def _query(words: str, dialect: str) -> str:
    """What people type as the database wants it."""
    if not wanted(words):
        raise ArchiveError(f"{words!r} holds no word to search for")
    return words.replace("\x00", " ") if dialect == "postgresql" else fts5_query(words)


def wanted(words: str) -> list[str]:
    """The words that are searched for, without those that must not be there."""
    tokens = [token for token in _TOKEN.findall(words) if not token.startswith("-") and token != "OR"]
    return [word for token in tokens for word in _WORD.findall(token)]


def fts5_query(words: str) -> str:
    """What people type in the syntax of FTS5.

    >>> fts5_query('air strike -drone "market square"')
    '("air" AND "strike" AND "market square") NOT "drone"'
    """
    either: list[list[str]] = [[]]
    without: list[str] = []
    for token in _TOKEN.findall(words):
        quoted = '"' + " ".join(_WORD.findall(token)) + '"'
        if token == "OR" and either[-1]:
            either.append([])
        elif quoted != '""':
            (without if token.startswith("-") else either[-1]).append(quoted)
    found = " OR ".join(f"({' AND '.join(group)})" for group in either if group)
    return " NOT ".join([f"({found})" if len(either) > 1 and without else found, *without])
