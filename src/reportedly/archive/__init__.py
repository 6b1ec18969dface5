"""The archive: reports, readings, claims and decisions kept for good, and the incidents that follow from them."""

from __future__ import annotations

from reportedly.archive.archive import Archive, open_archive
from reportedly.archive.carry import Carried
from reportedly.archive.check import Checked, Problem
from reportedly.archive.errors import ArchiveBusyError, ArchiveError, ConflictError, NotFoundError
from reportedly.archive.frames import to_arrow, to_pandas
from reportedly.archive.history import HistoryEntry
from reportedly.archive.pages import Change
from reportedly.archive.queue import QueueItem
from reportedly.archive.reread import Reread
from reportedly.archive.search import SearchHit
from reportedly.archive.sources import FieldCount, SourceClaim, SourceRow
from reportedly.archive.spread import Bin, PlaceCount, Spread
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
    "Bin",
    "Carried",
    "Change",
    "Checked",
    "ConflictError",
    "Facet",
    "FieldCount",
    "HistoryEntry",
    "IncidentFilter",
    "IncidentRow",
    "NotFoundError",
    "Page",
    "PlaceCount",
    "Problem",
    "QueueItem",
    "ReportRow",
    "Reread",
    "Review",
    "SearchHit",
    "Sort",
    "SourceClaim",
    "SourceRow",
    "Spread",
    "TollRow",
    "open_archive",
    "to_arrow",
    "to_pandas",
]
