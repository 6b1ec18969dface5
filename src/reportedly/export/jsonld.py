"""JSON-LD: schema.org Events, Claims and ClaimReviews, with PROV for where each comes from. The context is in the file."""

from __future__ import annotations

import json
from typing import Any

from reportedly import __version__
from reportedly.export.edition import Case, Edition, uncited
from reportedly.export.format import Format, Written
from reportedly.export.losses import FIELDS, Holds
from reportedly.export.table import Column, Table
from reportedly.records import Claim, Estimate, Report, Source
from reportedly.wording import number, value_phrase, where_phrase

CONTEXT = {
    "@vocab": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "url": {"@type": "@id"},
    "startDate": {"@type": "xsd:date"},
    "endDate": {"@type": "xsd:date"},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "wasAttributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    "used": {"@id": "prov:used", "@type": "@id"},
    "Activity": "prov:Activity",
    "Entity": "prov:Entity",
}
_BASE = "urn:reportedly:"
_KINDS = {"person": "Person"}
MEMBERS: Table[None] = Table(
    "members",
    "The members of the nodes that are written.",
    tuple(
        Column(name, about, lambda _: None)
        for name, about in (
            ("Event:name", "event type, place and day"),
            ("Event:startDate", "first day"),
            ("Event:endDate", "last day"),
            ("Event:location", "a Place with address and GeoCoordinates"),
            ("Event:description", "the incident in sentences, disputes included"),
            ("Event:keywords", "event type and grade"),
            ("Event:subjectOf", "the Claims about it"),
            ("Event:wasDerivedFrom", "the reports"),
            ("Event:wasGeneratedBy", "the run that weighed them"),
            ("Claim:text", "the words that state it"),
            ("Claim:name", "field and value"),
            ("Claim:author", "who says it: a Person or an Organization"),
            ("Claim:appearance", "the report it stands in"),
            ("Claim:about", "the Event"),
            ("ClaimReview:claimReviewed", "what was to be settled: a toll of an incident"),
            ("ClaimReview:itemReviewed", "the Claims that state a figure"),
            ("ClaimReview:reviewBody", "low, best and high, and why"),
            ("ClaimReview:author", "the program and its policy"),
            ("NewsArticle:headline", "headline"),
            ("NewsArticle:datePublished", "when"),
            ("NewsArticle:publisher", "the outlet"),
            ("NewsArticle:url", "the address"),
            ("Activity:used", "the reports that were weighed"),
            ("Activity:description", "program, version and policy"),
        )
    ),
)


def write(edition: Edition) -> Written:
    """One document: the activity, the articles, and for each incident its event, claims and reviews."""
    run = _run(edition)
    graph: list[dict[str, Any]] = [run, *(_article(r.report) for r in edition.weighed.readings)]
    for case in edition.cases:
        graph += [_event(case), *(_claim(case, c, r) for c, r in case.claims), *_reviews(case)]
    document = {"@context": CONTEXT, "@graph": graph}
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return Written(files={"": (text + "\n").encode()}, incidents=tuple(case.id for case in edition.cases))


def _iri(key: str) -> str:
    return _BASE + "".join(c if c.isalnum() or c in "-._" else f"%{ord(c):02X}" for c in key)


def _run(edition: Edition) -> dict[str, Any]:
    return {
        "@id": _iri("run"),
        "@type": "Activity",
        "description": f"reportedly {__version__}, policy {edition.policy.label}",
        "used": [_iri(reading.report.id) for reading in edition.weighed.readings],
    }


def _article(report: Report) -> dict[str, Any]:
    return _filled(
        {
            "@id": _iri(report.id),
            "@type": ["NewsArticle", "Entity"],
            "headline": report.title,
            "datePublished": report.published,
            "publisher": {"@type": "Organization", "name": report.outlet} if report.outlet else None,
            "url": report.url,
        }
    )


def _event(case: Case) -> dict[str, Any]:
    when, place = case.when, case.place
    day = when.start[:10] if when and when.start else None
    grade = case.incident.grade
    return _filled(
        {
            "@id": _iri(case.id),
            "@type": ["Event", "Entity"],
            "name": ", ".join(filter(None, (case.incident.type, place.name if place else None, day))),
            "startDate": day,
            "endDate": (when.end or when.start or "")[:10] if when else None,
            "location": _place(case),
            "description": case.told,
            "keywords": [case.incident.type, *([grade.label] if grade else [])],
            "subjectOf": [{"@id": _iri(claim.id)} for claim, _ in case.claims],
            "wasDerivedFrom": [_iri(report.id) for report in case.reports],
            "wasGeneratedBy": _iri("run"),
        }
    )


def _place(case: Case) -> dict[str, Any] | None:
    place = case.place
    if place is None:
        return None
    address = _filled({"@type": "PostalAddress", "addressCountry": place.country, "addressRegion": place.admin1})
    point = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    known = place.latitude is not None and place.longitude is not None
    return _filled(
        {"@type": "Place", "name": where_phrase(place), "address": address, "geo": point if known else None}
    )


def _claim(case: Case, claim: Claim, report: Report) -> dict[str, Any]:
    return _filled(
        {
            "@id": _iri(claim.id),
            "@type": ["Claim", "Entity"],
            "name": f"{claim.field}: {value_phrase(claim.value)}" + ("" if claim.status == "actual" else f" ({claim.status})"),
            "text": claim.span.words,
            "author": _author(claim.source),
            "appearance": {"@id": _iri(report.id)},
            "about": {"@id": _iri(case.id)},
            "wasDerivedFrom": _iri(report.id),
        }
    )  # fmt: skip


def _author(source: Source | None) -> dict[str, Any] | None:
    return {"@type": _KINDS.get(source.kind, "Organization"), "name": source.name} if source else None


def _reviews(case: Case) -> list[dict[str, Any]]:
    return [_review(case, estimate) for estimate in case.incident.estimates]


def _review(case: Case, estimate: Estimate) -> dict[str, Any]:
    best = "undecided" if estimate.undecided else number(estimate.best)
    figures = f"low {number(estimate.low)}, best {best}, high {number(estimate.high)}."
    return {
        "@id": _iri(f"{case.id}.{estimate.field}.{estimate.victims.replace(' ', '-')}"),
        "@type": ["ClaimReview", "Entity"],
        "claimReviewed": f"{estimate.field}, {estimate.victims}, of {case.id}",
        "itemReviewed": [{"@id": _iri(claim.id)} for claim, _ in case.of(estimate.field)],
        "reviewBody": " ".join([figures, *map(uncited, estimate.because)]),
        "author": {"@type": "Organization", "name": f"reportedly {__version__}, policy {estimate.policy}"},
        "wasGeneratedBy": _iri("run"),
    }


def _filled(node: dict[str, Any]) -> dict[str, Any]:
    """The members that have a value."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}


JSONLD = Format(
    name="jsonld",
    version="JSON-LD 1.1, schema.org 28, PROV-O",
    about="linked data: schema.org Event, Claim and ClaimReview with PROV",
    suffix=".jsonld",
    write=write,
    holds=Holds(dict.fromkeys(FIELDS, ("each", "Claim")), disputes="Event:description", accounts="Claim:author"),
    tables=(MEMBERS,),
)
