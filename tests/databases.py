"""A PostgreSQL server of the tests' own, and archives that start empty in either database."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

import reportedly

BINARIES = Path("/usr/lib/postgresql/15/bin")
_numbers = count(1)


@dataclass(frozen=True)
class Server:
    """A running server that listens on a socket in its own folder only."""

    folder: Path

    def url(self, name: str) -> str:
        """The address of one of its databases."""
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def run(self, program: str, *arguments: str) -> None:
        """Run one of the programs that come with the server against it."""
        as_owner([str(BINARIES / program), "-h", str(self.folder), "-U", "postgres", *arguments])

    def new(self, template: str = "template1") -> str:
        """A new database; its address."""
        name = f"d{next(_numbers)}"
        self.run("createdb", "-T", template, name)
        return self.url(name)


def as_owner(command: list[str]) -> None:
    """Run as the user who may run PostgreSQL: it refuses root. Raises CalledProcessError with what it printed."""
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    subprocess.run(command, check=True, capture_output=True, text=True, cwd="/", timeout=120)


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[Server]:
    """A server in a temporary folder, stopped at the end; `durable` writes to the disk as a real one does."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data, log = folder / "data", folder / "log"
    options = f"-k {folder} -c listen_addresses='' -c max_connections=60"
    options += "" if durable else " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    try:
        as_owner(
            [str(BINARIES / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
        )
        as_owner([str(BINARIES / "pg_ctl"), "-D", str(data), "-l", str(log), "-w", "-o", options, "start"])
        yield Server(folder)
    finally:
        if data.joinpath("postmaster.pid").exists():
            as_owner([str(BINARIES / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"])
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The server of this run."""
    if not BINARIES.exists():
        missing = (
            "PostgreSQL 15 is not installed; `apt-get install postgresql` as root, or run .ci/run, which does"
        )
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with postgres() as running:
        running.run("createdb", "empty_archive")
        reportedly.open_archive(running.url("empty_archive")).close()
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def archive_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty archive, once in each database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'archive.sqlite'}"
    server: Server = request.getfixturevalue("server")
    return server.new("empty_archive")
