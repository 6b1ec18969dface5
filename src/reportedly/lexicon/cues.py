"""Words that mark an act of saying: speech verbs, stances, hiding adverbs, media, and frames with their counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import get_args

from reportedly.lexicon._load import LexiconError, load_toml
from reportedly.records import Stance


@dataclass(frozen=True, slots=True)
class Cues:
    """The tables of `data/cues.toml`. `stances` and `stances_with` are keyed by lemma and (lemma, particle)."""

    speech: frozenset[str]
    speech_forms: frozenset[str]
    stances: Mapping[str, Stance]
    stances_with: Mapping[tuple[str, str], Stance]
    hidden: frozenset[str]
    hidden_passives: frozenset[str]
    media: Mapping[str, str]
    blows: frozenset[str]
    denials: tuple[str, ...]
    counting: frozenset[str]
    counting_of: frozenset[str]
    totals: frozenset[str]

    def stance(self, lemma: str, particle: str | None = None) -> Stance:
        """What a cue does; saying asserts unless the table says otherwise."""
        if particle and (lemma, particle) in self.stances_with:
            return self.stances_with[lemma, particle]
        return self.stances.get(lemma, "asserts")


@cache
def load_cues() -> Cues:
    """The built-in table, loaded once. Raises LexiconError where it names a stance that does not exist."""
    table = load_toml("cues.toml")
    speech = frozenset(table["speech"]["verbs"].split())
    stances: dict[str, Stance] = {}
    for stance, words in table["stance"].items():
        if stance not in get_args(Stance):
            raise LexiconError(f"cues.toml: [stance] {stance} is no stance")
        for word in words.split():
            stances.setdefault(word, stance)
    pairs: dict[tuple[str, str], Stance] = {}
    for stance, words in table["stance_with"].items():
        for word in words.split():
            lemma, _, particle = word.partition(":")
            pairs[lemma, particle] = stance
    counting = table["counting"]
    media = {word: name for name, words in table["medium"].items() for word in words}
    return Cues(
        speech=speech,
        speech_forms=frozenset(form for lemma in speech for form in verb_forms(lemma)),
        stances=stances,
        stances_with=pairs,
        hidden=frozenset(table["hidden"]["adverbs"].split()),
        hidden_passives=frozenset(table["hidden"]["passives"].split()),
        media=media,
        blows=frozenset(table["blows"]["verbs"].split()),
        denials=tuple(phrase.strip() for phrase in table["denial"]["phrases"].split("|")),
        counting=frozenset(f"{counting['verbs']} {counting['behind_of']}".split()),
        counting_of=frozenset(counting["behind_of"].split()),
        totals=frozenset(counting["totals"].split()),
    )


_IRREGULAR = {
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "write": ("writes", "wrote", "writing"),
    "begin": ("begins", "began", "beginning"),
    "read": ("reads", "read", "reading"),
    "go": ("goes", "went", "going"),
}


def verb_forms(lemma: str) -> tuple[str, ...]:
    """The forms of a verb that stand in an aside: lemma, third person, past and participle.

    >>> verb_forms("reply")
    ('reply', 'replies', 'replied', 'replying')
    """
    if lemma in _IRREGULAR:
        return (lemma, *_IRREGULAR[lemma])
    if lemma.endswith("e"):
        return (lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing")
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return (lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    if lemma in {"admit", "quip", "rebut"}:
        return (lemma, lemma + "s", lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing")
    plural = "es" if lemma.endswith(("s", "sh", "ch", "x")) else "s"
    return (lemma, lemma + plural, lemma + "ed", lemma + "ing")
