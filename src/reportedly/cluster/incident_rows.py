"""An incident as a flat row, with the whole record beside it."""

from __future__ import annotations

from typing import Any

from reportedly.records import Incident

_EVERYONE = "all"


def incident_row(incident: Incident) -> dict[str, Any]:
    """The columns that people query; `json` is the incident with its accounts, disputes, estimates and reasons."""
    when = incident.when
    where = incident.where[0] if incident.where else None
    row: dict[str, Any] = {
        "incident": incident.id,
        "type": incident.type,
        "first_day": when.start if when else None,
        "last_day": when.end if when else None,
        "date_precision": when.precision if when else None,
        "place": where.name if where else None,
        "country": where.country if where else None,
        "admin1": where.admin1 if where else None,
        "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None,
        "place_precision": where.precision if where else None,
        "grade": incident.grade.label if incident.grade else None,
        "independent": incident.grade.independent if incident.grade else None,
        "disputes": [dispute.field for dispute in incident.disputes],
        "reports": list(incident.reports),
        "json": incident.to_json(),
    }
    for estimate in incident.estimates:
        if estimate.victims == _EVERYONE and estimate.field in ("killed", "wounded"):
            row |= {f"{estimate.field}_{part}": getattr(estimate, part) for part in ("low", "best", "high")}
    return row
