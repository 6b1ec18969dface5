"""Train the linear model of the relevance gate and write it into src/reportedly/lexicon/data/relevance.toml.

    python -m training.gate.train RELEVANT.jsonl... -- OTHER.jsonl...

Each line of a file: {"text": ..., "title": ... (may be absent), "templates": ... (may be absent)}. Of files with templates
only documents that have one count as relevant; the rest of them are left out. Logistic regression with an L2 penalty by
Newton's method: the same data give the same weights. The threshold is set so that 99.8 % of the relevant texts pass.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from reportedly.reading.relevance.features import features_of

TABLE = Path(__file__).resolve().parents[2] / "src/reportedly/lexicon/data/relevance.toml"
PENALTY, STEPS, RECALL = 1.0, 12, 0.998


def texts(path: str, *, relevant: bool) -> Iterator[tuple[str, str | None]]:
    """The texts of a file with their titles."""
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not relevant or row.get("templates", True):
            yield row["text"], row.get("title")


def fitted(rows: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """The weights, the bias last; both classes weigh the same."""
    rows = np.hstack([rows, np.ones((len(rows), 1))])
    share = np.where(labels == 1, 0.5 / labels.mean(), 0.5 / (1 - labels.mean()))
    penalty = np.diag([PENALTY] * (rows.shape[1] - 1) + [1e-6])
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (share * (chance - labels)) + penalty @ weights
        bend = (rows * (share * chance * (1 - chance))[:, None]).T @ rows + penalty
        weights -= np.linalg.solve(bend, slope)
    return weights


def main() -> None:
    """Read, fit, set the threshold, write."""
    files = sys.argv[1:]
    cut = files.index("--")
    data = [(t, 1.0) for path in files[:cut] for t in texts(path, relevant=True)]
    data += [(t, 0.0) for path in files[cut + 1 :] for t in texts(path, relevant=False)]
    found = [features_of(*text) for text, _ in data]
    names = sorted({name for features in found for name in features})
    rows = np.array([[features.get(name, 0.0) for name in names] for features in found])
    labels = np.array([label for _, label in data])
    weights = fitted(rows, labels)
    scores = 1 / (1 + np.exp(-(rows @ weights[:-1] + weights[-1])))
    threshold = float(np.quantile(scores[labels == 1], 1 - RECALL))
    lines = [f"bias = {weights[-1]:.3f}", f"threshold = {threshold:.3f}", "", "[model.weights]"]
    lines += [f'"{name}" = {weight:.3f}' for name, weight in zip(names, weights, strict=False)]
    table = TABLE.read_text(encoding="utf-8")
    TABLE.write_text(
        re.sub(r"^\[model\]$.*", "[model]\n" + "\n".join(lines) + "\n", table, flags=re.S | re.M), encoding="utf-8"
    )
    passed = (scores[labels == 0] >= threshold).mean()
    print(f"{int(labels.sum())} relevant, {int((1 - labels).sum())} others; threshold {threshold:.3f}")
    print(f"passes {RECALL:.1%} of the relevant and {passed:.1%} of the others it was trained on")


if __name__ == "__main__":
    main()
