"""Which language a text is in, offline; None where the text is too short or too odd to tell."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from reportedly.intake.rules import load_words

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_SAMPLE = 3000
_FEWEST_WORDS = 8
_FEWEST_SMALL_WORDS = 2
_ENGLISH_SHARE = 0.1
_CONFIDENT = 0.8
UNDETERMINED = "und"


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the language, "und" for a foreign script that is not recognised, None if unclear.

    English is told by its small words. Only where they are rare is the classifier asked (py3langid, restricted to the
    languages of `data/words.toml`), and believed from a probability of 0.8 on.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.casefold())
    if len(words) >= _FEWEST_WORDS:
        small = load_words().english
        if sum(word in small for word in words) >= max(_FEWEST_SMALL_WORDS, _ENGLISH_SHARE * len(words)):
            return "en"
    letters = sum(map(len, words))
    foreign = letters and len(_LATIN.findall(sample)) < letters / 2
    if not foreign and len(words) < _FEWEST_WORDS:
        return None
    language, probability = _classifier().classify(sample)
    if probability >= _CONFIDENT or (foreign and probability >= _CONFIDENT / 2):
        return str(language)
    return UNDETERMINED if foreign else None


@cache
def _classifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    classifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    classifier.set_languages(load_words().languages)
    return classifier
