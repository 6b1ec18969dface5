"""Fit the weights of `reportedly.reading.places.weights` on the four place sets, and say how well they carry over.

    python benchmarks/places.py [--write]

What is a place: logistic regression over the evidence about every candidate. Which place: conditional logit over the
candidates of a name. Weights in FIXED stay as they are. Each set is also left out once, as a check on overfitting.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus import Document, parses
from reportedly.gazetteer import kilometres, open_gazetteer
from reportedly.lexicon.places import load_place_words
from reportedly.reading.places import resolve, weights
from reportedly.reading.places.find import names_of
from reportedly.reading.places.judge import accepted, judge
from reportedly.reading.places.names import Words, propose

CORPORA = ("geowebnews", "trnews", "lgl", "geovirus")
RIGHT_KM = 50.0
Matrix = NDArray[np.float64]
Table = dict[str, float]


def spans(document: Document, wanted: bool) -> dict[tuple[int, int], dict[str, object]]:
    """The gold toponyms of a document by span; with `wanted` false, what is marked as no toponym."""
    return {(t["start"], t["end"]): t for t in document["toponyms"] if t["is_toponym"] is wanted}


def recognition_rows(corpus: str) -> tuple[Matrix, Matrix]:
    """One row of evidence for each candidate of a set, and whether it is a place in the gold."""
    names = list(weights.RECOGNITION)
    rows, labels = [], []
    for document, parse in parses(corpus):
        gold, other = spans(document, True), spans(document, False)
        words = Words(parse)
        for one in judge(propose(words, load_place_words(), open_gazetteer()), words, load_place_words()):
            start, end = words.characters(one.candidate.first, one.candidate.last)
            meets = any(a < end and start < b for a, b in gold)
            if not meets and any(a < end and start < b for a, b in other):
                continue
            if corpus == "geovirus" and "is a demonym" in one.evidence:
                continue
            rows.append([float(name == "always" or name in one.evidence) for name in names])
            labels.append(float((start, end) in gold))
    return np.array(rows), np.array(labels)


def logistic(x: Matrix, y: Matrix, weight: Matrix, table: Table, ridge: float = 2.0) -> Matrix:
    """Ridge logistic regression by Newton's method; columns of FIXED weights only shift the score."""
    fixed = np.array([name in weights.FIXED for name in table])
    start = np.array(list(table.values()))
    free, offset = x[:, ~fixed], x[:, fixed] @ start[fixed]
    w = np.zeros(free.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-free @ w - offset))
        slope = free.T @ (weight * (p - y)) + ridge * w
        curve = (free * (weight * p * (1 - p))[:, None]).T @ free + ridge * np.eye(len(w))
        w -= np.linalg.solve(curve, slope)
    out = start.copy()
    out[~fixed] = w
    return out


def fit_recognition() -> Table:
    """The weights of evidence; prints the share of candidates judged right, in all sets and in one left out."""
    table = weights.RECOGNITION
    sets = [recognition_rows(corpus) for corpus in CORPORA]
    x, y = np.vstack([rows for rows, _ in sets]), np.concatenate([labels for _, labels in sets])
    which = np.repeat(np.arange(len(sets)), [len(labels) for _, labels in sets])
    weight = np.sqrt(len(y) / len(sets) / np.bincount(which))[which]
    fitted = logistic(x, y, weight, table)
    for number, corpus in enumerate(CORPORA):
        held = which == number
        rest = logistic(x[~held], y[~held], weight[~held], table)
        right = [float((((x[held] @ w) > 0) == y[held]).mean()) for w in (fitted, rest)]
        print(f"{corpus:12} candidates judged right {right[0]:.3f}, when left out {right[1]:.3f}")
    return dict(zip(table, (round(float(w), 2) for w in fitted), strict=True))


def resolution_rows(corpus: str) -> list[tuple[Matrix, NDArray[np.bool_]]]:
    """For each name with a right answer among its candidates: their evidence, and which are right."""
    columns = {name: number for number, name in enumerate(weights.RESOLUTION)}
    out = []
    for document, parse in parses(corpus):
        gold, words = spans(document, True), Words(parse)
        judged = accepted(judge(propose(words, load_place_words(), open_gazetteer()), words, load_place_words()))
        names = names_of(judged, words, load_place_words(), open_gazetteer())
        for number, (one, evidence) in enumerate(zip(judged, resolve.explain(names), strict=True)):
            answer = gold.get(words.characters(one.candidate.first, one.candidate.last))
            if not answer or answer["lat"] is None or not evidence:
                continue
            places = [hit.place for hit in names[number].hits]
            right = np.array([place.id == f"geonames:{answer['geonameid']}" for place in places])
            if not right.any():
                right = np.array([_near(answer, place.latitude, place.longitude) for place in places])
            if right.any() and not right.all():
                rows = np.zeros((len(places), len(columns)))
                for row, features in zip(rows, evidence, strict=True):
                    for name, value in features.items():
                        row[columns[name]] = value
                out.append((rows, right))
    return out


def _near(answer: dict[str, object], latitude: float | None, longitude: float | None) -> bool:
    if latitude is None or longitude is None:
        return False
    return kilometres(float(str(answer["lat"])), float(str(answer["lon"])), latitude, longitude) <= RIGHT_KM


def fit_resolution(steps: int = 120, rate: float = 0.08, pull: float = 0.005) -> Table:
    """The weights of what speaks for one place of a name, by Adam from the present ones, which also pull."""
    table = weights.RESOLUTION
    start = np.array(list(table.values()))
    fixed = np.array([name in weights.FIXED for name in table])
    cases = {corpus: resolution_rows(corpus) for corpus in CORPORA}
    weight = {corpus: len(rows) ** -0.5 for corpus, rows in cases.items()}
    w, mean, spread = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, steps + 1):
        slope = pull * (w - start)
        for corpus, rows in cases.items():
            for x, right in rows:
                p = np.exp(x @ w - (x @ w).max())
                p /= p.sum()
                slope += weight[corpus] / 100 * (x.T @ (p - p * right / max(p[right].sum(), 1e-9)))
        slope[fixed] = 0
        mean, spread = 0.9 * mean + 0.1 * slope, 0.99 * spread + 0.01 * slope**2
        w -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    for corpus, rows in cases.items():
        before, after = (np.mean([right[np.argmax(x @ v)] for x, right in rows]) for v in (start, w))
        print(f"{corpus:12} names resolved right {before:.3f} -> {after:.3f} of {len(rows)}")
    return dict(zip(table, (round(float(v), 2) for v in w), strict=True))


def write(section: str, table: Table) -> None:
    """Put new weights into the source of `weights`."""
    path = Path(weights.__file__)
    head, mark, tail = path.read_text(encoding="utf-8").partition(f"{section}: dict")
    for name, value in table.items():
        tail = re.sub(rf'("{re.escape(name)}": )-?[\d.]+', rf"\g<1>{value:.2f}", tail, count=1)
    path.write_text(head + mark + tail, encoding="utf-8")


def main() -> None:
    """Fit both tables; write them where asked."""
    tables = {"RECOGNITION": fit_recognition(), "RESOLUTION": fit_resolution()}
    if "--write" in sys.argv:
        for section, table in tables.items():
            write(section, table)


if __name__ == "__main__":
    main()
