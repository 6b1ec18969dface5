"""PolNeAR: who said what in political news (score_attribution.py)."""

from __future__ import annotations

from collections import Counter
from typing import Any

from corpus import Document, scorer
from reportedly.records import Reading

CORPUS = "polnear"


def predict(reading: Reading) -> dict[str, Any]:
    """What the scorer reads for one document."""
    return {
        "id": reading.report.id,
        "attributions": [
            {
                "source": [[a.source.span.start, a.source.span.end]] if a.source and a.source.span else [],
                "cue": [[a.cue.start, a.cue.end]] if a.cue else [],
                "content": [[s.start, s.end] for s in a.content],
            }
            for a in reading.attributions
        ],
    }


def figures(gold: list[Document], predicted: dict[str, dict[str, Any]]) -> dict[str, float]:
    """Name of each figure and its value; higher is better."""
    module = scorer("score_attribution")
    counts: Counter[Any] = Counter()
    for document in gold:
        found = predicted.get(document["id"], {}).get("attributions", [])
        module.score_doc(document["text"], document["attributions"], found, counts)
    out = module.report(counts)
    return {
        "content exact F": out["content"]["exact"][2],
        "content partial F": out["content"]["partial"][2],
        "source exact F": out["source"]["exact"][2],
        "cue exact F": out["cue"]["exact"][2],
        "rel_exact F": out["rel_exact"][2],
        "rel_soft F": out["rel_soft"][2],
    }
