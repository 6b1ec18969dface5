"""Linking: how good, and where its weights come from.

    python benchmarks/linking.py quality  [--mentions 10000] [--seed 1]    # blocking recall, pairwise precision, recall
    python benchmarks/linking.py estimate [--seeds 11 12 13]               # writes m and u into link_weights.toml

`estimate` counts the levels of every comparison among the candidate pairs of simulated worlds, wording among the
pairs of ECB+ train. Test with other seeds than those it was estimated on.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

from corpus import BENCH, documents
from reportedly import lexicon
from reportedly.linking import link
from reportedly.linking.blocking import candidates
from reportedly.linking.comparisons import COMPARISONS, WORDING_BANDS, levels_of
from reportedly.linking.wording import likeness, sketch, terms, vector
from simulate import happenings, pairwise, simulate

WEIGHTS = Path(lexicon.__file__).parent / "data" / "link_weights.toml"
RAREST = 0.004
Counts = dict[str, Counter[str]]


def quality(mentions: int, seed: int) -> dict[str, float]:
    """Blocking recall and pairwise figures in one simulated world."""
    world = simulate(mentions, seed)
    rows, home = happenings(mentions, seed)
    members = defaultdict(list)
    for row in rows:
        members[home[row.id]].append(row)
    wanted = {
        tuple(sorted((a.id, b.id)))
        for group in members.values()
        for a, b in combinations(group, 2)
        if a.report != b.report
    }
    found = [(a.id, b.id) for a, b in candidates(rows)[0]]
    precision, recall = pairwise(link(world.readings), home)
    return {
        "true pairs": len(wanted),
        "candidate pairs": len(found),
        "blocking recall": len(wanted.intersection(found)) / max(1, len(wanted)),
        "pairwise precision": precision,
        "pairwise recall": recall,
    }


def estimate(seeds: list[int], mentions: int) -> None:
    """Count levels among true and other candidate pairs, and write their shares into the data file."""
    same: Counts = defaultdict(Counter)
    other: Counts = defaultdict(Counter)
    true_pairs = pairs = 0
    for seed in seeds:
        rows, home = happenings(mentions, seed)
        for left, right in candidates(rows)[0]:
            pairs += 1
            one_incident = home[left.id] == home[right.id]
            true_pairs += one_incident
            for name, level in levels_of(left, right).items():
                if level is not None:
                    (same if one_incident else other)[name][level] += 1
    if BENCH.exists():
        same["wording"], other["wording"] = _wording_counts()
    text = WEIGHTS.read_text(encoding="utf-8")
    text = re.sub(r"^prior = .*$", f"prior = {true_pairs / pairs:.4f}", text, flags=re.M)
    head = text[: text.index("[[comparisons.")]
    blocks = []
    for comparison in COMPARISONS:
        for level, _ in comparison.levels:
            m, u = (_share(counts[comparison.name], level, len(comparison.levels)) for counts in (same, other))
            blocks.append(f'[[comparisons.{comparison.name}]]\nname = "{level}"\nm = {m:.5f}\nu = {u:.5f}\n')
            print(f"{comparison.name:10} {level:28} m {m:.4f}  u {u:.4f}  {math.log2(m / u):+.2f} bits")
    WEIGHTS.write_text(head + "\n".join(blocks), encoding="utf-8")


def _share(counts: Counter[str], level: str, levels: int) -> float:
    """The share of a level, never below `RAREST`: what was seldom seen in a made-up world may well be."""
    return max(RAREST, (counts[level] + 1) / (sum(counts.values()) + levels))


def _wording_counts() -> tuple[Counter[str], Counter[str]]:
    """Levels of wording among ECB+ train articles of one event, and of one topic but two events."""
    gold = documents("ecbplus", "train")
    sketches = {d["id"]: sketch(vector(terms(d["text"]))) for d in gold}
    same: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for left, right in combinations(gold, 2):
        if left["topic"] != right["topic"]:
            continue
        alike = likeness(sketches[left["id"]], sketches[right["id"]])
        level = next((name for name, least in WORDING_BANDS if alike >= least), "different")
        (same if left["seminal_event"] == right["seminal_event"] else other)[level] += 1
    return same, other


def main() -> None:
    """Run one of the commands."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("command", choices=["quality", "estimate"])
    options.add_argument("--mentions", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--seeds", type=int, nargs="+", default=[11, 12, 13])
    chosen = options.parse_args()
    if chosen.command == "quality":
        for name, value in quality(chosen.mentions, chosen.seed).items():
            print(f"{name:20} {value:.4f}")
    else:
        estimate(chosen.seeds, chosen.mentions)


if __name__ == "__main__":
    main()
