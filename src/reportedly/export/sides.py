"""The sides of an incident as conflict data sets code them: governments, organised groups, civilians."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportedly.export.edition import Case
from reportedly.lexicon.actors import load_actors
from reportedly.lexicon.codebooks import SideKind, side_kind
from reportedly.lexicon.countries import Country, load_countries
from reportedly.records import IncidentActor, Toll

ARMED = ("government", "group")
_OWN = re.compile(r"\b(?:its|our|their own)\b", re.IGNORECASE)
_STATE = ("state", "government body", "state force")
_FORCES = ("state", "state force", "armed group", "militia")


@dataclass(frozen=True, slots=True)
class Side:
    """One side. `kind` is null where neither the actor table nor the words tell; `country` is that of a government;
    `inter` is the ACLED code at home; `listed` says whether the actor table knows it; `force` whether it bears arms."""

    name: str
    kind: SideKind | None
    country: Country | None = None
    inter: int | None = None
    listed: bool = False
    force: bool = False

    @property
    def ucdp_name(self) -> str:
        """As UCDP names it: "Government of Iraq", or the group's own name."""
        if self.kind == "government" and self.country and self.country.ucdp:
            return f"Government of {self.country.ucdp}"
        return self.name


def side_of(actor: IncidentActor) -> Side:
    """A side from the actor table, or from the words for it; which state's unnamed soldiers they are stays open."""
    row = load_actors().actors.get(actor.actor or "")
    if row is None:
        kind = side_kind(actor.name)
        return Side(actor.name, kind, force=kind in ARMED)
    country = load_countries().get(row.country or "")
    found: SideKind | None = None
    if row.kind in _STATE:
        found = "government"
    elif row.kind in ("armed group", "militia"):
        found = "group"
    elif row.kind == "people":
        found = "civilians"
    return Side(row.name, found, country, row.inter, listed=True, force=row.kind in _FORCES)


def attackers(case: Case) -> tuple[Side, ...]:
    """Those said to have done it, the organised and known ones first, each once."""
    return _once(sorted(map(side_of, case.incident.agents), key=lambda s: (s.kind not in ARMED, not s.listed)))


def attacked(case: Case, by: Side | None) -> tuple[Side, ...]:
    """Those said to have been hit, known ones first, then those whose dead are told of by a word ("Iraqi fighters")."""
    told = sorted(map(side_of, _victims(case)), key=lambda side: not side.listed)
    named = list(map(side_of, case.incident.targets))
    known, words = ([side for side in named if side.listed is listed] for listed in (True, False))
    return tuple(side for side in _once([*known, *told, *words]) if by is None or side.name != by.name)


def _victims(case: Case) -> Iterator[IncidentActor]:
    """Whose dead they are: of the actor they belong to, of the force that speaks of "its fighters", or else the words for
    them without their number ("Iraqi fighters" of "at least seven Iraqi fighters")."""
    for claim, _ in case.of("killed"):
        if not isinstance(claim.value, Toll) or not claim.value.victims.description or claim.status != "actual":
            continue
        words, victims = claim.value.victims.description, claim.value.victims
        speaker = claim.source.actor if claim.source and _OWN.search(words) else None
        nation = victims.nationality if victims.nationality and victims.nationality in words else None
        name = words[words.index(nation) :] if nation else words.split()[-1]
        yield IncidentActor(name=name, actor=victims.side or speaker)


def _once(sides: Iterable[Side]) -> tuple[Side, ...]:
    found: dict[str, Side] = {}
    for side in sides:
        found.setdefault(side.name.casefold(), side)
    return tuple(found.values())


def dead(case: Case) -> dict[str, int]:
    """The best figures of those killed by group of victims: "all", "civilian", "soldier" …; undecided ones are left out."""
    return {e.victims: e.best for e in case.incident.estimates if e.field == "killed" and e.best is not None}


def only_civilians(case: Case) -> bool:
    """Whether civilians were killed and no one is known to have borne arms among the dead."""
    best = dead(case)
    armed = sum(best.get(group, 0) for group in ("combatant", "soldier", "police"))
    return best.get("civilian", 0) > 0 and not armed
