"""How many: the number that stands with a token for people, and the words that state it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from reportedly.lexicon.victims import load_victims
from reportedly.reading.number_reader import Number, read_numbers
from reportedly.reading.victim_kinds import singular

_NONE = frozenset(("no", "zero"))
_INDIVIDUAL_TAGS = frozenset(("NN", "NNP"))
_ONE = frozenset(("another", "one", "someone", "somebody"))
_PERSONAL = frozenset(("PRP", "PRP$", "WP", "WDT", "EX", "DT", "WP$"))
_BODIES = frozenset(("body", "corpse"))


@dataclass(frozen=True, slots=True)
class Group:
    """A counted group of people: words [start, end), `head` the token that stands for it, `noun` what is counted.

    `noun` is None where only a number stands ("wounding 12"). `listed` is how many names or people were listed where
    no numeral is stated ("two brothers and their mother" is a list with one numeral).
    """

    number: Number
    start: int
    end: int
    head: Token
    noun: Token | None
    stated: bool


class Counts:
    """The numbers of one text, read once, by the tokens that state them."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.numbers = read_numbers([t.text for t in doc])
        self._at = {i: n for n in self.numbers for i in range(n.start, n.end)}
        self._ending = {n.end: n for n in self.numbers}

    def at(self, i: int) -> Number | None:
        """The number that this token is part of."""
        number = self._at.get(i)
        return None if number is None or self.is_date(number) else number

    def ending(self, i: int) -> Number | None:
        """The number that ends right before this token."""
        number = self._ending.get(i)
        return None if number is None or self.is_date(number) else number

    def is_date(self, number: Number) -> bool:
        """Whether the number is part of a date or a duration rather than a count of people."""
        doc, low = self.doc, number.low
        if number.vague is not None or low is None:
            return False
        token = doc[number.core]
        after = doc[number.end] if number.end < len(doc) else None
        year = number.exact and token.text.isdigit() and len(token.text) == 4 and 1900 <= low <= 2100
        if year and (after is None or not load_victims().is_person(singular(after))):
            return True
        if number.exact and token.text.isdigit() and low <= 31 and _is_month(doc, number):
            return True
        return after is not None and singular(after) in (
            "year",
            "month",
            "week",
            "day",
            "hour",
            "minute",
            "mile",
            "kilometer",
        )

    def groups(self, token: Token) -> list[Group]:
        """The counted groups that a token stands for, its coordinated fellows included.

        "two soldiers and a child" are two groups; "a man, a woman and a boy" is one group of three.
        """
        members = _coordinated(token)
        groups = [g for m in members if (g := self.group(m))]
        if len(groups) > 1 and len(groups) == len(members) and not any(g.stated for g in groups):
            first, last = groups[0], groups[-1]
            count = len(groups)
            number = Number(first.start, first.start, last.end, count, count)
            return [Group(number, first.start, last.end, first.head, first.noun, False)]
        return groups

    def group(self, token: Token) -> Group | None:
        """The group that one token stands for, or None where the words state no number of people."""
        doc = self.doc
        number = self.at(token.i)
        if number is not None:
            noun = self._noun_of(token, number)
            if noun is not None and not _may_be_people(noun):
                return None
            end = number.end if noun is None else max(number.end, noun.i + 1)
            return Group(number, number.start, end, token, noun, True)
        if token.tag_ in _PERSONAL and token.lower_ not in ("both", "another"):
            return None
        number = self._before(token)
        if number is not None:
            if not _may_be_people(token):
                return None
            return Group(number, number.start, token.i + 1, token, token, True)
        zero = next((c for c in token.lefts if c.lower_ in _NONE), None)
        if zero is not None and _may_be_people(token):
            return Group(Number(zero.i, zero.i, zero.i + 1, 0, 0), zero.i, token.i + 1, token, token, True)
        return self._individual(token)

    def _before(self, token: Token) -> Number | None:
        """The number among the words of a noun's group before the noun."""
        left = token.left_edge.i
        for i in range(token.i, left - 1, -1):
            number = self.at(i)
            if number is not None and number.end <= token.i and number.start >= left - 3:
                if not _clause_between(self.doc, number.end, token.i):
                    return number
                return None
        return None

    def _noun_of(self, token: Token, number: Number) -> Token | None:
        """What a numeral counts: the noun after it, or the one behind "of" ("three of the soldiers")."""
        doc = self.doc
        if token.i >= number.core and token.dep_ == "nummod" and token.head.i >= number.end:
            return token.head
        i = number.end
        while i < len(doc) and doc[i].lower_ in ("more", "other", "others", "of"):
            if doc[i].lower_ == "others":
                return doc[i]
            i += 1
        if (i > number.end and doc[i - 1].lower_ == "of") or number.vague is not None:
            for t in doc[i : i + 7]:
                if t.pos_ in ("NOUN", "PROPN") and t.dep_ not in ("compound", "poss", "nmod", "amod"):
                    return t
                if t.tag_ in _PERSONAL and t.lower_ in ("them", "whom", "us", "those"):
                    return t
                if t.is_punct or t.pos_ == "VERB":
                    return None
        return None

    def _individual(self, token: Token) -> Group | None:
        """One person: "a child", "the gunman", a name."""
        if token.lower_ in _ONE:
            return self._one(token, token.i, None)
        if token.tag_ not in _INDIVIDUAL_TAGS or not (_is_person(token) or _has_age(token)):
            return None
        if token.lemma_ in _BODIES:
            return None
        start = max(token.left_edge.i, token.i - 12)
        while start < token.i and (self.doc[start].is_punct or self.doc[start].is_space):
            start += 1
        return self._one(token, start, token)

    def _one(self, token: Token, start: int, noun: Token | None) -> Group:
        return Group(Number(start, start, token.i + 1, 1, 1), start, token.i + 1, token, noun, False)


def _coordinated(token: Token) -> list[Token]:
    """A token and the nouns and numerals coordinated with it, in order."""
    out, queue = [token], [token]
    while queue:
        here = queue.pop(0)
        for child in here.children:
            if (
                child.dep_ == "conj"
                and child.pos_ in ("NOUN", "PROPN", "NUM", "PRON", "ADJ", "DET")
                and child.tag_ not in ("PRP",)
            ):
                out.append(child)
                queue.append(child)
    return sorted(out, key=lambda t: t.i)


def _clause_between(doc: Doc, start: int, end: int) -> bool:
    return any(
        (t.pos_ in ("VERB", "ADP", "AUX") and t.tag_ not in ("VBN", "VBG")) or t.lower_ in (",", "and")
        for t in doc[start:end]
    )


def _may_be_people(noun: Token) -> bool:
    lemma = singular(noun)
    words = load_victims()
    return words.is_person(lemma) or (
        lemma not in words.things and noun.ent_type_ not in ("MONEY", "PERCENT", "QUANTITY", "TIME")
    )


def _is_person(noun: Token) -> bool:
    words = load_victims()
    if words.is_person(singular(noun)):
        return True
    return noun.tag_ == "NNP" and noun.ent_type_ in ("PERSON",)


def _has_age(noun: Token) -> bool:
    return noun.lower_ == "old" and noun.i > 3 and noun.doc[noun.i - 1].text == "-"


def _is_month(doc: Doc, number: Number) -> bool:
    """Whether a day number stands beside a month: "17 August", "Jan. 27"."""
    i = number.core
    return any(
        0 <= j < len(doc) and doc[j].lower_[:3] in _MONTHS and doc[j].lower_.rstrip(".") in _MONTH_FORMS
        for j in (i - 1, i + 1)
    )


_MONTH_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTHS = frozenset(m[:3] for m in _MONTH_NAMES)
_MONTH_FORMS = frozenset((*_MONTH_NAMES, *(m[:3] for m in _MONTH_NAMES), "sept"))
