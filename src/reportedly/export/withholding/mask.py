"""A mask: finds withheld names in any text, however they are cased, accented or joined, and puts pseudonyms there."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Letters that have no accent to take off, with what is written for them; "ı" and "i" have one capital between them.
_ALIKE = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th"}
)
_RUN = re.compile(r"[^\W_]+")
_BOUNDED = (
    "LATIN",
    "GREEK",
    "CYRILLIC",
    "ARMENIAN",
    "GEORGIAN",
)  # scripts that part words and have no prefixed particles
_JOINED_BY = "#@/._-+&=%"  # what stands before a name that is written small on purpose: tags, addresses
_WIDEST_GAP = 4  # characters between the parts of a name: ". ", "-", " (“"
_EMBEDDED = 6  # letters of a name that is sought inside longer words too
ANYONE = "a person"


@dataclass(frozen=True, slots=True)
class Form:
    """One way a withheld thing is written, as folded words. `alone` is true for one part of a longer name: it counts only
    where it is written with a capital, or is part of a tag or an address."""

    words: tuple[str, ...]
    label: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Masked:
    """A text under the mask, and where its characters went."""

    text: str
    cuts: tuple[tuple[int, int, int, int], ...]

    def at(self, start: int, end: int) -> tuple[int, int]:
        """The range in the masked text that a range of the original became."""
        return self._moved(start, first=True), self._moved(end, first=False)

    def _moved(self, offset: int, *, first: bool) -> int:
        shift = 0
        for start, end, new_start, new_end in self.cuts:
            if offset >= end:
                shift = new_end - end
            elif offset > start or (first and offset == start):
                return new_start if first else new_end
            else:
                break
        return offset + shift


class Mask:
    """Masks the forms it is given. A part of a name that two people share becomes "a person"."""

    def __init__(self, forms: Iterable[tuple[str, str, bool]]) -> None:
        """`forms` are (as written, label, is it only a part of a name)."""
        self._forms: dict[str, dict[tuple[str, ...], Form]] = defaultdict(dict)
        self._embedded: dict[str, Form] = {}
        self._within: dict[str, tuple[tuple[int, int, str], ...]] = {}  # what is inside the words that were met
        for written, label, alone in forms:
            words = tuple(_RUN.findall(folded(written)[0]))
            if words:
                self._add(Form(words, label, alone))
                if len(words) > 1:
                    self._add(Form(("".join(words),), label, alone=False))
        self._sizes = sorted({len(word) for word in self._embedded}, reverse=True)

    def __bool__(self) -> bool:
        return bool(self._forms)

    def _add(self, form: Form) -> None:
        held = self._forms[form.words[0]].get(form.words)
        if held and held.label != form.label:
            form = Form(form.words, ANYONE, held.alone and form.alone)
        self._forms[form.words[0]][form.words] = form
        word = form.words[0]
        if len(form.words) == 1 and (len(word) >= _EMBEDDED or (len(word) > 1 and not bounded(word))):
            self._embedded[word] = form

    def text(self, text: str) -> str:
        """The text with pseudonyms in place of what is withheld."""
        return self.cover(text).text

    def cover(self, text: str) -> Masked:
        """The masked text with the map of its offsets."""
        parts, cuts, at, length = [], [], 0, 0
        for start, end, label in self._found(text):
            parts += [text[at:start], label]
            length += start - at
            cuts.append((start, end, length, length + len(label)))
            length += len(label)
            at = end
        return Masked("".join([*parts, text[at:]]), tuple(cuts)) if cuts else Masked(text, ())

    def _found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Every occurrence in order, longest first at each word; one inside another's range does not count."""
        fold, home = folded(text)
        runs = list(_RUN.finditer(fold))
        at = 0
        while at < len(runs):
            hit = self._form_at(fold, runs, at, text, home)
            if hit:
                last, label = hit
                yield home[runs[at].start()], home[runs[last].end() - 1] + 1, label
                at = last + 1
                continue
            word = runs[at].group()
            if word not in self._within:
                self._within[word] = tuple(self._inside(word))
            for start, end, label in self._within[word]:
                first = runs[at].start()
                yield home[first + start], home[first + end - 1] + 1, label
            at += 1

    def _form_at(
        self, fold: str, runs: list[re.Match[str]], at: int, text: str, home: list[int]
    ) -> tuple[int, str] | None:
        word = runs[at].group()
        if word not in self._forms and _singular(word) not in self._forms:
            return None
        forms = [*self._forms.get(word, {}).values(), *self._forms.get(_singular(word), {}).values()]
        for form in sorted(forms, key=lambda f: -len(f.words)):
            last = at + len(form.words) - 1
            if last >= len(runs) or not _stands(form.words, fold, runs, at):
                continue
            if form.alone and not _written_as_name(text, home[runs[at].start()], home[runs[last].end() - 1] + 1):
                continue
            return last, form.label
        return None

    def _inside(self, word: str) -> Iterator[tuple[int, int, str]]:
        """Names within a longer word: the whole word is masked, in scripts that do not part words the name alone."""
        at = 0
        while at < len(word):
            form = next(
                (f for size in self._sizes if (f := self._embedded.get(word[at : at + size])) is not None), None
            )
            if form is None:
                at += 1
            elif bounded(word):
                yield 0, len(word), form.label
                return
            else:
                yield at, at + len(form.words[0]), form.label
                at += len(form.words[0])


def _stands(words: tuple[str, ...], fold: str, runs: list[re.Match[str]], at: int) -> bool:
    """Whether the words stand here one after the other; the last may have an "s" behind it."""
    for step, word in enumerate(words):
        run = runs[at + step].group()
        if run != word and not (step == len(words) - 1 and _singular(run) == word):
            return False
        if step:
            gap = fold[runs[at + step - 1].end() : runs[at + step].start()]
            if len(gap) > _WIDEST_GAP and gap.strip():
                return False
    return True


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 else word


def _written_as_name(text: str, start: int, end: int) -> bool:
    found = text[start:end]
    return found != found.lower() or found == found.upper() or text[max(0, start - 1) : start] in set(_JOINED_BY)


def bounded(word: str) -> bool:
    """Whether words of this script stand apart from one another."""
    return all(unicodedata.name(c, "LATIN").split()[0] in _BOUNDED for c in word if c.isalpha())


def folded(text: str) -> tuple[str, list[int]]:
    """The text without case, accents and invisible characters, and where each of its characters comes from.

    >>> folded("José")
    ('jose', [0, 1, 2, 3])
    """
    if text.isascii():
        return text.lower(), list(range(len(text)))
    out, home = [], []
    for at, char in enumerate(text):
        for c in unicodedata.normalize("NFKD", char).casefold().translate(_ALIKE):
            if unicodedata.category(c) not in ("Mn", "Me", "Cf"):
                out.append(c)
                home.append(at)
    return "".join(out), home
