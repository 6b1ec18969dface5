"""Count how often each frame of a cue marks an attribution in PolNeAR train, and weigh what stands around it.

Writes lexicon/data/cue_frames.csv and cue_weights.csv.

    python benchmarks/mine_cues.py [--least 3]

A row says: of `seen` places where this cue has this arc, at `held` the words it reaches were annotated as content.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpus import Document, parses
from reportedly.lexicon.cue_frames import ANY, CueFrames, logit
from reportedly.reading.parse import Parse
from reportedly.reading.saying.cue_arcs import Unit, governed, units_of
from reportedly.reading.saying.cue_verbs import features_of
from reportedly.reading.saying.quotations import find_quotations

TARGET = Path(__file__).resolve().parents[1] / "src/reportedly/lexicon/data"
Key = tuple[str, str, str]
Matrix = np.ndarray[Any, np.dtype[Any]]
WORTH = 0.02  # frames below this share are never worth weighing
RARE = 30  # features seen less often are left out
PENALTY = 2.0


def tokens_in(parse: Parse, spans: list[list[int]]) -> set[int]:
    """The indices of the words that spans cover."""
    found: set[int] = set()
    for start, end in spans:
        piece = parse.doc.char_span(start, end, alignment_mode="expand")
        if piece is not None:
            found.update(t.i for t in piece if not t.is_space)
    return found


def judged(document: Document, parse: Parse) -> Iterator[tuple[Unit, list[bool]]]:
    """Every unit of a document, and for each arc whether the annotators took its words as content."""
    gold = [
        (tokens_in(parse, a["cue"]), tokens_in(parse, a["content"])) for a in document["attributions"] if a["cue"]
    ]
    by_cue: dict[int, list[int]] = {}
    for number, (cue, _) in enumerate(gold):
        for i in cue:
            by_cue.setdefault(i, []).append(number)
    for token in parse.doc:
        for unit in units_of(token):
            held = []
            for arc in unit.arcs:
                words = [t.i for t in governed(arc, unit.head) if not t.is_punct]
                held.append(
                    any(
                        all(p.i in gold[n][0] for p in unit.parts)
                        and arc.head.i not in gold[n][0]
                        and 2 * sum(i in gold[n][1] for i in words) > len(words)
                        for n in by_cue.get(token.i, ())
                    )
                )
            yield unit, held


@dataclass(frozen=True)
class Example:
    """One unit of the training texts with its answer, and what surrounds it."""

    unit: tuple[str, str]
    arcs: tuple[str, ...]
    held: tuple[bool, ...]
    features: tuple[tuple[str, ...], ...]


def examples() -> Iterator[Example]:
    """Every unit of the train split; each of its arcs with the features that it would have as the best one."""
    for document, parse in parses("polnear", "train"):
        quotations = find_quotations(parse)
        for unit, held in judged(document, parse):
            yield Example(
                (unit.kind, unit.key),
                tuple(arc.name for arc in unit.arcs),
                tuple(held),
                tuple(tuple(features_of(unit, arc, quotations)) for arc in unit.arcs),
            )


def count(found: list[Example]) -> tuple[Counter[Key], Counter[Key]]:
    """How often each frame was seen, and how often its words were content."""
    seen: Counter[Key] = Counter()
    held: Counter[Key] = Counter()
    for example in found:
        for arc, answer in zip(example.arcs, example.held, strict=True):
            for cue in (example.unit[1], "*"):
                seen[example.unit[0], cue, arc] += 1
                held[example.unit[0], cue, arc] += answer
        for cue in (example.unit[1], "*"):
            seen[example.unit[0], cue, ANY] += 1
            held[example.unit[0], cue, ANY] += any(example.held)
    return seen, held


def learn(found: list[Example], frames: CueFrames) -> dict[str, float]:
    """Weights of a logistic regression on the logit of a frame's share (without the example itself) and features."""
    names: Counter[str] = Counter()
    rows: list[tuple[float, float, tuple[str, ...], bool]] = []
    for example in found:
        shares = [
            frames.share(*example.unit, arc, without=answer)
            for arc, answer in zip(example.arcs, example.held, strict=True)
        ]
        best = max(range(len(shares)), key=shares.__getitem__)
        if shares[best] < WORTH:
            continue
        answer = any(example.held)
        cue = frames.share(*example.unit, ANY, without=answer)
        rows.append((logit(shares[best]), logit(cue), example.features[best], answer))
        names.update(example.features[best])
    kept = [name for name, times in names.items() if times >= RARE]
    column = {name: number for number, name in enumerate(kept, start=3)}
    matrix = np.zeros((len(rows), len(kept) + 3), dtype=np.float32)
    answers = np.array([row[3] for row in rows], dtype=np.float32)
    for number, (prior, cue, features, _) in enumerate(rows):
        matrix[number, :3] = 1.0, prior, cue
        matrix[number, [column[f] for f in features if f in column]] = 1.0
    penalty = np.full(matrix.shape[1], PENALTY, dtype=np.float32)
    penalty[:3] = 0.0
    weights = newton(matrix, answers, penalty)
    return {"bias": float(weights[0]), "frame": float(weights[1]), "cue": float(weights[2])} | {
        name: float(weights[number]) for name, number in column.items()
    }


def newton(matrix: Matrix, answers: Matrix, penalty: Matrix, steps: int = 12) -> Matrix:
    """Ridge logistic regression by Newton's method."""
    weights = np.zeros(matrix.shape[1])
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-(matrix @ weights)))
        gradient = matrix.T @ (chance - answers) + penalty * weights
        curve = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + np.diag(penalty + 1e-6)
        weights = weights - np.linalg.solve(curve, gradient)
    return weights


def main() -> None:
    """Count over the train split and write both tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--least", type=int, default=3, help="leave out frames seen fewer times")
    least = options.parse_args().least
    found = list(examples())
    seen, held = count(found)
    kept = {
        key: (seen[key], held[key])
        for key in seen
        if (seen[key] >= least and held[key]) or seen[key] >= 10 * least
    }
    write("cue_frames.csv", ("kind", "cue", "arc", "seen", "held"), [(*k, *kept[k]) for k in sorted(kept)])
    weights = learn(found, CueFrames({key: (seen[key], held[key]) for key in seen}))
    write("cue_weights.csv", ("feature", "weight"), [(k, f"{weights[k]:.2f}") for k in sorted(weights)])


def write(name: str, columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    """Write one table of the lexicon."""
    with (TARGET / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
