"""Train the linear model of the relevance gate; it is written into src/reportedly/lexicon/data/relevance*.

    python -m training.gate.train RELEVANT.jsonl... -- OTHER.jsonl...

Each line of a file: {"text": ..., "published": ... (may be absent), "templates": ... (may be absent)}. The built-in reader, by rules
alone, says which passages matter: those with a toll that is not denied and, in documents that have a template, those with an event
that is no plan or habit. Other passages with an event are left out, the rest do not matter. A word has a weight of its own where it
is common and no name. Logistic regression with an L2 penalty by Newton's method: the same data give the same weights. The thresholds
are not touched; `benchmarks/relevance.py` says what they do.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from reportedly.lexicon import relevance as lexicon
from reportedly.reading import DefaultReader, ReaderSettings
from reportedly.reading.relevance.features import features_of
from reportedly.reading.relevance.passages import passages_of
from reportedly.records import TOLL_FIELDS, Reading, Report, Toll

DATA = Path(__file__).resolve().parents[2] / "src/reportedly/lexicon/data"
PENALTY, STEPS = 1.0, 7
WORD, OTHER = 20, 3  # passages that a word, or another feature, must stand in to have a weight
THINNED = 5  # of passages without any word of harm that do not matter, one in so many is taken, and counts for all of them
TOLD = ("actual", "alleged", "denied")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage, the file it is of, and whether it matters."""

    text: str
    file: str
    matters: bool


def passages(path: str, reader: DefaultReader, *, relevant: bool) -> Iterator[Passage]:
    """The passages of a file of which it can be said whether they matter."""
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        reading = reader.read(Report(id=f"r{number}", text=row["text"], language="en"))
        tolls, events = set(tolls_in(reading)), {m.trigger.start for m in reading.mentions if m.status in TOLD}
        for start, end in passages_of(row["text"]):
            toll, event = (any(start <= at < end for at in places) for places in (tolls, events))
            matters = toll or (event and relevant and bool(row.get("templates")))
            if matters or not event:
                yield Passage(row["text"][start:end], path, matters)


def tolls_in(reading: Reading) -> Iterator[int]:
    """Where the tolls of a reading stand that are not denied and not nought."""
    for claim in reading.claims:
        toll = claim.value
        if isinstance(toll, Toll) and toll.high != 0 and claim.field in TOLL_FIELDS and claim.status != "denied":
            yield claim.span.start


def features(data: list[Passage]) -> list[str]:
    """The features that get a weight. A word must stand in several files and mostly in small letters: no name of a time or land."""
    count = Counter(name for passage in data for name in features_of(passage.text))
    files: dict[str, set[str]] = {}
    small: Counter[str] = Counter()
    for passage in data:
        for place, word in enumerate(re.findall(r"[^\W_]+", passage.text)):
            files.setdefault(word.lower(), set()).add(passage.file)
            if place:
                small[word.lower()] += 1 if word.islower() else -2
    words = {
        w for w, names in files.items() if w.isalpha() and len(names) > 1 and small[w] > 0 and count[w] >= WORD
    }
    return sorted(words | {name for name, n in count.items() if " " in name and n >= OTHER})


def thinned(data: list[Passage]) -> list[tuple[Passage, int]]:
    """The passages that are fitted, and for how many each counts."""
    plain = [p for p in data if not p.matters and not any(" " in name for name in features_of(p.text))]
    left_out = {id(p) for number, p in enumerate(plain) if number % THINNED}
    many = {id(p): THINNED for p in plain}
    return [(p, many.get(id(p), 1)) for p in data if id(p) not in left_out]


def fitted(rows: np.ndarray, labels: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The weights, the bias last."""
    penalty = np.append(np.full(rows.shape[1] - 1, PENALTY), 1e-6)
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (counts * (chance - labels)) + penalty * weights
        bend = (rows * (counts * chance * (1 - chance)).astype(np.float32)[:, None]).T @ rows
        weights -= np.linalg.solve(bend.astype(float) + np.diag(penalty), slope)
    return weights


def main() -> None:
    """Read, label, fit, write."""
    files, reader = sys.argv[1:], DefaultReader(ReaderSettings(tagger="none"))
    cut = files.index("--")
    data = [p for path in files[:cut] for p in passages(path, reader, relevant=True)]
    data += [p for path in files[cut + 1 :] for p in passages(path, reader, relevant=False)]
    names = features(data)
    taken = thinned(data)
    column = {name: number for number, name in enumerate(names)}
    rows = np.zeros((len(taken), len(names) + 1), np.float32)
    rows[:, -1] = 1
    for number, (passage, _) in enumerate(taken):
        rows[number, [column[name] for name in features_of(passage.text) if name in column]] = 1
    labels = np.array([float(passage.matters) for passage, _ in taken])
    weights = fitted(rows, labels, np.array([count for _, count in taken]))
    write(dict(zip(names, weights, strict=False)), float(weights[-1]))
    print(f"{len(data)} passages, {int(labels.sum())} of them matter, {len(taken)} fitted; {len(names)} features")


def write(weights: dict[str, float], bias: float) -> None:
    """Put the model where the package has it."""
    with (DATA / lexicon.WEIGHTS).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("feature", "weight"))
        table.writerows((name, f"{weight:.2f}") for name, weight in weights.items() if abs(weight) >= 0.005)
    about = (DATA / lexicon.TABLE).read_text(encoding="utf-8")
    (DATA / lexicon.TABLE).write_text(re.sub(r"(?m)^bias = .*$", f"bias = {bias:.3f}", about), encoding="utf-8")


if __name__ == "__main__":
    main()
