"""How names are compared: as runs of words without accents, hyphens and apostrophes, and with an eye on capitals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’‘ʼʻʿʾ`´][^\W_]+)*|&")
_POSSESSIVE = re.compile(r"['’ʼ`´][sS]$")
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʻʿʾ`´."))
_GAP = re.compile(r"""(?:['’ʼ`´][sS](?!\w))?['’"”“]?(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*|[-‐‑–/])['’"“”]?""")
_JOINED = re.compile(r"[-‐‑–]\w")
_ARTICLES = {"el": "al", "ul": "al"}
_SMALL = frozenset({"the", "al", "of", "and", "for", "in", "de", "del", "la", "los", "el"})
_LONG_ACRONYM = 4  # "NATO" is also written "Nato", "US" is never "Us"


class Word(NamedTuple):
    """A word of a text: offsets without the possessive ending, the letters as written, and the form compared."""

    start: int
    end: int
    letters: str
    form: str


@lru_cache(maxsize=65536)
def _compare(written: str) -> tuple[int, str, str]:
    """Length without the possessive ending, letters, and form of a word ("Sana'a's" is 6, Sanaa, sanaa)."""
    bare = _POSSESSIVE.sub("", written)
    letters = bare.translate(_APOSTROPHES)
    plain = unicodedata.normalize("NFKD", letters)
    form = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return len(bare), letters, "and" if bare == "&" else _ARTICLES.get(form, form)


def words_of(text: str) -> Iterator[Word]:
    """The words of a text, in order.

    >>> [(w.start, w.end, w.form) for w in words_of("Sana'a's U.S. base")]
    [(0, 6, 'sanaa'), (9, 13, 'us'), (14, 18, 'base')]
    """
    for match in _WORD.finditer(text):
        length, letters, form = _compare(match.group())
        yield Word(match.start(), match.start() + length, letters, form)


def first_form(name: str) -> str:
    """The form of the first word of a name ("al" for "Al-Nusra"), without taking the rest apart."""
    first = name.partition(" ")[0]
    if first.isalpha() and first.isascii():
        return _compare(first)[2]
    match = _WORD.search(name)
    return _compare(match.group())[2] if match else ""


def in_one_name(text: str, left: Word, right: Word) -> bool:
    """Whether only a blank, a line end, a hyphen, a slash or a quotation mark stands between two words."""
    gap = text[left.end : right.start]
    return gap in {" ", "-", ""} or _GAP.fullmatch(gap) is not None


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name is not part of a compound: "Hamas" in "anti-Hamas", "Iran" in "Iran-backed"."""
    return not _JOINED.match(text, end) and not _JOINED.match(text[max(start - 2, 0) : start][::-1])


def shouted(text: str, words: tuple[Word, ...], at: int, size: int) -> bool:
    """Whether a short acronym may be an ordinary word of a line in capitals ("GUNMAN WHO SHOT FIVE IS DEAD")."""
    word = words[at]
    if size > 1 or len(word.letters) >= _LONG_ACRONYM or word.end - word.start != len(word.letters):
        return False
    around = []
    if at and "\n" not in text[words[at - 1].end : word.start]:
        around.append(words[at - 1])
    if at + 1 == len(words) or "\n" in text[word.end : words[at + 1].start]:
        return False
    return all(w.letters.isupper() and len(w.letters) > 1 for w in (*around, words[at + 1]))


def is_acronym(word: str) -> bool:
    """Whether a word has a capital after its first letter: "US", "PDFs", "LeT", but not "Reuters"."""
    return any(c.isupper() for c in word[1:])


def written_alike(alias: tuple[str, ...], words: tuple[Word, ...], *, exact: bool) -> bool:
    """Whether the capitals of a text allow a name, given the words of the alias as its table writes them.

    Acronyms must be written as such, so that "us" is no country; four letters and more may be "Nato". Of the
    other words that the table capitalises, one must begin with a capital, so that "shining path" is no group.
    """
    capital, required = False, False
    for name, word in zip(alias, words, strict=True):
        if is_acronym(name):
            if word.letters != name and (exact or not _may_be_title(name, word.letters)):
                return False
            capital = True
        elif name[0].isupper() and name.casefold() not in _SMALL:
            required = True
            capital = capital or word.letters[0].isupper()
    return capital or not required


def _may_be_title(name: str, letters: str) -> bool:
    return len(name) >= _LONG_ACRONYM and name.isalpha() and name.isupper() and letters == name.capitalize()
