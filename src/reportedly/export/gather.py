"""What an archive holds, gathered for an export: incidents by a filter, their readings, decisions and originals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields

from reportedly.archive import Archive, IncidentFilter, NotFoundError
from reportedly.lexicon.policies import Policy
from reportedly.records import Decision, Incident, Reading, Weighed

_PAGE = 500
_CALLED = {"field": "toll"}


@dataclass(frozen=True, slots=True)
class Gathered:
    """A record from an archive: what goes into `ExportOptions` and `export`."""

    weighed: Weighed
    filters: tuple[str, ...]
    decisions: tuple[Decision, ...] = ()
    originals: dict[str, bytes] = field(default_factory=dict)


def gather(
    archive: Archive,
    policy: str | Policy,
    wanted: IncidentFilter | None = None,
    ids: tuple[str, ...] = (),
    *,
    whole: bool = False,
) -> Gathered:
    """The incidents that are wanted, or those with these ids, as a policy sees them, with the readings of their reports.

    `whole` asks for the record itself: readings as they were made, decisions and originals; without a filter all there
    are, of no incident too. Raises NotFoundError for an unknown id.
    """
    narrowed = IncidentFilter() if wanted is None else wanted
    keys = list(dict.fromkeys(archive.resolve(key) for key in ids)) if ids else list(_keys(archive, narrowed))
    incidents = tuple(archive.incident(key, policy=policy) for key in keys)
    said = _said(narrowed, ids)
    if not whole:
        return Gathered(Weighed(readings=_readings_of(archive, incidents), incidents=incidents), said)
    if ids or narrowed != IncidentFilter():
        reports = dict.fromkeys(report for incident in incidents for report in incident.reports)
        readings = tuple(archive.reading(report) for report in reports)
        decisions = tuple(d for d in archive.decisions() if _concerns(d, readings, incidents))
    else:
        readings, decisions = archive.every_reading(), archive.decisions()
    weighed = Weighed(readings=readings, incidents=incidents)
    return Gathered(weighed, said, decisions, _originals(archive, readings))


def _concerns(decision: Decision, readings: tuple[Reading, ...], incidents: tuple[Incident, ...]) -> bool:
    """Whether a decision is on one of these, by its words or by the events it names."""
    reports = {reading.report.id for reading in readings}
    events = {mention.incident for reading in readings for mention in reading.mentions}
    named = {*decision.on, *(event for group in decision.groups for event in group)}
    return bool(
        {m.report for m in decision.marks} & reports or named & (events | reports | {i.id for i in incidents})
    )


def _keys(archive: Archive, wanted: IncidentFilter) -> Iterator[str]:
    after: str | None = None
    while True:
        page = archive.incidents(wanted, sort="oldest", limit=_PAGE, after=after)
        yield from (row.id for row in page.rows)
        after = page.after
        if after is None:
            return


def _readings_of(archive: Archive, incidents: tuple[Incident, ...]) -> tuple[Reading, ...]:
    reports = list(dict.fromkeys(report for incident in incidents for report in incident.reports))
    found: list[Reading] = []
    for at in range(0, len(reports), _PAGE):
        found += archive.readings(reports[at : at + _PAGE])
    return tuple(found)


def _originals(archive: Archive, readings: tuple[Reading, ...]) -> dict[str, bytes]:
    found = {}
    for key in sorted({r.report.original.sha256 for r in readings if r.report.original}):
        try:
            found[key] = archive.original(key)
        except NotFoundError:  # the archive was never given the bytes
            continue
    return found


def _said(wanted: IncidentFilter, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The filters in words, for the method statement; fields that are as they stand by default are left out."""
    given = [
        (f.name, getattr(wanted, f.name)) for f in fields(IncidentFilter) if getattr(wanted, f.name) != f.default
    ]
    said = [
        f"{_CALLED.get(name, name.replace('_', ' '))}: "
        f"{', '.join(f'{part:g}' for part in value) if isinstance(value, tuple) else value}"
        for name, value in given
    ]
    return (*said, *([f"{len(ids)} incidents by their ids"] if ids else []))
