"""How often a cue with a given complement marks an act of saying, and how much its surroundings say for that."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from reportedly.lexicon._load import LexiconError, load_csv

ANY = "any"  # the arc that stands for all arcs of a cue
_PRIOR = 4.0


@dataclass(frozen=True, slots=True)
class CueFrames:
    """`counts`: (kind, cue, arc) to (places seen, places annotated), the cue "*" standing for all cues; `weights`:
    by how many logits a feature of the surroundings raises the chance; `nouns`: the nouns that the table holds."""

    counts: Mapping[tuple[str, str, str], tuple[int, int]]
    weights: Mapping[str, float] = field(default_factory=dict)
    nouns: frozenset[str] = frozenset()

    def share(self, kind: str, cue: str, arc: str, *, without: bool | None = None) -> float:
        """The share of such places that are attributions, drawn towards the arc's own share where few were seen.

        `without` leaves one place with this answer out of the count, for learning without looking at it.
        """
        all_seen, all_held = self.counts.get((kind, "*", arc), (0, 0))
        base = min(all_held / all_seen, 0.3) if all_seen else 0.0
        seen, held = self.counts.get((kind, cue, arc), (0, 0))
        if without is not None:
            seen, held = seen - 1, held - without
        return (held + _PRIOR * base) / (seen + _PRIOR)

    def chance(self, share: float, any_share: float, features: Iterable[str]) -> float:
        """The chance that a place is an attribution, from the share of its frame, that of its cue, and its features."""
        weights = self.weights
        total = weights["bias"] + weights["frame"] * logit(share) + weights["cue"] * logit(any_share)
        total += sum(weights.get(feature, 0.0) for feature in features)
        return 1 / (1 + math.exp(-total))


def logit(share: float) -> float:
    """The log-odds of a share, kept away from the infinite."""
    share = min(max(share, 0.002), 0.998)
    return math.log(share / (1 - share))


@cache
def load_cue_frames() -> CueFrames:
    """The built-in tables, loaded once. Raises LexiconError naming a row whose counts cannot be."""
    counts = {}
    for row in load_csv("cue_frames.csv", ("kind", "cue", "arc", "seen", "held")):
        seen, held = int(row["seen"]), int(row["held"])
        if not 0 <= held <= seen or seen == 0:
            raise LexiconError(f"cue_frames.csv: {row} counts more than it saw")
        counts[row["kind"], row["cue"], row["arc"]] = (seen, held)
    weights = {row["feature"]: float(row["weight"]) for row in load_csv("cue_weights.csv", ("feature", "weight"))}
    return CueFrames(counts, weights, frozenset(cue for kind, cue, _ in counts if kind == "noun"))
