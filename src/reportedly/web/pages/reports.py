"""Reports: the list, one beside its record, its versions compared, its original."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from reportedly.archive import ArchiveError, IncidentFilter, NotFoundError
from reportedly.records import Report
from reportedly.web.asking import Ask, Download, TroubleError, View, not_found
from reportedly.web.view.report import view_report

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_INCIDENTS = 200


def reports(ask: Ask) -> View:
    """The reports, latest first, or those that hold some words, the best matches first."""
    if words := ask.wants("words"):
        return _found(ask, words[:200])
    page = ask.site.archive.reports(limit=100, after=ask.wants("after"))
    return View(template="reports.html", title="Reports", values={"page": page}, data=page)


def _found(ask: Ask, words: str) -> View:
    try:
        hits = ask.site.archive.search(words, limit=100, after=ask.wants("after"))
    except ArchiveError as error:
        raise TroubleError(400, "Nothing to search for", f"{str(error)[:1].upper()}{str(error)[1:]}.") from None
    return View(
        template="search.html",
        title=f"Reports that hold {words}",
        values={"hits": hits, "words": words},
        data=hits,
    )


def report(ask: Ask) -> View:
    """A report with its claims marked, the record beside it, and what changed since another version."""
    archive = ask.site.archive
    try:
        reading = archive.reading(ask.path["id"])
        other = archive.report(against) if (against := ask.wants("against")) else None
    except NotFoundError:
        raise not_found("There is no report with this id.") from None
    rows = archive.incidents(IncidentFilter(report=reading.report.id), limit=_MOST_INCIDENTS).rows
    homes = {}
    for row in rows:
        for claim in archive.incident(row.id).claims:
            homes[claim] = (row.id, row.headline)
    view = view_report(reading, homes)
    title = reading.report.title or "Untitled report"
    return View(
        template="report.html",
        title=title[:200],
        values={
            "view": view,
            "report": reading.report,
            "other": other,
            "versions": _versions(ask, reading.report.id),
            "changed": list(_changes(other, reading.report)) if other else [],
        },
        data={"reading": reading, "incidents": {row.id: row.headline for row in rows}},
        sheets=("report.css",),
    )


def _versions(ask: Ask, report_id: str) -> list[Report]:
    """The other versions of a report, as they were added."""
    entries = ask.site.archive.history(report_id)
    return [ask.site.archive.report(e.subject) for e in entries if e.kind == "report" and e.subject != report_id]


def original(ask: Ask) -> Download:
    """The bytes as they arrived, to be saved: whatever they are, they are not shown as a page."""
    sha256 = ask.path["sha256"]
    try:
        body = ask.site.archive.original(sha256)
    except NotFoundError:
        raise not_found("There is no original with this hash.") from None
    return Download(body, f"{sha256[:16]}.bin")


def _changes(old: Report, new: Report) -> Iterator[tuple[str, str]]:
    """The newer text word by word: ("same" | "gone" | "come", words)."""
    before, after = _WORD.findall(old.text), _WORD.findall(new.text)
    steps = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for tag, a, b, c, d in steps:
        if tag == "equal":
            yield "same", "".join(after[c:d])
        else:
            for kind, words in (("gone", "".join(before[a:b])), ("come", "".join(after[c:d]))):
                if words:
                    yield kind, words
