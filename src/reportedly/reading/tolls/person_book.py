"""The people of a report: every name with its details, one entry a person, however often and however spelt."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from reportedly.reading.parse import Parse
from reportedly.reading.tolls.groups import Group
from reportedly.reading.tolls.person_details import Details, details_of
from reportedly.reading.tolls.person_names import Name, is_one, name_at, names_in
from reportedly.records import Person

_IDENTIFIED = frozenset(("identified", "named", "known", "as", "aged", "later"))
_OPENERS = frozenset((",", "(", "--", "-", ":"))
_ENDS = frozenset((".", ";"))


@dataclass(slots=True)
class _Entry:
    """One person while the book is written: the mentions in order and what they state."""

    names: list[Name]
    details: Details
    parts: list[tuple[str, ...]] = field(default_factory=list)


class PersonBook:
    """The people of one text. `person_at` gives the same person, with the fullest name, at each of the mentions."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._entries: list[_Entry] = []
        self._at: dict[int, tuple[_Entry, Name]] = {}
        for name in names_in(parse.doc):
            self._add(name)

    def person_at(self, i: int) -> Person | None:
        """The person whose name this token is part of."""
        found = self._at.get(i)
        if found is None:
            return None
        entry, name = found
        fullest = max(entry.names, key=lambda n: (len(n.parts), len(n.words)))
        doc = self._parse.doc
        others = dict.fromkeys(n.words for n in entry.names if n.words != fullest.words)
        return Person(
            name=fullest.words,
            span=self._parse.span_of(doc[name.start : name.end]),
            age=entry.details.age,
            sex=entry.details.sex,
            occupation=entry.details.occupation,
            kin=entry.details.kin,
            spellings=tuple(others),
        )

    def people_of(self, group: Group) -> tuple[Person, ...]:
        """The people named in a group, in its apposition, or right after it as those identified."""
        doc = self._parse.doc
        found = self._people(range(group.start, group.end))
        if not found and group.noun is not None and group.noun.pos_ == "PROPN" and not group.stated:
            name = name_at(doc, group.start, group.end)
            if name is not None:
                self._add(name)
                found = self._people(range(name.start, name.end))
        if len(found) < (group.number.low or 0):
            beside = self._people(_apposition(doc, group))
            found += tuple(p for p in beside if p.name not in {f.name for f in found})
        limit = group.number.high
        return found if limit is None or len(found) <= max(limit, 1) else ()

    def _people(self, tokens: range) -> tuple[Person, ...]:
        out: dict[str, Person] = {}
        for i in tokens:
            person = self.person_at(i)
            if person is not None and not self._owns(i):
                out.setdefault(person.name, person)
        return tuple(out.values())

    def _owns(self, i: int) -> bool:
        """Whether the name at this token is a possessor: "Carlos Roe's wife" is about the wife."""
        end, doc = self._at[i][1].end, self._parse.doc
        return end < len(doc) and doc[end].tag_ == "POS"

    def _add(self, name: Name) -> None:
        parts = name.parts
        entry = next((e for e in self._entries if any(is_one(parts, p) for p in e.parts)), None)
        details = details_of(self._parse.doc, name)
        if entry is None:
            entry = _Entry([], Details())
            self._entries.append(entry)
        entry.names.append(name)
        entry.parts.append(parts)
        entry.details = entry.details.or_else(details)
        self._at.update((i, (entry, name)) for i in range(name.start, name.end))


def _apposition(doc: Doc, group: Group) -> range:
    """The tokens after a group that name it: ", John Roe, 34," or "identified as John Roe"."""
    start, several = group.end, group.number.high != 1
    if not several and start < len(doc) and doc[start].ent_type_ == "PERSON":
        return range(start, min(start + 4, len(doc)))
    if start >= len(doc) or not (doc[start].text in _OPENERS or doc[start].lower_ in _IDENTIFIED):
        return range(0)
    while start < len(doc) and (
        doc[start].lower_ in _IDENTIFIED or doc[start].text in _OPENERS or doc[start].like_num
    ):
        start += 1
    end, reach = start, 6 + 8 * ((group.number.high or 1) - 1)
    while end < min(len(doc), start + reach) and not _closes(doc[end], several):
        end += 1
    return range(start, end)


def _closes(token: Token, several: bool) -> bool:
    """Whether an apposition ends here; a comma parts several names, and ends one."""
    return token.pos_ in ("VERB", "AUX", "ADP") or token.text in _ENDS or (token.text == "," and not several)
