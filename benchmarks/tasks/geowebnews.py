"""GeoWebNews: places, demonyms and places within names of bodies in world news (score_geo.py)."""

from __future__ import annotations

from typing import Any

import geo
from corpus import Document
from reportedly.records import Reading

CORPUS = "geowebnews"
SETTINGS = geo.SETTINGS


def predict(reading: Reading) -> dict[str, Any]:
    """What the scorer reads for one document."""
    return geo.predict(reading)


def figures(gold: list[Document], predicted: dict[str, dict[str, Any]]) -> dict[str, float]:
    """Name of each figure and its value; higher is better."""
    return geo.figures(gold, predicted)
