"""Which texts are read at all: the best passage of each by a linear model over words of harm, and a book of what was passed over."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from reportedly.lexicon.relevance import load_relevance_weights
from reportedly.reading.relevance.features import features_of
from reportedly.reading.relevance.passages import passages_of


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A text that was not read: where it stands, its title, and its score."""

    place: str
    title: str | None
    score: float


def relevance(text: str, title: str | None = None) -> float:
    """How likely it is (0 to 1) that a text tells of harm to people: the score of its best passage, or of its title.

    >>> relevance("Four people were killed in the attack.") > relevance("The bank raised its rates.")
    True
    """
    passages = (text[start:end] for start, end in passages_of(text))
    return max(map(score_of, (*passages, title or "")))


def score_of(passage: str) -> float:
    """How likely it is (0 to 1) that a passage tells of harm to people."""
    model = load_relevance_weights()
    total = model.bias + sum(model.weights.get(name, 0.0) for name in features_of(passage))
    return 1 / (1 + math.exp(-max(min(total, 40), -40)))


def _built_in() -> float:
    return load_relevance_weights().threshold


@dataclass(slots=True, kw_only=True)
class RelevanceGate:
    """Lets texts through whose score is at least `threshold`; counts the others, and hands each to `listed`."""

    threshold: float = field(default_factory=_built_in)
    listed: Callable[[PassedOver], None] | None = None
    let_through: int = 0
    passed_over: int = 0

    def __call__(self, place: str, title: str | None, text: str) -> bool:
        """Whether a text is to be read. `place` is where it stands: a file, or a file and a line."""
        score = relevance(text, title)
        if score >= self.threshold:
            self.let_through += 1
            return True
        self.passed_over += 1
        if self.listed:
            self.listed(PassedOver(place, title, round(score, 4)))
        return False
