"""Which runs of words may be place names: every run that the gazetteer knows, and those the tagger holds for places."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.gazetteer import Gazetteer, Hit, abbreviations, exact_key
from reportedly.lexicon.places import PlaceWords
from reportedly.reading.parse import Parse

MAX_TOKENS = 8
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_DIVISIONS = frozenset({"admin1", "admin2"})
_SETTLED = frozenset({"city", "capital"})
_ARTICLES = frozenset({"al", "el", "ad", "ar", "as", "ash", "at", "az", "an", "ed", "es", "ez", "de", "et"})
_INSIDE = _ARTICLES | {
    "of",
    "the",
    "and",
    "-",
    "–",
    "'",
    "’",
    "'s",
    "’s",
    "la",
    "le",
    "les",
    "los",
    "las",
    "da",
    "do",
}
_INSIDE |= {
    "dos",
    "das",
    "del",
    "della",
    "di",
    "du",
    "des",
    "upon",
    "on",
    "in",
    "y",
    "e",
    "sur",
    "en",
    "am",
    "an",
    "der",
}
_INSIDE |= {"van", "bin", "abu", "&", "/", "i", "ye", "ul", "ur", "us"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens [first, last) that may name a place, and the places the gazetteer has under that name. `core` is the token
    at which the name itself begins, where it is another: "Medellin" of "Western Medellin"."""

    first: int
    last: int
    hits: tuple[Hit, ...]
    core: int | None = None


@dataclass(frozen=True, slots=True)
class Tagged:
    """A run of tokens that the statistical tagger took for an entity."""

    first: int
    last: int
    label: str


class Words:
    """The tokens of a parse as plain lists, made once: strings, small-letter forms and the tagger's entities."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        pairs = [(token.text, token.idx) for token in parse.doc]
        self.text = [text for text, _ in pairs]
        self.offsets = [offset for _, offset in pairs]
        self.lower = [word.lower() for word in self.text]
        self.tagged: list[Tagged | None] = [None] * len(self.text)
        for entity in parse.doc.ents:
            tagged = Tagged(entity.start, entity.end, entity.label_)
            for number in range(entity.start, entity.end):
                self.tagged[number] = tagged

    def __len__(self) -> int:
        return len(self.text)

    def characters(self, first: int, last: int) -> tuple[int, int]:
        """The characters of tokens [first, last), with the stop that belongs to an abbreviation ("W.Va.")."""
        start, end = self.offsets[first], self.offsets[last - 1] + len(self.text[last - 1])
        if self.parse.text[end : end + 1] == ".":
            name = self.parse.text[start:end]
            end += "." in name or name + "." in abbreviations()
        return start, end

    def phrase(self, first: int, last: int) -> str:
        """The words of tokens [first, last) as they stand in the text."""
        start, end = self.characters(first, last)
        return self.parse.text[start:end]

    def capital(self, number: int) -> bool:
        """Whether a token exists and starts with a capital letter."""
        return 0 <= number < len(self.text) and self.text[number][0].isupper()

    def short(self, number: int) -> bool:
        """Whether this is the stop of "St.", "Ft." or "Mt."."""
        return self.text[number] == "." and self.at(number - 1) in {"st", "ft", "mt", "ste"}

    def at(self, number: int) -> str:
        """The token in small letters; empty outside the text."""
        return self.lower[number] if 0 <= number < len(self.lower) else ""


def propose(words: Words, lexicon: PlaceWords, gazetteer: Gazetteer) -> list[Candidate]:
    """Every run of words that is a name in the gazetteer or a place to the tagger; runs may overlap."""
    runs = {run: exact_key(words.phrase(*run)) for run in _runs(words, lexicon) if not _never(words, run, lexicon)}
    found = gazetteer.find_all(key for key in runs.values() if key)
    out = [Candidate(*run, found[key]) for run, key in runs.items() if key and found[key]]
    known = {(candidate.first, candidate.last) for candidate in out}
    inside = {number for run in known for number in range(*run)}
    for run in runs:
        if inside.isdisjoint(range(*run)) and _announced(words, run, lexicon):
            hits = gazetteer.find(words.phrase(*run), tolerant=True)
            if hits:
                out.append(Candidate(*run, hits))
                known.add(run)
    for tagged in dict.fromkeys(tag for tag in words.tagged if tag and tag.label in _PLACE_LABELS):
        trimmed = _trimmed(words, tagged, lexicon)
        if trimmed and trimmed not in known and words.capital(trimmed[0]) and not _never(words, trimmed, lexicon):
            hits = gazetteer.find(words.phrase(*trimmed), tolerant=True)
            out.append(Candidate(*trimmed, hits) if hits else _by_core(words, trimmed, lexicon, gazetteer))
    return out


def _runs(words: Words, lexicon: PlaceWords) -> list[tuple[int, int]]:
    """Runs of up to MAX_TOKENS tokens from one capitalised word to another, with small particles between."""
    out = []
    for first in range(len(words)):
        article = words.lower[first] in _ARTICLES and words.at(first + 1) in {"-", "–", "'", "’"}
        if not (words.capital(first) or (article and words.capital(first + 2))):
            continue
        for number in range(first, min(first + MAX_TOKENS, len(words))):
            if words.capital(number) or (number > first and words.lower[number] in lexicon.tails):
                out.append((first, number + 1))
            elif not (words.lower[number] in _INSIDE or words.text[number].isdigit() or words.short(number)):
                break
    return out


def _trimmed(words: Words, tagged: Tagged, lexicon: PlaceWords) -> tuple[int, int] | None:
    """The entity without "the" before it and "'s", a stop or "province" after it."""
    first, last = tagged.first, tagged.last
    while first < last and (words.lower[first] == "the" or not words.text[first][0].isalnum()):
        first += 1
    while last > first and (words.lower[last - 1] in {"'s", "’s"} or not words.text[last - 1][-1].isalnum()):
        if words.text[last - 1].endswith(".") and len(words.text[last - 1]) > 1:
            break
        last -= 1
    while last - first > 1 and words.text[last - 1].islower() and words.lower[last - 1] in lexicon.kinds:
        last -= 1
    return (first, last) if first < last else None


def _by_core(words: Words, run: tuple[int, int], lexicon: PlaceWords, gazetteer: Gazetteer) -> Candidate:
    """A name that is known without the word before or after it: "Western Medellin", "Port of Acajutla", "Arauca Intendancy"."""
    first, last = run
    if last - first > 1 and words.lower[first] in lexicon.directions:
        return Candidate(*run, _only(gazetteer.find(words.phrase(first + 1, last)), _SETTLED), first + 1)
    if last - first > 2 and words.lower[first] in lexicon.towns and words.lower[first + 1] == "of":
        return Candidate(*run, _only(gazetteer.find(words.phrase(first + 2, last)), _SETTLED), first + 2)
    if last - first > 1 and words.lower[last - 1] in lexicon.divisions and not words.capital(last):
        return Candidate(*run, _only(gazetteer.find(words.phrase(first, last - 1)), _DIVISIONS))
    return Candidate(*run, ())


def _only(hits: tuple[Hit, ...], kinds: frozenset[str]) -> tuple[Hit, ...]:
    """The places of these kinds, where the best known place of that name is one of them."""
    return tuple(hit for hit in hits if hit.place.kind in kinds) if hits and hits[0].place.kind in kinds else ()


def _announced(words: Words, run: tuple[int, int], lexicon: PlaceWords) -> bool:
    """Whether words beside this run say that it is a place: then its spelling may be an uncommon one."""
    before = words.at(run[0] - 1) if words.at(run[0] - 1) != "the" else words.at(run[0] - 2)
    if words.capital(run[1]) or words.capital(run[0] - 1):
        return False
    kind_of = before == "of" and words.at(run[0] - 2) in lexicon.kinds
    return before in lexicon.inside or kind_of or words.at(run[1]) in lexicon.kinds


def _never(words: Words, run: tuple[int, int], lexicon: PlaceWords) -> bool:
    """Whether this is the name of an agency or a title that some village shares."""
    if run[1] - run[0] > 1:
        return run[1] - run[0] == 2 and " ".join(words.lower[run[0] : run[1]]) in lexicon.never
    return words.lower[run[0]] in lexicon.never or words.lower[run[0]] in lexicon.titles
