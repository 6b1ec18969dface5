"""Who takes part in the violence of an incident, and whether a source is one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.lexicon.actors import load_actors
from reportedly.lexicon.policies import load_groups
from reportedly.records import Named, Source, Victims, normalised

_CIVILIANS = frozenset(category for category, group in load_groups().items() if group == "civilian")
_OF_A_STATE = frozenset({"state", "government body", "state force"})


@dataclass(frozen=True, slots=True)
class Parties:
    """The attackers and those attacked, by actor id, or by name where the actor table does not know them."""

    agents: frozenset[str]
    targets: frozenset[str]

    def speaks(self, source: Source | None) -> bool:
        """Whether a source belongs to either side."""
        return bool(_sides(source) & (self.agents | self.targets))

    def is_agent(self, source: Source | None) -> bool:
        """Whether a source belongs to the attackers."""
        return bool(_sides(source) & self.agents)

    def of_the_enemy(self, source: Source | None, victims: Victims) -> bool:
        """Whether a party speaks of losses that are not its own. Attackers who say that they harmed civilians admit it: that
        is no boast, and counts like anyone's word."""
        if not self.speaks(source) or (self.is_agent(source) and set(victims.category) & _CIVILIANS):
            return False
        if victims.side is None:
            return self.is_agent(source)
        return not (_with_state(victims.side) & _sides(source))


def parties_of(agents: Iterable[Named], targets: Iterable[Named]) -> Parties:
    """The parties of an incident from those that its mentions name."""
    return Parties(_all(agents), _all(targets))


def one_actor(left: str, right: str) -> bool:
    """Whether two actor ids are one, or organs of one state."""
    return bool(_with_state(left) & _with_state(right))


def _all(named: Iterable[Named]) -> frozenset[str]:
    return frozenset(key for n in named for key in (_with_state(n.actor) if n.actor else {normalised(n.name)}))


def _sides(source: Source | None) -> frozenset[str]:
    if source is None or source.kind == "outlet":
        return frozenset()
    names = {normalised(n) for n in (source.name, source.affiliation) if n}
    return frozenset(names | (_with_state(source.actor) if source.actor else set()))


def _with_state(actor: str) -> set[str]:
    """An actor and, for the organs of a state, that state: what the Pentagon says the United States says."""
    row = load_actors().actors.get(actor)
    return {actor, f"state:{row.country}"} if row and row.country and row.kind in _OF_A_STATE else {actor}
