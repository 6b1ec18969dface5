"""A claim with what weighing needs to know of it: its report, when it was said, and whose victims it counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from reportedly.lexicon.policies import load_groups
from reportedly.records import Claim, Reading, Report, Toll
from reportedly.weighing.copies import copy_groups

COUNTED = ("actual", "alleged")
EVERYONE = "all"
_DAY_KNOWN = 1


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim in its report. `time` sorts as text; `text` is the id of the report that printed the words first."""

    claim: Claim
    report: Report
    time: str
    text: str

    @property
    def toll(self) -> Toll | None:
        """The toll, where the claim states one that can be counted."""
        value = self.claim.value
        counts = isinstance(value, Toll) and self.claim.status in COUNTED and not value.cumulative
        return value if counts and isinstance(value, Toll) else None

    @property
    def figure(self) -> tuple[int | None, int | None] | None:
        """The range of a toll, None for any other claim."""
        value = self.claim.value
        return (value.low, value.high) if isinstance(value, Toll) else None

    @property
    def pool(self) -> str:
        """Whom a toll counts: one of the disjoint groups of victims, or "all" where the words do not say."""
        toll = self.toll
        return pool_of(toll) if toll else EVERYONE


def pool_of(toll: Toll) -> str:
    """The group of victims that a toll's categories belong to; "all" where they are of several groups or of none."""
    groups = load_groups()
    found = {groups[c] for c in toll.victims.category if c in groups}
    return found.pop() if len(found) == 1 else EVERYONE


def instant(published: str | None) -> str:
    """A date or date-time as text that sorts by time (UTC; without a zone it is taken as UTC).

    >>> instant("2016-11-10T15:50:40+02:00")
    '2016-11-10T13:50:40'
    """
    if published is None:
        return ""
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return published
    return (moment.astimezone(UTC) if moment.tzinfo else moment).replace(tzinfo=None).isoformat()


def evidence_of(readings: Iterable[Reading], members: Sequence[str]) -> tuple[Evidence, ...]:
    """The claims of these report-level incidents, by time, then text and place in it.

    A copy speaks at the time of the text it copies: printing old words again is no news.
    """
    inside = set(members)
    held = [(r.report, c) for r in readings for c in r.claims if c.incident in inside]
    reports = {report.id: report for report, _ in held}
    texts = copy_groups(tuple(reports.values()))
    rows = [
        Evidence(claim, report, _time(claim, reports[texts[report.id]]), texts[report.id])
        for report, claim in held
    ]
    return tuple(sorted(rows, key=lambda e: (e.time, e.text, e.claim.span.start, e.report.id, e.claim.id)))


def _time(claim: Claim, report: Report) -> str:
    """When it was said: the day the words state, where it lies before the report; otherwise when it was published."""
    published = instant(report.published)
    said = claim.said_at
    if said and said.start and said.precision == _DAY_KNOWN and (not published or said.start < published[:10]):
        return f"{said.start}T23:59:59"
    return published
