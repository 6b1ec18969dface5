"""Part of speech, morphology and lemma of every word, worked out once per form of a word and remembered.

spaCy's attribute ruler and lemmatizer look at each word anew. What they say of it follows from its spelling, its tag
and its dependency label, and in a handful of idioms ("gonna", "there's") from the word beside it. So they are asked
once per form, and the answer is used again: the same words get the same answers, at a tenth of the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc

NAME = "reportedly_word_forms"
REPLACED = ("attribute_ruler", "lemmatizer")
MOST_FORMS = 200_000  # remembered before all are forgotten: memory stays flat over any stream

_GIVEN: list[int | str] = ["ORTH", "TAG", "DEP"]
_MADE: list[int | str] = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]
_LOOKED_AT = frozenset({"ORTH", "TEXT", "LOWER", "TAG", "DEP", "IS_SPACE"})

Form = tuple[int, int, int]
Row = tuple[int, ...]


class WordForms:
    """A pipeline component that gives each word what the attribute ruler and the lemmatizer would give it."""

    def __init__(self, nlp: Language) -> None:
        self._steps = [nlp.get_pipe(name) for name in REPLACED]
        self._vocab = nlp.vocab
        self._openings = _openings(nlp)
        self._alone: dict[Form, Row | None] = {}
        self._beside: dict[tuple[Form | None, Form, Form | None], Row] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set tag, label, part of speech, morphology and lemma of every word."""
        if not len(doc):
            return doc
        if len(self._alone) > MOST_FORMS:
            self._alone.clear()
            self._beside.clear()
        forms: list[Form] = [tuple(row) for row in doc.to_array(_GIVEN).tolist()]
        self._meet([form for form in dict.fromkeys(forms) if form not in self._alone])
        rows = [self._alone[form] for form in forms]
        for i in [i for i, row in enumerate(rows) if row is None]:
            for j in range(i, min(i + 2, len(forms))):
                before = forms[j - 1] if j and self._alone[forms[j - 1]] is None else None
                after = forms[j + 1] if self._alone[forms[j]] is None and j + 1 < len(forms) else None
                rows[j] = self._in_company(before, forms[j], after)
        values: Any = np.array(rows, dtype=np.uint64)
        return doc.from_array(_MADE, values)

    def _meet(self, forms: Sequence[Form]) -> None:
        """Learn new forms; one that may open an idiom is no use to know alone, and None is kept for it."""
        if not forms:
            return
        opening = {start for _, start, _ in self._openings(self._text(forms), allow_missing=True)}
        plain = [form for i, form in enumerate(forms) if i not in opening]
        self._alone.update(dict.fromkeys(forms))
        if plain:
            self._alone.update(zip(plain, self._ask(self._text(plain)), strict=True))

    def _in_company(self, before: Form | None, form: Form, after: Form | None) -> Row:
        key = (before, form, after)
        if key not in self._beside:
            doc = self._text([f for f in key if f is not None])
            self._beside[key] = self._ask(doc)[before is not None]
        return self._beside[key]

    def _ask(self, doc: Doc) -> list[Row]:
        """What spaCy's own components say of each word of a text."""
        for step in self._steps:
            doc = step(doc)
        return [tuple(row) for row in doc.to_array(_MADE).tolist()]

    def _text(self, forms: Sequence[Form]) -> Doc:
        name = self._vocab.strings
        words, tags, labels = ([name[value] for value in column] for column in zip(*forms, strict=True))
        return Doc(self._vocab, words=words, tags=tags, deps=labels, heads=list(range(len(forms))))


@Language.factory(NAME)
def _make(nlp: Language, name: str) -> WordForms:
    return WordForms(nlp)


def remember_forms(nlp: Language) -> None:
    """Put the remembering component in the place of the two it asks, where the pipeline's rules allow that."""
    if set(REPLACED) <= set(nlp.pipe_names) and _can_stand_alone(nlp):
        nlp.add_pipe(NAME, after=REPLACED[1])
        for name in REPLACED:
            nlp.disable_pipe(name)


def _patterns(nlp: Language) -> list[list[dict[str, Any]]]:
    """Every pattern of the pipeline's attribute ruler."""
    ruler: Any = nlp.get_pipe(REPLACED[0])
    return [pattern for rule in ruler.patterns for pattern in rule["patterns"]]


def _openings(nlp: Language) -> Matcher:
    """Finds the words that may open an idiom: the first word of every pattern of two."""
    matcher = Matcher(nlp.vocab)
    matcher.add("opening", [pattern[:1] for pattern in _patterns(nlp) if len(pattern) == 2])
    return matcher


def _can_stand_alone(nlp: Language) -> bool:
    """Whether the rules look at no more than a word's form and the one beside it, and the lemmas at no more than that."""
    lemmatizer: Any = nlp.get_pipe(REPLACED[1])
    return (
        lemmatizer.mode == "rule"
        and not lemmatizer.overwrite
        and nlp.pipe_names.index(REPLACED[0]) + 1 == nlp.pipe_names.index(REPLACED[1])
        and all(len(p) <= 2 and all(set(word) <= _LOOKED_AT for word in p) for p in _patterns(nlp))
    )
