"""The archive: reports, readings, claims and decisions kept for good, and the incidents that follow from them."""

from __future__ import annotations

from reportedly.archive.archive import Archive, open_archive
from reportedly.archive.errors import ArchiveBusyError, ArchiveError, ConflictError, NotFoundError
from reportedly.archive.pages import Change
from reportedly.archive.views import (
    Added,
    Facet,
    IncidentFilter,
    IncidentRow,
    Page,
    ReportRow,
    Review,
    Sort,
    TollRow,
)

__all__ = [
    "Added",
    "Archive",
    "ArchiveBusyError",
    "ArchiveError",
    "Change",
    "ConflictError",
    "Facet",
    "IncidentFilter",
    "IncidentRow",
    "NotFoundError",
    "Page",
    "ReportRow",
    "Review",
    "Sort",
    "TollRow",
    "open_archive",
]
