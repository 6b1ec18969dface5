"""Small versions of the trials in `benchmarks/`: killed while adding and deciding, and many at once on one file."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import archive_crash
import archive_crowd
from databases import Server


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_killed_at_random_moments_it_ends_as_if_nothing_had_been(
    database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    if database == "sqlite":
        urls = [f"sqlite:///{tmp_path / name}.sqlite" for name in ("killed", "calm")]
    else:
        server: Server = request.getfixturevalue("server")
        urls = [server.new("empty_archive") for _ in range(2)]
    kills, _ = archive_crash.disturbed(urls[0], 30, 2, random.Random(1), pause=0.15)
    assert kills >= 1
    archive_crash.killed_run(urls[1], 30, None)
    archive_crash.compare(*urls)


def test_many_at_once_on_one_file(tmp_path: Path) -> None:
    assert archive_crowd.crowd(f"sqlite:///{tmp_path / 'crowd.sqlite'}", 2, ingests=2, readers=2)
