"""What a noun stands for (people, forces, sites, weapons), and which words make up its phrase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from reportedly.lexicon.targets import load_targets
from reportedly.lexicon.weapons import WeaponClass, load_weapons

_ENTITY_KINDS: dict[str, frozenset[str]] = {
    "PERSON": frozenset({"person", "people"}),
    "GPE": frozenset({"place", "party"}),
    "LOC": frozenset({"place"}),
    "FAC": frozenset({"site"}),
    "NORP": frozenset({"people", "party"}),
    "ORG": frozenset({"people", "site", "party", "force"}),
}
_NO_KIND: frozenset[str] = frozenset()
_PEOPLE = frozenset({"people"})
_LEFT_OUT = frozenset({"det", "predet", "punct", "cc", "preconj", "relcl", "acl", "appos", "conj", "advmod"})
_INSIDE = frozenset({"compound", "amod", "nmod", "nummod", "poss", "quantmod"})


@dataclass(frozen=True, slots=True)
class WeaponWords:
    """A weapon in the text: tokens [start, end) and its class."""

    start: int
    end: int
    weapon: WeaponClass


@cache
def _weapon_endings() -> dict[str, tuple[tuple[tuple[str, ...], WeaponClass], ...]]:
    """Weapons by the last word of their name, longest first."""
    endings: dict[str, list[tuple[tuple[str, ...], WeaponClass]]] = {}
    for name, weapon in load_weapons().items():
        words = tuple(name.replace("-", " - ").split())
        endings.setdefault(words[-1], []).append((words, weapon))
    return {last: tuple(sorted(found, key=lambda each: -len(each[0]))) for last, found in endings.items()}


def find_weapons(doc: Doc) -> dict[int, WeaponWords]:
    """The weapons named in a text, by the index of every token that belongs to one."""
    endings, found = _weapon_endings(), dict[int, WeaponWords]()
    for token in doc:
        last = token.lower_ if token.lower_ in endings else token.lemma_.lower()
        for words, weapon in endings.get(last, ()):
            start = token.i - len(words) + 1
            if start >= 0 and all(doc[start + n].lower_ == word for n, word in enumerate(words[:-1])):
                for index in range(start, token.i + 1):
                    found[index] = WeaponWords(start, token.i + 1, weapon)
                break
    return found


def kinds(token: Token) -> frozenset[str]:
    """What a noun stands for: classes of `data/targets.toml`, and what its entity type adds."""
    if token.pos_ == "PRON":
        return _PEOPLE if token.lower_ not in {"it", "itself", "this", "that", "which", "there"} else _NO_KIND
    table = load_targets()
    found = table.get(token.lemma_.lower(), _NO_KIND) | table.get(token.lower_, _NO_KIND)
    if token.ent_type_ in _ENTITY_KINDS and not found:
        return _ENTITY_KINDS[token.ent_type_]
    if token.pos_ == "NUM" and token.dep_ != "nummod":
        return found | _PEOPLE
    return found


def with_conjuncts(token: Token) -> Iterator[Token]:
    """A noun and those joined to it: "the embassy and two hotels"."""
    yield token
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN", "NUM", "PRON"}:
            yield from with_conjuncts(child)


def phrase(token: Token) -> tuple[int, int]:
    """Tokens [start, end) of a noun's phrase without article: "members of Iran-backed factions"."""
    if token.ent_type_ == "PERSON":
        start = end = token.i
        while (
            start > token.sent.start
            and token.doc[start - 1].ent_type_ == "PERSON"
            and token.doc[start].ent_iob_ == "I"
        ):
            start -= 1
        while (
            end + 1 < len(token.doc)
            and token.doc[end + 1].ent_iob_ == "I"
            and token.doc[end + 1].ent_type_ == "PERSON"
        ):
            end += 1
        return start, end + 1
    start, end = token.i, token.i + 1
    for child in token.lefts:
        if child.dep_ in _INSIDE and child.left_edge.i < start:
            start = child.left_edge.i
            break
    while start < token.i and (
        token.doc[start].is_punct or token.doc[start].pos_ in {"DET", "SPACE", "PART", "PRON"}
    ):
        start += 1
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == end:
            inner = [each for each in child.children if each.dep_ == "pobj"]
            if inner:
                end = max(phrase(inner[0])[1], inner[0].i + 1)
    return start, end
