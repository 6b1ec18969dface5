"""The claims of a reading as flat rows: what people query with SQL, pandas or R without knowing our JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportedly.records import Claim, Named, Reading, Toll, When, Where

Row = dict[str, Any]


def claim_rows(reading: Reading) -> Iterator[Row]:
    """One row for each claim; `value` says it in words, the columns behind it as numbers, days and codes."""
    report = reading.report
    known = {"report": report.id, "published": report.published, "outlet": report.outlet}
    return (known | _claim(claim) for claim in reading.claims)


def _claim(claim: Claim) -> Row:
    source = claim.source
    return {
        "claim": claim.id,
        "incident": claim.incident,
        "field": claim.field,
        "status": claim.status,
        "source": source.name if source else None,
        "source_kind": source.kind if source else None,
        "source_actor": source.actor if source else None,
        "chain": [s.name for s in source.chain] if source else [],
        "words": claim.span.words,
        "start": claim.span.start,
        "end": claim.span.end,
        **_value(claim.value),
    }


def _value(value: object) -> Row:
    match value:
        case Toll():
            return {
                "value": _range(value),
                "low": value.low,
                "high": value.high,
                "approximate": value.approximate,
                "victims": list(value.victims.category),
            }
        case When():
            return {
                "value": value.start if value.start == value.end else f"{value.start or '?'}/{value.end or '?'}",
                "first_day": value.start,
                "last_day": value.end,
                "date_precision": value.precision,
            }
        case Where():
            return {
                "value": value.name,
                "country": value.country,
                "admin1": value.admin1,
                "latitude": value.latitude,
                "longitude": value.longitude,
                "place_precision": value.precision,
            }
        case Named():
            return {"value": value.name, "actor": value.actor}
        case _:
            return {"value": str(value).lower()}


def _range(toll: Toll) -> str:
    """The range in words that sort apart: "4", "3 to 5", "7 or more", or the vague word itself."""
    if toll.low is None:
        return toll.vague or "?"
    if toll.high is None:
        return f"{toll.low} or more"
    return str(toll.low) if toll.low == toll.high else f"{toll.low} to {toll.high}"
