"""The weight of a link: bits that each comparison adds to the prior, with the waterfall that shows them."""

from __future__ import annotations

import math
from functools import cache

from reportedly.lexicon.link_weights import load_link_weights
from reportedly.linking.comparisons import COMPARISONS, levels_of
from reportedly.linking.happenings import Happening
from reportedly.records import Link, LinkWeight

PLACES = 4  # decimals of a weight in bits: sums are the same in any order


@cache
def prior_bits() -> float:
    """The weight of a pair of which nothing is known."""
    return round(load_link_weights().prior_bits, PLACES)


def weight_of(left: Happening, right: Happening) -> float:
    """How many bits speak for two happenings being one: the prior and every comparison that is known."""
    weights = load_link_weights()
    total = prior_bits()
    for comparison in COMPARISONS:
        level = comparison.level_of(left, right)
        if level is not None:
            total += weights.bits[comparison.name, level]
    return round(total, PLACES)


def link_of(left: Happening, right: Happening) -> Link:
    """The link between two happenings, with its waterfall from the prior to the weight."""
    steps = (_prior(), *(_step(name, level) for name, level in levels_of(left, right).items()))
    total = weight_of(left, right)
    return Link(left=left.id, right=right.id, weight=total, probability=probability(total), waterfall=steps)


@cache
def _prior() -> LinkWeight:
    return LinkWeight(comparison="prior", level="any candidate pair", weight=prior_bits())


@cache
def _step(name: str, level: str | None) -> LinkWeight:
    """One step of a waterfall; there are few different ones, and links share them."""
    bits = 0.0 if level is None else load_link_weights().bits[name, level]
    return LinkWeight(comparison=name, level=level or "not known", weight=bits)


def probability(bits: float) -> float:
    """Log2 odds as a probability, to six places.

    >>> probability(1.0)
    0.666667
    """
    return round(1 / (1 + math.exp2(-max(-60.0, min(60.0, bits)))), 6)
