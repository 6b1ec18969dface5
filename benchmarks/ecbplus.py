"""ECB+: which articles tell of the same event, and which words in them.

    python benchmarks/ecbplus.py [--split train|dev] [--grid]

Articles are clustered by `reportedly.linking.topics` from their words alone. Event mentions are given (gold); those of one
cluster whose heads have the same stem are one event.
"""

from __future__ import annotations

import argparse
import time

from corpus import Document, parses, scorer
from reportedly.linking import topics
from reportedly.linking.wording import stem
from reportedly.reading.parse import Parse

STEM = 6  # letters: "explode" and "explosion", "assassinate" and "assassination" meet


def cluster_documents(gold: list[Document]) -> dict[str, str]:
    """The cluster of each document."""
    groups = topics.happenings_in({d["id"]: d["text"] for d in gold})
    return {key: group[0] for group in groups for key in group}


def heads(document: Document, parse: Parse) -> dict[tuple[str, int, int], str]:
    """The stem of the word that carries each event mention."""
    found = {}
    for event in document["events"]:
        tokens = parse.doc.char_span(event["start"], event["end"], alignment_mode="expand")
        found[document["id"], event["start"], event["end"]] = stem(tokens.root.lemma_.casefold())[:STEM]
    return found


def figures(pairs: list[tuple[Document, Parse]]) -> dict[str, float]:
    """B-cubed of the documents and CoNLL F of the mentions; both higher is better."""
    score = scorer("score_coref")
    gold = [document for document, _ in pairs]
    clusters = cluster_documents(gold)
    _, _, documents_f = score.b3({d["id"]: d["seminal_event"] for d in gold}, clusters)
    truth = {(d["id"], e["start"], e["end"]): e["chain"] for d in gold for e in d["events"]}
    carriers = {key: word for document, parse in pairs for key, word in heads(document, parse).items()}
    found = {key: (clusters[key[0]], word) for key, word in carriers.items()}
    chains, groups = score.cl(truth), score.cl(found)
    conll = (score.muc(chains, groups)[2] + score.b3(truth, found)[2] + score.ceafe(chains, groups)[2]) / 3
    return {"documents B-cubed F": documents_f, "mentions CoNLL F": conll}


def main() -> None:
    """Print the figures, or those over a grid of thresholds."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--split", default="dev", choices=["train", "dev"])
    options.add_argument("--grid", action="store_true", help="try thresholds; choose on train only")
    chosen = options.parse_args()
    pairs = list(parses("ecbplus", chosen.split))
    grid = [(a, b) for a in (0.04, 0.05, 0.06, 0.08) for b in (0.11, 0.12, 0.125, 0.13, 0.14)]
    for topic, happening in grid if chosen.grid else [(topics.SAME_TOPIC, topics.SAME_HAPPENING)]:
        topics.SAME_TOPIC, topics.SAME_HAPPENING = topic, happening
        started = time.perf_counter()
        print(chosen.split, topic, happening, {k: round(v, 3) for k, v in figures(pairs).items()}, end=" ")
        print(f"{time.perf_counter() - started:.1f} s", flush=True)


if __name__ == "__main__":
    main()
