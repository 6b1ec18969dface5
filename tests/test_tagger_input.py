"""The tagger's view of a text: words with offsets, windows that cover everything, and the best tag sequence."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.pre_tokenizers import Whitespace

from reportedly.reading.saying.tagger import TAGS, best_tags
from reportedly.reading.saying.tagger_input import CASES, Splitter, Word, case_of, piece_id, windows


def small_tokenizer() -> Tokenizer:
    """A tokenizer with a handful of words and letters, no download."""
    marks = ["[UNK]", "[CLS]", "[SEP]", "the", "army", "said"]
    pieces = [*marks, *"abcdefghijklmnopqrstuvwxyz", *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz")]
    tokenizer = Tokenizer(WordPiece({p: i for i, p in enumerate(pieces)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.add_special_tokens(["[SEP]"])
    return tokenizer


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("army", 0),
        ("Army", 1),
        ("ARMY", 2),
        ("A", 1),
        ("McRae", 3),
        ("SANA", 2),
        ("12", 0),
        (",", 0),
        ("Al-Anbar", 3),
    ],
)
def test_case(word: str, case: int) -> None:
    assert case_of(word) == case


def test_words_and_breaks() -> None:
    text = "The army’s men said:\n\n“It is so.”"
    words = Splitter(small_tokenizer()).split(text)
    assert [text[w.start : w.end] for w in words if not w.is_break] == [
        "The", "army’s", "men", "said", ":", "“", "It", "is", "so", ".", "”",
    ]  # fmt: skip
    assert [text[w.start : w.end] for w in words if w.is_break] == ["\n\n"]


def test_a_vocabulary_without_the_mark_is_an_error() -> None:
    with pytest.raises(KeyError, match="CLS"):
        piece_id(Tokenizer(WordPiece({"[UNK]": 0}, unk_token="[UNK]")), "[CLS]")


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_words_stand_in_any_text(text: str) -> None:
    words = Splitter(small_tokenizer()).split(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(words))
    assert all(0 <= w.start < w.end <= len(text) and w.pieces for w in words)


@given(st.lists(st.tuples(st.integers(1, 8), st.sampled_from("ab.\n")), max_size=80), st.integers(24, 60))
@settings(max_examples=100, deadline=None)
def test_windows_decide_every_word_once(drawn: list[tuple[int, str]], size: int) -> None:
    words = [Word(i, i + 1, (1,) * n, CASES if mark == "\n" else 0) for i, (n, mark) in enumerate(drawn)]
    cuts = list(windows(words, "".join(mark for _, mark in drawn), size=size, context=8))
    assert [i for c in cuts for i in range(c.own, c.last)] == list(range(len(words)))
    assert all(c.first <= c.own < c.last for c in cuts)
    assert all(sum(n for n, _ in drawn[c.first : c.last]) <= size - 2 for c in cuts)
    assert all(sum(n for n, _ in drawn[c.first : c.own]) <= 8 for c in cuts)


def test_windows_end_with_a_paragraph_or_else_with_a_sentence() -> None:
    text = "The army said so. The army said so.\n\nThe army said. The army said the army"
    words = Splitter(small_tokenizer()).split(text)
    lengths = [text[words[c.own].start : words[c.last - 1].end] for c in windows(words, text, size=22, context=4)]
    assert lengths == ["The army said so. The army said so.\n\n", "The army said. The army said the army"]
    assert text[: words[next(windows(words, text, size=12, context=4)).last - 1].end] == "The army said so."


@given(st.integers(1, 5), st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_best_tags_against_enumeration(length: int, seed: int) -> None:
    emissions = np.random.default_rng(seed).normal(size=(length, TAGS)).astype(np.float32)

    def legal(tags: tuple[int, ...]) -> bool:
        return all(b not in (2, 4, 6) or a in (b - 1, b) for a, b in itertools.pairwise((0, *tags)))

    every = (t for t in itertools.product(range(TAGS), repeat=length) if legal(t))
    best = max(every, key=lambda tags: sum(float(emissions[i, t]) for i, t in enumerate(tags)))
    assert best_tags(emissions) == list(best)
