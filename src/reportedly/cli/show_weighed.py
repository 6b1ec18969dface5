"""The weighed record for a person at a terminal: figures first, the accounts side by side, then the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from reportedly.lexicon.policies import Policy
from reportedly.records import Estimate, Grade, Incident, Reading, Report, Weighed
from reportedly.weighing import summarise
from reportedly.wording.phrases import number, places_phrase, printable, quote, when_phrase
from reportedly.wording.sheet import FIELDS, Claims, Column, Line, Sheet, lay_out

MARK = "≠"
LABEL = 14
_NARROWEST = 22
_MOST_COLUMNS = 5
_MOST_NOT_COUNTED = 6
_STYLES = {"contested": "bold red", "corroborated": "green", "single source": "yellow", "admitted": "magenta"}


def show(weighed: Weighed, console: Console) -> None:
    """Print every incident that has a figure or a dispute in full, the others in a phrase each."""
    claims = Claims(weighed.readings)
    sheets = sorted((lay_out(incident, claims) for incident in weighed.incidents), key=importance)
    full = [s for s in sheets if s.incident.estimates or s.incident.disputes]
    for sheet in full:
        console.print(incident_block(sheet, weighed.readings, console.width))
    _close(sheets, full, weighed.readings, console)


def importance(sheet: Sheet) -> tuple[int, int, int, str]:
    """Most reports first, then most accounts, then most claims."""
    incident = sheet.incident
    return -len(incident.reports), -len(incident.accounts), -len(incident.claims), incident.id


def _close(sheets: Sequence[Sheet], full: Sequence[Sheet], readings: Sequence[Reading], console: Console) -> None:
    """What was not shown in full: other incidents, and what the reports say of many events together."""
    others = [s.incident for s in sheets if s not in full]
    if others:
        console.print(Text(f"{'Also mentioned' if full else 'Mentioned'}: {'; '.join(map(_in_brief, others))}.\n"))
    not_counted = list(_not_counted(readings))
    if not_counted:
        more = f"; and {len(not_counted) - _MOST_NOT_COUNTED} more" if len(not_counted) > _MOST_NOT_COUNTED else ""
        console.print(Text(f"Not counted: {'; '.join(not_counted[:_MOST_NOT_COUNTED])}{more}.\n"))
    if readings and not sheets:
        console.print(f"No incident was found in {'this report' if len(readings) == 1 else 'these reports'}.")


def _in_brief(incident: Incident) -> str:
    """An incident in a phrase: "air strike, Syria, SY, February 2021 (killed 21)"."""
    tolls = [f"{e.field} {_range(e)}" for e in totals(incident)] or ["no toll stated"]
    return (
        f"{incident.type}, {places_phrase(incident.where, 1)}, {when_phrase(incident.when)} ({', '.join(tolls)})"
    )


def incident_block(sheet: Sheet, readings: Sequence[Reading], width: int) -> RenderableType:
    """One incident: headline, figures, accounts, disputes, reasons."""
    incident = sheet.incident
    parts: list[RenderableType] = [Text("─" * width, "dim"), _headline(incident, width)]
    parts += [_entry(e.field, _figures(e, incident), "bold") for e in totals(incident)]
    parts.append(_entry("", Text(_extent(incident, readings), "dim")))
    across = max(1, min(_MOST_COLUMNS, (width - LABEL) // _NARROWEST))
    for start in range(0, len(sheet.columns), across):
        parts += [Text(), _accounts(sheet.columns[start : start + across], several=len(incident.reports) > 1)]
    if sheet.brief:
        parts += [Text(), _entry("also", Text("; ".join(sheet.brief) + "."))]
    parts.append(Text())
    parts += _in_short(sheet, readings)
    parts += [_entry(f"{MARK} {d.field}", Text(sheet.cite(d.reason)), "bold red") for d in incident.disputes]
    parts += [_why(sheet, e, "" if at else "why") for at, e in enumerate(totals(incident))]
    return Group(*parts, Text())


def _in_short(sheet: Sheet, readings: Sequence[Reading]) -> list[RenderableType]:
    """What the columns do not say at a glance: who did it according to whom, and what no report says."""
    told = [s for s in summarise(sheet.incident, readings) if s.about in ("who", "unsaid")]
    lines = [
        sheet.cite(f"{s.text[:-1]} [{', '.join(s.claims)}].") if s.claims else printable(s.text) for s in told
    ]
    return [_entry("in short", Text(" ".join(lines)))] if lines else []


def _headline(incident: Incident, width: int) -> RenderableType:
    """What, where, when, how well founded: on one line where it fits, else on two."""
    what, when = Text(incident.type.upper(), "bold"), Text(when_phrase(incident.when), "bold")
    where, grade = Text(places_phrase(incident.where)), _grade(incident.grade)
    if len(what) + len(where) + len(when) + len(grade) + 6 <= width:
        return _spread(Text("  ").join([what, where, when]), grade)
    return Group(_spread(Text("  ").join([what, when]), grade), where)


def _spread(left: Text, right: Text) -> Table:
    row = Table.grid(expand=True)
    row.add_column(ratio=1)
    row.add_column(justify="right", no_wrap=True)
    row.add_row(left, right)
    return row


def _grade(grade: Grade | None) -> Text:
    if grade is None:
        return Text()
    words = {"contested": "CONTESTED", "corroborated": f"corroborated by {grade.independent}"}
    return Text(words.get(grade.label, grade.label), _STYLES[grade.label])


def _figures(estimate: Estimate, incident: Incident) -> Text:
    """Low, best and high, and of which groups where these are known."""
    best = (best_phrase(estimate), "bold")
    text = Text.assemble("low ", number(estimate.low), " · best ", best, " · high ", number(estimate.high))
    text.append(" or more" if estimate.open else "")
    groups = [e for e in incident.estimates if e.field == estimate.field and e.victims not in ("all", "unknown")]
    if groups:
        text.append("   among them " + ", ".join(f"{e.victims} {_range(e)}" for e in groups), "dim")
    return text


def _range(estimate: Estimate) -> str:
    low, high = number(estimate.low), number(estimate.high)
    return low if low == high else f"{low}–{high}"


def best_phrase(estimate: Estimate) -> str:
    """The best figure, or that the policy cannot decide."""
    return "undecided" if estimate.undecided else number(estimate.best)


def totals(incident: Incident) -> list[Estimate]:
    """The estimates for all victims together, a field each."""
    return [e for e in incident.estimates if e.victims == "all"]


def _extent(incident: Incident, readings: Sequence[Reading]) -> str:
    """How many sources in which reports, and the id."""
    outlets = [r.report.outlet for r in readings if r.report.id in incident.reports]
    where = printable(outlets[0]) if len(outlets) == 1 and outlets[0] else _count(len(incident.reports), "report")
    return f"{_count(len(incident.accounts), 'source')} in {where}   {incident.id}"


def _count(amount: int, noun: str) -> str:
    return f"{amount} {noun}" + "s" * (amount != 1)


def _accounts(columns: Sequence[Column], *, several: bool) -> Table:
    """Sources as columns and fields as rows, the words of the report under every figure."""
    table = Table(box=None, padding=(0, 1, 0, 0), show_header=False, pad_edge=False, expand=True)
    table.add_column(width=LABEL - 1, no_wrap=True)
    for _ in columns:
        table.add_column(ratio=1, overflow="fold")
    table.add_row("", *(Text(c.source, "bold") for c in columns))
    table.add_row("", *(Text(c.kind, "dim") for c in columns))
    if several and any(c.outlets for c in columns):
        table.add_row("", *(Text(f"in {c.outlets}" if c.outlets else "", "dim") for c in columns))
    for name in FIELDS:
        if any(name in c.cells for c in columns):
            table.add_row(Text(name, "bold"), *(_cell(c.cells.get(name, ())) for c in columns))
    return table


def _cell(lines: Sequence[Line]) -> Text:
    """The figures of a cell, each with its number and words; what has none is listed in brief."""
    parts = [_figure(line) for line in lines if line.number]
    brief = [line.value for line in lines if not line.number]
    if brief:
        parts.append(Text("; ".join(brief)))
    return Text("\n").join(parts)


def _figure(line: Line) -> Text:
    style = "dim" if line.replaced else "bold red" if line.disputed else "bold"
    text = Text.assemble(("was " if line.replaced else "", "dim"), (line.value, style))
    text.append(f" {MARK}" if line.disputed else "", "bold red")
    text.append(f" [{line.number}]", "dim")
    return text.append(f"\n{line.words}", "italic dim" if line.replaced else "italic")


def _why(sheet: Sheet, estimate: Estimate, label: str) -> RenderableType:
    because = " ".join(map(sheet.cite, estimate.because))
    return _entry(
        label, Text.assemble((f"{estimate.field}: ", "bold"), because, (f" Policy: {estimate.policy}.", "dim"))
    )


def _entry(label: str, text: Text, style: str = "dim") -> RenderableType:
    """A label in the left column, a paragraph beside it."""
    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_column(width=LABEL - 1, no_wrap=True)
    row.add_column()
    row.add_row(Text(label, style), text)
    return row


def _not_counted(readings: Sequence[Reading]) -> Iterator[str]:
    """What the reports say of many events together, or of what happens as a rule."""
    for reading in readings:
        for mention in reading.mentions:
            if mention.status in ("aggregate", "habitual"):
                yield f"{quote(reading.report.text, mention.trigger)} ({mention.status})"


def show_demo(by_policy: Sequence[tuple[Policy, Weighed]], console: Console) -> None:
    """The samples by the first policy: of each file's incidents the chief one; for the first, what every policy says."""
    weighed = by_policy[0][1]
    claims = Claims(weighed.readings)
    sheets = sorted((lay_out(incident, claims) for incident in weighed.incidents), key=importance)
    homes = {r.report.id: _file(r.report) for r in weighed.readings}
    chief: dict[str, Sheet] = {}
    for sheet in sheets:
        chief.setdefault(homes[sheet.incident.reports[0]], sheet)
    full = [chief[home] for home in sorted(chief)]
    console.print(
        Text(f"{len(homes)} reports on three historic events: reconstructions, written for this program.", "dim")
    )
    for at, sheet in enumerate(full):
        console.print(incident_block(sheet, weighed.readings, console.width))
        if at == 0:
            console.print(_policies(by_policy, sheet))
    _close(sheets, full, weighed.readings, console)


def _file(report: Report) -> str:
    """The file that a report came from."""
    path = report.original.path if report.original else None
    return (path or "").rpartition(":")[0]


def _policies(by_policy: Sequence[tuple[Policy, Weighed]], sheet: Sheet) -> RenderableType:
    """What each policy makes of the deaths in one incident, and why it calls its best figure best."""
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, expand=True)
    table.add_column("policy", no_wrap=True, header_style="dim")
    for heading in ("low", "best", "high"):
        table.add_column(heading, justify="right", no_wrap=True, header_style="dim")
    table.add_column("why best", ratio=1, header_style="dim")
    for policy, weighed in by_policy:
        incident = next(i for i in weighed.incidents if i.id == sheet.incident.id)
        for estimate in totals(incident):
            if estimate.field == "killed":
                why = " ".join(sheet.cite(r) for r in estimate.because if r.startswith("best"))
                figures = number(estimate.low), best_phrase(estimate), number(estimate.high)
                table.add_row(policy.label, *figures, why.partition(": ")[2] or why)
    return Group(Text("The same accounts under each policy: killed", "bold"), table, Text())
