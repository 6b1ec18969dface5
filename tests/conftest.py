"""Fixtures that several modules of tests share."""

from databases import archive_url, server

__all__ = ["archive_url", "server"]
