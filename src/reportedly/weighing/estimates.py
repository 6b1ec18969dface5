"""Low, best and high for each toll: in total and for each group of victims, so that the groups add up to the total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportedly.lexicon.policies import Policy
from reportedly.records import TOLL_FIELDS, Estimate, Toll, TollField, normalised
from reportedly.weighing.books import Book
from reportedly.weighing.evidence import EVERYONE
from reportedly.weighing.figures import Figure, in_force
from reportedly.weighing.parties import Parties
from reportedly.weighing.phrases import words_of
from reportedly.weighing.rules import Figures, Stated, choose
from reportedly.weighing.standing import is_unnamed

PERPETRATORS = "perpetrator"
REST = "unknown"
ANYONE = ("one", "people", "person", "casualties", "deaths", "injuries", "fatalities", "victims", "nobody")


def estimates_of(books: Sequence[Book], parties: Parties, policy: Policy) -> tuple[Estimate, ...]:
    """The rows of all toll fields: "all" first, then the groups, then "unknown" for the rest of the total.

    The attackers' own dead stand in a row of their own and are no part of the total.
    """
    rows: list[Estimate] = []
    for field in TOLL_FIELDS:
        stated, left_out = _stated(field, books, parties, policy)
        own = stated.pop(PERPETRATORS, [])
        if stated:
            rows += _rows(field, stated, left_out, policy)
        if own:
            rows.append(_row(field, PERPETRATORS, choose(own, policy), policy))
    return tuple(rows)


def _stated(
    field: TollField, books: Sequence[Book], parties: Parties, policy: Policy
) -> tuple[dict[str, list[Stated]], list[str]]:
    """What each source states about each group of victims, and sentences on what could not be used."""
    stated: dict[str, list[Stated]] = defaultdict(list)
    left_out = []
    for book in books:
        used, unused = in_force(book.current, field)
        for item, instead in unused:
            first = instead.items[0]
            left_out.append(
                f"Not counted: {words_of(item.claim)} by {book.name} [{item.claim.id}]; "
                f"the figure given first is {words_of(first.claim)} [{first.claim.id}]."
            )
        for figure in used:
            numbers = figure.range(policy.vague, policy.approximate)
            toll = figure.items[0].toll
            if numbers is None or toll is None:
                left_out.append(
                    f"Not counted: {words_of(figure.items[0].claim)} by {_cited(book, figure)} is no number."
                )
            elif numbers[1] == 0 and not speaks_of_all(toll):
                left_out.append(
                    f"Not counted: {_cited(book, figure)} speaks of “{toll.victims.description}” only."
                )
            else:
                statement = _statement(book, figure, *numbers, parties)
                if figure.is_approximate:
                    statement = replace(statement, about=figure.number(policy.vague))
                stated[figure.items[0].pool].append(statement)
    return stated, left_out


def _cited(book: Book, figure: Figure) -> str:
    return f"{book.name} [{', '.join(item.claim.id for item in figure.items)}]"


def _statement(book: Book, figure: Figure, low: int, high: int | None, parties: Parties) -> Stated:
    return Stated(
        low=low,
        high=high,
        source=book.name,
        group=book.group,
        time=figure.items[0].time,
        rank=book.rank,
        partisan=parties.of_the_enemy(book.source, figure.victims),
        claims=tuple(item.claim.id for item in figure.items),
        unnamed=is_unnamed(book.source),
        floored=low > 0 or high == 0,
    )


def speaks_of_all(toll: Toll) -> bool:
    """Whether "no one" means no one at all, and not only none of the staff or none of the soldiers."""
    victims = toll.victims
    words = normalised(victims.description).removeprefix("no ").split()
    named = victims.category or victims.side or victims.nationality
    return not named and (not words or words in ([w] for w in ANYONE))


def _rows(
    field: TollField, stated: Mapping[str, list[Stated]], left_out: Sequence[str], policy: Policy
) -> list[Estimate]:
    pools = sorted(pool for pool in stated if pool != EVERYONE)
    groups = {pool: choose(stated[pool], policy) for pool in pools}
    total = _total(stated, groups, policy)
    groups = _fitted(groups, total)
    rows = [_row(field, EVERYONE, total, policy, left_out)]
    rows += [_row(field, pool, figures, policy) for pool, figures in groups.items()]
    rest = _rest(groups, total)
    return [*rows, *([_row(field, REST, rest, policy)] if rest else [])]


def _total(stated: Mapping[str, list[Stated]], groups: Mapping[str, Figures], policy: Policy) -> Figures:
    """The total: from those who speak of all victims, and from the sum of the groups where no one does.

    Who speaks of every group that is known speaks of all. Where several groups are known their sum is
    one more voice: it can raise high, and best where those who speak of all allow it.
    """
    whole = [*stated.get(EVERYONE, []), *_speaking_of_all(stated, groups)]
    if not whole:
        return _sum(groups)
    figures = choose(whole, policy, _floors(stated, {s.source for s in whole}))
    if len(groups) < 2:
        return figures
    together = _sum(groups)
    best, because = figures.best, figures.because
    more = together.best is not None and best is not None and together.best > best
    if more and all(s.allows(together.best or 0) for s in whole if not s.partisan):
        best = together.best
        because = (*because, f"best {best:,}: the groups add up to it and every total allows it.")
    if together.high > figures.high:
        because = (
            *because,
            f"high {together.high:,}: the highest figures of {' and '.join(groups)} add up to it.",
        )
    high = max(figures.high, together.high)
    is_open = any(f.open and f.high == high for f in (figures, together))
    return Figures(min(figures.low, together.low), best, high, because, is_open)


def _floors(stated: Mapping[str, list[Stated]], spoken: set[str]) -> list[Stated]:
    """What sources that speak only of some groups imply for the total: at least as many."""
    parts: dict[str, list[Stated]] = defaultdict(list)
    for pool, statements in stated.items():
        for s in statements:
            if pool != EVERYONE and s.source not in spoken:
                parts[s.source].append(s)
    return [_added(statements, at_least=True) for statements in parts.values()]


def _added(parts: Sequence[Stated], *, at_least: bool = False) -> Stated:
    """One source's figures for several groups as one figure."""
    highs = [p.high for p in parts]
    return replace(
        parts[0],
        low=sum(p.low for p in parts),
        high=None if at_least or None in highs else sum(h for h in highs if h is not None),
        time=max(p.time for p in parts),
        partisan=any(p.partisan for p in parts),
        claims=tuple(c for p in parts for c in p.claims),
        about=sum(p.named for p in parts) if any(p.about for p in parts) else None,
        floored=all(p.floored for p in parts),
    )


def _speaking_of_all(stated: Mapping[str, list[Stated]], groups: Mapping[str, Figures]) -> list[Stated]:
    """Sources that state a figure for every group there is, with their sums."""
    totals = []
    spoken = {s.source for s in stated.get(EVERYONE, [])}
    for first in stated[min(groups)] if groups else []:
        parts = [s for pool in groups for s in stated[pool] if s.source == first.source]
        if len(parts) == len(groups) and first.source not in spoken:
            totals.append(_added(parts))
    return totals


def _sum(groups: Mapping[str, Figures]) -> Figures:
    """The groups added up, with their reasons."""
    bests = [f.best for f in groups.values() if not f.partisan] or [None]
    because = tuple(f"{pool}: {line}" for pool, f in groups.items() for line in f.because)
    if len(groups) > 1:
        because = (f"The total is the sum of {' and '.join(groups)}: no source speaks of all.", *because)
    else:
        because = next(iter(groups.values())).because
    return Figures(
        sum(f.low for f in groups.values()),
        None if None in bests else sum(b for b in bests if b is not None),
        sum(f.high for f in groups.values()),
        because,
        any(f.open for f in groups.values()),
        all(f.partisan for f in groups.values()),
    )


def _fitted(groups: Mapping[str, Figures], total: Figures) -> dict[str, Figures]:
    """The groups cut so that they add up to no more than the total, the last of them first."""
    low, best, high = total.low, total.best, total.high
    out = {}
    for pool, figures in groups.items():
        top = min(figures.high, high)
        middle = None if figures.best is None or best is None else min(figures.best, best, top)
        bottom = min(figures.low, low, top if middle is None else middle)
        out[pool] = Figures(bottom, middle, top, figures.because, figures.open and top == figures.high)
        low, high = low - bottom, high - top
        best = None if best is None or middle is None else best - middle
    return out


def _rest(groups: Mapping[str, Figures], total: Figures) -> Figures | None:
    """What the total leaves when the groups are taken off; None where nothing is left.

    Each column is taken off by itself, so that all columns add up. Where that would leave more at the bottom than at the
    top the rest is as wide as it may be, and only best adds up.
    """
    if not groups:
        return None
    lows, highs = sum(f.low for f in groups.values()), sum(f.high for f in groups.values())
    bests = [f.best for f in groups.values()]
    best = None if total.best is None or None in bests else total.best - sum(b for b in bests if b is not None)
    low, high = total.low - lows, total.high - highs
    if not low <= (low if best is None else best) <= high:
        low, high = max(0, total.low - highs), total.high - lows
    if not (low or best or high):
        return None
    return Figures(low, best, high, ("The total without the groups above.",), total.open)


def _row(field: TollField, victims: str, figures: Figures, policy: Policy, more: Sequence[str] = ()) -> Estimate:
    return Estimate(
        field=field,
        victims=victims,
        low=figures.low,
        best=figures.best,
        high=figures.high,
        open=figures.open,
        policy=policy.label,
        undecided=figures.best is None,
        because=(*figures.because, *more),
    )
