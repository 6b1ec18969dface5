"""The learned tagger: spans of source, cue and content, and which belong together, proposed for the rules to weigh."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from reportedly.reading.saying.tagger_input import Splitter, Window, Word, piece_id, windows

Floats = NDArray[np.float32]

TAGS = 7  # O, then B and I of source, cue, content
OUTSIDE, SOURCE, CUE, CONTENT = 0, 1, 3, 5
_INSIDE = (2, 4, 6)
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
        self._splitter, self._session = Splitter(tokenizer), session
        self._ends = piece_id(tokenizer, "[CLS]"), piece_id(tokenizer, "[SEP]")

    def propose(self, text: str) -> tuple[Proposal, ...]:
        """Every act of saying the tagger sees in a text, ordered by cue."""
        words = self._splitter.split(text)
        if not words:
            return ()
        cuts = list(windows(words, text))
        scored = [self._score(words, cut) for cut in cuts]
        emissions = np.concatenate([s.tags[cut.own - cut.first :] for s, cut in zip(scored, cuts, strict=True)])
        emissions[[i for i, word in enumerate(words) if word.is_break]] = 0.0
        return _assemble(words, best_tags(emissions), emissions, scored, cuts)

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
        folder.joinpath("attribution.onnx").read_bytes(),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],  # it would join what training/tagger/norms.py took apart
    )
    tokenizer = Tokenizer.from_str(folder.joinpath("tokenizer.json").read_text(encoding="utf-8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return AttributionTagger(tokenizer, session)


def best_tags(emissions: Floats) -> list[int]:
    """The best sequence of tags (Viterbi) in which every inside follows its own begin. `emissions`: [words, 7]."""
    best: list[int] = emissions.argmax(axis=1).tolist()
    if all(tag not in _INSIDE or before in (tag, tag - 1) for before, tag in pairwise([OUTSIDE, *best])):
        return best  # nothing is forbidden in it, so no other sequence is better
    score, back = [0.0] + [_NEVER] * (TAGS - 1), []  # before the first word stands an outside
    for row in emissions.tolist():
        top = score.index(max(score))
        came = [top] * TAGS
        for inside in _INSIDE:
            came[inside] = inside if score[inside] > score[inside - 1] else inside - 1
        score = [score[before] + scored for before, scored in zip(came, row, strict=True)]
        back.append(came)
    tags = [score.index(max(score))]
    for came in reversed(back[1:]):
        tags.append(came[tags[-1]])
    return tags[::-1]


def _log_softmax(scores: Floats) -> Floats:
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)), dtype=np.float32)


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
) -> tuple[Proposal, ...]:
    """Tie every content to a cue and every cue to a source by the model's own pointers."""
    sources, cues, contents = (_runs(tags, role) for role in (SOURCE, CUE, CONTENT))
    starts = [cut.own for cut in cuts]

    def target(run: tuple[int, int], among: list[tuple[int, int]], nobody: bool) -> tuple[int, int] | None:
        window = bisect_right(starts, run[0]) - 1
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
