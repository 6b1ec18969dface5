"""Which texts are about the same happening, by their words alone: coarse topics first, then the happenings in each.

Two elections, or two earthquakes, share most of their words. Inside a topic these say nothing any more, so words are weighed
anew there by how rare they are *within* the topic, and what is left, the names and figures of each happening, parts them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from reportedly.lexicon.link_weights import load_rarity
from reportedly.linking.clusters import adding, agglomerate, pair
from reportedly.linking.wording import Vector, cosine, terms, unit, vector

# Mean cosines above which two groups join; chosen on ECB+ train (`benchmarks/ecbplus.py --grid`).
SAME_TOPIC = 0.05
SAME_HAPPENING = 0.125
SMALLEST_TOPIC = 4


def happenings_in(texts: Mapping[str, str]) -> list[list[str]]:
    """Clusters of text ids, each sorted; the order of the texts does not matter."""
    counts = {key: terms(text) for key, text in texts.items()}
    topics = _grouped({key: vector(bag) for key, bag in counts.items()}, SAME_TOPIC)
    return sorted(group for topic in topics for group in _within(topic, counts))


def _within(topic: Sequence[str], counts: Mapping[str, Counter[str]]) -> list[list[str]]:
    """The happenings of one topic."""
    if len(topic) < SMALLEST_TOPIC:
        return [list(topic)]
    spread = Counter(term for key in topic for term in counts[key])
    return _grouped({key: _local(counts[key], spread, len(topic)) for key in topic}, SAME_HAPPENING)


def _local(counts: Mapping[str, int], spread: Mapping[str, int], texts: int) -> Vector:
    """The vector of a text in its topic: words weigh by the geometric mean of their rarity here and everywhere.

    Words of this text alone are left out, for they can be like nothing.
    """
    rarity = load_rarity()
    return unit(
        {
            term: (1 + math.log(n)) * math.sqrt(math.log(texts / spread[term]) * rarity.idf(term))
            for term, n in counts.items()
            if 1 < spread[term] < texts
        }
    )


def _grouped(vectors: Mapping[str, Vector], threshold: float) -> list[list[str]]:
    """Average-linkage clusters by cosine."""
    keys = sorted(vectors)
    alike = {(a, b): cosine(vectors[a], vectors[b]) for a, b in combinations(keys, 2)}
    linked = [names for names, likeness in alike.items() if likeness > threshold]
    return agglomerate(keys, linked, adding(lambda a, b: alike[pair(a, b)]), threshold=threshold).clusters
