"""What the words beside a name say of the person: age, sex, occupation, kin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc

from reportedly.lexicon.victims import load_victims
from reportedly.reading.tolls.number_core import cardinal_at
from reportedly.reading.tolls.person_names import Name
from reportedly.reading.tolls.victim_kinds import singular

_AGE_BEFORE = re.compile(r"([\w-]+?)[- ](year|month)s?[- ]old\b", re.IGNORECASE)
_NEAR = 9
_BOUNDS = frozenset(("VERB", "AUX", "ADP", "SCONJ", "PUNCT", "CCONJ", "SPACE"))
_CLAUSE = frozenset(("AUX", "ADP", "VERB"))
_JOINTS = frozenset(("-", "’"))
_ENDS = frozenset((",", ".", ";"))
_DETERMINERS = frozenset(("a", "an", "the", "one", "his", "her", "their"))
_OWNERS = frozenset(("his", "her", "their", "the", "whose"))


@dataclass(frozen=True, slots=True)
class Details:
    """What is stated of a person at one place; None where nothing is."""

    age: int | None = None
    sex: Literal["female", "male"] | None = None
    occupation: str | None = None
    kin: str | None = None

    def or_else(self, other: Details) -> Details:
        """These details, completed by another place's."""
        return Details(
            self.age if self.age is not None else other.age,
            self.sex or other.sex,
            self.occupation or other.occupation,
            self.kin or other.kin,
        )


def details_of(doc: Doc, name: Name) -> Details:
    """What stands right before the name ("34-year-old teacher John Roe") and in its apposition ("John Roe, 34, a teacher,")."""
    before, after = _before(doc, name), _after(doc, name)
    return _described(doc, *after).or_else(_described(doc, *before)).or_else(Details(age=_bare_age(doc, name)))


def age_in(text: str) -> int | None:
    """The age in years that "a 16-year-old boy" states; months count as 0."""
    found = _AGE_BEFORE.search(text)
    if found is None:
        return None
    words = found[1].lower().replace("-", " - ").split()
    value = cardinal_at(words, 0)
    if value is None or value[0] != len(words) or value[1] > 120:
        return None
    return value[1] if found[2].lower() == "year" else 0


def _before(doc: Doc, name: Name) -> tuple[int, int]:
    """The tokens before a name that describe it: back to a comma, a verb or a preposition."""
    start = name.start
    if start and doc[start - 1].text == "," and start > 1 and singular(doc[start - 2]) in load_victims().kin:
        start -= 1
    while start and name.start - start < _NEAR:
        token = doc[start - 1]
        if token.pos_ in _BOUNDS and token.text not in _JOINTS:
            break
        start -= 1
    return start, name.start


def _after(doc: Doc, name: Name) -> tuple[int, int]:
    """The apposition after a name, without its age: ", 34, a teacher from Leeds," gives "a teacher"."""
    start = name.end
    if start >= len(doc) or doc[start].text != ",":
        return start, start
    start += 1
    if start < len(doc) and doc[start].text.isdigit():
        start += 2 if start + 1 < len(doc) and doc[start + 1].text == "," else 1
    end = start
    if end < len(doc) and doc[end].lower_ not in _DETERMINERS and not _opens_noun(doc, end):
        return start, start
    while end < min(len(doc), start + _NEAR + 3) and doc[end].text not in _ENDS and doc[end].pos_ not in _CLAUSE:
        end += 1
    if any(t.lower_ in ("and", "or") for t in doc[start:end]):
        return start, start
    return start, end


def _opens_noun(doc: Doc, at: int) -> bool:
    return doc[at].pos_ in ("NOUN", "ADJ") or doc[at].text.isdigit()


def _bare_age(doc: Doc, name: Name) -> int | None:
    """The number right after a name: "John Roe, 34," or "(34)" or "aged 34"."""
    i = name.end
    if i < len(doc) and doc[i].text in (",", "("):
        i += 1
        if i < len(doc) and doc[i].lower_ in ("aged", "age"):
            i += 1
        if i < len(doc) and doc[i].text.isdigit() and int(doc[i].text) <= 120:
            after = doc[i + 1].text if i + 1 < len(doc) else "."
            if after in (",", ")", ".", "and", "of", ";", "was", "were", "from"):
                return int(doc[i].text)
    return None


def _described(doc: Doc, start: int, end: int) -> Details:
    """The details that a description's words state."""
    words = load_victims()
    sex: Literal["female", "male"] | None = None
    occupation = kin = None
    for token in doc[start:end]:
        lemma = singular(token)
        if lemma in words.kin and occupation is None and kin is None:
            owned = any(t.lower_ in _OWNERS or t.tag_ == "POS" for t in doc[start : token.i])
            kin = _words(doc, start, token.i + 1) if owned else None
            sex = sex or words.kin[lemma]
        elif lemma in words.occupations:
            occupation = _words(doc, token.i, token.i + 1)
            if token.i > start and f"{doc[token.i - 1].lower_} {lemma}" in words.occupations:
                occupation = _words(doc, token.i - 1, token.i + 1)
        sex = sex or words.sex.get(token.lower_) or words.sex.get(lemma)
    text = doc[start:end].text if end > start else ""
    return Details(age=age_in(text), sex=sex, occupation=occupation, kin=kin)


def _words(doc: Doc, start: int, end: int) -> str:
    return doc[start:end].text
