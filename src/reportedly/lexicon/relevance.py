"""What the relevance gate looks for: classes of words by lemma, pairs of words, and the weights of a linear model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from reportedly.lexicon._load import LexiconError, load_csv, load_toml
from reportedly.lexicon.events import load_triggers
from reportedly.lexicon.harm import load_harm
from reportedly.lexicon.weapons import load_weapons

TABLE, WEIGHTS = "relevance.toml", "relevance_weights.csv"


@dataclass(frozen=True, slots=True)
class RelevanceWords:
    """Classes by lemma, classes of a word with another close behind it, and the lemma of irregular forms."""

    classes: Mapping[str, frozenset[str]]
    pairs: Mapping[str, Mapping[str, str]]
    irregular: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RelevanceWeights:
    """A logistic model over the features of a passage. `threshold` is what the best passage of a text must score for it
    to be read; `skim` is what a passage must score to be read where a text is skimmed."""

    bias: float
    weights: Mapping[str, float]
    threshold: float
    skim: float


@cache
def load_relevance_words() -> RelevanceWords:
    """The words of harm, of events and of weapons, from the tables that the reading uses."""
    classes: dict[str, set[str]] = defaultdict(set)
    pairs: dict[str, dict[str, str]] = defaultdict(dict)
    for phrase, name in _entries():
        words = phrase.replace("-", " ").split()
        if len(words) == 1:
            classes[words[0]].add(name)
        else:
            pairs[words[0]].setdefault(words[1], name)
    return RelevanceWords(
        {word: frozenset(names) for word, names in classes.items()}, dict(pairs), load_toml(TABLE)["irregular"]
    )


@cache
def load_relevance_weights() -> RelevanceWeights:
    """The model that `training/gate/train.py` made."""
    model = load_toml(TABLE)["model"]
    for name in ("threshold", "skim"):
        if not 0 < model[name] < 1:
            raise LexiconError(f"{TABLE}: {name} = {model[name]} lets through everything or nothing")
    weights = {row["feature"]: float(row["weight"]) for row in load_csv(WEIGHTS, ("feature", "weight"))}
    return RelevanceWeights(model["bias"], weights, model["threshold"], model["skim"])


def _entries() -> Iterator[tuple[str, str]]:
    """Words or phrases, and the class each belongs to."""
    for rows in load_triggers().values():
        for row in rows:
            order = (*row.others[::-1], row.lemma) if row.pos == "noun" else (row.lemma, *row.others)
            yield " ".join(order), row.type
    for words, weapon in load_weapons().items():
        yield words, f"weapon {weapon.name}"
    harm = load_harm()
    for table in (harm.by_object, harm.by_subject, harm.states, harm.nouns, harm.sufferers):
        for word, field in table.items():
            yield word, field
    for word in (*harm.casualties, "fatally", "casualties"):
        yield word, "casualty"
    for word in (*harm.shooting, *harm.deadly):
        yield word, "shooting"
    for verb, phrases in harm.phrases.items():
        for phrase in phrases:
            for noun in phrase.object or phrase.to:
                yield f"{verb} {noun}", phrase.field
