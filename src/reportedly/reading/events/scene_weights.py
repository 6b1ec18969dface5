"""How much each piece of evidence for the scene of an incident counts, in logits.

Fitted by `benchmarks/scenes.py` on the training split of MUC-4 (conditional logit over the countries and the places of a
report, on incidents whose own words name none); those in FIXED are set by hand: what the event's words name comes first.
"""

from __future__ import annotations

FIXED = frozenset(
    {
        "named with the event",
        "a town there is named with the event",
        "the event is in it",
        "the event itself is in it",
        "the event itself is there",
    }
)

COUNTRY: dict[str, float] = {
    "the event itself is in it": 3.00,
    "the event is in it": 1.50,
    "named with the event": 0.33,
    "a town there is named with the event": 1.20,
    "the dateline is there": 1.39,
    "towns there are named": 0.86,
    "it is named": 0.77,
    "its people are named": 0.86,
    "its people are abroad": -1.60,
    "it is named first": 0.05,
    "armed groups of it are named": 2.83,
    "bodies of it are named": 1.18,
    "a scene there in the sentence": 0.67,
    "named in the sentence": 0.07,
    "a scene there in the paragraph": 1.06,
    "named in the paragraph": 0.36,
    "the target is of it": 0.49,
}

PLACE: dict[str, float] = {
    "named with the event": 3.00,
    "the event itself is there": 1.50,
    "named with another event": 0.21,
    "a scene by its grammar": 0.52,
    "after a word of place": -0.05,
    "in the same sentence": 0.60,
    "in the sentence before": 0.36,
    "in the sentence after": -0.12,
    "farther before": 0.46,
    "farther behind": -1.30,
    "sentences away": -1.00,
    "in the same paragraph": 1.15,
    "in the first sentence": -0.26,
    "in the dateline": -0.38,
    "named often": 0.37,
    "a town": 0.52,
    "a first division": 0.59,
    "a second division": -0.09,
    "a part of the country": 0.26,
    "not in the gazetteer": -1.28,
    "beside the place": -0.74,
}
