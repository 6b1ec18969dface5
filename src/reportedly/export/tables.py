"""The project's own tables: incidents, accounts, claims, sources and reports. CSV, XLSX and Parquet share them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from reportedly.export.edition import Case, Edition, uncited
from reportedly.export.table import Cell, Column, Table, joined
from reportedly.records import (
    TOLL_FIELDS,
    Account,
    Claim,
    Named,
    Report,
    Source,
    Toll,
    TollField,
    When,
    Where,
)
from reportedly.wording import places_phrase, printable, source_phrase, value_phrase

_TEXTS = ("date", "place", "perpetrator", "target", "weapon", "damage")


def _toll(name: TollField, bound: str, case: Case) -> Cell:
    estimate = case.estimate(name)
    return getattr(estimate, bound) if estimate else None


def _tolls() -> Iterator[Column[Case]]:
    for name in TOLL_FIELDS:
        for bound, words in (("low", "lowest"), ("best", "best"), ("high", "highest")):
            about = f"{name}: {words} figure by the policy; empty where nothing is said" + (
                " or the policy does not decide" if bound == "best" else ""
            )
            yield Column(f"{name}_{bound}", about, partial(_toll, name, bound), "whole")


INCIDENTS: Table[Case] = Table(
    "incidents",
    "One row for each incident.",
    (
        Column("incident", "its id", lambda c: c.id),
        Column("type", "event type (codebook)", lambda c: c.incident.type),
        Column(
            "grade",
            "how well founded: single source, corroborated, contested, admitted",
            lambda c: c.incident.grade.label if c.incident.grade else None,
        ),
        Column(
            "independent_sources",
            "number of independent sources",
            lambda c: c.incident.grade.independent if c.incident.grade else None,
            "whole",
        ),
        Column("date_start", "first day (ISO 8601); empty where no day is known", lambda c: _start(c.when)),
        Column("date_end", "last day, inclusive", lambda c: _end(c.when)),
        Column("date_precision", "UCDP date_prec: 1 day … 5 year", lambda c: c.when.precision if c.when else None, "whole"),
        Column("place", "the place of the row, as written", lambda c: c.place.name if c.place else None),
        Column("admin1", "first-order division", lambda c: c.place.admin1 if c.place else None),
        Column("admin2", "second-order division", lambda c: c.place.admin2 if c.place else None),
        Column("country", "ISO 3166-1 alpha-2", lambda c: c.place.country if c.place else None),
        Column("latitude", "degrees north, WGS 84", lambda c: c.place.latitude if c.place else None, "number"),
        Column("longitude", "degrees east, WGS 84", lambda c: c.place.longitude if c.place else None, "number"),
        Column("place_precision", "UCDP where_prec: 1 exact place … 7 at sea", lambda c: c.place.precision if c.place else None, "whole"),
        Column("places", "every place named, in words", lambda c: places_phrase(c.incident.where, 99) if c.incident.where else None),
        Column("perpetrators", "who is said to have done it", lambda c: joined(a.name for a in c.incident.agents)),
        Column("targets", "who or what is said to have been hit", lambda c: joined(a.name for a in c.incident.targets)),
        *_tolls(),
        Column("disputes", "number of disputes", lambda c: len(c.incident.disputes), "whole"),
        Column("disputed", "what cannot both be true, in sentences", lambda c: joined((uncited(d.reason) for d in c.incident.disputes), " ")),
        Column("policy", "the policy that chose the figures", lambda c: c.edition.policy.label),
        Column("why", "why these figures, in sentences that name claims", lambda c: joined((f"{e.field}, {e.victims}: {' '.join(e.because)}" for e in c.incident.estimates), " ")),
        Column("reports", "number of reports", lambda c: len(c.incident.reports), "whole"),
        Column("claims", "number of claims", lambda c: len(c.incident.claims), "whole"),
        Column("outlets", "who published the reports", lambda c: joined(r.outlet for r in c.reports)),
        Column("summary", "the incident in sentences", lambda c: c.told),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account of one incident; `number` counts within the incident."""

    case: Case
    account: Account
    number: int


def _says(name: str, row: AccountRow) -> Cell:
    return joined(_value(claim) for claim in row.case.said(row.account, name))


def _value(claim: Claim) -> str:
    return value_phrase(claim.value) + ("" if claim.status == "actual" else f" ({claim.status})")


def _earlier(row: AccountRow) -> Cell:
    return joined(f"{n}: {_value(c)}" for n in TOLL_FIELDS for c in row.case.said(row.account, n, earlier=True))


ACCOUNTS: Table[AccountRow] = Table(
    "accounts",
    "One row for each account: what one ultimate source says of one incident.",
    (
        Column("incident", "id of the incident", lambda r: r.case.id),
        Column("account", "number of the account within the incident", lambda r: r.number, "whole"),
        Column("source", "who says it; empty where the text hides it", lambda r: r.account.source.name if r.account.source else None),
        Column("kind", "kind of source (codebook)", lambda r: r.account.source.kind if r.account.source else None),
        Column("role", "role, as written", lambda r: r.account.source.role if r.account.source else None),
        Column("affiliation", "body it speaks for", lambda r: r.account.source.affiliation if r.account.source else None),
        Column("chain", "through whom it came, nearest to the reader first", lambda r: _chain(r.account.source)),
        Column("group", "id of its group of copies; accounts of one group count once", lambda r: r.account.independent),
        Column("party", "1 where the source is a party to the violence, else 0", lambda r: int(r.account.party), "whole"),
        *(Column(name, f"what it says now of: {name}", partial(_says, name)) for name in (*TOLL_FIELDS, *_TEXTS)),
        Column("earlier", "tolls it gave before and has replaced", _earlier),
        Column("disputed", "number of its claims that stand in a dispute", lambda r: len(r.case.disputed.intersection(r.account.claims)), "whole"),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim with the report that holds it and the incident it is about (null where linking made none of it)."""

    claim: Claim
    report: Report
    incident: str | None
    disputed: bool = False


def _of_toll(name: str, row: ClaimRow) -> Cell:
    return getattr(row.claim.value, name) if isinstance(row.claim.value, Toll) else None


def _victims(name: str, row: ClaimRow) -> Cell:
    value = row.claim.value
    found = getattr(value.victims, name) if isinstance(value, Toll) else None
    return joined(found) if isinstance(found, tuple) else found or None


def _named(row: ClaimRow) -> Cell:
    value = row.claim.value
    return joined(p.name for p in value.names) if isinstance(value, Toll) else None


def _place(name: str, row: ClaimRow) -> Cell:
    return getattr(row.claim.value, name) if isinstance(row.claim.value, Where) else None


CLAIMS: Table[ClaimRow] = Table(
    "claims",
    "One row for each claim, those of no incident included.",
    (
        Column("claim", "its id", lambda r: r.claim.id),
        Column("incident", "id of the incident; empty where it is of none", lambda r: r.incident),
        Column("report", "id of the report", lambda r: r.report.id),
        Column("field", "what it is about (codebook)", lambda r: r.claim.field),
        Column("value", "the value in words", lambda r: value_phrase(r.claim.value)),
        Column("low", "least number the words allow", partial(_of_toll, "low"), "whole"),
        Column("high", "greatest number the words allow; empty is open", partial(_of_toll, "high"), "whole"),
        Column("approximate", "1 for about, else 0", lambda r: int(r.claim.value.approximate) if isinstance(r.claim.value, Toll) else None, "whole"),
        Column("vague", "the word where there is no number", partial(_of_toll, "vague")),
        Column("victims", "who was harmed, as written", partial(_victims, "description")),
        Column("categories", "categories of victims", partial(_victims, "category")),
        Column("side", "actor the victims belong to", partial(_victims, "side")),
        Column("nationality", "their nationality or group, as written", partial(_victims, "nationality")),
        Column("names", "the victims who are named", _named),
        Column("date_start", "first day of a date", lambda r: _start(r.claim.value if isinstance(r.claim.value, When) else None)),
        Column("date_end", "last day of a date", lambda r: _end(r.claim.value if isinstance(r.claim.value, When) else None)),
        Column("country", "country of a place, ISO 3166-1 alpha-2", partial(_place, "country")),
        Column("latitude", "of a place", partial(_place, "latitude"), "number"),
        Column("longitude", "of a place", partial(_place, "longitude"), "number"),
        Column("place_precision", "of a place", partial(_place, "precision"), "whole"),
        Column("actor", "id in the actor table", lambda r: r.claim.value.actor if isinstance(r.claim.value, Named) else None),
        Column("status", "actual, denied, alleged … (codebook)", lambda r: r.claim.status),
        Column("disputed", "1 where it stands in a dispute, else 0", lambda r: int(r.disputed), "whole"),
        Column("source", "who says it; empty where the text hides it", lambda r: r.claim.source.name if r.claim.source else None),
        Column("kind", "kind of source", lambda r: r.claim.source.kind if r.claim.source else None),
        Column("chain", "through whom it came, nearest to the reader first", lambda r: _chain(r.claim.source)),
        Column("said_at", "when it was said", lambda r: _start(r.claim.said_at)),
        Column("words", "the words that state it", lambda r: r.claim.span.words),
        Column("start", "first code point of the words in the text of the report", lambda r: r.claim.span.start, "whole"),
        Column("end", "the one after the last", lambda r: r.claim.span.end, "whole"),
        Column("outlet", "who published the report", lambda r: r.report.outlet),
        Column("published", "when", lambda r: r.report.published),
        Column("url", "its address", lambda r: r.report.url),
    ),
)  # fmt: skip


@dataclass(slots=True)
class SourceRow:
    """One source as it is named, with what it says in all."""

    source: Source
    incidents: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    claims: int = 0


SOURCES: Table[SourceRow] = Table(
    "sources",
    "One row for each source as it is named and described.",
    (
        Column("source", "its name", lambda r: source_phrase(r.source)),
        Column("kind", "kind of source (codebook)", lambda r: r.source.kind),
        Column("role", "role, as written", lambda r: r.source.role),
        Column("affiliation", "body it speaks for", lambda r: r.source.affiliation),
        Column("actor", "id in the actor table", lambda r: r.source.actor),
        Column("incidents", "of how many incidents it speaks", lambda r: len(r.incidents), "whole"),
        Column("claims", "how many claims are its own", lambda r: r.claims, "whole"),
        Column("reports", "in how many reports", lambda r: len(r.reports), "whole"),
    ),
)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report, with the number of its claims."""

    report: Report
    claims: int


REPORTS: Table[ReportRow] = Table(
    "reports",
    "One row for each report.",
    (
        Column("report", "its id", lambda r: r.report.id),
        Column("outlet", "who published it", lambda r: r.report.outlet),
        Column("title", "headline", lambda r: r.report.title),
        Column("published", "when (ISO 8601)", lambda r: r.report.published),
        Column("url", "address", lambda r: r.report.url),
        Column("byline", "who wrote it", lambda r: r.report.byline),
        Column(
            "agency", "agency of the dateline", lambda r: r.report.dateline.agency if r.report.dateline else None
        ),
        Column("language", "ISO 639-1", lambda r: r.report.language),
        Column("claims", "number of its claims", lambda r: r.claims, "whole"),
        Column("text", "the text that offsets refer to", lambda r: r.report.text),
    ),
)


def account_rows(edition: Edition) -> Iterator[AccountRow]:
    """The accounts of every incident."""
    for case in edition.cases:
        for number, account in enumerate(case.incident.accounts, 1):
            yield AccountRow(case, account, number)


def claim_rows(edition: Edition) -> Iterator[ClaimRow]:
    """Every claim of every report."""
    homes = {i: case for case in edition.cases for i in case.incident.claims}
    for reading in edition.weighed.readings:
        for claim in reading.claims:
            case = homes.get(claim.id)
            yield ClaimRow(
                claim, reading.report, case.id if case else None, bool(case and claim.id in case.disputed)
            )


def source_rows(edition: Edition) -> list[SourceRow]:
    """Every source that claims something, in order of its name."""
    found: dict[tuple[str, ...], SourceRow] = {}
    for row in claim_rows(edition):
        source = row.claim.source
        if source:
            key = (source.name, source.kind, source.role or "", source.affiliation or "", source.actor or "")
            held = found.setdefault(key, SourceRow(source))
            held.claims += 1
            held.reports.add(row.report.id)
            held.incidents.update({row.incident} - {None})  # type: ignore[arg-type]
    return [found[key] for key in sorted(found)]


def report_rows(edition: Edition) -> Iterator[ReportRow]:
    """Every report that was read."""
    return (ReportRow(r.report, len(r.claims)) for r in edition.weighed.readings)


def _chain(source: Source | None) -> str | None:
    return joined((printable(s.name) for s in source.chain), " < ") if source else None


def _start(when: When | None) -> str | None:
    return when.start if when else None


def _end(when: When | None) -> str | None:
    return (when.end or when.start) if when else None
