"""How well founded an incident is, by rule, in the terms of casualty recorders (Airwars)."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.records import Dispute, Grade, Named
from reportedly.weighing.books import Book

CONTESTING = ("perpetrator", "happened", "target")


def grade_of(books: Sequence[Book], disputes: Sequence[Dispute]) -> Grade:
    """Contested where sources exclude each other on who did it, what was hit or whether it happened; admitted where the one
    accused says it was them; corroborated by two or more independent sources; otherwise of a single source."""
    count = len({book.group for book in books})
    sources = f"{count} independent source{'s' if count != 1 else ''}"
    contested = [d for d in disputes if d.field in CONTESTING]
    if contested:
        return Grade(label="contested", independent=count, because=f"{contested[0].reason} {sources} in all.")
    admission = next(((b, c) for b in books if (c := _admission(b))), None)
    if admission:
        book, claim = admission
        return Grade(
            label="admitted",
            independent=count,
            because=f"{book.name} says it was them [{claim}]; {sources} in all.",
        )
    if count > 1:
        return Grade(label="corroborated", independent=count, because=f"{sources} report it.")
    return Grade(label="single source", independent=count, because=f"{sources} reports it.")


def _admission(book: Book) -> str | None:
    """The claim by which a source names itself as the one who did it."""
    for item in book.current:
        value = item.claim.value
        named = item.claim.field == "perpetrator" and isinstance(value, Named) and item.claim.status != "denied"
        if named and isinstance(value, Named) and value.actor and book.source and value.actor == book.source.actor:
            return item.claim.id
    return None
