"""Count how often each verb, noun and frame marks an attribution in PolNeAR train; writes lexicon/data/cue_frames.csv.

    python benchmarks/mine_cues.py [--least 3]

A row says: of `seen` places where this cue has this arc, at `held` the words it reaches were annotated as content.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from corpus import Document, parses
from reportedly.reading.cue_arcs import Unit, governed, units_of
from reportedly.reading.parse import Parse

TARGET = Path(__file__).resolve().parents[1] / "src/reportedly/lexicon/data/cue_frames.csv"
Key = tuple[str, str, str]


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


def main() -> None:
    """Count over the train split and write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--least", type=int, default=3, help="leave out frames seen fewer times")
    least = options.parse_args().least
    seen: Counter[Key] = Counter()
    held: Counter[Key] = Counter()
    for document, parse in parses("polnear", "train"):
        for unit, answers in judged(document, parse):
            for arc, answer in zip(unit.arcs, answers, strict=True):
                key = (unit.kind, unit.key, arc.name)
                seen[key] += 1
                held[key] += answer
                seen[unit.kind, "*", arc.name] += 1
                held[unit.kind, "*", arc.name] += answer
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["kind", "cue", "arc", "seen", "held"])
        for key in sorted(seen):
            if (seen[key] >= least and held[key]) or seen[key] >= 10 * least:
                writer.writerow([*key, seen[key], held[key]])


if __name__ == "__main__":
    main()
