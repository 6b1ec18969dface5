"""GeoJSON (RFC 7946): a Feature for each incident, at its most precise place."""

from __future__ import annotations

import json
from typing import Any

from reportedly.export.edition import Case, Edition
from reportedly.export.format import Format, Written
from reportedly.export.losses import FIELDS, Holds
from reportedly.export.table import Table
from reportedly.export.tables import INCIDENTS
from reportedly.records import Where

_DECIMALS = 6  # a tenth of a metre (RFC 7946, section 11.2)
PROPERTIES: Table[Case] = Table("properties", "The members of a Feature's properties.", INCIDENTS.columns)


def write(edition: Edition) -> Written:
    """One FeatureCollection. An incident whose place has no coordinates has a null geometry (section 3.2)."""
    features = [_feature(case) for case in edition.cases]
    collection = {"type": "FeatureCollection", "features": features}
    text = json.dumps(collection, ensure_ascii=False, indent=1, allow_nan=False)
    return Written(files={"": (text + "\n").encode()}, incidents=tuple(case.id for case in edition.cases))


def _feature(case: Case) -> dict[str, Any]:
    values = PROPERTIES.fill([case])[0]
    return {
        "type": "Feature",
        "id": case.id,
        "geometry": point(case.place),
        "properties": dict(zip(PROPERTIES.names, values, strict=True)),
    }


def point(place: Where | None) -> dict[str, Any] | None:
    """A Point, longitude first (section 3.1.1), or None."""
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return {"type": "Point", "coordinates": [round(place.longitude, _DECIMALS), round(place.latitude, _DECIMALS)]}


_HELD = {name: ("range", f"{name}_low, {name}_best, {name}_high") for name in FIELDS[:6]}
GEOJSON = Format(
    name="geojson",
    version="RFC 7946",
    about="a Feature for each incident, for maps",
    suffix=".geojson",
    write=write,
    holds=Holds(
        {
            **_HELD,  # type: ignore[dict-item]
            "date": ("one", "date_start, date_end"),
            "place": ("one", "geometry"),
            "perpetrator": ("each", "perpetrators"),
            "target": ("each", "targets"),
        },
        disputes="disputed",
    ),
    tables=(PROPERTIES,),
)
