"""The options of the intake as they are typed, checked before anything is read."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.intake import IntakeOptions
    from reportedly.reading.relevance import PassedOver, RelevanceGate


def intake_options(
    *,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    verbatim: bool = False,
    mapping: str | None = None,
    follow: bool = False,
    most: int = 1_000,
    contact: str | None = None,
    gate: RelevanceGate | None = None,
) -> IntakeOptions:
    """The options of the intake; a day that is none and a mapping that maps nothing are refused."""
    from reportedly.intake import FetchSettings, IntakeOptions, MappingError, read_mapping, read_published

    day = read_published(published) if published else None
    if published and day is None:
        raise typer.BadParameter(f"{published!r} is no date; write it like 2021-06-29", param_hint="--published")
    try:
        columns = read_mapping(mapping or "")
    except MappingError as error:
        raise typer.BadParameter(str(error), param_hint="--map") from error
    return IntakeOptions(
        published=day,
        outlet=outlet,
        url=url,
        verbatim=verbatim,
        mapping=columns,
        follow=follow,
        most=most,
        fetch=FetchSettings(contact=contact),
        wanted=gate,
    )


def open_gate(gate: bool, threshold: float | None, passed_over: Path | None) -> RelevanceGate | None:
    """The relevance gate that was asked for; what it passes over is appended to a file of JSONL where one is named."""
    if not gate:
        if threshold is not None or passed_over:
            raise typer.BadParameter(
                "it says something of the gate; give --gate as well", param_hint="--threshold"
            )
        return None
    from reportedly.reading.relevance import RelevanceGate

    opened = RelevanceGate(listed=_listing(passed_over) if passed_over else None)
    if threshold is not None:
        opened.threshold = threshold
    return opened


def _listing(path: Path) -> Callable[[PassedOver], None]:
    try:
        file = path.open("w", encoding="utf-8")
    except OSError as error:
        raise typer.BadParameter(
            f"{path} cannot be written ({error.strerror})", param_hint="--passed-over"
        ) from error

    def note(one: PassedOver) -> None:
        row = {"place": one.place, "title": one.title, "score": one.score}
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
        file.flush()

    return note
