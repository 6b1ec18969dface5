"""What is to be published: the weighed record with all that an exporter may want to look at."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from reportedly.export.records import Withheld
from reportedly.lexicon.policies import Policy
from reportedly.records import (
    Account,
    Claim,
    Decision,
    Estimate,
    Incident,
    Reading,
    Report,
    TollField,
    Weighed,
    When,
    Where,
)
from reportedly.weighing import Sentence, summarise

_CITED = re.compile(r" ?\[[^\[\]]*\]")
_PLACES = (1, 2, 3, 4, 7, 5, 6)  # where_prec from what says most to what says least


@dataclass(frozen=True)
class Edition:
    """A Weighed in the form in which it may be published: what is withheld is no longer in it.

    `decisions` and `originals` (bytes by SHA-256) come from an archive; they are empty without one.
    """

    weighed: Weighed
    policy: Policy
    decisions: tuple[Decision, ...] = ()
    originals: Mapping[str, bytes] = field(default_factory=dict)
    filters: tuple[str, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    stamp: str | None = None

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """The incidents, each with its claims and reports at hand."""
        held = {c.id: (c, r.report) for r in self.weighed.readings for c in r.claims}
        return tuple(
            Case(incident, number, self, held) for number, incident in enumerate(self.weighed.incidents, 1)
        )

    @cached_property
    def by_report(self) -> Mapping[str, tuple[Reading, ...]]:
        """The readings of each report; an archive may hold several of one."""
        found: dict[str, tuple[Reading, ...]] = {}
        for reading in self.weighed.readings:
            found[reading.report.id] = (*found.get(reading.report.id, ()), reading)
        return found


@dataclass(frozen=True)
class Case:
    """One incident with its claims and reports at hand. `number` counts from 1 within the edition."""

    incident: Incident
    number: int
    edition: Edition = field(repr=False)
    held: Mapping[str, tuple[Claim, Report]] = field(repr=False)

    @property
    def id(self) -> str:
        """The id of the incident."""
        return self.incident.id

    @cached_property
    def claims(self) -> tuple[tuple[Claim, Report], ...]:
        """Every claim about the incident with the report that holds it."""
        return tuple(self.held[i] for i in self.incident.claims if i in self.held)

    def of(self, name: str) -> tuple[tuple[Claim, Report], ...]:
        """The claims of one field."""
        return tuple((claim, report) for claim, report in self.claims if claim.field == name)

    def said(self, account: Account, name: str, *, earlier: bool = False) -> tuple[Claim, ...]:
        """What an account says of a field now, or said before."""
        ids = account.earlier if earlier else account.claims
        return tuple(self.held[i][0] for i in ids if i in self.held and self.held[i][0].field == name)

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """The reports that speak of it, in order of publication."""
        found = {r.report.id: r.report for r in self.readings}
        return tuple(sorted(found.values(), key=lambda report: (report.published or "", report.id)))

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """The readings of these reports."""
        return tuple(r for key in self.incident.reports for r in self.edition.by_report.get(key, ()))

    def estimate(self, name: TollField, victims: str = "all") -> Estimate | None:
        """The estimate for a toll and a group of victims."""
        return next((e for e in self.incident.estimates if (e.field, e.victims) == (name, victims)), None)

    @cached_property
    def place(self) -> Where | None:
        """The one place that a row may hold: the most precise, among equals the one named most often.

        An adjective ("Syrian") counts only where nothing else is named.
        """
        found = [w for w in self.incident.where if w.country or w.precision == 7]
        named = [w for w in found if w.feature != "demonym" and w.part_of is None] or found
        return min(named, key=lambda w: _PLACES.index(w.precision) if w.precision else 9, default=None)

    @property
    def when(self) -> When | None:
        """When it happened, where a day or a range of days is known."""
        when = self.incident.when
        return when if when and when.start else None

    @cached_property
    def summary(self) -> tuple[Sentence, ...]:
        """The incident in sentences, each with the ids of its claims."""
        return summarise(self.incident, self.readings)

    @property
    def told(self) -> str:
        """The incident in sentences, without the ids of claims in brackets."""
        return " ".join(uncited(sentence.text) for sentence in self.summary)

    @cached_property
    def disputed(self) -> frozenset[str]:
        """The ids of the claims that stand in a dispute."""
        return frozenset(i for dispute in self.incident.disputes for side in dispute.sides for i in side.claims)


def uncited(sentence: str) -> str:
    """A sentence without the ids of claims in brackets.

    >>> uncited("130 (government) [claim-1] and 96 cannot both hold.")
    '130 (government) and 96 cannot both hold.'
    """
    return _CITED.sub("", sentence)
