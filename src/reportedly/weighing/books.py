"""What each ultimate source says now: its latest claims, those they replaced, and whose words it copied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.records import Account, Dependence, Source, Toll
from reportedly.weighing.dependence import graph_of, groups_of, ties_of
from reportedly.weighing.evidence import EVERYONE, Evidence
from reportedly.weighing.identity import identify, signature
from reportedly.weighing.parties import Parties
from reportedly.weighing.standing import rank_of


@dataclass(frozen=True, slots=True)
class Book:
    """The account of one source before it becomes a record. `group` is shared by sources that copy one another."""

    key: str
    source: Source | None
    name: str
    current: tuple[Evidence, ...]
    earlier: tuple[Evidence, ...]
    group: str
    party: bool
    rank: int

    def account(self) -> Account:
        """The record of it."""
        return Account(
            id=self.key,
            source=self.source,
            claims=tuple(e.claim.id for e in self.current),
            earlier=tuple(e.claim.id for e in self.earlier),
            independent=self.group,
            party=self.party,
        )


def books_of(
    evidence: Sequence[Evidence], parties: Parties, ranks: Mapping[str, int]
) -> tuple[tuple[Book, ...], tuple[Dependence, ...]]:
    """One book per ultimate source, ordered by key, and who depends on whom; the evidence comes in order of time."""
    signs = {e.claim.id: signature(e.claim.source, e.report) for e in evidence}
    keys = identify(signs.values())
    held: dict[str, list[Evidence]] = defaultdict(list)
    for item in evidence:
        held[keys[signs[item.claim.id]]].append(item)
    ties = ties_of(held)
    groups = groups_of(held, ties)
    books = tuple(_book(key, held[key], groups[key], parties, ranks) for key in sorted(held))
    return books, graph_of(held, ties)


def _book(key: str, items: Sequence[Evidence], group: str, parties: Parties, ranks: Mapping[str, int]) -> Book:
    sources = [e.claim.source for e in items if e.claim.source is not None]
    source = max(
        sources, key=lambda s: (s.kind != "anonymous", len(s.name), s.role is not None, s.name), default=None
    )
    current, earlier = latest(items)
    party = parties.speaks(source)
    return Book(
        key=key,
        source=source,
        name=source.name if source else f"a source that {items[0].report.outlet or 'a report'} does not name",
        current=current,
        earlier=earlier,
        group=group,
        party=party,
        rank=rank_of(source, party, ranks),
    )


def latest(items: Sequence[Evidence]) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """What a source says now and what it said before, from its claims in order of time.

    A claim replaces older ones on the same field about the same victims. A new figure for some of them replaces an older
    open one for all ("at least two people", then "at least six civilians") that it makes good.
    """
    current: list[Evidence] = []
    earlier: list[Evidence] = []
    for item in items:
        gone = [old for old in current if old.time < item.time and _replaces(item, old)]
        earlier += gone
        current = [old for old in current if old not in gone] + [item]
    return tuple(current), tuple(earlier)


def _replaces(new: Evidence, old: Evidence) -> bool:
    if new.claim.field != old.claim.field:
        return False
    now, then = new.claim.value, old.claim.value
    if not (isinstance(now, Toll) and isinstance(then, Toll)):
        return True
    if (now.low is None and then.low is not None) or now.part_of != then.part_of:
        return False
    if new.pool == old.pool:
        return not now.part_of or now.victims.category == then.victims.category
    return old.pool == EVERYONE and then.high is None and (now.low or 0) >= (then.low or 0)
