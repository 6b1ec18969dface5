"""On what two accounts cannot both hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from reportedly.records import TOLL_FIELDS, ClaimField, Dispute, Named, Side, Toll, When, Where
from reportedly.weighing.books import Book
from reportedly.weighing.evidence import EVERYONE, Evidence, pool_of

Conflict = Callable[[Evidence, Evidence], bool]
_KIND: dict[ClaimField, str] = {
    "date": "when it happened",
    "place": "where it happened",
    "perpetrator": "who did it",
    "target": "what was hit",
    "weapon": "with what",
    "happened": "whether it happened",
    "damage": "what was damaged",
}


def disputes_of(books: Sequence[Book]) -> tuple[Dispute, ...]:
    """Every field on which the current claims of two sources exclude each other, tolls first."""
    fields: tuple[ClaimField, ...] = (*TOLL_FIELDS, *_KIND)
    found = (_dispute(field, books) for field in fields)
    return tuple(dispute for dispute in found if dispute)


def _dispute(field: ClaimField, books: Sequence[Book]) -> Dispute | None:
    held = [(book, [e for e in book.current if e.claim.field == field]) for book in books]
    held = [(book, items) for book, items in held if items]
    against: list[tuple[tuple[Book, Evidence], tuple[Book, Evidence]]] = []
    for (left, ours), (right, theirs) in combinations(held, 2):
        if left.group == right.group:
            continue
        if field == "place":
            against += _apart((left, ours), (right, theirs))
        else:
            against += [((left, a), (right, b)) for a in ours for b in theirs if excludes(a, b)]
    if not against:
        return None
    return Dispute(field=field, sides=_sides(against), reason=_reason(field, against))


def excludes(left: Evidence, right: Evidence) -> bool:
    """Whether two claims on one field cannot both be true."""
    ours, theirs = left.claim.value, right.claim.value
    if isinstance(ours, Toll) and isinstance(theirs, Toll):
        return left.toll is not None and right.toll is not None and tolls_exclude(ours, theirs)
    if isinstance(ours, bool) and isinstance(theirs, bool):
        return (ours and left.claim.status != "denied") != (theirs and right.claim.status != "denied")
    if isinstance(ours, When) and isinstance(theirs, When):
        return dates_exclude(ours, theirs)
    if (left.claim.status == "denied") != (right.claim.status == "denied"):
        return True
    if left.claim.field == "perpetrator" and isinstance(ours, Named) and isinstance(theirs, Named):
        return ours.actor is not None and theirs.actor is not None and ours.actor != theirs.actor
    return False


def tolls_exclude(left: Toll, right: Toll) -> bool:
    """Whether no number satisfies both, for the same victims, or for some of them and all of them."""
    if left.low is None or right.low is None or left.part_of or right.part_of:
        return False
    ours, theirs = pool_of(left), pool_of(right)
    if ours == theirs:
        return not left.meets(right)
    if EVERYONE not in (ours, theirs):
        return False
    part, whole = (right, left) if ours == EVERYONE else (left, right)
    return whole.high is not None and (part.low or 0) > whole.high


def dates_exclude(left: When, right: When) -> bool:
    """Whether two ranges of days have no day in common."""
    if not (left.start and right.start):
        return False
    return max(left.start, right.start)[:10] > min(left.end or left.start, right.end or right.start)[:10]


def _apart(
    left: tuple[Book, list[Evidence]], right: tuple[Book, list[Evidence]]
) -> list[tuple[tuple[Book, Evidence], tuple[Book, Evidence]]]:
    """Places of two sources that have no country in common."""
    ours, theirs = _countries(left[1]), _countries(right[1])
    if not ours or not theirs or ours & theirs:
        return []
    return [((left[0], left[1][0]), (right[0], right[1][0]))]


def _countries(items: Iterable[Evidence]) -> set[str]:
    return {e.claim.value.country for e in items if isinstance(e.claim.value, Where) and e.claim.value.country}


def _sides(against: Sequence[tuple[tuple[Book, Evidence], tuple[Book, Evidence]]]) -> tuple[Side, ...]:
    """One side per value, with the claims that hold it, in the order of their values as text."""
    sides: dict[str, list[Evidence]] = {}
    for pair in against:
        for _, item in pair:
            held = sides.setdefault(words_of(item), [])
            if item not in held:
                held.append(item)
    return tuple(
        Side(claims=tuple(sorted(e.claim.id for e in items)), value=items[0].claim.value)
        for _, items in sorted(sides.items())
    )


def _reason(field: ClaimField, against: Sequence[tuple[tuple[Book, Evidence], tuple[Book, Evidence]]]) -> str:
    (left, ours), (right, theirs) = against[0]
    about = _KIND.get(field, f"how many were {field}")
    return (
        f"Sources differ on {about}: {words_of(ours)} ({left.name}) [{ours.claim.id}] and "
        f"{words_of(theirs)} ({right.name}) [{theirs.claim.id}] cannot both hold."
    )


def words_of(item: Evidence) -> str:
    """A claim's value in a few words."""
    value = item.claim.value
    denied = "not " if item.claim.status == "denied" else ""
    if isinstance(value, Toll):
        return denied + number_words(value.low, value.high, value.vague)
    if isinstance(value, When):
        return (
            denied + (value.start or "?") + (f" to {value.end}" if value.end and value.end != value.start else "")
        )
    if isinstance(value, bool):
        return "it happened" if value and not denied else "it did not happen"
    return denied + value.name


def number_words(low: int | None, high: int | None, vague: str | None = None) -> str:
    """A range of numbers as people write it.

    >>> number_words(7, None), number_words(0, 30), number_words(3, 5), number_words(4, 4)
    ('at least 7', 'up to 30', '3 to 5', '4')
    """
    if vague:
        return f"“{vague}”"
    if high is None:
        return f"at least {low}"
    if low == high:
        return str(low)
    return f"up to {high}" if not low else f"{low} to {high}"
