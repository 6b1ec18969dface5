"""Who depends on whom, and why: copies, agency texts, outlets that only repeat a source, reports that cite one source.

Accounts that hang together by copying or repeating are one independent source. The ties are kept as a graph that a page can
draw: from reports to the accounts they cite, from copies to what they copy, from accounts to those they repeat.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportedly.records import Dependence, normalised
from reportedly.weighing.credits import credited
from reportedly.weighing.evidence import Evidence
from reportedly.weighing.identity import own_voice

Held = Mapping[str, Sequence[Evidence]]


def ties_of(held: Held) -> tuple[Dependence, ...]:
    """What ties accounts (by key) to others: outlets that print a text that another printed first, or whose every figure is
    one that a named source gives in the same report; words whose source is hidden stand with the outlet that prints them."""
    quoted = {
        (e.report.id, e.claim.field, e.figure): key
        for key in sorted(held)
        for e in held[key]
        if e.figure and not own_voice(e.claim.source, e.report)
    }
    own = {key: [e for e in held[key] if own_voice(e.claim.source, e.report)] for key in held}
    printed: dict[str, str] = {}
    ties = []
    for key in sorted((k for k in own if own[k]), key=lambda k: (own[k][0].time, k.startswith("hidden:"), k)):
        figures = [e for e in held[key] if e.figure]
        found = [quoted.get((e.report.id, e.claim.field, e.figure)) for e in figures if e.figure]
        first = printed.setdefault(own[key][0].text, key)
        if first != key:
            ties.append(_printed_first(key, own[key][0], first, own[first][0]))
        elif found and None not in found:
            because = f"Every figure that {_outlet(figures[0])} gives itself is one that a source it names gives [{_cited(figures)}]."
            ties.append(Dependence(who=key, on=found[0] or key, kind="repeats", because=because))
    return tuple(ties)


def _printed_first(key: str, item: Evidence, first: str, other: Evidence) -> Dependence:
    if item.report.id == other.report.id:
        because = f"{_outlet(item)} does not say who says so [{item.claim.id}]."
        return Dependence(who=key, on=first, kind="unnamed", because=because)
    return Dependence(who=key, on=first, kind="copy", because=_copied(item, other))


def groups_of(keys: Iterable[str], ties: Iterable[Dependence]) -> dict[str, str]:
    """The group of each account: the one at the end of its ties, the first by key where they lead round."""
    onward = {tie.who: tie.on for tie in ties}
    groups = {}
    for key in keys:
        path = [key]
        while path[-1] in onward and onward[path[-1]] not in path:
            path.append(onward[path[-1]])
        last = onward.get(path[-1])
        groups[key] = path[-1] if last is None else min(path[path.index(last) :])
    return groups


def graph_of(held: Held, ties: Iterable[Dependence]) -> tuple[Dependence, ...]:
    """All ties of an incident: those of accounts, and of each report to what it copies, prints and cites; each once."""
    evidence = sorted(
        (e for items in held.values() for e in items), key=lambda e: (e.time, e.report.id, e.claim.id)
    )
    found = [*ties, *_copies(evidence), *_citations(held)]
    return tuple({(tie.who, tie.on, tie.kind): tie for tie in reversed(found)}.values())[::-1]


def _copies(evidence: Sequence[Evidence]) -> Iterator[Dependence]:
    first = {e.report.id: e for e in reversed(evidence)}
    for name, item in first.items():
        if item.text != name and item.text in first:
            yield Dependence(who=name, on=item.text, kind="copy", because=_copied(item, first[item.text]))


def _citations(held: Held) -> Iterator[Dependence]:
    """From reports to the accounts that they carry, other than those of their own outlets."""
    for key in sorted(held):
        for item in held[key]:
            outlet = _outlet(item)
            if not own_voice(item.claim.source, item.report):
                because = f"{outlet} cites {_through(item)} [{item.claim.id}]."
                yield Dependence(who=item.report.id, on=key, kind="cites", because=because)
            elif item.claim.source is not None and credited(item.report):
                because = f"{outlet} credits {credited(item.report)}."
                yield Dependence(who=item.report.id, on=key, kind="agency", because=because)


def _through(item: Evidence) -> str:
    """A source with those through whom it reached the report, nearest to the reader first."""
    source = item.claim.source
    if source is None:
        return "a source that it does not name"
    outlet = normalised(item.report.outlet or "")
    names = [s.name for s in source.chain if normalised(s.name) not in (outlet, normalised(source.name))]
    return ", who cites ".join([*names, source.name])


def _copied(item: Evidence, other: Evidence) -> str:
    return f"{_outlet(item)} prints the text of {_outlet(other)} [{item.report.id}, {other.report.id}]."


def _outlet(item: Evidence) -> str:
    return item.report.outlet or item.report.id


def _cited(items: Iterable[Evidence]) -> str:
    return ", ".join(e.claim.id for e in items)
