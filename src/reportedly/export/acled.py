"""ACLED layout: one row for each event of an ACLED type, 31 columns; a layout, not data of ACLED."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from reportedly.export.coded import write_coded
from reportedly.export.edition import Case, Edition
from reportedly.export.format import Format, Written
from reportedly.export.losses import Holds
from reportedly.export.sides import ARMED, Side, attacked, attackers, dead, only_civilians
from reportedly.export.table import Cell, Column, Table, joined
from reportedly.lexicon.codebooks import load_codebooks
from reportedly.lexicon.countries import Country, load_countries
from reportedly.lexicon.events import load_event_types

TIME_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3}  # from UCDP date_prec
GEO_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 3, 7: 3}  # from UCDP where_prec
STATE, REBELS, RIOTERS, PROTESTERS, CIVILIANS, OTHER = 1, 2, 5, 6, 7, 8
_OF_KIND = {
    "government": STATE,
    "group": REBELS,
    "rioters": RIOTERS,
    "protesters": PROTESTERS,
    "civilians": CIVILIANS,
}
UNIDENTIFIED = 3  # ACLED codes an armed group that nobody names as a political militia
_VIOLENCE = ("Battles", "Explosions/Remote violence", "Violence against civilians")


@dataclass(frozen=True, slots=True)
class AcledRow:
    """An event, coded. `others` are the further actors of each side; an inter code is null without an actor."""

    case: Case
    key: str
    event: str
    sub_event: str
    actor1: str | None
    inter1: int | None
    others1: tuple[str, ...]
    actor2: str | None
    inter2: int | None
    others2: tuple[str, ...]
    country: Country
    fatalities: int

    @property
    def interaction(self) -> int | None:
        """Both codes in one number, the smaller first; one side alone is its code and 0 (ACLED codebook)."""
        codes = sorted(code for code in (self.inter1, self.inter2) if code)
        return None if not codes else codes[0] * 10 + (codes[1] if len(codes) > 1 else 0)

    @property
    def disorder(self) -> str:
        """ACLED's disorder type."""
        table = load_codebooks()
        return table.disorder_of_sub_event.get(self.sub_event) or table.disorder[self.event]


def coded(case: Case, numbers: Counter[str]) -> AcledRow | str:
    """The row of an incident, or why ACLED's layout has no place for it. `numbers` counts the events of each country."""
    kind = load_event_types()[case.incident.type]
    if not kind.acled_event:
        return f"ACLED has no event type for {case.incident.type}"
    if case.when is None or case.when.precision not in TIME_PRECISION:
        return "no day, week or month is known"
    country = load_countries().get(case.place.country or "") if case.place else None
    if country is None:
        return "no country is known"
    by = attackers(case)
    on = attacked(case, by[0] if by else None)
    event, sub_event = _event(case, kind.acled_event, kind.acled_sub_event, on)
    first, *rest1 = by or (None,)
    second, *rest2 = [side for side in on if side.kind] or (None,)
    if second and second.kind == "civilians":
        second = Side(f"Civilians ({country.acled})", "civilians")
    if second is None and only_civilians(case):
        second = Side(f"Civilians ({country.acled})", "civilians")
    if first is None and event in _VIOLENCE:
        first = Side(f"Unidentified Armed Group ({country.acled})", None, inter=UNIDENTIFIED)
    numbers[country.iso3] += 1
    best = dead(case)
    total = case.estimate("killed")
    return AcledRow(
        case=case,
        key=f"{country.iso3}{numbers[country.iso3]}",
        event=event,
        sub_event=sub_event,
        actor1=first.name if first else None,
        inter1=_inter(first, country) if first else None,
        others1=tuple(s.name for s in rest1 if s and s.listed and not _opposed(s, on)),
        actor2=second.name if second else None,
        inter2=_inter(second, country) if second else None,
        others2=tuple(s.name for s in rest2 if s and s.listed and not _opposed(s, by)),
        country=country,
        fatalities=best.get("all", (total.low if total else 0) or 0) + best.get("perpetrator", 0),
    )


def _event(case: Case, event: str, sub_event: str, on: tuple[Side, ...]) -> tuple[str, str]:
    """The crosswalk of the event table, with what the targets change: armed ones make it a battle, protesters make it
    force against them."""
    if event == "Violence against civilians" and sub_event == "Attack":
        if any(side.kind == "protesters" for side in on):
            return "Protests", "Excessive force against protesters"
        if any(side.kind in ARMED and side.force for side in on[:1]) and not only_civilians(case):
            return "Battles", "Armed clash"
    return event, sub_event


def _inter(side: Side, country: Country) -> int | None:
    """The code of an actor here: state forces of another country are external."""
    if side.listed and side.kind == "government" and side.country and side.country != country:
        return OTHER
    return side.inter or _OF_KIND.get(side.kind or "")


def _opposed(side: Side, others: tuple[Side, ...]) -> bool:
    """Whether an actor stands on the other side too, itself or by its state: then it is not named beside this one."""
    return any(
        o.name == side.name or (o.country is not None and o.country == side.country) for o in others if o.listed
    )


def _targeting(row: AcledRow) -> Cell:
    harmed = row.inter2 == CIVILIANS or row.sub_event == "Excessive force against protesters"
    return "Civilian targeting" if harmed else None


def _stamp(row: AcledRow) -> Cell:
    stamp = row.case.edition.stamp
    return int(datetime.fromisoformat(stamp).timestamp()) if stamp else None


def _day(row: AcledRow) -> str:
    assert row.case.when is not None
    return (row.case.when.start or "")[:10]


def _empty(_: AcledRow) -> None:
    return None


ROWS: Table[AcledRow] = Table(
    "events",
    "One row for each event of an ACLED type.",
    (
        Column("event_id_cnty", "ISO 3166-1 alpha-3 of the country and a number within it", lambda r: r.key),
        Column("event_date", "first day (ISO 8601)", _day),
        Column("year", "its year", lambda r: int(_day(r)[:4]), "whole"),
        Column("time_precision", "1 day, 2 week, 3 month", lambda r: TIME_PRECISION[(r.case.when and r.case.when.precision) or 1], "whole"),
        Column("disorder_type", "follows from event and sub-event type", lambda r: r.disorder),
        Column("event_type", "by the crosswalk of the event table", lambda r: r.event),
        Column("sub_event_type", "by the crosswalk of the event table", lambda r: r.sub_event),
        Column("actor1", "who is said to have done it; an unidentified armed group where nobody says", lambda r: r.actor1),
        Column("assoc_actor_1", "further known actors of that side", lambda r: joined(r.others1)),
        Column("inter1", "1 state forces, 2 rebels, 3 political militia, 4 identity militia, 5 rioters, 6 protesters, 7 civilians, 8 external or other", lambda r: r.inter1, "whole"),
        Column("actor2", "who was hit", lambda r: r.actor2),
        Column("assoc_actor_2", "further known actors of that side", lambda r: joined(r.others2)),
        Column("inter2", "as inter1", lambda r: r.inter2, "whole"),
        Column("interaction", "both codes, the smaller first; a code and 0 for one side alone", lambda r: r.interaction, "whole"),
        Column("civilian_targeting", "Civilian targeting, or empty", _targeting),
        Column("iso", "ISO 3166-1 numeric", lambda r: r.country.iso_numeric, "whole"),
        Column("region", "ACLED region", lambda r: r.country.acled_region),
        Column("country", "country as ACLED names it", lambda r: r.country.acled),
        Column("admin1", "first-order division", lambda r: r.case.place.admin1 if r.case.place else None),
        Column("admin2", "second-order division", lambda r: r.case.place.admin2 if r.case.place else None),
        Column("admin3", "empty: the gazetteer has no third level", _empty),
        Column("location", "the place", lambda r: r.case.place.name if r.case.place else None),
        Column("latitude", "degrees north", lambda r: r.case.place.latitude if r.case.place else None, "number"),
        Column("longitude", "degrees east", lambda r: r.case.place.longitude if r.case.place else None, "number"),
        Column("geo_precision", "1 town, 2 near a town or part of a region, 3 region", lambda r: GEO_PRECISION.get((r.case.place and r.case.place.precision) or 0), "whole"),
        Column("source", "outlets", lambda r: joined(x.outlet for x in r.case.reports)),
        Column("source_scale", "empty: the reach of an outlet is not in the reports", _empty),
        Column("notes", "the incident in sentences, with tolls by source and disputes", lambda r: r.case.told),
        Column("fatalities", "best figure by the policy, attackers included; 0 where none is stated", lambda r: r.fatalities, "whole"),
        Column("tags", "empty", _empty),
        Column("timestamp", "seconds since 1970, where a stamp was asked for", _stamp, "whole"),
    ),
)  # fmt: skip


def write(edition: Edition) -> Written:
    """One file; an incident that is no ACLED event is kept out and listed with the reason."""
    numbers: Counter[str] = Counter()
    return write_coded(edition, ROWS, lambda case, _: coded(case, numbers))


ACLED = Format(
    name="acled",
    version="2023",
    about="ACLED layout: 31 columns",
    suffix=".csv",
    write=write,
    policy="conservative",
    rules=(
        "An incident is written where ACLED has an event type for it and a month and a country are known (ACLED codebook).",
        "Fatalities: the most conservative estimate; vague words by ACLED's convention (tens 10, dozens 12, hundreds 100).",
    ),
    holds=Holds(
        {
            "killed": ("range", "fatalities, notes"),
            "wounded": ("range", "notes"),
            "date": ("one", "event_date"),
            "place": ("one", "location"),
            "perpetrator": ("each", "notes"),
            "target": ("one", "actor2"),
        },
        disputes="notes",
    ),
    tables=(ROWS,),
)
