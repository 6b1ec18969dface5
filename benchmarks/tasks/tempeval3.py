"""TempEval-3 (AQUAINT): time expressions with their TIMEX3 values (score_timex.py)."""

from __future__ import annotations

from typing import Any

from corpus import Document, scorer
from reportedly.reading.times.find import ends_of
from reportedly.records import Reading

CORPUS = "tempeval3"


def predict(reading: Reading) -> dict[str, Any]:
    """What the scorer reads for one document; TimeML marks the two ends of a range by themselves."""
    return {
        "id": reading.report.id,
        "timexes": [
            {"start": span.start, "end": span.end, "type": timex.type, "value": timex.value}
            for when in reading.times
            for span, timex in ends_of(when)
        ],
    }


def figures(gold: list[Document], predicted: dict[str, dict[str, Any]]) -> dict[str, float]:
    """Name of each figure and its value; higher is better."""
    out = scorer("score_timex").score(gold, {name: row["timexes"] for name, row in predicted.items()})
    return {f"{name} F": out[name][2] for name in ("relaxed", "strict", "type", "value")}
