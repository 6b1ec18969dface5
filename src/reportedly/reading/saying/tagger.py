"""The learned tagger: spans of source, cue and content, and which belong together, proposed for the rules to weigh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from reportedly.reading.saying.tagger_input import Window, Word, piece_id, split_words, windows

Floats = NDArray[np.float32]

TAGS = 7  # O, then B and I of source, cue, content
SOURCE, CUE, CONTENT = 1, 3, 5
_NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Proposal:
    """One act of saying as the tagger sees it: (start, end) in characters, and how sure it is (0 to 1) of its cue."""

    source: tuple[int, int] | None
    cue: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    confidence: float


class AttributionTagger:
    """Proposes attributions for a text; the same text gives the same proposals every time."""

    def __init__(self, tokenizer: Tokenizer, session: onnxruntime.InferenceSession) -> None:
        self._tokenizer, self._session = tokenizer, session
        self._ends = piece_id(tokenizer, "[CLS]"), piece_id(tokenizer, "[SEP]")

    def propose(self, text: str) -> tuple[Proposal, ...]:
        """Every act of saying the tagger sees in a text, ordered by cue."""
        words = split_words(text, self._tokenizer)
        if not words:
            return ()
        cuts = list(windows(words))
        scored = [self._score(words, cut) for cut in cuts]
        owner = _owners(cuts, len(words))
        emissions = np.stack([scored[w].tags[i - cuts[w].first] for i, w in enumerate(owner)])
        emissions[[i for i, word in enumerate(words) if word.is_break]] = 0.0
        tags = best_tags(emissions)
        return _assemble(words, tags, emissions, scored, cuts, owner)

    def _score(self, words: Sequence[Word], cut: Window) -> _Scores:
        """What the model says of one window. One at a time is faster than a batch: nothing is padded."""
        inside = words[cut.first : cut.last]
        pieces = [self._ends[0], *(p for word in inside for p in word.pieces), self._ends[1]]
        case = [0, *(word.case for word in inside for _ in word.pieces), 0]
        feed = {
            "pieces": np.array([pieces], dtype=np.int64),
            "case": np.array([case], dtype=np.int64),
            "mask": np.ones((1, len(pieces)), dtype=np.int64),
        }
        at = np.cumsum([1, *(len(word.pieces) for word in inside[:-1])])
        tags, keys, queries = (out[0] for out in self._session.run(["tags", "keys", "queries"], feed))
        return _Scores(_log_softmax(tags[at]), keys[at], queries[at], keys[0])


@dataclass(frozen=True, slots=True)
class _Scores:
    """What the model says of one window, a row per word; `nobody` is the key that stands for no source."""

    tags: Floats
    keys: Floats
    queries: Floats
    nobody: Floats


@cache
def load_tagger(threads: int = 1) -> AttributionTagger:
    """The tagger that ships with the package, loaded once. Runs on the CPU with this many threads."""
    folder = resources.files("reportedly.reading.saying").joinpath("model")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        folder.joinpath("attribution.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
    )
    tokenizer = Tokenizer.from_str(folder.joinpath("tokenizer.json").read_text(encoding="utf-8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return AttributionTagger(tokenizer, session)


def best_tags(emissions: Floats) -> list[int]:
    """The best sequence of tags (Viterbi) in which every inside follows its own begin. `emissions`: [words, 7]."""
    allowed = np.zeros((TAGS, TAGS), dtype=np.float32)
    for inside in (2, 4, 6):
        allowed[:, inside] = _NEVER
        allowed[inside - 1, inside] = allowed[inside, inside] = 0.0
    score = emissions[0] + np.array([0, 0, _NEVER, 0, _NEVER, 0, _NEVER], dtype=np.float32)
    back = np.zeros((len(emissions), TAGS), dtype=np.int8)
    for i in range(1, len(emissions)):
        step = score[:, None] + allowed
        back[i] = step.argmax(axis=0)
        score = step.max(axis=0) + emissions[i]
    tags = [int(score.argmax())]
    for i in range(len(emissions) - 1, 0, -1):
        tags.append(int(back[i, tags[-1]]))
    return tags[::-1]


def _log_softmax(scores: Floats) -> Floats:
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)), dtype=np.float32)


def _owners(cuts: Sequence[Window], words: int) -> list[int]:
    """For each word the window in which it stands furthest from the edges."""
    owner, best = [0] * words, [-1] * words
    for n, cut in enumerate(cuts):
        for i in range(cut.first, cut.last):
            room = min(
                i - cut.first if cut.first else words,
                cut.last - 1 - i if cut.last < words else words,
            )
            if room > best[i]:
                owner[i], best[i] = n, room
    return owner


def _runs(tags: Sequence[int], begin: int) -> list[tuple[int, int]]:
    """(first, last + 1) of every span of one role."""
    out, i = [], 0
    while i < len(tags):
        if tags[i] == begin:
            j = i + 1
            while j < len(tags) and tags[j] == begin + 1:
                j += 1
            out.append((i, j))
            i = j
        else:
            i += 1
    return out


def _assemble(
    words: Sequence[Word],
    tags: Sequence[int],
    emissions: Floats,
    scored: Sequence[_Scores],
    cuts: Sequence[Window],
    owner: Sequence[int],
) -> tuple[Proposal, ...]:
    """Tie every content to a cue and every cue to a source by the model's own pointers."""
    sources, cues, contents = (_runs(tags, role) for role in (SOURCE, CUE, CONTENT))

    def target(run: tuple[int, int], among: list[tuple[int, int]], nobody: bool) -> tuple[int, int] | None:
        window = owner[run[0]]
        cut, score = cuts[window], scored[window]
        near = [r for r in among if cut.first <= r[0] < cut.last]
        query = score.queries[run[0] - cut.first]
        values: list[Any] = [float(query @ score.keys[r[0] - cut.first]) for r in near]
        if not near or (nobody and float(query @ score.nobody) > max(values)):
            return None
        return near[int(np.argmax(values))]

    def characters(run: tuple[int, int]) -> tuple[int, int]:
        first, last = run[0], run[1] - 1
        while last > first and words[last].is_break:
            last -= 1
        return words[first].start, words[last].end

    held: dict[tuple[int, int] | None, list[tuple[int, int]]] = {}
    for content in contents:
        held.setdefault(target(content, cues, nobody=False), []).append(content)
    out = []
    for cue in cues:
        if cue in held:
            source = target(cue, sources, nobody=True)
            out.append(
                Proposal(
                    characters(source) if source else None,
                    characters(cue),
                    tuple(map(characters, held[cue])),
                    float(np.exp(emissions[cue[0], CUE])),
                )
            )
    return tuple(out)
