"""Names of people in a report, and which of them are one person."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from reportedly.lexicon.victims import load_victims

_JOINTS = frozenset(("-", "’", "'", "."))


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands at one place: tokens [start, end), titles left out."""

    start: int
    end: int
    words: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The words of the name as they are compared: without case, accents, hyphens, particles and suffixes."""
        table = load_victims()
        plain = unicodedata.normalize("NFKD", self.words).encode("ascii", "ignore").decode().casefold()
        words = plain.replace("-", " ").replace("'", "").replace('"', " ").replace(".", " ").split()
        return tuple(w for w in words if w not in table.particles and w not in table.suffixes) or tuple(words)


def names_in(doc: Doc) -> list[Name]:
    """Every name of a person that the parse recognises, and surnames that it recognises elsewhere, in order."""
    found: list[Name] = []
    known: set[str] = set()
    end = 0
    for ent in doc.ents:
        if ent.label_ != "PERSON" or ent.start < end:
            continue
        end = _whole(doc, ent.end)
        name = name_at(doc, ent.start, end)
        if name is not None:
            found.append(name)
            known.add(doc[name.end - 1].text)
    taken = {i for name in found for i in range(name.start, name.end)}
    again = [t.i for t in doc if t.text in known and t.i not in taken and t.tag_[:3] == "NNP"]
    found += [Name(i, i + 1, doc[i].text) for i in again]
    return sorted(found, key=lambda name: name.start)


def _whole(doc: Doc, end: int) -> int:
    """Where a name ends that the recogniser cut in two: the words that the parse compounds with it belong to it."""
    while end < len(doc) and doc[end - 1].dep_ == "compound" and doc[end].tag_ == "NNP":
        if doc[end].ent_type_ not in ("", "PERSON"):
            break
        end += 1
    return end


def name_at(doc: Doc, start: int, end: int) -> Name | None:
    """The name that these tokens hold, without titles, possessives and stray words, or None."""
    while start < end and (doc[start].lower_ in load_victims().titles or not _is_name_word(doc[start])):
        start += 1
    while end > start and (doc[end - 1].tag_ == "POS" or not _is_name_word(doc[end - 1])):
        end -= 1
    if start >= end or load_victims().is_person(doc[end - 1].lower_):
        return None
    if all(len(t.text.strip(".")) < 2 for t in doc[start:end]):
        return None
    return Name(start, end, doc[start:end].text)


def is_one(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two names, as compared words, may be one person's: "John Q. Roe", "Roe", "Jon Roe".

    The shorter must be the start or the end of the longer, or its words must stand in the longer in order; words match
    when they are equal, an initial of each other, or spelt almost alike.
    """
    if len(left) > len(right):
        left, right = right, left
    if len(left) == 1:
        return len(left[0]) > 2 and (_alike(left[0], right[-1]) or (len(right) > 2 and _alike(left[0], right[-2])))
    at = 0
    for word in left:
        while at < len(right) and not _alike(word, right[at]):
            at += 1
        if at == len(right):
            return False
        at += 1
    return True


def _alike(left: str, right: str) -> bool:
    """Equal, an initial of each other, or one letter apart in words of five letters or more."""
    if left == right:
        return True
    short, long = sorted((left, right), key=len)
    if len(short) == 1:
        return long.startswith(short)
    if len(short) < 5 or len(long) - len(short) > 1 or short[0] != long[0]:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at + 1 :] == long[at + 1 :] if len(short) == len(long) else short[at:] == long[at + 1 :]


def _is_name_word(token: Token) -> bool:
    first = token.text[:1]
    if token.tag_ == "DT":
        return False
    return first.isupper() or token.lower_ in load_victims().particles or token.text in _JOINTS or token.is_quote
