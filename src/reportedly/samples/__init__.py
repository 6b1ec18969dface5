"""Ten reports on three historic events, written for this project: reconstructions, see README.md beside them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path


@contextmanager
def sample_files() -> Iterator[list[Path]]:
    """The files with the sample reports, in order of their names."""
    with resources.as_file(resources.files("reportedly.samples")) as folder:
        yield sorted(folder.glob("*.jsonl"))
