"""On what two accounts cannot both hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations

from reportedly.records import TOLL_FIELDS, ClaimField, Dispute, Named, Side, Toll, When, Where, normalised
from reportedly.weighing.books import Book
from reportedly.weighing.evidence import EVERYONE, Evidence, pool_of
from reportedly.weighing.figures import about, in_force
from reportedly.weighing.parties import one_actor
from reportedly.weighing.phrases import FIELD_QUESTIONS, words_of

Voice = tuple[Book, Evidence]
Conflict = tuple[Voice, Voice]
APPROXIMATE = "tenth"  # the convention by which figures that are called approximate can both hold
NEXT_DAY = 1  # an attack by night, or in another time zone, has two dates


def disputes_of(books: Sequence[Book]) -> tuple[Dispute, ...]:
    """Every field on which the current claims of two sources exclude each other, tolls first."""
    fields: tuple[ClaimField, ...] = (*TOLL_FIELDS, *FIELD_QUESTIONS)
    found = (_dispute(field, books) for field in fields)
    return tuple(dispute for dispute in found if dispute)


def _dispute(field: ClaimField, books: Sequence[Book]) -> Dispute | None:
    held = [(book, _spoken(book, field)) for book in books]
    against: list[Conflict] = []
    for (left, ours), (right, theirs) in combinations(held, 2):
        if left.group == right.group:
            continue
        against += _conflicts(field, [(left, e) for e in ours], [(right, e) for e in theirs])
    if not against:
        return None
    return Dispute(field=field, sides=_sides(against), reason=_reason(field, against))


def _spoken(book: Book, field: ClaimField) -> list[Evidence]:
    """What a source now says on a field; of tolls the figures that are in force."""
    if field not in TOLL_FIELDS:
        return [e for e in book.current if e.claim.field == field]
    figures, _ = in_force(book.current, field)
    return [figure.items[0] for figure in figures if len(figure.items) == 1]


def _conflicts(field: ClaimField, ours: Sequence[Voice], theirs: Sequence[Voice]) -> list[Conflict]:
    """The pairs of two sources' claims that exclude each other.

    A source may name several days or places. Only where none of them agrees with any of the other's do the two differ.
    """
    if field == "place":
        left, right = _countries(ours), _countries(theirs)
        return [(ours[0], theirs[0])] if left and right and not left & right else []
    found = [(a, b) for a in ours for b in theirs if excludes(a[1], b[1])]
    if field in ("date", "perpetrator") and len(found) < len(ours) * len(theirs):
        denied = {e.claim.id for _, e in (*ours, *theirs) if e.claim.status == "denied"}
        return [(a, b) for a, b in found if {a[1].claim.id, b[1].claim.id} & denied]
    return found


def excludes(left: Evidence, right: Evidence) -> bool:
    """Whether two claims on one field cannot both be true."""
    ours, theirs = left.claim.value, right.claim.value
    if isinstance(ours, Toll) and isinstance(theirs, Toll):
        return left.toll is not None and right.toll is not None and tolls_exclude(ours, theirs)
    if isinstance(ours, bool) and isinstance(theirs, bool):
        return (ours and left.claim.status != "denied") != (theirs and right.claim.status != "denied")
    if isinstance(ours, When) and isinstance(theirs, When):
        return dates_exclude(ours, theirs)
    denied = (left.claim.status == "denied") != (right.claim.status == "denied")
    if left.claim.field == "perpetrator" and isinstance(ours, Named) and isinstance(theirs, Named):
        return _one_perpetrator(ours, theirs) if denied else _two_perpetrators(ours, theirs)
    return denied


def _one_perpetrator(ours: Named, theirs: Named) -> bool:
    """Whether two claims speak of the same perpetrator, who did it or did not."""
    if ours.actor and theirs.actor:
        return one_actor(ours.actor, theirs.actor)
    return normalised(ours.name) == normalised(theirs.name)


def _two_perpetrators(ours: Named, theirs: Named) -> bool:
    """Whether two claims name perpetrators that are known to be two."""
    return bool(ours.actor and theirs.actor) and not one_actor(ours.actor or "", theirs.actor or "")


def tolls_exclude(left: Toll, right: Toll) -> bool:
    """Whether no number satisfies both, for the same victims, or for some of them and all of them.

    "No one of the staff" says nothing of others.
    """
    if left.low is None or right.low is None or any(t.part_of or t.vague or t.high == 0 for t in (left, right)):
        return False
    left, right = _widened(left), _widened(right)
    ours, theirs = pool_of(left), pool_of(right)
    if ours == theirs:
        return not left.meets(right)
    if EVERYONE not in (ours, theirs):
        return False
    part, whole = (right, left) if ours == EVERYONE else (left, right)
    return whole.high is not None and (part.low or 0) > whole.high


def _widened(toll: Toll) -> Toll:
    """A toll with "about 50" taken as a range."""
    low, high = about(toll, APPROXIMATE)
    return toll.model_copy(update={"low": low, "high": high})


def dates_exclude(left: When, right: When) -> bool:
    """Whether two ranges of days lie more than a day apart."""
    if not (left.start and right.start):
        return False
    later, ended = max(left.start, right.start), min(left.end or left.start, right.end or right.start)
    return (date.fromisoformat(later[:10]) - date.fromisoformat(ended[:10])).days > NEXT_DAY


def _countries(voices: Iterable[Voice]) -> set[str]:
    values = (e.claim.value for _, e in voices)
    return {value.country for value in values if isinstance(value, Where) and value.country}


def _sides(against: Sequence[Conflict]) -> tuple[Side, ...]:
    """One side per value, with the claims that hold it, in the order of their values as text."""
    sides: dict[str, list[Evidence]] = {}
    for pair in against:
        for _, item in pair:
            held = sides.setdefault(words_of(item.claim), [])
            if item not in held:
                held.append(item)
    return tuple(
        Side(claims=tuple(sorted(e.claim.id for e in items)), value=items[0].claim.value)
        for _, items in sorted(sides.items())
    )


def _reason(field: ClaimField, against: Sequence[Conflict]) -> str:
    (left, ours), (right, theirs) = against[0]
    about = FIELD_QUESTIONS.get(field, f"how many were {field}")
    return (
        f"Sources differ on {about}: {words_of(ours.claim)} ({left.name}) [{ours.claim.id}] and "
        f"{words_of(theirs.claim)} ({right.name}) [{theirs.claim.id}] cannot both hold."
    )
