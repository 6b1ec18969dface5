"""The weight of a link: bits that each comparison adds to the prior, with the waterfall that shows them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from reportedly.lexicon.link_weights import LinkWeights, load_link_weights
from reportedly.linking.comparisons import levels_of
from reportedly.linking.happenings import Happening
from reportedly.records import Link, LinkWeight


def link_of(left: Happening, right: Happening, weights: LinkWeights | None = None) -> Link:
    """The link between two happenings: how far the prior and each comparison move the odds that they are one."""
    weights = weights or load_link_weights()
    bits = _bits(weights)
    steps = [LinkWeight(comparison="prior", level="any candidate pair", weight=round(weights.prior_bits, 4))]
    for name, level in levels_of(left, right).items():
        weight = 0.0 if level is None else bits[name, level]
        steps.append(LinkWeight(comparison=name, level=level or "not known", weight=round(weight, 4)))
    total = round(sum(step.weight for step in steps), 4)
    return Link(left=left.id, right=right.id, weight=total, probability=probability(total), waterfall=tuple(steps))


def probability(bits: float) -> float:
    """Log2 odds as a probability, to six places.

    >>> probability(1.0)
    0.666667
    """
    return round(1 / (1 + math.exp2(-max(-60.0, min(60.0, bits)))), 6)


def _bits(weights: LinkWeights) -> Mapping[tuple[str, str], float]:
    return {(name, level.name): level.bits for name, levels in weights.levels.items() for level in levels}


def score(pairs: Iterable[tuple[Happening, Happening]]) -> list[Link]:
    """The links of some pairs, in Python; `reportedly.linking.engine` does the same for many on DuckDB."""
    return [link_of(left, right) for left, right in pairs]
