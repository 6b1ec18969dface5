"""Who depends on whom: independent sources, and through which outlets their words reach the reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.records import Source
from reportedly.wording import Column, printable


@dataclass(frozen=True, slots=True)
class Carrier:
    """Who brings a source's words: an outlet or one it quotes, and in how many claims."""

    name: str
    claims: int


@dataclass(frozen=True, slots=True)
class Voice:
    """One account of a group: its name, what kind of source it is, and those through whom it reached the reader."""

    name: str
    kind: str
    party: bool
    carriers: tuple[Carrier, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Accounts that count once. `leader` is the account that the others copy."""

    leader: Voice
    copies: tuple[Voice, ...]


def groups_of(columns: Iterable[Column]) -> tuple[Group, ...]:
    """Independent sources with those that copy them, the most carried first."""
    held: dict[str, list[Voice]] = defaultdict(list)
    for column in columns:
        held[column.account.independent].append(_voice(column))
    groups = [Group(voices[0], tuple(voices[1:])) for voices in (_ranked(v) for v in held.values())]
    return tuple(sorted(groups, key=lambda g: (-len(g.copies), -len(g.leader.carriers), g.leader.name)))


def _ranked(voices: Sequence[Voice]) -> list[Voice]:
    return sorted(voices, key=lambda v: (v.kind == "in its own voice", -sum(c.claims for c in v.carriers), v.name))


def _voice(column: Column) -> Voice:
    counts: dict[str, int] = defaultdict(int)
    for lines in column.cells.values():
        for line in lines:
            for name in _through(line.claim.source, line.report.outlet) or ["a report without an outlet"]:
                if name != column.source:
                    counts[name] += 1 + len(line.twins)
    carriers = sorted(counts, key=lambda n: (-counts[n], n))
    return Voice(column.source, column.kind, column.account.party, tuple(Carrier(n, counts[n]) for n in carriers))


def _through(source: Source | None, outlet: str | None) -> list[str]:
    """The chain from the reader to the source: the outlet, then those it quotes."""
    chain = [printable(link.name) for link in source.chain] if source else []
    first = printable(outlet) if outlet else None
    names = chain if not first or first in chain else [first, *chain]
    return [" ▸ ".join(dict.fromkeys(names))] if names else []
