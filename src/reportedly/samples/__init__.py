"""Ten reports on three historic events, written for this project: reconstructions, see README.md beside them."""

from __future__ import annotations

from contextlib import AbstractContextManager
from importlib import resources
from pathlib import Path


def folder() -> AbstractContextManager[Path]:
    """The folder with the sample reports, for as long as the context lasts."""
    return resources.as_file(resources.files("reportedly.samples"))
