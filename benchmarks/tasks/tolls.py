"""Tolls: every stated number of people harmed, with its source, victims and incident (score_tolls.py)."""

from __future__ import annotations

from typing import Any

from corpus import Document, scorer
from reportedly.records import TOLL_FIELDS, Claim, Reading, Toll

CORPUS = "tolls"
STATED = frozenset(("actual", "alleged", "aggregate"))  # the set holds nothing that is planned, possible or denied


def predict(reading: Reading) -> dict[str, Any]:
    """What the scorer reads for one document."""
    stated = [c for c in reading.claims if c.field in TOLL_FIELDS and c.status in STATED]
    return {"id": reading.report.id, "claims": [_row(c) for c in stated]}


def _row(claim: Claim) -> dict[str, Any]:
    toll = claim.value
    assert isinstance(toll, Toll)
    if claim.source is None or (claim.source.kind == "outlet" and claim.attribution is None):
        source = "OUTLET" if claim.attribution is None else None
    else:
        source = claim.source.name
    return {
        "field": claim.field,
        "low": toll.low,
        "high": toll.high,
        "vague": toll.vague,
        "source": source,
        "span": [claim.span.start, claim.span.end],
        "victims": list(toll.victims.category),
        "incident": claim.incident,
    }


def figures(gold: list[Document], predicted: dict[str, dict[str, Any]]) -> dict[str, float]:
    """Name of each figure and its value; higher is better."""
    module = scorer("score_tolls")
    out = module.score({d["id"]: d for d in gold}, predicted)[0]
    return {
        "found F": out["found"]["f"],
        "value of found": out["value"]["of_found"],
        "victims of found": out["victims"]["of_found"],
        "source of found": out["source"]["of_found"],
        "value + source of found": out["full"]["of_found"],
        "incident matched F": out["incident_matched"]["f"],
    }
