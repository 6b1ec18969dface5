"""The incident page: figures drawn, accounts side by side, disputes, reasons; all from one incident and its readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.lexicon.policies import Policy
from reportedly.records import Estimate, Incident, Reading, Report
from reportedly.web.view.cited import Clause, cite, clauses_of
from reportedly.web.view.dependence import Group, groups_of
from reportedly.web.view.locator import Locator, locate
from reportedly.web.view.moves import Moves, moves_of
from reportedly.web.view.places import places_told
from reportedly.web.view.ranges import Range, ranges_of
from reportedly.weighing import summarise
from reportedly.wording import FIELDS, Claims, Sheet, lay_out, when_phrase


@dataclass(frozen=True, slots=True)
class Told:
    """Something said about one field, in clauses that cite their claims."""

    field: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """What one policy makes of one toll."""

    policy: Policy
    estimate: Estimate
    best: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class IncidentView:
    """Everything the template prints. `fields` are the rows of the table of accounts, `contested` those in dispute."""

    incident: Incident
    what: str
    where: str
    when: str
    sheet: Sheet
    fields: tuple[str, ...]
    contested: frozenset[str]
    ranges: tuple[Range, ...]
    moves: Moves | None
    locator: Locator | None
    groups: tuple[Group, ...]
    summary: tuple[Clause, ...]
    disputes: tuple[Told, ...]
    reasons: tuple[Told, ...]
    policies: Mapping[str, tuple[Row, ...]]
    reports: tuple[Report, ...]

    @property
    def headline(self) -> str:
        """What, where and when on one line."""
        return ", ".join([self.what, self.where, self.when])


def view_incident(
    incident: Incident, readings: Sequence[Reading], by_policy: Sequence[tuple[Policy, Incident]] = ()
) -> IncidentView:
    """The page of an incident; `by_policy` is the same incident as each policy weighs it."""
    held = [r for r in readings if r.report.id in incident.reports]
    sheet = lay_out(incident, Claims(held), every=True)
    return IncidentView(
        incident=incident,
        what=incident.type.capitalize(),
        where=places_told(incident.where, 1),
        when=when_phrase(incident.when),
        sheet=sheet,
        fields=tuple(f for f in FIELDS if any(f in c.cells for c in sheet.columns)),
        contested=frozenset(d.field for d in incident.disputes),
        ranges=ranges_of(incident, sheet),
        moves=moves_of(sheet),
        locator=locate(incident.where),
        groups=groups_of((*sheet.columns, *sheet.silent)),
        summary=tuple(
            cite(s.text, s.claims, sheet.numbers)
            for s in summarise(incident, held)
            if not _is_dispute(s.text, incident)
        ),
        disputes=tuple(Told(d.field, clauses_of(d.reason, sheet.numbers)) for d in incident.disputes),
        reasons=tuple(
            Told(e.field, clauses_of(" ".join(e.because), sheet.numbers))
            for e in incident.estimates
            if e.victims == "all"
        ),
        policies=_policies(by_policy, sheet),
        reports=tuple(sorted((r.report for r in held), key=lambda r: (r.published or "", r.id))),
    )


def _is_dispute(sentence: str, incident: Incident) -> bool:
    return any(sentence == dispute.reason for dispute in incident.disputes)


def _policies(by_policy: Sequence[tuple[Policy, Incident]], sheet: Sheet) -> Mapping[str, tuple[Row, ...]]:
    """For each toll what every policy makes of it."""
    rows: dict[str, list[Row]] = {}
    for policy, incident in by_policy:
        for estimate in incident.estimates:
            if estimate.victims == "all":
                best = " ".join(r.partition(": ")[2] for r in estimate.because if r.startswith("best"))
                rows.setdefault(estimate.field, []).append(Row(policy, estimate, clauses_of(best, sheet.numbers)))
    return {field: tuple(held) for field, held in rows.items()}
