"""Claims in a few words, as reasons and summaries write them."""

from __future__ import annotations

from reportedly.records import Claim, ClaimField, Toll, When

FIELD_QUESTIONS: dict[ClaimField, str] = {
    "date": "when it happened",
    "place": "where it happened",
    "perpetrator": "who did it",
    "target": "what was hit",
    "weapon": "with what",
    "happened": "whether it happened",
    "damage": "what was damaged",
}


def words_of(claim: Claim) -> str:
    """A claim's value in a few words."""
    value = claim.value
    denied = "not " if claim.status == "denied" else ""
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

    >>> number_words(7, None), number_words(0, 30), number_words(3, 5), number_words(4600, 4600)
    ('at least 7', 'up to 30', '3 to 5', '4,600')
    """
    if vague:
        return f"“{vague}”"
    if high is None:
        return f"at least {low:,}"
    if low == high:
        return f"{low:,}"
    return f"up to {high:,}" if not low else f"{low:,} to {high:,}"
