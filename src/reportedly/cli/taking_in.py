"""The options of the intake as they are typed, checked before anything is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from reportedly.intake import IntakeOptions


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
    )
