"""The loss report: which claims, disputes and accounts a format could not hold, and where they went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from reportedly.export.edition import Case, Edition
from reportedly.export.records import Loss
from reportedly.records import Claim, ClaimField, Named, When, Where

How = Literal["each", "range", "one"]
FIELDS: tuple[str, ...] = get_args(ClaimField)


@dataclass(frozen=True, slots=True)
class Holds:
    """What a format holds. For each field of a claim how and where: `each` claim, the `range` of its figures, or `one`
    value of several; a field that is missing is not held. `disputes` and `accounts` say where those go, or are null."""

    fields: Mapping[str, tuple[How, str]] = field(default_factory=dict)
    disputes: str | None = None
    accounts: str | None = None


EVERYTHING = Holds(dict.fromkeys(FIELDS, ("each", "claims")), disputes="disputes", accounts="accounts")


def withheld_losses(edition: Edition) -> tuple[Loss, ...]:
    """What was withheld, by kind and number, never by name."""
    return tuple(
        Loss(what="withheld", field=w.kind, count=w.count, reason="must not be published", kept_in=w.replaced_by)
        for w in edition.withheld
    )


def losses_of(edition: Edition, holds: Holds, written: Iterable[str]) -> Iterator[Loss]:
    """What is lost of the incidents that were written, in their order."""
    inside = set(written)
    for case in edition.cases:
        if case.id in inside:
            yield from _claims(case, holds)
            yield from _disputes(case, holds)
            if holds.accounts is None and case.incident.accounts:
                yield Loss(
                    incident=case.id,
                    what="accounts",
                    count=len(case.incident.accounts),
                    reason="the format has no place for who says what",
                )


def _claims(case: Case, holds: Holds) -> Iterator[Loss]:
    for name in FIELDS:
        claims = [claim for claim, _ in case.of(name)]
        how, where = holds.fields.get(name, (None, None))
        if how == "each" or not claims:
            continue
        lost = [claim for claim in claims if how != "one" or not _chosen(case, claim)]
        if lost:
            yield Loss(
                incident=case.id,
                what="claims",
                field=name,
                count=len(lost),
                ids=tuple(claim.id for claim in lost),
                reason=_REASONS[how],
                kept_in=where if how == "range" else None,
            )


def no_coordinates(case: Case) -> tuple[Loss, ...]:
    """What is missing in a row whose place has no coordinates."""
    if case.place is not None and case.place.latitude is not None:
        return ()
    reason = "the place has no coordinates; the cells are empty"
    return (Loss(incident=case.id, what="value", field="latitude, longitude", count=1, reason=reason),)


_REASONS = {
    None: "the format has no place for this field",
    "range": "the estimate is written, not each figure with its source and words",
    "one": "the format holds one value, and these claims state another",
}


def _disputes(case: Case, holds: Holds) -> Iterator[Loss]:
    for dispute in case.incident.disputes:
        if holds.disputes is None:
            yield Loss(
                incident=case.id,
                what="dispute",
                field=dispute.field,
                count=1,
                ids=tuple(i for side in dispute.sides for i in side.claims),
                reason="the format does not say that sources contradict each other",
                kept_in=holds.fields.get(dispute.field, (None, None))[1],
            )


def _chosen(case: Case, claim: Claim) -> bool:
    """Whether a claim states the value that a single cell holds."""
    match claim.value:
        case When():
            when = case.incident.when
            return when is not None and (claim.value.start, claim.value.end) == (when.start, when.end)
        case Where():
            place = case.place
            return place is not None and (claim.value.place or claim.value.name) == (place.place or place.name)
        case Named():
            actors = case.incident.agents if claim.field == "perpetrator" else case.incident.targets
            first = next(iter(actors), None)
            return first is not None and claim.id in first.claims
    return True
