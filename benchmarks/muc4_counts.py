"""Which incidents MUC-4 counts: its annotators left out combat between armed sides, vague and undated violence.

    python benchmarks/muc4_counts.py        # learns the weights again from the training split

A logistic regression over what a reading says of an incident; its weights stand in `muc4_counts.json`.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from reportedly.lexicon.targets import load_targets
from reportedly.records import Mention, Named, Reading

WEIGHTS = Path(__file__).with_name("muc4_counts.json")


def features(reading: Reading, name: str, mentions: Sequence[Mention]) -> set[str]:
    """What may tell whether an incident of a MUC type is counted."""
    found = {f"type {name}", "always"}
    found |= {f"{name} of {mention.type}" for mention in mentions}
    found |= {f"status {mention.status}" for mention in mentions}
    found |= {f"word {mention.trigger.words.casefold()}" for mention in mentions}
    targets = [each for mention in mentions for each in mention.targets]
    agents = [each for mention in mentions for each in mention.agents]
    found |= {f"target {kind}" for kind in _kinds(targets)} | {f"agent {kind}" for kind in _kinds(agents)}
    found |= {f"target word {each.name.split()[-1].casefold()}" for each in targets}
    found |= {f"agent word {each.name.split()[-1].casefold()}" for each in agents}
    found.add(f"mentions {min(4, len(mentions))}")
    found |= {"when"} if any(each.when and each.when.start for each in mentions) else {"no when"}
    found |= {"where"} if any(each.where for each in mentions) else {"no where"}
    found |= {"weapon"} if any(each.weapons for each in mentions) else set()
    found |= {"own voice"} if any(each.attribution is None for each in mentions) else {"only said"}
    start = mentions[0].trigger.start
    found.add("lead" if start < 500 else "upper" if start < 1500 else "lower")
    published = reading.report.published
    dates = [each.when.start for each in mentions if each.when and each.when.start]
    if published and dates:
        found.add("same year" if dates[0][:4] == published[:4] else "older")
    return found


def _kinds(named: Iterable[Named]) -> set[str]:
    found: set[str] = set()
    empty = True
    for each in named:
        empty = False
        words = each.name.split()
        if len(words) > 1 and all(word[:1].isupper() for word in words):
            found.add("named")
        last = words[-1].casefold()
        found |= load_targets().get(last, frozenset()) | load_targets().get(last.rstrip("s"), frozenset())
    return {"none"} if empty else found


def chance(found: Iterable[str], weights: dict[str, float]) -> float:
    """The probability that MUC counts an incident with these features."""
    return 1 / (1 + math.exp(-sum(weights.get(each, 0.0) for each in found)))


def load_weights() -> dict[str, float]:
    """The learned weights; empty before the first training."""
    return json.loads(WEIGHTS.read_text())["weights"] if WEIGHTS.exists() else {}


def learn(rows: Sequence[tuple[set[str], bool]], *, rounds: int = 60, penalty: float = 1.0) -> dict[str, float]:
    """Logistic regression by batch gradient with momentum on features seen five times or more."""
    import numpy as np

    seen = Counter(each for found, _ in rows for each in found)
    names = sorted(each for each, count in seen.items() if count >= 5)
    number = {name: n for n, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for row, (found, _) in enumerate(rows):
        x[row, [number[each] for each in found if each in number]] = 1.0
    y = np.array([float(label) for _, label in rows])
    w = np.zeros(len(names))
    ridge = penalty * np.eye(len(names))
    for _ in range(rounds):  # Newton's method
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + ridge, x.T @ (y - p) - penalty * w)
        w += step
        if float(np.abs(step).max()) < 1e-4:
            break
    return {name: round(float(w[n]), 3) for n, name in enumerate(names) if abs(w[n]) >= 0.02}


def main() -> None:
    """Learn from the training split and write the weights."""
    from corpus import corpus_hash, parses, scorer
    from reportedly.reading import DefaultReader
    from tasks import muc4

    reader = DefaultReader()
    rows: list[tuple[set[str], bool]] = []
    for document, parse in parses("muc4", "train"):
        rows += muc4.examples(document, reader.read_parsed(parse), scorer("score_muc4"))
    weights = learn(rows, penalty=float(sys.argv[1]) if len(sys.argv) > 1 else 2.0)
    about: dict[str, Any] = {"learned from": f"muc4 train {corpus_hash('muc4', 'train')}", "incidents": len(rows)}
    WEIGHTS.write_text(json.dumps({"about": about, "weights": weights}, indent=0, sort_keys=True) + "\n")
    print(f"{len(rows)} incidents, {sum(label for _, label in rows)} counted, {len(weights)} weights")


if __name__ == "__main__":
    main()
