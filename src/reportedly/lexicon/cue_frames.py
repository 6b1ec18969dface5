"""How often a verb, noun or adjective with a given complement marks an act of saying: counts, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reportedly.lexicon._load import LexiconError, load_csv

_PRIOR = 4.0


@dataclass(frozen=True, slots=True)
class CueFrames:
    """`data/cue_frames.csv`: (kind, cue, arc) to (places seen, places annotated). The cue "*" stands for all."""

    counts: Mapping[tuple[str, str, str], tuple[int, int]]

    def share(self, kind: str, cue: str, arc: str) -> float:
        """The share of such places that are attributions, drawn towards the arc's own share where few were seen."""
        all_seen, all_held = self.counts.get((kind, "*", arc), (0, 0))
        base = min(all_held / all_seen, 0.3) if all_seen else 0.0
        seen, held = self.counts.get((kind, cue, arc), (0, 0))
        return (held + _PRIOR * base) / (seen + _PRIOR)


@cache
def load_cue_frames() -> CueFrames:
    """The built-in table, loaded once. Raises LexiconError naming a row whose counts cannot be."""
    counts = {}
    for row in load_csv("cue_frames.csv", ("kind", "cue", "arc", "seen", "held")):
        seen, held = int(row["seen"]), int(row["held"])
        if not 0 <= held <= seen or seen == 0:
            raise LexiconError(f"cue_frames.csv: {row} counts more than it saw")
        counts[row["kind"], row["cue"], row["arc"]] = (seen, held)
    return CueFrames(counts)
