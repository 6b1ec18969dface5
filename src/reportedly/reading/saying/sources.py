"""Who the sources are: one identity for each speaker of a report, however it is named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.tokens import Token

from reportedly.lexicon.sources import load_source_words
from reportedly.reading.parse import Parse
from reportedly.reading.saying.attribution_candidates import Range
from reportedly.reading.saying.cue_labels import NSUBJ, NSUBJPASS, POBJ, RELCL
from reportedly.reading.saying.source_names import Description, Ground, describe
from reportedly.reading.saying.source_phrases import phrase_range
from reportedly.records import Source

_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "for",
        "in",
        "on",
        "at",
        "to",
        "and",
        "by",
        "from",
        "with",
        "its",
        "his",
        "her",
        "their",
        "this",
        "that",
    ]
)
_PLACES_AND_BODIES = frozenset({"ORG", "GPE", "FAC", "LOC"})
_REACH = 3  # paragraphs back that a pronoun looks for its speaker


@dataclass(slots=True)
class Identity:
    """One speaker: the fullest description so far, all words it was named with, and where it was last named."""

    best: Description
    words: frozenset[str]
    last: int


class SourceBook:
    """The speakers of one report. `resolve` is called in the order of the text."""

    def __init__(self, ground: Ground) -> None:
        self._parse = parse = ground.parse
        self._ground = ground
        self.outlet = Source(name=parse.report.outlet, kind="outlet") if parse.report.outlet else None
        self._identities: list[Identity] = []
        self._names = _full_names(parse)
        self._people = sorted(_people_acting(parse), key=lambda t: -t.idx)

    def resolve(self, speaker: Token, span: Range) -> tuple[Identity, Description]:
        """The identity that a phrase names, and what the phrase itself says.

        A pronoun or short form that could mean nobody or several keeps its own words.
        """
        self._observe(span[0])
        found = describe(self._ground, speaker, span)
        if found.pronoun == "relative":
            antecedent = _antecedent(speaker)
            if antecedent is not None:
                found = describe(self._ground, antecedent, phrase_range(antecedent, speaker))
        found = self._fullest(found)
        identity = self._match(found, span[0])
        if identity is None:
            identity = Identity(found, _content_words(found), span[0])
            if found.pronoun is None:
                self._identities.append(identity)
        elif found.pronoun is None:
            identity.words |= _content_words(found)
            identity.best = _fuller(identity.best, found)
        identity.last = span[0]
        return identity, found

    def _observe(self, until: int) -> None:
        """People who act before an offset are known by then: a pronoun may mean them though they said nothing."""
        while self._people and self._people[-1].idx < until:
            person = self._people.pop()
            found = self._fullest(describe(self._ground, person, phrase_range(person)))
            if found.kind == "person" and found.pronoun is None:
                known = self._match(found, person.idx)
                if known is None:
                    self._identities.append(Identity(found, _content_words(found), person.idx))
                else:
                    known.last = max(known.last, person.idx)

    def described(self, speaker: Token) -> Source:
        """The record of somebody through whom words came, without an identity of its own."""
        span = phrase_range(speaker)
        identity, _ = self.resolve(speaker, span)
        return self.source(identity, span)

    def source(self, identity: Identity, span: Range, *, chain: tuple[Source, ...] = ()) -> Source:
        """The record of an identity, named at a place."""
        best = identity.best
        return Source(
            name=best.name,
            kind=best.kind,
            role=best.role,
            affiliation=best.affiliation,
            actor=best.actor,
            span=self._parse.span(*span),
            chain=chain,
        )

    def _fullest(self, found: Description) -> Description:
        """A surname is read as the full name that the report gives anywhere."""
        if found.kind != "person" or found.pronoun is not None or " " in found.name:
            return found
        full = self._names.get(found.name.casefold().removesuffix("'s").removesuffix("’s"))
        return replace(found, name=full) if full else found

    def _match(self, found: Description, at: int) -> Identity | None:
        if found.pronoun is not None:
            return self._by_pronoun(found, at)
        if found.actor is not None and found.kind not in ("person", "anonymous", "witnesses"):
            for known in self._identities:
                if known.best.actor == found.actor and known.best.kind == found.kind:
                    return known
        if found.kind == "person":
            return self._by_name(found) or self._by_role(found)
        return self._by_words(found)

    def _by_name(self, found: Description) -> Identity | None:
        last = found.name.split()[-1].casefold()
        fits = [
            known
            for known in self._identities
            if known.best.kind == "person"
            and known.best.pronoun is None
            and known.best.name.split()[-1].casefold() == last
            and (set(_split(found.name)) <= known.words or set(_split(known.best.name)) <= set(_split(found.name)))
        ]
        return fits[-1] if len({id(f) for f in fits}) == 1 else None

    def _by_role(self, found: Description) -> Identity | None:
        """ "The foreign minister" before "Foreign Minister Jean Martin" is he, where nobody else bears the role."""
        role = set(_split(found.role or "")) - _SMALL
        fits = [
            k for k in self._identities if role and k.best.kind == "anonymous" and _content_words(k.best) == role
        ]
        return fits[0] if len(fits) == 1 and not fits[0].best.plural else None

    def _by_words(self, found: Description) -> Identity | None:
        """ "The Nato spokesman" is an earlier "Nato spokesman ..."; "the group" an earlier body of that kind."""
        words = _content_words(found)
        if not words:
            return None
        same = [k for k in self._identities if k.best.kind == found.kind and words == _content_words(k.best)]
        if same:
            return same[-1]
        if not found.definite:
            return None
        fits = [
            known
            for known in self._identities
            if words <= known.words
            and known.best.plural == found.plural
            and (known.best.kind == found.kind or found.kind == "anonymous")
            and not (found.gender and known.best.gender and found.gender != known.best.gender)
        ]
        return max(fits, key=lambda k: k.last) if fits else None

    def _by_pronoun(self, found: Description, at: int) -> Identity | None:
        here = self._parse.paragraph_at(at)
        for known in sorted(self._identities, key=lambda k: -k.last):
            if here - self._parse.paragraph_at(known.last) > _REACH:
                return None
            if _agrees(known.best, found):
                if found.gender and known.best.gender is None:
                    known.best = replace(known.best, gender=found.gender)
                return known
        return None


def _agrees(known: Description, found: Description) -> bool:
    """Whether a pronoun can stand for a known speaker, by kind, gender and number."""
    if found.pronoun in ("male", "female"):
        single = known.kind == "person" or (known.kind in ("anonymous", "witnesses") and not known.plural)
        return single and known.gender in (None, found.gender)
    if found.pronoun == "plural":
        return known.plural or known.kind in ("organisation", "witnesses")
    if found.pronoun == "thing":
        return known.kind in ("organisation", "state", "outlet", "document")
    return False


def _antecedent(pronoun: Token) -> Token | None:
    """The noun that "who" or "which" goes back to."""
    verb = pronoun.head
    while verb.dep != RELCL and verb.head.i != verb.i:
        verb = verb.head
    if verb.dep != RELCL:
        return None
    noun = verb.head
    while pronoun.lower_ == "who" and noun.ent_type_ in _PLACES_AND_BODIES and noun.dep == POBJ:
        noun = noun.head.head  # a hospital is no "who": it is the doctor at the hospital
    return noun


def _people_acting(parse: Parse) -> list[Token]:
    """The heads of personal names that are subjects."""
    return [
        entity.root
        for entity in parse.doc.ents
        if entity.label_ == "PERSON" and entity.root.dep in (NSUBJ, NSUBJPASS)
    ]


def _full_names(parse: Parse) -> dict[str, str]:
    """Surname to the one full name that bears it in this report; surnames of two people are left out."""
    titles = load_source_words().titles
    names: dict[str, set[str]] = {}
    for entity in parse.doc.ents:
        if entity.label_ != "PERSON":
            continue
        parts = [t for t in entity if t.lower_ not in ("'s", "’s", "’") and not t.is_space]
        while parts and parts[0].lower_ in titles:
            parts = parts[1:]
        if len(parts) > 1 and all(p.text[0].isupper() for p in (parts[0], parts[-1])):
            full = parse.text[parts[0].idx : parts[-1].idx + len(parts[-1])]
            names.setdefault(parts[-1].lower_, set()).add(" ".join(full.split()))
    return {last: next(iter(full)) for last, full in names.items() if len(full) == 1}


def _fuller(known: Description, found: Description) -> Description:
    """The better of two descriptions of one speaker, completed from the other."""
    best, other = (
        (found, known) if len(found.name) > len(known.name) and found.kind == known.kind else (known, found)
    )
    if best.kind == "anonymous" and other.kind == "person":
        best, other = other, best
    return replace(
        best,
        role=best.role or other.role,
        affiliation=best.affiliation or other.affiliation,
        actor=best.actor or other.actor,
        gender=best.gender or other.gender,
    )


@lru_cache(maxsize=4096)
def _content_words(found: Description) -> frozenset[str]:
    return frozenset(
        {w for part in (found.name, found.role or "", found.affiliation or "") for w in _split(part)} - _SMALL
    )


def _split(text: str) -> list[str]:
    return [w.strip(".,'’\"“”()").removesuffix("'s").removesuffix("’s") for w in text.casefold().split()]
