"""Fixtures that several modules of tests share, and how properties are tried.

Where CI is set they are tried on the same examples each time, so that a run can be repeated.
"""

from __future__ import annotations

import os

from hypothesis import settings

from databases import archive_url, server

__all__ = ["archive_url", "server"]

settings.register_profile("ci", derandomize=True, print_blob=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
