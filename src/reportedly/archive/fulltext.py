"""The index for search: FTS5 in SQLite, a tsvector with GIN in PostgreSQL; one row for every reading, only ever added."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlalchemy import Connection, TextClause, text

from reportedly.archive.errors import ArchiveError
from reportedly.records import Reading
from reportedly.weighing.phrases import words_of

COLUMNS = ("title", "text", "sources", "claims")
_TOKEN = re.compile(r'-?"[^"]*"|\S+')
_WORD = re.compile(r"\w+")
_WEIGHTS = {"title": "A", "text": "D", "sources": "B", "claims": "C"}


def index_statements(dialect: str) -> Iterator[str]:
    """The statements that make the index."""
    if dialect == "postgresql":
        yield "create table search (reading bigint primary key references readings (seq), words tsvector not null)"
        yield "create index search_by_words on search using gin (words)"
    else:
        columns = ", ".join(COLUMNS)
        yield (
            f"create virtual table search using fts5({columns}, content='', "
            "tokenize='porter unicode61 remove_diacritics 2')"
        )


def index_reading(connection: Connection, seq: int, reading: Reading) -> None:
    """Put the words of a reading into the index."""
    words = _words(reading)
    if connection.dialect.name == "postgresql":
        vector = " || ".join(
            f"setweight(to_tsvector('english', :{name}), '{weight}')" for name, weight in _WEIGHTS.items()
        )
        statement = f"insert into search (reading, words) values (:seq, {vector})"
    else:
        columns = ", ".join(COLUMNS)
        statement = f"insert into search (rowid, {columns}) values (:seq, {', '.join(f':{c}' for c in COLUMNS)})"
    connection.execute(text(statement), {"seq": seq, **words})


def _words(reading: Reading) -> dict[str, str]:
    """What can be searched for in each column, each thing once."""
    report = reading.report
    sources: dict[str, None] = {}
    values: dict[str, None] = {}
    for claim in reading.claims:
        for source in (claim.source, *(claim.source.chain if claim.source else ())):
            if source:
                sources |= dict.fromkeys((source.name, source.role or "", source.affiliation or ""))
        values[f"{claim.field} {words_of(claim)}"] = None
    found = {
        "title": report.title or "",
        "text": report.text,
        "sources": "; ".join(filter(None, (*sources, report.outlet))),
        "claims": "; ".join(values),
    }
    return {name: words.replace("\x00", " ") for name, words in found.items()}


def matching(words: str, dialect: str) -> TextClause:
    """The numbers of the readings that hold these words, as a query for "sqlite" or "postgresql".

    Every word must be there; "words in quotation marks" in this order, -word must not, and OR stands between alternatives.
    Raises ArchiveError where nothing is left to search for.
    """
    if not any(not token.startswith("-") and _WORD.search(token) for token in _TOKEN.findall(words)):
        raise ArchiveError(f"{words!r} holds no word to search for")
    if dialect == "postgresql":
        query = text("select reading from search where words @@ websearch_to_tsquery('english', :words)")
        return query.bindparams(words=words.replace("\x00", " "))
    return text("select rowid from search where search match :words").bindparams(words=fts5_query(words))


def fts5_query(words: str) -> str:
    """What people type as FTS5 wants it.

    >>> fts5_query('air strike -drone "market square"')
    '("air" AND "strike" AND "market square") NOT "drone"'
    """
    either: list[list[str]] = [[]]
    without = []
    for token in _TOKEN.findall(words):
        quoted = '"' + " ".join(_WORD.findall(token)) + '"'
        if token == "OR" and either[-1]:
            either.append([])
        elif quoted == '""':
            continue
        elif token.startswith("-"):
            without.append(quoted)
        else:
            either[-1].append(quoted + ("*" if token.endswith("*") else ""))
    found = " OR ".join(f"({' AND '.join(group)})" for group in either if group)
    return " NOT ".join([f"({found})" if len(either) > 1 and without else found, *without])
