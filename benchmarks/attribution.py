"""Attribution on PolNeAR dev, apart from the gate: core cues on their own, and the errors sorted by class.

    python benchmarks/attribution.py [--rules] [--errors N] [--table N]

Core cues are say, tell, according to and their like; a core cue is found when cue and content of a prediction
both share a word with the annotation.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from corpus import parses, scorer
from reportedly.reading.saying.attributions import find_attributions
from reportedly.reading.saying.quotations import find_quotations
from reportedly.reading.saying.tagger import load_tagger
from reportedly.records import Attribution

CORE = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|tell(?:s|ing)?|told|according to|report(?:s|ed|ing)?|announc(?:e|es|ed|ing)"
    r"|add(?:s|ed|ing)?|claim(?:s|ed|ing)?|den(?:y|ies|ied|ying)|stat(?:e|es|ed|ing)|not(?:e|es|ed|ing)"
    r"|ask(?:s|ed|ing)?|argu(?:e|es|ed|ing)|explain(?:s|ed|ing)?|warn(?:s|ed|ing)?|accus(?:e|es|ed|ing)"
    r"|acknowledg(?:e|es|ed|ing)|confirm(?:s|ed|ing)?|insist(?:s|ed|ing)?|declar(?:e|es|ed|ing)"
    r"|suggest(?:s|ed|ing)?|tweet(?:s|ed|ing)?|wr(?:ites?|ote|iting)|respond(?:s|ed|ing)?|conclud(?:e|es|ed|ing)"
    r"|repl(?:y|ies|ied|ying))\b",
    re.IGNORECASE,
)
ROLES = ("source", "cue", "content")
Words = frozenset[int]


@dataclass(frozen=True)
class Act:
    """One act of saying as the scorer sees it: the numbers of its words, and the words of its cue."""

    source: Words
    cue: Words
    content: Words
    said: str

    @property
    def core(self) -> bool:
        """Whether its cue is a plain word of saying."""
        return CORE.search(self.said) is not None


def acts(document: dict[str, Any], found: tuple[Attribution, ...]) -> tuple[list[Act], list[Act]]:
    """The annotated and the predicted acts of one document."""
    module = scorer("score_attribution")
    text = document["text"]
    words = module.toks(text)

    def act(spans: dict[str, list[list[int]]]) -> Act:
        covers = {role: module.cover(spans[role], words) for role in ROLES}
        return Act(**covers, said=" ".join(text[start:end] for start, end in spans["cue"]))

    predicted = [
        {
            "source": [[a.source.span.start, a.source.span.end]] if a.source and a.source.span else [],
            "cue": [[a.cue.start, a.cue.end]] if a.cue else [],
            "content": [[p.start, p.end] for p in a.content],
        }
        for a in found
    ]
    return [act(a) for a in document["attributions"]], [act(a) for a in predicted]


def errors(gold: list[Act], predicted: list[Act]) -> Iterator[tuple[str, str]]:
    """The class of each error and the cue it happened at."""
    used: set[int] = set()
    for wanted in gold:
        near = [(len(p.content & wanted.content), n) for n, p in enumerate(predicted) if beside(p, wanted)]
        if not near:
            yield ("missed, plain cue" if wanted.core else "missed, other cue"), wanted.said
            continue
        number = max(near)[1]
        used.add(number)
        got = predicted[number]
        if got.source != wanted.source:
            kind = "absent" if not got.source else "not annotated" if not wanted.source else "other words"
            yield f"source: {kind}", wanted.said
        if got.cue != wanted.cue:
            yield "cue: other words", wanted.said
        if got.content != wanted.content:
            yield f"content: {difference(got.content, wanted.content)}", wanted.said
    for number, got in enumerate(predicted):
        if number not in used:
            yield ("not annotated, plain cue" if got.core else "not annotated, other cue"), got.said


def beside(left: Act, right: Act) -> bool:
    """Whether two acts turn on the same cue; one that is only a mark (":" or a dash) is known by its content."""
    return bool(left.cue & right.cue) or (not left.cue and not right.cue and bool(left.content & right.content))


def difference(got: Words, wanted: Words) -> str:
    """Where two contents differ: what is missing or too much, and at which end."""
    missing, extra = wanted - got, got - wanted
    if not got & wanted:
        return "another place"
    if missing and extra:
        return "both too much and too little"
    part, whole, name = (missing, got, "missing") if missing else (extra, wanted, "too much")
    where = "at the start" if max(part) < min(whole) else "at the end" if min(part) > max(whole) else "inside"
    return f"{name} {where}"


def main() -> None:
    """Print both tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--errors", type=int, default=5, help="commonest cues shown for each class of error")
    options.add_argument("--table", type=int, default=0, help="print the N commonest errors as a Markdown table")
    options.add_argument("--rules", action="store_true", help="rules alone, without the tagger")
    chosen = options.parse_args()
    tagger = None if chosen.rules else load_tagger()
    counts: Counter[str] = Counter()
    classes: dict[str, Counter[str]] = {}
    for document, parse in parses("polnear"):
        gold, predicted = acts(document, find_attributions(parse, find_quotations(parse), tagger))
        counts["gold"] += sum(g.core for g in gold)
        counts["predicted"] += sum(p.core for p in predicted)
        counts["recalled"] += sum(g.core and any(meet(g, p) for p in predicted) for g in gold)
        counts["right"] += sum(p.core and any(meet(g, p) for g in gold) for p in predicted)
        for kind, cue in errors(gold, predicted):
            classes.setdefault(kind, Counter())[" ".join(cue.lower().split())] += 1
    print(f"core cues: recall {counts['recalled'] / counts['gold']:.3f} of {counts['gold']}", end=", ")
    print(f"precision {counts['right'] / counts['predicted']:.3f} of {counts['predicted']}")
    for kind, cues in sorted(classes.items(), key=lambda c: -c[1].total()):
        common = ", ".join(f"{cue} {times}" for cue, times in cues.most_common(chosen.errors))
        print(f"{cues.total():5}  {kind:36} {common}")
    if chosen.table:
        rows = Counter({(kind, cue): times for kind, cues in classes.items() for cue, times in cues.items()})
        print("\n| class | cue | times |\n|---|---|---|")
        for (kind, cue), times in sorted(rows.most_common(chosen.table), key=lambda r: (r[0][0], -r[1])):
            print(f"| {kind} | {cue} | {times} |")


def meet(left: Act, right: Act) -> bool:
    """Whether two acts share words of cue and of content."""
    return bool(left.cue & right.cue and left.content & right.content)


if __name__ == "__main__":
    main()
