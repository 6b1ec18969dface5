"""Tolls without the claims: what `find_tolls` finds, in the rows that the scorers read.

python benchmarks/tolls_alone.py [tolls|muc4] [--errors N]

Sources and incidents are not filled, so only found, value and victims mean something here.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from corpus import documents, parses, scorer
from reportedly.reading.findings import TollFinding
from reportedly.reading.tolls.find import find_tolls

FIGHTERS = {"combatant"}
STATED = ("actual", "alleged", "aggregate")


def row(finding: TollFinding) -> dict[str, Any]:
    """One finding as a predicted claim of score_tolls."""
    toll = finding.toll
    return {
        "field": finding.field,
        "low": toll.low,
        "high": toll.high,
        "vague": toll.vague,
        "source": None,
        "span": [finding.span.start, finding.span.end],
        "victims": list(toll.victims.category),
        "incident": None,
    }


def tolls(errors: int) -> None:
    """Print the figures of the tolls set and the first errors of each class."""
    module = scorer("score_tolls")
    gold = {d["id"]: d for d in documents("tolls")}
    predicted = {
        d["id"]: {"id": d["id"], "claims": [row(f) for f in find_tolls(p) if f.status in STATED]}
        for d, p in parses("tolls")
    }
    figures, misses, false, wrong = module.score(gold, predicted)
    found = figures["found"]
    print(f"found P {found['p']:.3f} R {found['r']:.3f} F {found['f']:.3f}", end="  ")
    print(*(f"{k} {figures[k]['of_found']:.3f}" for k in ("value", "victims")))
    for field, f in figures["by_field"].items():
        print(
            f"  {field:10} gold {f['gold']:3} predicted {f['predicted']:3} P {f['p']:.3f} R {f['r']:.3f} F {f['f']:.3f}"
        )
    for kind, rows in (("MISSED", misses), ("FALSE", false)):
        for report, claim in rows[:errors]:
            start, end = module.ends(claim)
            text = gold[report]["text"]
            print(kind, report, claim["field"], claim["low"], claim["high"], claim.get("vague"), "|", end=" ")
            print(
                " ".join(f"{text[max(0, start - 60) : start]}[[{text[start:end]}]]{text[end : end + 60]}".split())
            )
    for report, claim, guess, kinds in [w for w in wrong if set(w[3]) & {"value", "victims"}][:errors]:
        text = gold[report]["text"]
        kinds = [k for k in kinds if k in ("value", "victims")]
        print(
            "WRONG",
            *kinds,
            report,
            module.shown(gold[report], claim),
            "| pred",
            module.shown(gold[report], guess),
            end=" | ",
        )
        start, end = module.ends(claim)
        print(" ".join(text[max(0, start - 60) : end + 60].split()))


def muc4(errors: int) -> None:
    """Print the toll figures of MUC-4: stated numbers once a report, single people once each, fighters left out."""
    module = scorer("score_muc4")
    predicted, gold = {}, documents("muc4")
    findings = {
        d["id"]: (p, [f for f in find_tolls(p) if f.status in ("actual", "alleged")]) for d, p in parses("muc4")
    }
    for report, (_, found) in findings.items():
        predicted[report] = {"tolls": [{"effect": e, "number": n} for e, n in muc_fills(found)]}
    out = module.score(gold, predicted)
    for name in ("toll1", "toll2"):
        print(name, "P {:.3f} R {:.3f} F {:.3f}".format(*out[name]), out[name + "_n"])
    for document in [d for d in gold if d["templates"]][:errors]:
        parse, found = findings[document["id"]]
        wanted = [(g["e"], g["n"], sorted(map(str, g["v"]))[:2]) for g in module.gold_tolls(document) if g["n"]]
        print("##", document["id"], "GOLD", wanted, "PRED", muc_fills(found))
        for f in found:
            words = f"{parse.text[max(0, f.span.start - 60) : f.span.start]}[[{f.span.words}]]{parse.text[f.span.end : f.span.end + 60]}"
            print(
                "   ",
                f.field,
                f.toll.low,
                f.toll.victims.category,
                [n.name for n in f.toll.names],
                " ".join(words.split()),
            )


def muc_fills(found: Sequence[TollFinding]) -> list[tuple[str, int]]:
    """The (effect, number) fills that findings state; MUC-4 leaves fighters out and counts each person once."""
    effect = {"killed": "DEATH", "wounded": "INJURY"}
    numbers: set[tuple[str, int]] = set()
    people: dict[str, set[str]] = {"DEATH": set(), "INJURY": set()}
    for finding in found:
        toll = finding.toll
        if finding.field not in effect or not toll.low or toll.vague or set(toll.victims.category) & FIGHTERS:
            continue
        listed = finding.span.words.lower().startswith(("a ", "an "))
        if toll.low > 1 and listed and not toll.names:
            people[effect[finding.field]].update(f"{finding.span.words} {n}" for n in range(toll.low))
        elif toll.low > 1 and len(toll.names) != toll.low:
            numbers.add((effect[finding.field], toll.low))
        people[effect[finding.field]].update(n.name for n in toll.names)
        if toll.low == 1 and not toll.names:
            people[effect[finding.field]].add(finding.span.words.split()[-1].lower())
    return sorted(numbers) + [(e, 1) for e, names in people.items() for _ in names]


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", nargs="?", default="tolls", choices=["tolls", "muc4"])
    options.add_argument("--errors", type=int, default=0)
    chosen = options.parse_args()
    if chosen.corpus == "muc4":
        muc4(chosen.errors)
    else:
        tolls(chosen.errors)
