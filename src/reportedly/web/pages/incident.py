"""One incident under a policy, with everything that was said of it."""

from __future__ import annotations

from reportedly.archive import HistoryEntry, NotFoundError
from reportedly.web.asking import Answer, Ask, Redirect, TroubleError, View, not_found
from reportedly.web.view.incident import view_incident
from reportedly.weighing import POLICIES, get_policy, summarise


def incident(ask: Ask) -> Answer:
    """The page of an incident; `policy` in the address says by which it is weighed."""
    archive, wanted = ask.site.archive, ask.path["id"]
    try:
        policy = get_policy(ask.wants("policy") or "range")
    except ValueError as error:
        raise TroubleError(400, "No such policy", f"{str(error).capitalize()}.") from None
    try:
        current = archive.resolve(wanted)
        if current != wanted:
            return Redirect(ask.links.to("incidents", current))
        found = archive.incident(current, policy=policy)
        readings = archive.readings(found)
        by_policy = [(p, archive.incident(current, policy=p)) for p in POLICIES.values()]
    except NotFoundError:
        raise not_found("There is no incident with this id.") from None
    view = view_incident(found, readings, by_policy)
    inside, history = set(found.claims), _history(ask, current)
    return View(
        template="incident.html",
        title=view.headline,
        values={"view": view, "policies": list(POLICIES.values()), "chosen": policy, "history": history},
        data={
            "incident": found,
            "summary": summarise(found, readings),
            "claims": [c for r in readings for c in r.claims if c.id in inside],
            "reports": [r.model_dump(exclude={"text", "origin"}) for r in view.reports],
            "history": history,
            "policies": {p.name: i.estimates for p, i in by_policy},
        },
        sheets=("incident.css", "accounts.css"),
        parts={"weighed": "incident_weighed.html"},
    )


def _history(ask: Ask, incident: str) -> tuple[HistoryEntry, ...]:
    """What was added and decided, without the steps that only repeat a report: its reading and its original."""
    return tuple(e for e in ask.site.archive.history(incident) if e.kind in ("report", "decision"))
