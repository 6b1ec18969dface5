"""Whose names are withheld, and in which forms: victims, minors, witnesses, speakers, sources, scenes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reportedly.export.withholding.choice import Withhold
from reportedly.export.withholding.mask import folded
from reportedly.lexicon.actors import load_actors
from reportedly.lexicon.countries import load_countries
from reportedly.lexicon.policies import load_source_ranks
from reportedly.lexicon.targets import load_targets
from reportedly.lexicon.victims import load_victims
from reportedly.records import Claim, Named, Person, Reading, Source, Toll, Weighed, Where

_ADULT = 18
_PUBLIC = ("state official", "monitor")
_MEDIA = ("news agency", "news outlet")
_COARSE = (4, 5, 6, 7)  # where_prec of what is no exact place
VICTIMS, MINORS, WITNESSES, SPEAKERS = (
    "names of victims",
    "names of minors",
    "names of witnesses",
    "names of speakers",
)
SOURCES, OUTLETS, PLACES = "sources", "outlets", "exact places"
LABELS = {VICTIMS: "Person", MINORS: "Person", WITNESSES: "Person", SPEAKERS: "Person", SOURCES: "Source", OUTLETS: "Outlet", PLACES: "Place"}  # fmt: skip


@dataclass(slots=True)
class Register:
    """What is withheld, numbered in the order in which it is met, so that a pseudonym tells nothing of a name.

    `scenes` are the gazetteer ids of withheld places, `media` the actor ids of withheld outlets and agencies.
    """

    labels: dict[str, str] = field(default_factory=dict)
    forms: dict[tuple[str, str, bool], None] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    scenes: set[str] = field(default_factory=set)
    media: set[str] = field(default_factory=set)
    _numbers: dict[str, int] = field(default_factory=dict)

    def add(self, kind: str, name: str, *, others: Iterable[str] = (), parts: bool = False) -> None:
        """Withhold a name in all its forms; `parts` are the words of a person's name, each by itself."""
        key = letters(name)
        if not key:
            return
        if key not in self.labels:
            noun = LABELS[kind]
            self._numbers[noun] = self._numbers.get(noun, 0) + 1
            self.labels[key] = f"{noun} {self._numbers[noun]}"
            self.counts[kind] = self.counts.get(kind, 0) + 1
        label = self.labels[key]
        for form in (name, *others):
            self.labels.setdefault(letters(form), label)
            self.forms[form, label, len(form.split()) == 1] = None
            if parts:
                self.forms.update(dict.fromkeys((part, label, True) for part in name_parts(form)))

    def is_scene(self, where: Where) -> bool:
        """Whether a place is withheld, by its name or by its id in the gazetteer."""
        return where.place in self.scenes or (self.label(where.name) or "").startswith(LABELS[PLACES])

    def label(self, name: str) -> str | None:
        """The pseudonym of a name, or None where it is published."""
        return self.labels.get(letters(name))


def letters(name: str) -> str:
    """A name as it is compared: its letters and digits, folded."""
    return "".join(c for c in folded(name)[0] if c.isalnum())


def name_parts(name: str) -> list[str]:
    """The words of a name that may stand for the person: no titles, particles, initials.

    >>> name_parts("Dr. Maria de la Cruz Jr.")
    ['Maria', 'Cruz']
    """
    table = load_victims()
    weak = table.titles | table.particles | table.suffixes
    words = [word.strip(".,;:()[]\"'’‘“”") for word in name.replace("-", " ").split()]
    return [w for w in words if len(w) > 1 and w.casefold() not in weak and not w.islower()]


def register(weighed: Weighed, chosen: Withhold) -> Register:
    """Everything in a record that the choice withholds."""
    found = Register()
    spellings = _spellings(weighed)
    for reading in weighed.readings:
        for claim in reading.claims:
            for kind, person in _harmed(claim):
                if chosen.victims or (chosen.minors and kind == MINORS):
                    found.add(kind, person.name, others=person.spellings, parts=True)
        if chosen.victims:
            for named in _named_targets(reading):
                found.add(VICTIMS, named.name, parts=True)
        for source in sources_of(reading):
            for kind in _kinds(source, chosen):
                found.add(kind, source.name, others=spellings.get(source.name, ()), parts=source.kind == "person")
                if kind in (SOURCES, OUTLETS) and source.actor and not is_body(source.actor):
                    found.media.add(source.actor)
        if chosen.sources and reading.report.outlet:
            found.add(OUTLETS, reading.report.outlet)
    if chosen.places:
        countries = {letters(n) for c in load_countries().values() for n in (c.name, c.ucdp or "", c.acled)}
        for where in _scenes(weighed):
            if (
                where.precision not in _COARSE
                and where.feature != "demonym"
                and letters(where.name) not in countries
            ):
                found.add(PLACES, where.name)
                found.scenes.update({where.place} - {None})  # type: ignore[arg-type]
        for where in (w for reading in weighed.readings for w in reading.places):
            if where.place in found.scenes:  # the same place by another name
                found.add(PLACES, where.name)
    return found


def _spellings(weighed: Weighed) -> dict[str, tuple[str, ...]]:
    """The names of people whom weighing took for one, by each of them: they share a pseudonym."""
    claims = {claim.id: claim for reading in weighed.readings for claim in reading.claims}
    out: dict[str, tuple[str, ...]] = {}
    for account in (a for incident in weighed.incidents for a in incident.accounts):
        said = (claims[i].source for i in (*account.claims, *account.earlier) if i in claims)
        names = tuple(dict.fromkeys(s.name for s in said if s and s.kind == "person"))
        out |= {name: names for name in names if len(names) > 1}
    return out


def _harmed(claim: Claim) -> Iterator[tuple[str, Person]]:
    if isinstance(claim.value, Toll):
        children = "child" in claim.value.victims.category
        for person in claim.value.names:
            young = children if person.age is None else person.age < _ADULT
            yield (MINORS if young else VICTIMS), person


def _named_targets(reading: Reading) -> Iterator[Named]:
    """Targets that look like a person's name: two capitalised words or more, no actor, no building, no place."""
    places = {letters(where.name) for where in reading.places}
    named = [c.value for c in reading.claims if c.field == "target" and isinstance(c.value, Named)]
    for one in [*named, *(t for mention in reading.mentions for t in mention.targets)]:
        words = one.name.split()
        plain = any(w.casefold().strip(".,") in load_targets() for w in words)
        proper = len(words) > 1 and all(w[0].isupper() or w[0].lower() == w[0].upper() for w in words)
        if (
            proper
            and not plain
            and one.actor is None
            and letters(one.name) not in places
            and not one.name[0].isdigit()
        ):
            yield one


def sources_of(reading: Reading) -> Iterator[Source]:
    """Every source in a reading, those of the chains included."""
    direct = [a.source for a in reading.attributions] + [c.source for c in reading.claims]
    for source in direct:
        if source:
            yield from (source, *source.chain)


def _kinds(source: Source, chosen: Withhold) -> Iterator[str]:
    """Under which headings a source is withheld; it is counted under the first."""
    if source.kind == "person" and is_proper(source.name):
        public = speaks_for_a_body(source)
        if public and chosen.speakers:
            yield SPEAKERS
        elif not public and chosen.witnesses:
            yield WITNESSES
        elif chosen.sources:
            yield SOURCES
    elif chosen.sources and not is_public(source):
        if source.kind == "outlet":
            yield OUTLETS
        elif is_proper(source.name) or len(source.name.split()) > 1:
            yield SOURCES


def speaks_for_a_body(source: Source) -> bool:
    """Whether a person speaks for a body: it is in the actor table, or the role is that of an official."""
    words = load_source_ranks().words
    said = f"{source.role or ''} {source.affiliation or ''}".casefold().split()
    return source.actor is not None or any(words.get(word.strip(".,")) in _PUBLIC for word in said)


def is_public(source: Source) -> bool:
    """Whether a source is a body of the actor table that is no medium: a state, a force, a group, a monitor."""
    return source.kind != "person" and is_body(source.actor or "")


def is_body(actor: str) -> bool:
    """Whether an actor id is that of a body which is no medium."""
    row = load_actors().actors.get(actor)
    return row is not None and row.kind not in _MEDIA


def is_proper(name: str) -> bool:
    """Whether a source is named and not only described: a capitalised word that is no nationality and no state."""
    table = load_actors()
    return any(table.state(part) is None and table.lookup(part) is None for part in name_parts(name))


def _scenes(weighed: Weighed) -> Iterator[Where]:
    for reading in weighed.readings:
        yield from (w for mention in reading.mentions for w in mention.where)
        yield from (mention.scene for mention in reading.mentions if mention.scene is not None)
        yield from (c.value for c in reading.claims if isinstance(c.value, Where))
    yield from (w for incident in weighed.incidents for w in incident.where)
