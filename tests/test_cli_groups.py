"""Options that come in groups: each command shows and takes them as if they were its own."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Annotated

import typer
from typer.main import get_command
from typer.testing import CliRunner

from reportedly.cli.app import app
from reportedly.cli.filters import Filters
from reportedly.cli.grouped import grouped
from reportedly.cli.groups import Fetching, Intake, Reader


@dataclass(frozen=True)
class Pace:
    """A group."""

    slow: Annotated[bool, typer.Option("--slow", help="Take your time.")] = False
    steps: Annotated[int, typer.Option(min=1, help="So many.")] = 3


def walking() -> typer.Typer:
    walk = typer.Typer()

    @walk.command()
    @grouped
    def go(where: str, loud: bool = False, *, pace: Pace) -> None:
        """Go somewhere."""
        typer.echo(f"{where} {loud} {pace}")

    return walk


def test_a_group_is_spread_out_and_put_together_again() -> None:
    result = CliRunner().invoke(walking(), ["home", "--slow", "--steps", "7"])
    assert result.stdout == "home False Pace(slow=True, steps=7)\n"
    assert CliRunner().invoke(walking(), ["home"]).stdout == "home False Pace(slow=False, steps=3)\n"
    help_ = CliRunner().invoke(walking(), ["--help"]).stdout
    assert "Take your time." in help_
    assert "Go somewhere." in help_
    assert CliRunner().invoke(walking(), ["home", "--steps", "0"]).exit_code == 2


def test_commands_have_whole_groups() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    taken = {name: {each.name for each in command.params} for name, command in commands.items()}
    for group, names in (
        (Filters, ("incidents", "export", "publish")),
        (Intake, ("read", "weigh", "add", "export")),
        (Fetching, ("watch",)),
        (Reader, ("read", "weigh", "add", "watch", "export")),
    ):
        for name in names:
            assert {each.name for each in fields(group)} <= taken[name], (group, name)
