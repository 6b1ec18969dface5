"""A record that is at rest, asked like an archive: what the same pages are published from, once names are withheld."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from reportedly.archive import (
    Facet,
    HistoryEntry,
    IncidentFilter,
    IncidentRow,
    NotFoundError,
    Page,
    ReportRow,
    SourceRow,
    TollRow,
)
from reportedly.archive.incident_rows import headline_of, tolls_of
from reportedly.archive.sources import FieldCount, SourceClaim
from reportedly.lexicon.policies import Policy
from reportedly.linking import Cluster
from reportedly.records import Claim, Incident, Reading, Report, Source, Weighed, normalised
from reportedly.weighing import weigh
from reportedly.wording import value_phrase


class Shelf:
    """The part of an archive that pages without forms ask for."""

    def __init__(self, weighed: Weighed, policy: Policy) -> None:
        self._weighed, self._policy = weighed, policy
        self._incidents = {i.id: i for i in weighed.incidents}
        self._readings = {r.report.id: r for r in weighed.readings}

    def resolve(self, incident_id: str) -> str:
        """The id itself, where there is such an incident. Raises NotFoundError."""
        if incident_id not in self._incidents:
            raise NotFoundError(f"no incident has the id {incident_id}")
        return incident_id

    def incident(self, incident_id: str, *, policy: str | Policy = "range") -> Incident:
        """An incident as a policy sees it. Raises NotFoundError."""
        found = self._incidents[self.resolve(incident_id)]
        if policy in (self._policy, self._policy.name):
            return found
        inside = set(found.mentions)
        readings = self.readings(found)
        members = sorted({m.incident for r in readings for m in r.mentions if m.id in inside and m.incident})
        return weigh([Cluster(id=found.id, members=tuple(members), links=found.links)], readings, policy)[0]

    def readings(self, incident: Incident) -> tuple[Reading, ...]:
        """The readings of an incident's reports."""
        return tuple(self._readings[key] for key in incident.reports)

    def reading(self, report_id: str) -> Reading:
        """The reading of a report. Raises NotFoundError."""
        if report_id not in self._readings:
            raise NotFoundError(f"no report has the id {report_id}")
        return self._readings[report_id]

    def report(self, report_id: str) -> Report:
        """A report. Raises NotFoundError."""
        return self.reading(report_id).report

    def reports(self, *, limit: int = 0, after: str | None = None) -> Page[ReportRow]:
        """All reports, latest first."""
        held = sorted(
            (r.report for r in self._weighed.readings), key=lambda r: (r.published or "", r.id), reverse=True
        )
        rows = [ReportRow(id=r.id, title=r.title, outlet=r.outlet, published=r.published, url=r.url) for r in held]
        return Page[ReportRow](rows=tuple(rows), total=len(rows))

    def incidents(
        self,
        wanted: IncidentFilter | None = None,
        *,
        sort: str = "newest",
        limit: int = 0,
        after: str | None = None,
    ) -> Page[IncidentRow]:
        """All incidents, latest first, or those of one report."""
        report = wanted.report if wanted else None
        held = [i for i in self._weighed.incidents if report is None or report in i.reports]
        rows = sorted(map(_row, held), key=lambda row: (row.start or "", row.id), reverse=True)
        return Page[IncidentRow](rows=tuple(rows), total=len(rows))

    def facets(self, kind: str, wanted: IncidentFilter | None = None, *, limit: int = 50) -> tuple[Facet, ...]:
        """How many incidents each source speaks in; through which outlets one source reached the reader."""
        counts: Counter[str] = Counter()
        only = wanted.source if wanted else None
        for incident in self._weighed.incidents:
            keys = dict(self._claims(incident))
            if kind == "source" and only is None:
                counts.update({key_of(c.source) for c, _ in keys.values() if c.source})
            elif kind == "outlet" and only is not None:
                told = {r.outlet for c, r in keys.values() if _is(c.source, only) and r.outlet}
                counts.update(told)
        return tuple(Facet(value=v, count=n) for v, n in counts.most_common(limit))

    def _claims(self, incident: Incident) -> list[tuple[str, tuple[Claim, Report]]]:
        inside = set(incident.claims)
        return [(c.id, (c, r.report)) for r in self.readings(incident) for c in r.claims if c.id in inside]

    @cached_property
    def _homes(self) -> dict[str, str]:
        return {claim: incident.id for incident in self._weighed.incidents for claim in incident.claims}

    @cached_property
    def _disputed(self) -> set[str]:
        return {c for i in self._weighed.incidents for d in i.disputes for side in d.sides for c in side.claims}

    def source(self, name: str, *, limit: int = 100) -> SourceRow:
        """What a source has claimed. Raises NotFoundError."""
        told = [(c, r.report) for r in self._weighed.readings for c in r.claims if _is(c.source, name)]
        if not told:
            raise NotFoundError(f"no source called {name!r} has claimed anything here")
        told.sort(key=lambda pair: (pair[1].published or "", pair[1].id, pair[0].span.start), reverse=True)
        fields = Counter(c.field for c, _ in told)
        against = Counter(c.field for c, _ in told if c.id in self._disputed)
        first = next(c.source for c, _ in told if c.source)
        return SourceRow(
            name=first.name,
            actor=first.actor,
            count=len(told),
            contradicted=sum(against.values()),
            reports=len({r.id for _, r in told}),
            incidents=len({self._homes[c.id] for c, _ in told if c.id in self._homes}),
            fields=tuple(FieldCount(field=f, claims=n, contradicted=against[f]) for f, n in fields.most_common()),
            claims=tuple(self._claim_row(c, r) for c, r in told[:limit]),
        )

    def _claim_row(self, claim: Claim, report: Report) -> SourceClaim:
        return SourceClaim(
            id=claim.id,
            field=claim.field,
            status=claim.status,
            value=value_phrase(claim.value),
            report=report.id,
            title=report.title,
            published=report.published,
            incident=self._homes.get(claim.id),
            contradicted=claim.id in self._disputed,
        )

    def history(self, key: str) -> tuple[HistoryEntry, ...]:
        """Nothing: who decided what stays in the archive."""
        return ()


def key_of(source: Source) -> str:
    """What a source is addressed by: its actor id, or its name."""
    return source.actor or normalised(source.name)


def _is(source: Source | None, key: str) -> bool:
    return source is not None and (source.actor == key or normalised(source.name) == normalised(key))


def _row(incident: Incident) -> IncidentRow:
    when = incident.when
    return IncidentRow(
        id=incident.id,
        type=incident.type,
        headline=headline_of(incident),
        start=when.start if when else None,
        end=(when.end or when.start) if when else None,
        precision=when.precision if when else None,
        place=incident.where[0].name if incident.where else None,
        country=next((w.country for w in incident.where if w.country), None),
        latitude=None,
        longitude=None,
        tolls=tuple(TollRow.model_validate(t) for t in tolls_of(incident)),
        grade=incident.grade.label if incident.grade else "",
        disputed=bool(incident.disputes),
        review="open",
        reports=len(incident.reports),
        sources=len(incident.accounts),
        independent=incident.grade.independent if incident.grade else 0,
    )
