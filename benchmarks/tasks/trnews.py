"""TR-News: places in world and local news (score_geo.py)."""

from __future__ import annotations

from typing import Any

import geo
from corpus import Document
from reportedly.records import Reading

CORPUS = "trnews"
SETTINGS = geo.SETTINGS


def predict(reading: Reading) -> dict[str, Any]:
    """What the scorer reads for one document."""
    return geo.predict(reading)


def figures(gold: list[Document], predicted: dict[str, dict[str, Any]]) -> dict[str, float]:
    """Name of each figure and its value; higher is better."""
    return geo.figures(gold, predicted)
