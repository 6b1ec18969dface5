"""FollowTheMoney: entities as JSON, one on each line: events, the articles that tell of them, and who takes part."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from reportedly.export.edition import Case, Edition, uncited
from reportedly.export.format import Format, Written
from reportedly.export.losses import Holds
from reportedly.export.table import Column, Table
from reportedly.lexicon.actors import load_actors
from reportedly.records import Estimate, IncidentActor, Report, make_id
from reportedly.wording import number, where_phrase

_BODIES = {"state": "PublicBody", "government body": "PublicBody", "state force": "PublicBody"}
_SCHEMES = ("http://", "https://")

Props = dict[str, list[str]]
PROPERTIES: Table[None] = Table(
    "entities",
    "The properties of the entities that are written.",
    tuple(
        Column(name, about, lambda _: None)
        for name, about in (
            ("Event:name", "event type, place and day"),
            ("Event:startDate", "first day"),
            ("Event:endDate", "last day"),
            ("Event:country", "ISO 3166-1 alpha-2, in small letters"),
            ("Event:location", "the place in words"),
            ("Event:summary", "the incident in sentences"),
            ("Event:notes", "low, best and high of every toll with the policy, the grade, and every dispute"),
            ("Event:involved", "actors that the actor table knows"),
            ("Event:proof", "the articles"),
            ("Event:publisher", "the outlets"),
            ("Event:sourceUrl", "addresses of the articles"),
            ("Event:recordId", "id of the incident"),
            ("Article:name", "headline, or the first words"),
            ("Article:title", "headline"),
            ("Article:fileName", "id of the report"),
            ("Article:publishedAt", "day of publication"),
            ("Article:publisher", "the outlet"),
            ("Article:sourceUrl", "the address"),
            ("Article:language", "ISO 639-3"),
            ("PublicBody:name", "a state, one of its forces or bodies, as the actor table names it"),
            ("PublicBody:country", "its country"),
            ("Organization:name", "any other body that the actor table knows"),
            ("Organization:country", "its country"),
        )
    ),
)


def write(edition: Edition) -> Written:
    """Entities of the FollowTheMoney model, each once: articles, actors, events."""
    entities: dict[str, dict[str, Any]] = {}
    for case in edition.cases:
        for entity in _entities(case):
            entities.setdefault(entity["id"], entity)
    lines = [json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n" for entity in entities.values()]
    return Written(files={"": "".join(lines).encode()}, incidents=tuple(case.id for case in edition.cases))


def _entities(case: Case) -> Iterator[dict[str, Any]]:
    """Those that an event points to, then the event."""
    articles = [_article(report) for report in case.reports]
    actors = [a for a in map(_actor, (*case.incident.agents, *case.incident.targets)) if a]
    yield from articles
    yield from actors
    yield _event(case, [a["id"] for a in articles], list(dict.fromkeys(a["id"] for a in actors)))


def _entity(key: str, schema: str, properties: Props) -> dict[str, Any]:
    kept = {name: list(dict.fromkeys(v for v in values if v)) for name, values in properties.items()}
    return {"id": key, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _event(case: Case, articles: list[str], actors: list[str]) -> dict[str, Any]:
    place, when = case.place, case.when
    day = when.start[:10] if when and when.start else ""
    name = ", ".join(filter(None, (case.incident.type, place.name if place else "", day)))
    notes = [_figures(e) for e in case.incident.estimates]
    notes += (
        [f"{case.incident.grade.label}: {uncited(case.incident.grade.because)}"] if case.incident.grade else []
    )
    return _entity(
        case.id,
        "Event",
        {
            "name": [name],
            "startDate": [day],
            "endDate": [(when.end or when.start or "")[:10] if when else ""],
            "country": [(place.country or "").lower() if place else ""],
            "location": [where_phrase(place) if place else ""],
            "summary": [case.told],
            "notes": [*notes, *(uncited(dispute.reason) for dispute in case.incident.disputes)],
            "involved": actors,
            "proof": articles,
            "publisher": [report.outlet or "" for report in case.reports],
            "sourceUrl": [_address(report) for report in case.reports],
            "recordId": [case.id],
        },
    )


def _figures(estimate: Estimate) -> str:
    figures = f"low {number(estimate.low)}, best {number(estimate.best)}, high {number(estimate.high)}"
    return f"{estimate.field} ({estimate.victims}): {figures}; policy {estimate.policy}"


def _article(report: Report) -> dict[str, Any]:
    first = " ".join(report.text.split()[:12])
    return _entity(
        report.id,
        "Article",
        {
            "name": [report.title or f"{first} …"],
            "title": [report.title or ""],
            "fileName": [report.id],
            "publishedAt": [(report.published or "")[:10]],
            "publisher": [report.outlet or ""],
            "sourceUrl": [_address(report)],
            "language": ["eng" if report.language == "en" else ""],
        },
    )


def _address(report: Report) -> str:
    return report.url if report.url and report.url.startswith(_SCHEMES) else ""


def _actor(actor: IncidentActor) -> dict[str, Any] | None:
    """An actor of the table; those that are only described are not turned into entities."""
    row = load_actors().actors.get(actor.actor or "")
    if row is None:
        return None
    properties = {"name": [row.name], "country": [(row.country or "").lower()]}
    return _entity(make_id("actor", row.id), _BODIES.get(row.kind, "Organization"), properties)


FTM = Format(
    name="ftm",
    version="4",
    about="FollowTheMoney entities for Aleph and its kin",
    suffix=".ftm.json",
    write=write,
    holds=Holds(
        {
            **dict.fromkeys(("killed", "wounded", "missing", "detained", "abducted", "displaced"), ("range", "Event:notes")),
            "date": ("one", "Event:startDate"),
            "place": ("one", "Event:location"),
            "perpetrator": ("one", "Event:involved"),
            "target": ("one", "Event:involved"),
        },
        disputes="Event:notes",
    ),
    rules=("FollowTheMoney has no casualty field: figures stand in the notes of an event.",),
    tables=(PROPERTIES,),
)  # fmt: skip
