"""`reportedly decide`: what a person settles, for good; undoing it is another decision."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from reportedly.cli import options as opt
from reportedly.cli.opened import opened, somebody


class What(Enum):
    """What can be decided."""

    accept = "accept"
    reject = "reject"
    correct = "correct"
    merge = "merge"
    split = "split"
    undo = "undo"
    note = "note"


def decide(
    what: Annotated[What, typer.Argument(help="accept, reject, correct, merge, split, undo or note.")],
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...",
            help="Claims, incidents, reports or decisions; for split the incident, then the reports that leave it.",
        ),
    ],
    archive: opt.ArchiveUrl = None,
    value: Annotated[
        str | None,
        typer.Option(
            help='For correct: 7, "at least 7", 3-5, 2021-06-29, a place, a name, yes, no; or JSON.',
            show_default=False,
        ),
    ] = None,
    why: Annotated[str, typer.Option(help="The reason; others will ask for it.", show_default=False)] = "",
    by: opt.By = None,
    form: opt.FormatChoice = opt.Format.text,
) -> None:
    """Settle something: accept, reject, correct a value, merge or split incidents, undo a decision, put a note."""
    from reportedly.cli.output import fail
    from reportedly.cli.values import ValueFormError, read_value

    with opened(archive) as kept:
        parsed = None
        if what is What.correct:
            if value is None:
                fail("correct: say the right value with --value")
            try:
                parsed = read_value(value, kept.claim(ids[0])[0])
            except ValueFormError as error:
                fail(f"--value: {error}")
        elif value is not None:
            fail(f"--value: only correct takes one, {what.value} does not")
        decision = kept.decide(what.value, ids, by=somebody(by), why=why, value=parsed)
    typer.echo(decision.id if form is opt.Format.text else decision.to_json())
