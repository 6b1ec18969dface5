"""What can go wrong with an archive, each in one line that says what happened, to what, and what to do."""

from __future__ import annotations


class ArchiveError(Exception):
    """Something is wrong with the archive or with what was asked of it; the message says what to do."""


class ArchiveBusyError(ArchiveError):
    """Others have kept the archive locked for longer than anyone should wait."""


class NotFoundError(ArchiveError):
    """Nothing in the archive has this id or name."""


class ConflictError(ArchiveError):
    """What was to be kept contradicts what is kept: an id that belongs to another text."""
