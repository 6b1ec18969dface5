"""Commands that ask an archive: incidents, search, source, history, queue."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import options as opt
from reportedly.cli.filters import Filters
from reportedly.cli.grouped import grouped
from reportedly.cli.opened import opened

if TYPE_CHECKING:
    from reportedly.archive import HistoryEntry, IncidentRow, QueueItem, SearchHit, SourceClaim, TollRow

_WIDEST = 60


class Order(StrEnum):
    """What a list of incidents is ordered by."""

    newest = "newest"
    oldest = "oldest"
    killed = "killed"
    reports = "reports"
    urgency = "urgency"


@grouped
def incidents(
    archive: opt.ArchiveUrl = None,
    outlet: Annotated[str | None, typer.Option(help="Who published something of it.", show_default=False)] = None,
    sort: Annotated[Order, typer.Option(help="What comes first.")] = Order.newest,
    limit: opt.Limit = 50,
    after: opt.After = None,
    form: opt.ListChoice = opt.ListFormat.text,
    *,
    filters: Filters,
) -> None:
    """List incidents: what, where, when, how many were harmed, and how well founded it is."""
    from reportedly.cli.tables import print_list

    wanted = filters.wanted(outlet)
    with opened(archive) as kept:
        page = kept.incidents(wanted, sort=sort.value, limit=limit, after=after)
    headings = ("what, where, when", "killed", "wounded", "grade", "reports")
    print_list(page.rows, form, headings, _incident, total=page.total, after=page.after)


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help='Words; "in order"; -without; OR.')],
    archive: opt.ArchiveUrl = None,
    limit: opt.Limit = 20,
    after: opt.After = None,
    form: opt.ListChoice = opt.ListFormat.text,
) -> None:
    """Find reports by words of their titles, texts, sources and claims, the best matches first."""
    from reportedly.cli.tables import print_list

    with opened(archive) as kept:
        page = kept.search(" ".join(words), limit=limit, after=after)
    print_list(page.rows, form, ("report", "words"), _hit, total=page.total, after=page.after)


def source(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A source by name, in any spelling, or its actor id.")
    ],
    archive: opt.ArchiveUrl = None,
    limit: opt.Limit = 100,
    form: opt.ListChoice = opt.ListFormat.text,
) -> None:
    """Everything one source has claimed, the latest first, and how often others contradict it."""
    from reportedly.cli.tables import print_list

    with opened(archive) as kept:
        found = kept.source(name, limit=limit)
    if form is opt.ListFormat.json:
        typer.echo(found.to_json())
        return
    if form is opt.ListFormat.text:
        known = f" ({found.actor})" if found.actor else ""
        typer.echo(
            f"{found.name}{known}: claims {found.count}, contradicted by others {found.contradicted}, "
            f"in reports {found.reports}, on incidents {found.incidents}"
        )
        for field in found.fields:
            typer.echo(f"  {field.field:12} claims {field.claims}, contradicted {field.contradicted}")
    headings = ("published", "field", "value", "", "claim, incident")
    print_list(found.claims, form, headings, _claim, total=found.count)


def history(
    key: Annotated[str, typer.Argument(metavar="ID", help="A report, an incident, a claim or a decision.")],
    archive: opt.ArchiveUrl = None,
    form: opt.ListChoice = opt.ListFormat.text,
) -> None:
    """What happened to a thing: who added, read or decided what, when and why."""
    from reportedly.cli.tables import print_list

    with opened(archive) as kept:
        steps = kept.history(key)
    print_list(steps, form, ("when", "who", "what"), _step, total=len(steps))


def queue(
    archive: opt.ArchiveUrl = None,
    limit: opt.Limit = 20,
    after: opt.After = None,
    form: opt.ListChoice = opt.ListFormat.text,
) -> None:
    """What a person should look at first, and why."""
    from reportedly.cli.tables import print_list

    with opened(archive) as kept:
        page = kept.queue(limit=limit, after=after)
    print_list(page.rows, form, ("urgency", "what", "why"), _item, total=page.total, after=page.after)


def _range(tolls: tuple[TollRow, ...], field: str) -> str:
    from reportedly.wording import number

    toll = next((t for t in tolls if t.field == field), None)
    if toll is None:
        return ""
    ends = [number(toll.low), number(toll.high)]
    return ends[0] if ends[0] == ends[1] else "–".join(ends)


def _incident(row: IncidentRow) -> tuple[str, ...]:
    figures = (_range(row.tolls, "killed"), _range(row.tolls, "wounded"))
    standing = [
        row.grade,
        *(["disputed"] if row.disputed else []),
        *([row.review] if row.review != "open" else []),
    ]
    return f"{row.headline}\n{row.id}", *figures, ", ".join(standing), str(row.reports)


def _hit(row: SearchHit) -> tuple[str, ...]:
    head = " · ".join(part for part in (row.title, row.outlet, (row.published or "")[:10]) if part)
    return row.report, "\n".join(part for part in (head, row.snippet, " ".join(row.incidents)) if part)


def _claim(row: SourceClaim) -> tuple[str, ...]:
    value = row.value if len(row.value) <= _WIDEST else row.value[: _WIDEST - 1] + "…"
    against = "≠" if row.contradicted else ""
    return (row.published or "")[:10], row.field, value, against, f"{row.id}\n{row.incident or ''}".rstrip()


def _step(row: HistoryEntry) -> tuple[str, ...]:
    what = row.what if row.in_force else f"{row.what} (undone)"
    what += "".join(f" [{c.old} → {c.new}]" for c in row.changes)
    return row.at[:19].replace("T", " "), row.by, f"{what}\n{row.subject}"


def _item(row: QueueItem) -> tuple[str, ...]:
    return str(row.urgency), f"{row.headline}\n{row.id}", "\n".join(row.reasons)
