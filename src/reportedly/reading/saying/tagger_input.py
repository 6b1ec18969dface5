"""How a text is shown to the tagger: words, word pieces, letter case, and windows. Training uses the same code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

WINDOW = 256
STRIDE = 192
CASES = 4

_WORD = re.compile(r"\n\s*\n|\w+(?:[-'’.]\w+)*|[^\w\s]")
_BREAK = "[SEP]"


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a punctuation mark or a paragraph break, with its characters in the text and its pieces' ids."""

    start: int
    end: int
    pieces: tuple[int, ...]
    case: int

    @property
    def is_break(self) -> bool:
        """Whether this stands for the gap between two paragraphs."""
        return self.case == CASES


@dataclass(frozen=True, slots=True)
class Window:
    """A run of words short enough for one forward pass: `words[first:last]`."""

    first: int
    last: int


def piece_id(tokenizer: Tokenizer, piece: str) -> int:
    """The id of a piece that the vocabulary must hold. Raises KeyError where it does not."""
    found = tokenizer.token_to_id(piece)
    if found is None:
        raise KeyError(f"the tokenizer's vocabulary lacks {piece}")
    return found


def case_of(word: str) -> int:
    """0 no letters or all small, 1 capitalised, 2 all capitals, 3 mixed: the encoder itself sees no case."""
    if word == word.lower():
        return 0
    if word == word.upper():
        return 2 if len(word) > 1 else 1
    return 1 if word[1:] == word[1:].lower() else 3


def split_words(text: str, tokenizer: Tokenizer) -> list[Word]:
    """The words of a text with their word pieces; no word has more than eight (the rest says little)."""
    matches = list(_WORD.finditer(text))
    forms = [_BREAK if m.group().isspace() else m.group() for m in matches]
    encoded = tokenizer.encode_batch(forms, add_special_tokens=False)
    unknown = piece_id(tokenizer, "[UNK]")
    return [
        Word(
            m.start(),
            m.end(),
            tuple(e.ids[:8]) or (unknown,),
            CASES if form == _BREAK else case_of(form),
        )
        for m, form, e in zip(matches, forms, encoded, strict=True)
    ]


def windows(words: Sequence[Word], *, size: int = WINDOW, stride: int = STRIDE) -> Iterator[Window]:
    """Overlapping windows of at most `size` pieces (two kept for the marks at the ends) that cover all words."""
    first, total = 0, len(words)
    while first < total:
        last, pieces, step = first, 0, first
        while last < total and pieces + len(words[last].pieces) <= size - 2:
            pieces += len(words[last].pieces)
            last += 1
            if pieces <= stride:
                step = last
        yield Window(first, last)
        if last >= total:
            return
        first = max(step, first + 1)
