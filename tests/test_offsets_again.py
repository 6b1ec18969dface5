"""The same input gives the same bytes, in every process, without the network."""

from __future__ import annotations

import os
import subprocess
import sys

from test_offsets import SAMPLES

# The command line in a process of its own that may not open a connection.
PROGRAM = """
import socket, sys

def refuse(*args, **options):
    raise OSError("this test has no network")

socket.socket.connect = socket.socket.connect_ex = socket.create_connection = socket.getaddrinfo = refuse
from reportedly.cli.app import app
app(sys.argv[1:])
"""


def start(seed: str, *arguments: str) -> subprocess.Popen[bytes]:
    """The program under way, with hashes of strings seeded."""
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments],
        env={**os.environ, "PYTHONHASHSEED": seed},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_weighing_twice_gives_the_same_bytes() -> None:
    runs = [start(seed, "weigh", "--format", "json", *SAMPLES) for seed in ("1", "2")]
    (first, said), (second, _) = [run.communicate(timeout=240) for run in runs]
    assert [run.returncode for run in runs] == [0, 0], said.decode()[-2000:]
    assert len(first) > 1000
    assert first == second
