"""What the four place sets share: Where records as toponyms, and the figures of score_geo.py."""

from __future__ import annotations

from typing import Any

from corpus import Document, scorer
from reportedly.reading import ReaderSettings
from reportedly.records import Reading, Where

SETTINGS = ReaderSettings(tagger="none")  # who says something is no matter of where it is


def predict(reading: Reading, *, demonyms: bool = True) -> dict[str, Any]:
    """What the scorer reads for one document; some sets do not count demonyms ("Syrian") as places."""
    wheres = [where for where in reading.places if demonyms or where.feature != "demonym"]
    return {"id": reading.report.id, "toponyms": [_toponym(where) for where in wheres]}


def _toponym(where: Where) -> dict[str, Any]:
    geonames = where.place.removeprefix("geonames:") if where.place else None
    return {
        "start": where.span.start,
        "end": where.span.end,
        "lat": where.latitude,
        "lon": where.longitude,
        "geonameid": geonames if geonames and geonames.isdigit() else None,
    }


def figures(gold: list[Document], predicted: dict[str, dict[str, Any]]) -> dict[str, float]:
    """Name of each figure and its value; higher is better."""
    out = scorer("score_geo").score(gold, {name: row["toponyms"] for name, row in predicted.items()})
    figures = {
        "recognition exact F": out["exact"][2],
        "right within 161 km of all": out["end_to_end_acc161"],
        "right within 161 km of found": out["resolution"]["acc161"],
    }
    if out["resolution"]["geonameid_n"]:
        figures["GeoNames id of found"] = out["resolution"]["geonameid_acc"]
    return figures
