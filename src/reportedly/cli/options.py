"""The options that commands share, each declared once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How the result is printed."""

    text = "text"
    json = "json"
    jsonl = "jsonl"


class ListFormat(StrEnum):
    """How a list is printed."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


class Tagger(StrEnum):
    """Whether the shipped attribution tagger works beside the rules."""

    shipped = "shipped"
    none = "none"


Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...",
        help="Files of any kind (text, HTML, PDF, DOCX, mail, feeds, WARC, tables, zip, tar), folders, addresses, or -.",
        show_default=False,
    ),
]
Published = Annotated[
    str | None, typer.Option(help="Day of publication, e.g. 2021-06-29, where a report does not state its own.")
]
Outlet = Annotated[str | None, typer.Option(help="Who published it, where a report does not say so.")]
Url = Annotated[str | None, typer.Option(help="Its address, where a report does not state one.")]
PolicyChoice = Annotated[
    str, typer.Option(help="How figures are chosen: range, majority, most-recent, hierarchy, …, or a .toml file.")
]
FormatChoice = Annotated[Format, typer.Option("--format", help="How to print the result.")]
Out = Annotated[Path | None, typer.Option(help="Write the result into this file.", show_default=False)]
Verbatim = Annotated[
    bool, typer.Option("--verbatim", help="Take texts exactly as given: no cleaning, ids of records are kept.")
]
Map = Annotated[
    str | None,
    typer.Option(
        "--map", help="Which column or key holds what, e.g. text=body,published=date.", show_default=False
    ),
]
Follow = Annotated[bool, typer.Option("--follow", help="Fetch the pages that feeds and sitemaps name.")]
Most = Annotated[int, typer.Option(min=1, help="How many pages of one feed or sitemap are fetched at the most.")]
Contact = Annotated[
    str | None,
    typer.Option(
        help="Your address for those who run the servers; it goes into the User-Agent.", show_default=False
    ),
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more on standard error.")]
Model = Annotated[str | None, typer.Option(help="An installed spaCy pipeline for English.", show_default=False)]
TaggerName = Annotated[
    Tagger, typer.Option("--tagger", help="The attribution tagger beside the rules: the shipped one, or none.")
]


def _known_reader(name: str) -> str:
    """A reader that there is and that can be made."""
    if name != "default":
        from reportedly.reading import ReaderError, get_reader

        try:
            get_reader(name)
        except ReaderError as error:
            raise typer.BadParameter(str(error)) from error
    return name


ReaderName = Annotated[
    str, typer.Option("--reader", callback=_known_reader, help="The built-in reader, or one of another package.")
]
Gazetteer = Annotated[
    Path | None, typer.Option(help="A .csv file of your own places, which win.", show_default=False)
]
ArchiveUrl = Annotated[
    str | None,
    typer.Option(
        "--archive",
        metavar="URL",
        help="sqlite:///PATH, a path, or a PostgreSQL URL; else $REPORTEDLY_ARCHIVE, else reportedly.sqlite here.",
        show_default=False,
    ),
]
ListChoice = Annotated[ListFormat, typer.Option("--format", help="How to print the list.")]
Limit = Annotated[int, typer.Option(min=1, help="So many at most.")]
After = Annotated[
    str | None, typer.Option(help="Go on behind this place: `after` of the page before.", show_default=False)
]
By = Annotated[
    str | None,
    typer.Option(help="Who you are; else $REPORTEDLY_USER, else your name on this machine.", show_default=False),
]
Processes = Annotated[
    int,
    typer.Option(
        min=1, max=64, help="How many processes read side by side; results and their order stay the same."
    ),
]
Skim = Annotated[
    bool, typer.Option("--skim", help="Read only the passages that may tell of harm, and those beside them.")
]
Gate = Annotated[
    bool, typer.Option("--gate", help="Pass over what a first glance finds to be about no harm to people.")
]
Threshold = Annotated[
    float | None,
    typer.Option(
        min=0.0, max=1.0, help="The least score that passes the gate; less lets more through.", show_default=False
    ),
]
PassedOverFile = Annotated[
    Path | None,
    typer.Option("--passed-over", help="List what the gate passed over in this file (JSONL).", show_default=False),
]
