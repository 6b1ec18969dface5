"""How alike two texts are in wording: TF-IDF vectors with word rarities that are shipped, not learnt on the spot.

Fixed rarities make the likeness of two reports a matter of these two alone: a third one never changes it.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from reportedly.lexicon.link_weights import WordRarity, load_rarity

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*")
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", ""))
_SHORTEST_STEM = 4

SKETCH = 256
SKETCH_SCALE = 64

Vector = Mapping[str, float]
Sketch = bytes
EMPTY_SKETCH: Sketch = bytes(SKETCH)


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word without its inflection, so that "bombings" and "bombed" meet.

    >>> stem("bombings"), stem("bombed"), stem("gas")
    ('bomb', 'bomb', 'gas')
    """
    word = word.removesuffix("'s").removesuffix("’s")
    for _ in range(2):
        for ending, instead in _ENDINGS:
            if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= _SHORTEST_STEM:
                word = word[: len(word) - len(ending)] + instead
                break
    return word.removesuffix("e") if len(word) > _SHORTEST_STEM else word


def terms(text: str) -> Counter[str]:
    """The stems of a text and how often each stands there; function words are left out."""
    rarity = load_rarity()
    words = map(str.casefold, _WORD.findall(text))
    return Counter([stem(word) for word in words if word not in rarity.stop])


def vector(counts: Mapping[str, int], rarity: WordRarity | None = None) -> Vector:
    """The TF-IDF vector of a bag of stems, of length one (empty for an empty bag)."""
    rarity = rarity or load_rarity()
    return unit({term: (1 + math.log(n)) * rarity.idf(term) for term, n in counts.items()})


def unit(weights: Vector) -> Vector:
    """The vector at length one, without its zeros."""
    length = math.sqrt(sum(w * w for w in weights.values()))
    return {term: w / length for term, w in weights.items() if w} if length else {}


def cosine(left: Vector, right: Vector) -> float:
    """Likeness of two vectors, from 0 (no word in common) to 1."""
    if len(right) < len(left):
        left, right = right, left
    return math.fsum(weight * right[term] for term, weight in left.items() if term in right)


def rarest(weights: Vector, size: int) -> tuple[str, ...]:
    """The stems that weigh most in a vector: what the text is about."""
    return tuple(sorted(weights, key=lambda term: (-weights[term], term))[:size])


def sketch(weights: Vector) -> Sketch:
    """A vector folded into `SKETCH` signed bytes by signed hashing, for comparing millions of pairs.

    The inner product of two sketches estimates `SKETCH_SCALE ** 2` times their cosine. Whole numbers make it exact in
    any order of summation, so that every engine finds the same.
    """
    cells = [0.0] * SKETCH
    for term, weight in weights.items():
        code = zlib.crc32(term.encode())
        cells[code % SKETCH] += weight if code & 0x80000000 else -weight
    folded: bytes = np.rint(np.array(cells) * SKETCH_SCALE).astype(np.int8).tobytes()
    return folded


def likeness(left: Sketch, right: Sketch) -> float:
    """The cosine of two texts as their sketches have it."""
    return int(np.dot(_cells(left), _cells(right))) / SKETCH_SCALE**2


@lru_cache(maxsize=1 << 14)
def _cells(sketch: Sketch) -> NDArray[np.float32]:
    """The numbers of a sketch, for a product that is exact: no sum of so many products of signed bytes exceeds 2 ** 24."""
    return np.frombuffer(sketch, np.int8).astype(np.float32)
