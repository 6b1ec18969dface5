"""A reading for a person at a terminal: what the report says happened, claim by claim, each with source and words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from rich.console import Console
from rich.table import Table
from rich.text import Text

from reportedly.records import Claim, ClaimField, Mention, Reading, Report
from reportedly.wording.phrases import (
    day_phrase,
    places_phrase,
    printable,
    quote,
    source_phrase,
    value_phrase,
    when_phrase,
)

_FIELDS = get_args(ClaimField)
_OPENING = 70


def show(reading: Reading, console: Console, *, verbose: bool = False) -> None:
    """Print the claims of one report by incident; with `verbose` every attribution too."""
    report = reading.report
    console.print(Text("─" * console.width, "dim"))
    console.print(_heading(report))
    by_incident: dict[str, list[Claim]] = {}
    for claim in reading.claims:
        by_incident.setdefault(claim.incident or "", []).append(claim)
    for incident, claims in by_incident.items():
        console.print(_incident_line([m for m in reading.mentions if m.incident == incident]))
        console.print(_claims(claims, report))
    if not reading.claims:
        console.print(Text("No claim about violence was found in this report.", "dim"))
    if verbose:
        console.print(Text("Who says what", "bold"))
        console.print(_attributions(reading))
    counts = (
        f"{len(reading.attributions)} attributions, {len(reading.mentions)} mentions, {len(reading.claims)} claims"
    )
    console.print(Text(f"{counts}   {report.id}\n", "dim"))


def _heading(report: Report) -> Text:
    published = day_phrase(report.published, None) if report.published else None
    about = [printable(part) for part in (report.outlet, published, report.url) if part]
    title = printable(report.title or report.text[:_OPENING] + "…" * (len(report.text) > _OPENING))
    return Text.assemble((title, "bold"), "\n" if about else "", (" · ".join(about), "dim"))


def _incident_line(mentions: Sequence[Mention]) -> Text:
    """Type, place and date of what a group of claims is about, from the mentions of it."""
    if not mentions:
        return Text("\nof no event that it names", "bold")
    named = tuple(where for mention in mentions for where in mention.where)
    places = named or tuple(mention.scene for mention in mentions if mention.scene)
    when = next((m.when for m in mentions if m.when and m.when.start), None)
    return Text.assemble("\n", (mentions[0].type, "bold"), f"  {places_phrase(places, 2)}  {when_phrase(when)}")


def _claims(claims: Sequence[Claim], report: Report) -> Table:
    """Field, value, source and words of each claim; that it happened is said only where nothing else is."""
    telling = [c for c in claims if c.field != "happened"] or claims
    table = Table(box=None, padding=(0, 1, 0, 0), show_header=False, pad_edge=False, expand=True)
    table.add_column(width=11, no_wrap=True)
    table.add_column(ratio=2, overflow="fold")
    table.add_column(ratio=3, overflow="fold")
    table.add_column(ratio=4)
    for claim in sorted(telling, key=lambda c: (_FIELDS.index(c.field), c.span.start)):
        value = Text(value_phrase(claim.value), "bold")
        if claim.status != "actual":
            value.append(f" ({claim.status})", "yellow")
        table.add_row(
            claim.field, value, source_phrase(claim.source), Text(quote(report.text, claim.span), "italic")
        )
    return table


def _attributions(reading: Reading) -> Table:
    """Source, stance and content of each act of saying."""
    table = Table(box=None, padding=(0, 1, 0, 0), show_header=False, pad_edge=False, expand=True)
    table.add_column(ratio=3, overflow="fold")
    table.add_column(width=9, no_wrap=True)
    table.add_column(ratio=7)
    for attribution in reading.attributions:
        words = " … ".join(printable(span.words) for span in attribution.content)
        table.add_row(source_phrase(attribution.source), Text(attribution.stance, "dim"), f"“{words}”")
    return table
