"""GeoVirus: places in Wikinews on epidemics (score_geo.py)."""

from __future__ import annotations

from typing import Any

import geo
from corpus import Document
from reportedly.records import Reading

CORPUS = "geovirus"
SETTINGS = geo.SETTINGS


def predict(reading: Reading) -> dict[str, Any]:
    """What the scorer reads for one document: this set does not count demonyms as places."""
    return geo.predict(reading, demonyms=False)


def figures(gold: list[Document], predicted: dict[str, dict[str, Any]]) -> dict[str, float]:
    """Name of each figure and its value; higher is better."""
    return geo.figures(gold, predicted)
