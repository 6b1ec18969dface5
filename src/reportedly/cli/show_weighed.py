"""The weighed record for a person at a terminal: figures first, the accounts side by side, then the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from reportedly.cli.phrases import number, places_phrase, quote, when_phrase
from reportedly.cli.sheet import FIELDS, Claims, Column, Line, Sheet, lay_out
from reportedly.lexicon.policies import Policy
from reportedly.records import Dispute, Estimate, Incident, Reading, Weighed

MARK = "≠"
_LABEL = 11
_NARROWEST = 21
_WIDEST = 5
_MOST_UNCOUNTED = 6
_GRADES = {"contested": "bold red", "corroborated": "green", "single source": "yellow", "admitted": "magenta"}


def show(weighed: Weighed, console: Console) -> None:
    """Print every incident that has a toll or a dispute in full, the others in a line each."""
    for block in blocks(weighed, console.width):
        console.print(block)


def blocks(weighed: Weighed, width: int) -> Iterator[RenderableType]:
    """The parts of the page in order; the incident that most reports speak of comes first."""
    claims = Claims(weighed.readings)
    sheets = sorted((lay_out(i, claims) for i in weighed.incidents), key=_importance)
    full = [s for s in sheets if s.has_toll or s.incident.disputes]
    for sheet in full:
        yield incident_block(sheet, width)
    yield from _footer([s for s in sheets if s not in full], weighed, bool(full))


def _importance(sheet: Sheet) -> tuple[int, int, int, str]:
    incident = sheet.incident
    return -len(incident.reports), -len(incident.accounts), -len(incident.claims), incident.id


def incident_block(sheet: Sheet, width: int) -> RenderableType:
    """One incident: headline, figures, accounts, disputes, reasons."""
    parts: list[RenderableType] = [_headline(sheet.incident, width), _figures(sheet)]
    per_block = max(1, min(_WIDEST, (width - _LABEL) // _NARROWEST))
    for start in range(0, len(sheet.columns), per_block):
        parts += [Text(), _accounts(sheet.columns[start : start + per_block])]
    if sheet.silent:
        parts.append(_entry("also", Text("Reported without figures by " + ", ".join(sheet.silent) + ".")))
    notes = [_dispute(sheet, dispute) for dispute in sheet.incident.disputes]
    notes += [_reasons(sheet, estimate) for estimate in _totals(sheet.incident)]
    return Group(*parts, Text(), *notes, Text())


def _headline(incident: Incident, width: int) -> RenderableType:
    title = Text.assemble(
        (incident.type.upper(), "bold"),
        "  ",
        places_phrase(incident.where),
        "  ",
        (when_phrase(incident.when), "bold"),
    )
    if incident.grade is None:
        return title
    label = incident.grade.label
    if label == "corroborated":
        label = f"corroborated by {incident.grade.independent}"
    grade = Text(label.upper() if label == "contested" else label, _GRADES[incident.grade.label])
    row = Table.grid(expand=True, padding=(0, 1))
    row.add_column(ratio=1)
    row.add_column(justify="right", no_wrap=True)
    row.add_row(title, grade)
    return Group(Text("─" * width, "dim"), row)


def _figures(sheet: Sheet) -> RenderableType:
    incident = sheet.incident
    lines = [Text.assemble((f"{e.field:<{_LABEL - 1}} ", "bold"), _figure(e, incident)) for e in _totals(incident)]
    reports = f"{len(incident.reports)} report{'s' * (len(incident.reports) != 1)}"
    sources = f"{len(incident.accounts)} source{'s' * (len(incident.accounts) != 1)}"
    lines.append(Text(f"{'':<{_LABEL}}{sources} in {reports}   {incident.id}", "dim"))
    return Group(*lines)


def _figure(estimate: Estimate, incident: Incident) -> Text:
    """low · best · high, and of which groups where these are known."""
    text = Text.assemble(
        "low ",
        number(estimate.low),
        " · best ",
        (best_phrase(estimate), "bold"),
        " · high ",
        number(estimate.high),
    )
    if any("leave it open above" in reason for reason in estimate.because):
        text.append(" or more")
    parts = [e for e in incident.estimates if e.field == estimate.field and e.victims not in ("all", "unknown")]
    if parts:
        among = ", ".join(
            f"{e.victims} {number(e.low)}–{number(e.high)}" if e.low != e.high else f"{e.victims} {number(e.low)}"
            for e in parts
        )
        text.append(f"   among them: {among}", "dim")
    return text


def best_phrase(estimate: Estimate) -> str:
    """The best figure, or that the policy cannot decide."""
    return "undecided" if estimate.undecided else number(estimate.best)


def _totals(incident: Incident) -> list[Estimate]:
    return [e for e in incident.estimates if e.victims == "all"]


def _accounts(columns: Sequence[Column]) -> Table:
    """Sources as columns and fields as rows, the words of the report under every value."""
    table = Table(box=None, padding=(0, 1, 0, 0), show_header=False, pad_edge=False, expand=True)
    table.add_column(width=_LABEL - 1, no_wrap=True)
    for _ in columns:
        table.add_column(ratio=1, overflow="fold")
    table.add_row("", *(Text(c.source, "bold") for c in columns))
    table.add_row("", *(Text(c.kind, "dim") for c in columns))
    if any(c.outlets for c in columns):
        table.add_row("", *(Text(f"in {c.outlets}" if c.outlets else "", "dim") for c in columns))
    for name in FIELDS:
        if any(name in c.cells for c in columns):
            table.add_row(Text(name, "bold"), *(_cell(c.cells.get(name, ())) for c in columns))
    return table


def _cell(lines: Sequence[Line]) -> Text:
    cell = Text()
    for line in lines:
        if cell:
            cell.append("\n")
        if line.replaced:
            cell.append("was ", "dim")
        cell.append(line.value, "dim" if line.replaced else "bold red" if line.disputed else "bold")
        cell.append(f" {MARK}" if line.disputed else "", "bold red")
        cell.append(f" [{line.number}]", "dim")
        cell.append(f"\n{line.words}", "italic dim" if line.replaced else "italic")
    return cell


def _dispute(sheet: Sheet, dispute: Dispute) -> RenderableType:
    return _entry(f"{MARK} {dispute.field}", Text(sheet.cite(dispute.reason)), "bold red")


def _reasons(sheet: Sheet, estimate: Estimate) -> RenderableType:
    because = " ".join(sheet.cite(reason) for reason in estimate.because)
    return _entry(
        f"why {estimate.field}"[: _LABEL - 1], Text.assemble(because, (f" Policy: {estimate.policy}.", "dim"))
    )


def _entry(label: str, text: Text, style: str = "dim") -> RenderableType:
    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_column(width=_LABEL - 1)
    row.add_column()
    row.add_row(Text(label, style), text)
    return row


def _footer(others: Sequence[Sheet], weighed: Weighed, shown: bool) -> Iterator[RenderableType]:
    if others:
        word = "Also mentioned" if shown else "Mentioned"
        phrases = [
            f"{s.incident.type}, {places_phrase(s.incident.where, 1)}, {when_phrase(s.incident.when)}"
            for s in others
        ]
        yield Text(f"{word}, without figures: " + "; ".join(phrases) + ".")
    uncounted = list(_uncounted(weighed.readings))
    if uncounted:
        more = f"; and {len(uncounted) - _MOST_UNCOUNTED} more" if len(uncounted) > _MOST_UNCOUNTED else ""
        yield Text("Not counted: " + "; ".join(uncounted[:_MOST_UNCOUNTED]) + more + ".")
    if not weighed.incidents and weighed.readings:
        yield Text(
            "No incident was found in " + ("this report." if len(weighed.readings) == 1 else "these reports.")
        )


def _uncounted(readings: Sequence[Reading]) -> Iterator[str]:
    """What the reports say of many events together, or of what happens as a rule."""
    for reading in readings:
        for mention in reading.mentions:
            if mention.status in ("aggregate", "habitual"):
                yield f"{quote(reading.report.text, mention.trigger)} ({mention.status})"


def show_demo(by_policy: Sequence[tuple[Policy, Weighed]], console: Console) -> None:
    """The weighed samples by the first policy; below their first incident, what the other policies make of it."""
    weighed = by_policy[0][1]
    intro = f"{len(weighed.readings)} reports on three historic events, written for this program: reconstructions, not evidence."
    console.print(Text(intro, "dim"))
    first, *others = blocks(weighed, console.width)
    console.print(first)
    lead = min((lay_out(i, Claims(weighed.readings)) for i in weighed.incidents), key=_importance)
    console.print(_policies([(policy, other, lead) for policy, other in by_policy]))
    for block in others:
        console.print(block)


def _policies(rows: Sequence[tuple[Policy, Weighed, Sheet]]) -> RenderableType:
    """What each policy makes of the deaths in one incident, and why it calls its best figure best."""
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, expand=True)
    table.add_column("policy", no_wrap=True, header_style="dim")
    for heading in ("low", "best", "high"):
        table.add_column(heading, justify="right", no_wrap=True, header_style="dim")
    table.add_column("why best", ratio=1, header_style="dim")
    for policy, weighed, sheet in rows:
        incident = next((i for i in weighed.incidents if i.id == sheet.incident.id), sheet.incident)
        for estimate in _totals(incident):
            if estimate.field == "killed":
                why = [sheet.cite(reason) for reason in estimate.because if reason.startswith("best")]
                reason = " ".join(why).partition(": ")[2] or " ".join(why)
                figures = (number(estimate.low), best_phrase(estimate), number(estimate.high))
                table.add_row(policy.label, *figures, reason)
    return Group(Text("The same accounts under each policy: killed", "bold"), table, Text())
