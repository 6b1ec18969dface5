"""How many: the number that stands with a token for people, and the words that state it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from reportedly.lexicon.harm import load_harm
from reportedly.lexicon.victims import load_victims
from reportedly.reading.tolls.number_dates import is_age, is_date, is_rank
from reportedly.reading.tolls.number_reader import Number, read_numbers
from reportedly.reading.tolls.victim_kinds import singular

_INDIVIDUAL_TAGS = frozenset(("NN", "NNP"))
_ONE = frozenset(("another", "one", "someone", "somebody", "second", "third", "fourth", "fifth"))
_PRONOUN_TAGS = frozenset(("PRP", "PRP$", "WP", "WDT", "EX", "DT", "WP$"))
_OPENERS = frozenset(("a", "an", "one", "his", "her", "their", "another"))
_NOUNS = frozenset(("NOUN", "PROPN"))
_INSIDE = frozenset(("NOUN", "PROPN", "ADJ"))
_MORE = frozenset(("more", "other", "others", "additional", "further"))


@dataclass(frozen=True, slots=True)
class Group:
    """A counted group of people: words [start, end), `head` the token that stands for it, `noun` what is counted.

    `noun` is None where only a number stands ("wounding 12"); `stated` is false where the number is that of the
    people named or described one by one ("a man and a woman").
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
        numbers = [n for n in read_numbers([t.text for t in doc]) if not _counts_no_people(doc, n)]
        self._at = {i: n for n in numbers for i in range(n.start, n.end)}
        self._ending = {n.end: n for n in numbers}
        self._starting = {n.start: n for n in numbers}

    def starting(self, i: int) -> Number | None:
        """The number whose words start with this token."""
        return self._starting.get(i)

    def ending(self, i: int) -> Number | None:
        """The number that ends right before this token."""
        return self._ending.get(i)

    def groups(self, token: Token) -> list[Group]:
        """The counted groups that a token stands for, its coordinated fellows included.

        "two soldiers and a child" are two groups; "a man, a woman and a boy" is one group of three.
        """
        members = _coordinated(token)
        groups = [g for m in members if (g := self.group(m))]
        if len(groups) < 2 or any(g.stated for g in groups) or any(_has_clause(m) for m in members):
            return groups
        if len(groups) < len(members):
            return []
        first, last = groups[0], groups[-1]
        number = Number(first.start, first.start, last.end, len(groups), len(groups))
        return [Group(number, first.start, last.end, first.head, first.noun, False)]

    def group(self, token: Token) -> Group | None:
        """The group that one token stands for, or None where the words state no number of people."""
        number = self._at.get(token.i)
        if number is not None:
            return self.counted(number)
        if token.dep_ == "pobj" and token.head.lower_ == "of":
            number = self._at.get(token.head.head.i)
            if number is not None:
                return self.counted(number)
        if token.tag_ in _PRONOUN_TAGS and token.lower_ not in _ONE:
            return None
        number = self._before(token)
        if number is not None:
            return Group(number, number.start, token.i + 1, token, token, True) if _may_be_people(token) else None
        zero = next(
            (c for c in token.lefts if c.lower_ == "no" or (c.lower_ == "any" and _denied_before(c))), None
        )
        if zero is not None:
            number = Number(zero.i, zero.i, zero.i + 1, 0, 0)
            return Group(number, zero.i, token.i + 1, token, token, True) if _may_be_people(token) else None
        return self._individual(token)

    def counted(self, number: Number) -> Group | None:
        """The group that starts with a number: its noun stands after it, at once or behind "of"."""
        doc = self.doc
        noun = self._noun_after(number)
        if noun is not None and not _may_be_people(noun):
            return None
        end = number.end if noun is None else max(number.end, noun.i + 1)
        return Group(number, number.start, end, noun if noun is not None else doc[number.core], noun, True)

    def single_from(self, i: int) -> Group | None:
        """The one person that an article or a possessive opens: "a maid", "his brother"."""
        doc = self.doc
        if i >= len(doc) or doc[i].lower_ not in _OPENERS:
            return None
        for token in doc[i + 1 : i + 8]:
            if token.text in (",", ".", ";", "(") or token.pos_ in ("VERB", "AUX", "ADP"):
                return None
            if (token.pos_ in _NOUNS and _ends_group(token)) or _is_aged(token):
                group = self._individual(token)
                return group if group is not None and group.start <= i + 1 else None
        return None

    def _noun_after(self, number: Number) -> Token | None:
        doc, i = self.doc, number.end
        while i < len(doc) and doc[i].lower_ in _MORE:
            if doc[i].lower_ == "others":
                return doc[i]
            i += 1
        if i < len(doc) and doc[i].lower_ == "of":
            i += 1
            while i < len(doc) and (doc[i].tag_ in ("DT", "PRP$", "CD") or doc[i].lower_ in _MORE):
                i += 1
            if i < len(doc) and doc[i].tag_ in ("PRP", "WP", "WDT"):
                return doc[i]
            if i < len(doc) and self.starting(i):
                i = self._starting[i].end
        noun = None
        while i < len(doc):
            token = doc[i]
            if token.ent_type_ in ("DATE", "TIME"):
                break
            harm = token.lower_ in load_harm().states and token.dep_ != "amod"
            if token.pos_ in _NOUNS and not harm:
                noun = token
            elif (
                harm
                or noun is not None
                or not (token.pos_ in _INSIDE or token.text == "-" or token.tag_ in ("VBN", "VBG", "HYPH", "POS"))
            ):
                break
            if token.pos_ in _NOUNS and _ends_group(token):
                break
            i += 1
        return noun

    def _before(self, token: Token) -> Number | None:
        """The number among the words of a noun's group before the noun."""
        if token.lower_ in load_harm().states:
            i = token.i
            while i and self.doc[i - 1].pos_ == "ADV":
                i -= 1
            return self._ending.get(i)
        if token.i in self._ending:
            return self._ending[token.i]
        left = token.left_edge.i
        for i in range(token.i - 1, left - 1, -1):
            number = self._at.get(i)
            if number is not None:
                between = self.doc[number.end : token.i]
                fits = number.end <= token.i and not any(_breaks(t) for t in between)
                return number if fits else None
        return None

    def _individual(self, token: Token) -> Group | None:
        """One person: "a child", "the gunman", a name."""
        if token.lower_ in _ONE:
            return _one(token, token.i, None)
        if (token.tag_ not in _INDIVIDUAL_TAGS and not _is_aged(token) and not _is_named(token)) or token.is_punct:
            return None
        if singular(token) in load_victims().collectives:
            return None
        if not (_is_person(token) or _is_aged(token)) or token.lemma_ in load_harm().sufferers:
            return None
        start = token.i
        while start > token.left_edge.i and not _breaks(self.doc[start - 1]) and token.i - start < 10:
            start -= 1
        return _one(token, start, token)


def _denied_before(token: Token) -> bool:
    """Whether a negation stands shortly before: "had not seen any bodies"."""
    return any(t.lower_ in load_harm().status["negations"] for t in token.doc[max(0, token.i - 6) : token.i])


def _counts_no_people(doc: Doc, number: Number) -> bool:
    return is_date(doc, number) or is_age(doc, number) or is_rank(doc, number)


def _one(token: Token, start: int, noun: Token | None) -> Group:
    return Group(Number(start, start, token.i + 1, 1, 1), start, token.i + 1, token, noun, False)


def _coordinated(token: Token) -> list[Token]:
    """A token and the nouns and numerals coordinated with it, in order."""
    out, queue = [token], [token]
    while queue:
        for child in queue.pop(0).children:
            if (
                child.dep_ == "conj"
                and child.pos_ in ("NOUN", "PROPN", "NUM", "PRON", "ADJ", "DET")
                and child.tag_ != "PRP"
            ):
                out.append(child)
                queue.append(child)
    return sorted(out, key=lambda t: t.i)


def _has_clause(noun: Token) -> bool:
    """Whether a clause of its own tells what befell this one of a list: "a man, who was shot in the head, and a boy"."""
    return any(c.dep_ == "relcl" for c in noun.children)


def _ends_group(token: Token) -> bool:
    """Whether a noun is the last of its group: nothing after it belongs to the same name or compound."""
    return not (token.dep_ in ("compound", "nmod", "amod", "poss") and token.head.i > token.i)


def _breaks(token: Token) -> bool:
    return (
        token.pos_ in ("ADP", "AUX", "SCONJ")
        or token.lower_ in (",", "and", "--", ":")
        or token.tag_ in ("VBD", "VBZ", "VBP")
    )


def _may_be_people(noun: Token) -> bool:
    words, lemma = load_victims(), singular(noun)
    return words.is_person(lemma) or (
        lemma not in words.things and noun.ent_type_ not in ("MONEY", "PERCENT", "QUANTITY", "TIME", "DATE")
    )


def _is_person(noun: Token) -> bool:
    return load_victims().is_person(singular(noun)) or _is_named(noun) or _is_by_form(noun)


def _is_by_form(noun: Token) -> bool:
    """Nouns whose form or kind tells a person: "a Dutchman", "a trombonist", "a Salvadoran"."""
    return noun.ent_type_ == "NORP" or (
        noun.pos_ == "NOUN"
        and noun.lower_.endswith(("man", "woman", "ist", "eer"))
        and noun.lower_ not in load_victims().things
    )


def _is_named(noun: Token) -> bool:
    if noun.tag_ in ("NNPS", "NNS") and load_victims().is_person(singular(noun)):
        return False
    return noun.tag_ in ("NNP", "NNPS", "NNS") and noun.ent_type_ == "PERSON"


def _is_aged(noun: Token) -> bool:
    """Whether this is the "old" of "a 17-year-old"."""
    return noun.lower_ == "old" and noun.i > 3 and noun.doc[noun.i - 1].text == "-"
