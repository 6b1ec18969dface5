"""Reports: the list, one beside its record, its versions compared, its original."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from reportedly.archive import IncidentFilter, NotFoundError
from reportedly.records import Report
from reportedly.web.asking import Ask, Download, View, not_found
from reportedly.web.view.report import view_report

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_INCIDENTS = 200


def reports(ask: Ask) -> View:
    """The reports, latest first."""
    page = ask.site.archive.reports(limit=100, after=ask.wants("after"))
    return View(template="reports.html", title="Reports", values={"page": page}, data=page)


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
            "changed": list(_changes(other, reading.report)) if other else [],
        },
        data={"reading": reading, "incidents": {row.id: row.headline for row in rows}},
        sheets=("report.css",),
    )


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
