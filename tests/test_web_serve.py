"""Starting the server: what it refuses, what it says, and that a folder of static files is all it needs."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportedly.cli.app import app
from reportedly.web import ServeError, ServeOptions, prepare


def test_without_a_team_no_other_machine_is_served(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["serve", "--archive", str(tmp_path / "a.sqlite"), "--host", "0.0.0.0"])
    assert result.exit_code == 2
    assert "add --team" in result.output


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(ServeError, match="choose another with --port"),
    ):
        prepare(ServeOptions(archive=str(tmp_path / "a.sqlite"), port=taken.getsockname()[1]))


def test_a_folder_that_is_not_there() -> None:
    result = CliRunner().invoke(app, ["serve", "--archive", "/nowhere/at/all/a.sqlite", "--port", "0"])
    assert result.exit_code == 2
    assert "/nowhere/at/all" in result.output
    assert "Traceback" not in result.output


def test_the_first_admin_is_made_at_the_printed_address(tmp_path: Path) -> None:
    ready = prepare(ServeOptions(archive=str(tmp_path / "a.sqlite"), port=0, team=True))
    try:
        assert ready.setup is not None
        assert ready.setup.startswith(ready.address)
        again = prepare(ServeOptions(archive=str(tmp_path / "a.sqlite"), port=0, team=True))
        assert again.setup != ready.setup
        again.socket.close()
        again.archive.close()
    finally:
        ready.socket.close()
        ready.archive.close()
