"""UCDP GED: one row for each incident with a death by an organised actor, 49 columns in the order of version 22.1."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.export.coded import write_coded
from reportedly.export.edition import Case, Edition
from reportedly.export.format import Format, Written
from reportedly.export.grid import priogrid
from reportedly.export.losses import Holds
from reportedly.export.sides import ARMED, Side, attacked, attackers, dead, only_civilians
from reportedly.export.table import Cell, Column, Table, joined
from reportedly.lexicon.countries import Country, load_countries
from reportedly.lexicon.events import load_event_types
from reportedly.records import Report, Toll
from reportedly.wording import where_phrase

CIVILIANS = Side("Civilians", "civilians")
_COORDINATES = 6


@dataclass(frozen=True, slots=True)
class GedRow:
    """An incident inside the scope, coded: type of violence (1 state-based, 2 non-state, 3 one-sided), sides, deaths."""

    case: Case
    number: int
    violence: int
    side_a: Side
    side_b: Side
    country: Country
    deaths_a: int
    deaths_b: int
    civilians: int
    unknown: int
    low: int | None
    high: int | None

    @property
    def best(self) -> int:
        """The sum of the four, as the codebook has it."""
        return self.deaths_a + self.deaths_b + self.civilians + self.unknown


def coded(case: Case, number: int) -> GedRow | str:
    """The row of an incident, or why it is outside the scope of UCDP GED."""
    codes = load_event_types()[case.incident.type].ucdp
    if not codes and case.incident.type not in ("death", "wounding"):
        return f"{case.incident.type} is no violence as UCDP counts it"
    if case.when is None:
        return "no day, month or year is known"
    country = load_countries().get(case.place.country or "") if case.place else None
    if country is None or case.place is None:
        return "no country is known"
    best = dead(case)
    if "all" not in best and case.estimate("killed") is not None:
        return "the policy does not decide how many were killed"
    total = best.get("all", 0) + best.get("perpetrator", 0)
    if total < 1:
        return "no death is stated"
    side_a = next((side for side in attackers(case) if side.kind in ARMED), None)
    if side_a is None:
        return "no organised actor is said to have done it"
    found = _violence(case, side_a, codes or (1, 2, 3))
    if found is None:
        return "it is not said whether the dead were civilians or a party"
    violence, side_b = found
    if violence != 3 and side_b.kind == "government" and side_a.kind != "government":
        side_a, side_b, turned = side_b, side_a, True  # the government is side A of a state-based conflict
    else:
        turned = False
    a, b, civilians = _deaths(best, violence, side_a, side_b, turned=turned)
    return GedRow(
        case=case,
        number=number,
        violence=violence,
        side_a=side_a,
        side_b=side_b,
        country=country,
        deaths_a=a,
        deaths_b=b,
        civilians=civilians,
        unknown=max(0, total - a - b - civilians),
        low=_sum("low", case),
        high=_sum("high", case),
    )


def _violence(case: Case, side_a: Side, codes: tuple[int, ...]) -> tuple[int, Side] | None:
    """The type of violence and the other side. Whoever is attacked and bears arms is a party; civilians are not."""
    others = attacked(case, side_a)
    armed = next((s for s in others if s.kind in ARMED and s.force and not _same_state(s, side_a)), None)
    if armed and not (only_civilians(case) and not armed.listed):
        violence = 1 if "government" in (side_a.kind, armed.kind) else 2
        if violence in codes:
            return violence, armed
    if 3 in codes and (
        only_civilians(case) or any(s.kind in ("civilians", "protesters", "rioters") for s in others)
    ):
        return 3, CIVILIANS
    return None


def _same_state(left: Side, right: Side) -> bool:
    return left.country is not None and left.kind == right.kind == "government" and left.country == right.country


def _deaths(
    best: dict[str, int], violence: int, side_a: Side, side_b: Side, *, turned: bool
) -> tuple[int, int, int]:
    """Deaths of side A, of side B, and of civilians; what cannot be laid to a side is left to "unknown"."""
    a = b = 0
    uniformed = best.get("soldier", 0) + best.get("police", 0)
    governments = [side.kind == "government" for side in (side_a, side_b)]
    if violence != 3 and governments == [True, False]:
        a += uniformed
    if violence != 3:  # fighters without a uniform are of those who were attacked
        attacked_a = turned
        fighters = best.get("combatant", 0)
        if (side_a if attacked_a else side_b).kind == "group":
            a, b = (a + fighters, b) if attacked_a else (a, b + fighters)
    own = best.get("perpetrator", 0)
    a, b = (a, b + own) if turned else (a + own, b)
    return a, b, best.get("civilian", 0)


def _sum(bound: str, case: Case) -> int | None:
    """A bound of the total with the attackers' own dead; None where the total has none."""
    rows = (case.estimate("killed"), case.estimate("killed", "perpetrator"))
    bounds: list[int | None] = [getattr(row, bound) for row in rows if row]
    return None if None in bounds else sum(b for b in bounds if b is not None)


def _originals(row: GedRow) -> Cell:
    return joined(
        claim.source.name if claim.source else "source not named"
        for claim, _ in row.case.of("killed")
        if isinstance(claim.value, Toll)
    )


def _articles(row: GedRow) -> Cell:
    def cite(report: Report) -> str:
        return ",".join([report.outlet or "", (report.published or "")[:10], report.title or ""])

    return ";".join(f'"{cite(report)}"' for report in row.case.reports) or None


def _clarity(row: GedRow) -> int:
    tolls = [claim.value for claim, _ in row.case.of("killed") if isinstance(claim.value, Toll)]
    return 2 if tolls and all(toll.cumulative for toll in tolls) else 1


def _wkt(row: GedRow) -> Cell:
    lat, lon = _degrees(row, "latitude"), _degrees(row, "longitude")
    return None if lat is None or lon is None else f"POINT ({lon} {lat})"


def _degrees(row: GedRow, name: str) -> float | None:
    value = getattr(row.case.place, name)
    return None if value is None else round(value, _COORDINATES)


def _grid(row: GedRow) -> Cell:
    lat, lon = _degrees(row, "latitude"), _degrees(row, "longitude")
    return None if lat is None or lon is None else priogrid(lat, lon)


def _day(row: GedRow, end: str) -> str:
    when = row.case.incident.when
    assert when is not None
    assert when.start is not None
    return f"{((when.end or when.start) if end == 'end' else when.start)[:10]} 00:00:00.000"


def _empty(_: GedRow) -> None:
    return None


def _gw(side: Side) -> int | None:
    return side.country.gwno if side.kind == "government" and side.country else None


_UCDP_ID = "empty: ids of UCDP's own lists of conflicts, dyads and actors are not guessed"
ROWS: Table[GedRow] = Table(
    "events",
    "One row for each incident inside the scope.",
    (
        Column("id", "number of the row", lambda r: r.number, "whole"),
        Column("relid", "id of the incident", lambda r: r.case.id),
        Column("year", "year of the first day", lambda r: int(_day(r, "start")[:4]), "whole"),
        Column("active_year", "empty: it depends on all deaths of the dyad in the year", _empty),
        Column("code_status", "empty: UCDP's own quality control", _empty),
        Column("type_of_violence", "1 state-based, 2 non-state, 3 one-sided", lambda r: r.violence, "whole"),
        Column("conflict_dset_id", _UCDP_ID, _empty),
        Column("conflict_new_id", _UCDP_ID, _empty),
        Column("conflict_name", "empty: the incompatibility is not in the reports", _empty),
        Column("dyad_dset_id", _UCDP_ID, _empty),
        Column("dyad_new_id", _UCDP_ID, _empty),
        Column("dyad_name", "both sides", lambda r: f"{r.side_a.ucdp_name} - {r.side_b.ucdp_name}"),
        Column("side_a_dset_id", _UCDP_ID, _empty),
        Column("side_a_new_id", _UCDP_ID, _empty),
        Column("side_a", "the government of a state-based conflict, else who did it", lambda r: r.side_a.ucdp_name),
        Column("side_b_dset_id", _UCDP_ID, _empty),
        Column("side_b_new_id", _UCDP_ID, _empty),
        Column("side_b", "the other side; Civilians in one-sided violence", lambda r: r.side_b.ucdp_name),
        Column("number_of_sources", "number of reports", lambda r: len(r.case.reports), "whole"),
        Column("source_article", "outlet, day and headline of each report", _articles),
        Column("source_office", "outlets", lambda r: joined(x.outlet for x in r.case.reports)),
        Column("source_date", "days of publication", lambda r: joined((x.published or "")[:10] for x in r.case.reports)),
        Column("source_headline", "headlines", lambda r: joined(x.title for x in r.case.reports)),
        Column("source_original", "who states the deaths inside the reports", _originals),
        Column("where_prec", "1 exact place … 7 at sea", lambda r: r.case.place.precision if r.case.place else None, "whole"),
        Column("where_coordinates", "the place", lambda r: r.case.place.name if r.case.place else None),
        Column("where_description", "the place as it is described", lambda r: where_phrase(r.case.place) if r.case.place else None),
        Column("adm_1", "first-order division", lambda r: r.case.place.admin1 if r.case.place else None),
        Column("adm_2", "second-order division", lambda r: r.case.place.admin2 if r.case.place else None),
        Column("latitude", "degrees north", lambda r: _degrees(r, "latitude"), "number"),
        Column("longitude", "degrees east", lambda r: _degrees(r, "longitude"), "number"),
        Column("geom_wkt", "the point as well-known text", _wkt),
        Column("priogrid_gid", "PRIO-GRID cell, computed from the coordinates", _grid, "whole"),
        Column("country", "country as UCDP names it", lambda r: r.country.ucdp or r.country.name),
        Column("country_id", "Gleditsch and Ward number", lambda r: r.country.gwno, "whole"),
        Column("region", "UCDP region", lambda r: r.country.ucdp_region),
        Column("event_clarity", "1 the event can be singled out, 2 only as part of a total", _clarity, "whole"),
        Column("date_prec", "1 day, 2 two to six days, 3 week, 4 month, 5 year", lambda r: r.case.when.precision if r.case.when else None, "whole"),
        Column("date_start", "first day", lambda r: _day(r, "start")),
        Column("date_end", "last day", lambda r: _day(r, "end")),
        Column("deaths_a", "dead of side A", lambda r: r.deaths_a, "whole"),
        Column("deaths_b", "dead of side B", lambda r: r.deaths_b, "whole"),
        Column("deaths_civilians", "dead civilians", lambda r: r.civilians, "whole"),
        Column("deaths_unknown", "dead of unknown status", lambda r: r.unknown, "whole"),
        Column("best", "the sum of these four; attackers who died are part of it", lambda r: r.best, "whole"),
        Column("high", "highest figure by the policy", lambda r: r.high, "whole"),
        Column("low", "lowest figure by the policy", lambda r: r.low, "whole"),
        Column("gwnoa", "number of the state whose government is side A", lambda r: _gw(r.side_a), "whole"),
        Column("gwnob", "number of the state whose government is side B", lambda r: _gw(r.side_b), "whole"),
    ),
)  # fmt: skip


def write(edition: Edition) -> Written:
    """One file; an incident outside the scope is kept out and listed with the reason."""
    return write_coded(edition, ROWS, coded)


GED = Format(
    name="ged",
    version="22.1",
    about="UCDP Georeferenced Event Dataset: 49 columns",
    suffix=".csv",
    write=write,
    policy="ucdp",
    rules=(
        "An incident is written where a day, month or year, a country, at least one death and an organised actor are "
        "stated, and the type of violence follows from the sides (UCDP GED codebook 22.1). UCDP's threshold of 25 deaths "
        "a year and its period from 1989 are not applied.",
        "Who bears arms and is attacked is the other side; where all the dead are civilians violence is one-sided.",
    ),
    holds=Holds(
        {
            "killed": ("range", "best, high, low, deaths_*"),
            "date": ("one", "date_start, date_end"),
            "place": ("one", "where_coordinates"),
            "perpetrator": ("one", "side_a, side_b"),
            "target": ("one", "side_b"),
        }
    ),
    tables=(ROWS,),
)
