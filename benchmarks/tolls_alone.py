"""Tolls without the claims: what `find_tolls` finds, in the rows that the scorers read.

python benchmarks/tolls_alone.py [tolls|muc4] [--errors N]

Sources and incidents are not filled, so only found, value and victims mean something here.
"""

from __future__ import annotations

import argparse
from typing import Any

from corpus import documents, parses, scorer
from reportedly.reading.findings import TollFinding
from reportedly.reading.tolls import find_tolls

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


def muc4() -> None:
    """Print the toll figures of MUC-4: numbers of dead and injured, each stated number of a report once."""
    effect = {"killed": "DEATH", "wounded": "INJURY"}
    predicted = {}
    for document, parse in parses("muc4"):
        stated = {
            (effect[f.field], f.toll.low)
            for f in find_tolls(parse)
            if f.field in effect and f.status in ("actual", "alleged") and f.toll.low and f.toll.vague is None
        }
        predicted[document["id"]] = {"tolls": [{"effect": e, "number": n} for e, n in sorted(stated)]}
    out = scorer("score_muc4").score(documents("muc4"), predicted)
    for name in ("toll1", "toll2"):
        print(name, "P {:.3f} R {:.3f} F {:.3f}".format(*out[name]), out[name + "_n"])


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", nargs="?", default="tolls", choices=["tolls", "muc4"])
    options.add_argument("--errors", type=int, default=0)
    chosen = options.parse_args()
    if chosen.corpus == "muc4":
        muc4()
    else:
        tolls(chosen.errors)
