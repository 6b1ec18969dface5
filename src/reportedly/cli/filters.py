"""Which incidents of an archive a command is about, as it is typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

if TYPE_CHECKING:
    from reportedly.archive import IncidentFilter

_Text = str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The filters that commands share; the outlet is not among them, since some have another use for `--outlet`."""

    since: Annotated[_Text, typer.Option(help="From this day on (2021-06-29).", show_default=False)] = None
    until: Annotated[_Text, typer.Option(help="Up to this day.", show_default=False)] = None
    country: Annotated[_Text, typer.Option(help="An ISO country code.", show_default=False)] = None
    place: Annotated[
        _Text, typer.Option(help="A place or division, by name or gazetteer id.", show_default=False)
    ] = None
    near: Annotated[_Text, typer.Option(metavar="LAT,LON,KM", help="Around a point.", show_default=False)] = None
    kind: Annotated[_Text, typer.Option("--type", help="A type of event.", show_default=False)] = None
    actor: Annotated[_Text, typer.Option(help="Who did it or suffered it.", show_default=False)] = None
    source: Annotated[_Text, typer.Option(help="Who says something of it.", show_default=False)] = None
    toll: Annotated[str, typer.Option(help="What --at-least and --at-most count.")] = "killed"
    at_least: Annotated[int | None, typer.Option(help="So many or more.", show_default=False)] = None
    at_most: Annotated[int | None, typer.Option(help="So many or fewer.", show_default=False)] = None
    disputed: Annotated[
        bool | None, typer.Option("--disputed/--undisputed", help="Whether sources differ.", show_default=False)
    ] = None
    grade: Annotated[_Text, typer.Option(help="How well founded it is.", show_default=False)] = None
    review: Annotated[
        _Text, typer.Option(help="open, accepted, confirmed (by a second person) or changed.", show_default=False)
    ] = None
    words: Annotated[_Text, typer.Option(help="Words of its reports.", show_default=False)] = None

    def wanted(self, outlet: str | None = None) -> IncidentFilter:
        """As the archive takes them; a day that is none is refused, and so is a word that no incident can have."""
        from reportedly.archive import IncidentFilter, Review
        from reportedly.lexicon.events import load_event_types
        from reportedly.records import TOLL_FIELDS, Grade

        _known(self.kind, load_event_types(), "--type")
        _known(self.toll, TOLL_FIELDS, "--toll")
        _known(self.grade, get_args(Grade.model_fields["label"].annotation), "--grade")
        _known(self.review, get_args(Review), "--review")
        given: dict[str, Any] = {
            "since": _day(self.since, "--since"), "until": _day(self.until, "--until"), "country": self.country,
            "place": self.place, "near": _point(self.near), "type": self.kind, "actor": self.actor,
            "source": self.source, "outlet": outlet, "field": self.toll, "at_least": self.at_least,
            "at_most": self.at_most, "disputed": self.disputed, "grade": self.grade, "review": self.review,
            "words": self.words,
        }  # fmt: skip
        return IncidentFilter(**given)


def _known(word: str | None, words: Iterable[str], option: str) -> None:
    from reportedly.cli.output import fail

    if word is not None and word not in set(words):
        fail(f"{option}: there is no {word!r}; there are {', '.join(words)}")


def _day(text: str | None, option: str) -> str | None:
    from reportedly.cli.output import fail
    from reportedly.intake import read_published

    day = read_published(text) if text else None
    if text and day is None:
        fail(f"{option}: {text!r} is no date; write it like 2021-06-29")
    return day


def _point(text: str | None) -> tuple[float, float, float] | None:
    from reportedly.cli.output import fail

    if text is None:
        return None
    try:
        latitude, longitude, kilometres = map(float, text.split(","))
    except ValueError:
        fail(f"--near: {text!r} is no circle; write latitude,longitude,kilometres like 34.5,69.2,50")
    return latitude, longitude, kilometres
