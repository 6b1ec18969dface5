"""UCDP GED: 49 columns, each checked; codes and cells by computations of their own."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exported import made, made_record, row_of, rows, sample_record
from made import Said, day, dead, reading, town
from reportedly import api
from reportedly.export.grid import priogrid
from reportedly.lexicon.countries import load_countries
from reportedly.records import Named, Where

# From the header of a published file (UCDP GED 25.1), by hand.
HEADER = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
]
FREE_TEXT = {"source_article", "source_headline", "source_original"}
NUMBERS = ["type_of_violence", "where_prec", "priogrid_gid", "country_id", "date_prec", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low"]  # fmt: skip


def own_cell(latitude: float, longitude: float) -> int:
    """The PRIO-GRID cell by counting the edges below a point, in exact arithmetic."""
    rows_below = sum(1 for k in range(1, 360) if Fraction(-180 + k, 2) <= Fraction(latitude))
    columns_left = sum(1 for k in range(1, 720) if Fraction(-360 + k, 2) <= Fraction(longitude))
    return rows_below * 720 + columns_left + 1


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_the_cell_is_that_of_another_computation(latitude: float, longitude: float) -> None:
    assert priogrid(latitude, longitude) == own_cell(latitude, longitude)


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"),
    [
        (-89.75, -179.75, 1),
        (-89.75, 179.75, 720),
        (89.75, 179.75, 259200),
        (0.25, 0.25, 129961),
        (90, 180, 259200),
    ],
)
def test_the_corners_of_the_grid(latitude: float, longitude: float, cell: int) -> None:
    assert priogrid(latitude, longitude) == cell


# Gleditsch and Ward numbers and UCDP regions, as the codebook lists them.
NUMBERED = {
    "US": (2, "Americas"), "MX": (70, "Americas"), "CO": (100, "Americas"), "HT": (41, "Americas"),
    "GB": (200, "Europe"), "DE": (260, "Europe"), "RS": (345, "Europe"), "RU": (365, "Europe"), "UA": (369, "Europe"),
    "GE": (372, "Europe"), "ML": (432, "Africa"), "NG": (475, "Africa"), "CD": (490, "Africa"), "SO": (520, "Africa"),
    "ET": (530, "Africa"), "SD": (625, "Africa"), "SS": (626, "Africa"), "LY": (620, "Africa"), "IR": (630, "Middle East"),
    "TR": (640, "Middle East"), "IQ": (645, "Middle East"), "EG": (651, "Middle East"), "SY": (652, "Middle East"),
    "LB": (660, "Middle East"), "IL": (666, "Middle East"), "SA": (670, "Middle East"), "YE": (678, "Middle East"),
    "AF": (700, "Asia"), "CN": (710, "Asia"), "IN": (750, "Asia"), "PK": (770, "Asia"), "MM": (775, "Asia"),
    "TH": (800, "Asia"), "VN": (816, "Asia"), "PH": (840, "Asia"), "AU": (900, "Asia"),
}  # fmt: skip


def test_countries_have_the_numbers_of_the_codebook() -> None:
    found = {code: (c.gwno, c.ucdp_region) for code, c in load_countries().items() if code in NUMBERED}
    assert found == NUMBERED
    numbers = [c.gwno for c in load_countries().values() if c.gwno and c.code not in ("XK", "PS")]
    assert len(numbers) == len(set(numbers))


def test_bloody_sunday_column_by_column() -> None:
    [row] = [r for r in rows(made(sample_record("ucdp"), "ged").files[""]) if r["year"] == "1905"]
    assert list(row) == HEADER
    [incident] = [i for i in sample_record("ucdp").incidents if i.type == "shooting" and len(i.reports) == 4]
    assert {name: value for name, value in row.items() if value and name not in FREE_TEXT} == {
        "id": "1",
        "relid": incident.id,
        "year": "1905",
        "type_of_violence": "3",  # soldiers fired on workers who marched
        "dyad_name": "Soldiers - Civilians",
        "side_a": "Soldiers",  # no report says whose soldiers: no number for gwnoa
        "side_b": "Civilians",
        "number_of_sources": "4",
        "source_office": "Baltic News Agency; Thames Telegraph; Courrier du Nord; Atlantic Cable Service",
        "source_date": "1905-01-23; 1905-01-24; 1905-01-25; 1905-02-20",
        "where_prec": "1",
        "where_coordinates": "St. Petersburg",
        "where_description": "St. Petersburg, Saint Petersburg, RU",
        "adm_1": "Saint Petersburg",
        "latitude": "59.93863",
        "longitude": "30.31413",
        "geom_wkt": "POINT (30.31413 59.93863)",
        "priogrid_gid": str(own_cell(59.93863, 30.31413)),
        "country": "Russia (Soviet Union)",
        "country_id": "365",
        "region": "Europe",
        "event_clarity": "1",
        "date_prec": "1",
        "date_start": "1905-01-22 00:00:00.000",
        "date_end": "1905-01-22 00:00:00.000",
        "deaths_a": "0",
        "deaths_b": "0",
        "deaths_civilians": "0",
        "deaths_unknown": "500",  # the physician: nobody ranks above a hospital
        "best": "500",
        "high": "2000",
        "low": "96",
    }
    assert row["source_article"].startswith('"Baltic News Agency,1905-01-23,Troops fire on workers')
    assert "physician at the Obukhov Hospital" in row["source_original"].split("; ")


def test_the_other_row_of_the_demo_column_by_column() -> None:
    [row] = [r for r in rows(made(sample_record("ucdp"), "ged").files[""]) if r["year"] != "1905"]
    assert row["relid"] in {i.id for i in sample_record("ucdp").incidents if i.type == "shooting"}
    titles = ["Bomb thrown at police in Chicago's Haymarket", "Haymarket toll rises as wounded officers die"]
    assert {name: value for name, value in row.items() if value and name != "relid"} == {
        "id": "2",
        "year": "1886",
        "type_of_violence": "3",  # police fired on strikers
        "dyad_name": "police - Civilians",
        "side_a": "police",
        "side_b": "Civilians",
        "number_of_sources": "2",
        "source_article": f'"Lakeside Press,1886-05-05,{titles[0]}";"Prairie Dispatch,1886-05-06,{titles[1]}"',
        "source_office": "Lakeside Press; Prairie Dispatch",
        "source_date": "1886-05-05; 1886-05-06",
        "source_headline": "; ".join(titles),
        "source_original": "Lakeside Press; Spies; company and the police",
        "where_coordinates": "McCormick",  # a reaper works, which no gazetteer has
        "where_description": "McCormick, US",
        "country": "United States of America",
        "country_id": "2",
        "region": "Americas",
        "event_clarity": "1",
        "date_prec": "1",
        "date_start": "1886-05-03 00:00:00.000",
        "date_end": "1886-05-03 00:00:00.000",
        "deaths_a": "0",
        "deaths_b": "0",
        "deaths_civilians": "0",
        "deaths_unknown": "2",
        "best": "2",
        "high": "6",
        "low": "2",
    }


def test_best_is_the_sum_and_lies_between_low_and_high() -> None:
    for record in (sample_record("ucdp"), sample_record("range")):
        for row in rows(made(record, "ged").files[""]):
            a, b, civilians, unknown, best, low, high = (
                int(row[n]) for n in (*NUMBERS[5:9], "best", "low", "high")
            )
            assert a + b + civilians + unknown == best
            assert low <= best <= high


AT = {"when": day("2020-05-01"), "where": town("Qaim", "IQ", 34.4, 41.0)}

# (what each report claims, agents, targets, type of event) -> type of violence, sides, deaths a, b, civilians, unknown
CODED = [
    ("army on rebels", [dead(5, 5, "x", "combatant")], ["iraq-army"], ["islamic-state"], "air strike", ("1", "Government of Iraq", "Islamic State", 0, 5, 0, 0)),
    ("rebels on army", [dead(3, 3, "x", "soldier")], ["islamic-state"], ["iraq-army"], "armed clash", ("1", "Government of Iraq", "Islamic State", 3, 0, 0, 0)),
    ("group on group", [dead(4, 4, "x", "combatant")], ["islamic-state"], ["al-nusra-front"], "armed clash", ("2", "Islamic State", "al-Nusra Front", 0, 4, 0, 0)),
    ("rebels on civilians", [dead(9, 9, "x", "civilian")], ["islamic-state"], [], "massacre", ("3", "Islamic State", "Civilians", 0, 0, 9, 0)),
    ("police on marchers", [dead(2, 2, "x")], ["police"], ["marchers"], "shooting", ("3", "police", "Civilians", 0, 0, 0, 2)),
    ("bomber among the dead", [dead(2, 2, "x", "civilian"), dead(1, 1, "x", "perpetrator")], ["islamic-state"], [], "suicide bombing", ("3", "Islamic State", "Civilians", 1, 0, 2, 0)),
    ("fight with bystanders", [dead(3, 3, "x", "combatant"), dead(1, 1, "x", "civilian")], ["iraq-army"], ["islamic-state"], "air strike", ("1", "Government of Iraq", "Islamic State", 0, 3, 1, 0)),
]  # fmt: skip


@pytest.mark.parametrize("case", CODED, ids=lambda case: case[0])
def test_sides_and_deaths(case: tuple) -> None:
    _, said, agents, targets, kind, expected = case
    row = row_of(made_record(*said, agents=agents, targets=targets, type=kind, **AT), "ged")
    deaths = tuple(int(row[f"deaths_{part}"]) for part in ("a", "b", "civilians", "unknown"))
    assert (row["type_of_violence"], row["side_a"], row["side_b"], *deaths) == expected
    assert row["best"] == str(sum(deaths))
    assert (row["gwnoa"] == "645") == (row["side_a"] == "Government of Iraq")


OUTSIDE = [
    ("no organised actor is said to have done it", {"said": [dead(2, 2, "x", "civilian")]}),
    ("no death is stated", {"said": [], "agents": ["islamic-state"]}),
    ("no death is stated", {"said": [dead(0, 0, "x")], "agents": ["islamic-state"]}),
    ("crash is no violence as UCDP counts it", {"said": [dead(2, 2, "x")], "agents": ["islamic-state"], "type": "crash"}),
    ("no day, month or year is known", {"said": [dead(2, 2, "x", "civilian")], "agents": ["islamic-state"], "when": None}),
    ("no country is known", {"said": [dead(2, 2, "x", "civilian")], "agents": ["islamic-state"], "where": None}),
    ("it is not said whether the dead were civilians or a party", {"said": [dead(2, 2, "x")], "agents": ["islamic-state"]}),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "case"), OUTSIDE, ids=lambda x: x if isinstance(x, str) else "")
def test_outside_the_scope_is_kept_out_and_listed(reason: str, case: dict) -> None:
    more = {"type": "massacre", **AT, **case}
    done = made(made_record(*more.pop("said"), **more), "ged")
    assert rows(done.files[""]) == []
    assert [(x.what, x.reason) for x in done.losses] == [("incident", reason)]
    assert done.method.left_out == (f"1 incident: {reason}",)


def test_an_undecided_best_is_not_written() -> None:
    record = made_record(
        dead(2, 2, "x", "civilian"), agents=["islamic-state"], type="massacre", policy="two-sources", **AT
    )
    [loss] = [x for x in made(record, "ged").losses if x.what == "incident"]
    assert loss.reason == "the policy does not decide how many were killed"


def test_a_place_without_coordinates_leaves_cells_empty_and_says_so() -> None:
    where = Where(name="Qaim", span=AT["where"].span, country="IQ")  # type: ignore[attr-defined]
    record = made_record(
        dead(2, 2, "x", "civilian"), agents=["islamic-state"], type="massacre", when=AT["when"], where=where
    )
    assert {row_of(record, "ged")[n] for n in ("latitude", "longitude", "geom_wkt", "priogrid_gid")} == {""}
    assert "latitude, longitude" in {x.field for x in made(record, "ged").losses}


def test_forces_of_one_state_are_one_side() -> None:
    record = made_record(
        dead(2, 2, "x", "civilian"), agents=["iraq-army"], targets=["iraq-police"], type="attack", **AT
    )
    assert row_of(record, "ged")["side_b"] == "Civilians"


def test_two_incidents_are_numbered_in_order() -> None:
    more = {"agents": ["islamic-state"], "type": "massacre"}
    far = town("Basra", "IQ", 30.5, 47.8)
    two = [
        reading("a", dead(2, 2, "x", "civilian"), **more, **AT),  # type: ignore[arg-type]
        reading("b", dead(7, 7, "y", "civilian"), Said("weapon", Named(name="knives")), when=day("2020-07-01"), where=far, text="Another thing.", **more),  # type: ignore[arg-type]
    ]  # fmt: skip
    assert [row["id"] for row in rows(made(api.weigh(two, policy="ucdp"), "ged").files[""])] == ["1", "2"]
