"""ACLED layout: 31 columns, each checked; codes by tables of their own."""

from __future__ import annotations

import pytest

from exported import made, made_record, row_of, rows, sample_record
from made import day, dead, town
from reportedly.lexicon.codebooks import load_codebooks, side_kind
from reportedly.lexicon.countries import load_countries
from reportedly.lexicon.events import load_event_types

# From the header of a published file, by hand.
HEADER = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
]


def test_bloody_sunday_column_by_column() -> None:
    [row] = [r for r in rows(made(sample_record("conservative"), "acled").files[""]) if r["country"] == "Russia"]
    assert list(row) == HEADER
    assert {name: value for name, value in row.items() if value and name != "notes"} == {
        "event_id_cnty": "RUS1",
        "event_date": "1905-01-22",
        "year": "1905",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Violence against civilians",
        "sub_event_type": "Attack",
        "actor1": "Soldiers",
        "inter1": "1",
        "actor2": "Civilians (Russia)",
        "inter2": "7",
        "interaction": "17",
        "civilian_targeting": "Civilian targeting",
        "iso": "643",
        "region": "Europe",
        "country": "Russia",
        "admin1": "Saint Petersburg",
        "location": "St. Petersburg",
        "latitude": "59.93863",
        "longitude": "30.31413",
        "geo_precision": "1",
        "source": "Baltic News Agency; Thames Telegraph; Courrier du Nord; Atlantic Cable Service",
        "fatalities": "96",  # the lowest of 96, 130, 500, 800 and 2,000
    }
    assert row["notes"].startswith("Shooting in St. Petersburg, 22 January 1905, in 4 reports.")
    assert "cannot both hold" in row["notes"]


# The other rows of the demo, every column that is not empty but notes; nobody says in so many words who killed at Peterloo.
DEMO = {
    "1819-08-16": {
        "event_id_cnty": "GBR1", "event_date": "1819-08-16", "year": "1819", "time_precision": "1",
        "disorder_type": "Political violence", "event_type": "Violence against civilians", "sub_event_type": "Attack",
        "actor1": "Unidentified Armed Group (United Kingdom)", "inter1": "3", "interaction": "30", "iso": "826",
        "region": "Europe", "country": "United Kingdom", "location": "St. Peter's Field",
        "source": "Northern Express; Pennine Mercury", "fatalities": "8",  # the surgeon; the committee names eleven
    },
    "1886-05-03": {
        "event_id_cnty": "USA1", "event_date": "1886-05-03", "year": "1886", "time_precision": "1",
        "disorder_type": "Political violence; Demonstrations", "event_type": "Protests",
        "sub_event_type": "Excessive force against protesters", "actor1": "police", "inter1": "1",
        "actor2": "strikers", "inter2": "6", "interaction": "16", "civilian_targeting": "Civilian targeting",
        "iso": "840", "region": "North America", "country": "United States", "location": "McCormick",
        "source": "Lakeside Press; Prairie Dispatch", "fatalities": "2",  # the handbill says six
    },
    "1886-05-04": {
        "event_id_cnty": "USA2", "event_date": "1886-05-04", "year": "1886", "time_precision": "1",
        "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
        "sub_event_type": "Remote explosive/landmine/IED", "actor1": "Unidentified Armed Group (United States)",
        "inter1": "3", "actor2": "policeman", "inter2": "1", "interaction": "13", "iso": "840",
        "region": "North America", "country": "United States", "location": "Haymarket",
        "source": "Lakeside Press; Prairie Dispatch; Hudson Evening Post", "fatalities": "4",  # seven, an official says
    },
}  # fmt: skip


def test_the_rest_of_the_demo_column_by_column() -> None:
    found = {r["event_date"]: r for r in rows(made(sample_record("conservative"), "acled").files[""])}
    told = {day: {k: v for k, v in row.items() if v and k != "notes"} for day, row in found.items()}
    assert told.pop("1905-01-22")
    assert told == DEMO
    assert found["1886-05-03"]["notes"].startswith(
        "Shooting in McCormick, 3 May 1886, in 2 reports. police did it"
    )


AT = {"when": day("2020-05-01"), "where": town("Qaim", "IQ", 34.4, 41.0)}
X = [dead(3, 3, "x")]

# type, agents, targets -> event type, sub-event type, inter1, inter2, interaction, civilian targeting
CODED = [
    ("air strike", ["iraq-air-force"], ["islamic-state"], "Explosions/Remote violence", "Air/drone strike", "1", "2", "12", ""),
    ("air strike", ["united-states-air-force"], ["islamic-state"], "Explosions/Remote violence", "Air/drone strike", "8", "2", "28", ""),
    ("attack", ["islamic-state"], ["iraq-army"], "Battles", "Armed clash", "2", "1", "12", ""),
    ("attack", ["islamic-state"], ["villagers"], "Violence against civilians", "Attack", "2", "7", "27", "Civilian targeting"),
    ("kidnapping", ["gunmen"], ["a teacher"], "Violence against civilians", "Abduction/forced disappearance", "2", "7", "27", "Civilian targeting"),
    ("shooting", ["police"], ["protesters"], "Protests", "Excessive force against protesters", "1", "6", "16", "Civilian targeting"),
    ("protest", ["demonstrators"], [], "Protests", "Peaceful protest", "6", "", "60", ""),
    ("riot", ["rioters"], ["police"], "Riots", "Violent demonstration", "5", "1", "15", ""),
    ("arrest", ["iraq-police"], ["a journalist"], "Strategic developments", "Arrests", "1", "7", "17", "Civilian targeting"),
    ("bombing", [], [], "Explosions/Remote violence", "Remote explosive/landmine/IED", "3", "", "30", ""),
]  # fmt: skip


@pytest.mark.parametrize("case", CODED, ids=lambda case: f"{case[0]} {case[1]}")
def test_types_and_codes(case: tuple) -> None:
    kind, agents, targets, *expected = case
    row = row_of(made_record(*X, type=kind, agents=agents, targets=targets, policy="conservative", **AT), "acled")
    names = ("event_type", "sub_event_type", "inter1", "inter2", "interaction", "civilian_targeting")
    assert [row[name] for name in names] == expected


@pytest.mark.parametrize(("precision", "expected"), [(1, "1"), (2, "2"), (3, "2"), (4, "3")])
def test_time_precision(precision: int, expected: str) -> None:
    record = made_record(*X, when=day("2020-05-01", "2020-05-31", precision), where=AT["where"])
    assert row_of(record, "acled")["time_precision"] == expected


OUTSIDE = [
    ("ACLED has no event type for crash", {"type": "crash"}),
    ("no day, week or month is known", {"when": day("2020-01-01", "2020-12-31", 5)}),
    ("no day, week or month is known", {"when": None}),
    ("no country is known", {"where": None}),
]


@pytest.mark.parametrize(("reason", "more"), OUTSIDE)
def test_what_is_no_event_of_acled_is_kept_out_and_listed(reason: str, more: dict) -> None:
    done = made(made_record(*X, **{**AT, **more}), "acled")
    assert rows(done.files[""]) == []
    assert [loss.reason for loss in done.losses] == [reason]


@pytest.mark.parametrize(("vague", "fatalities"), [("tens", "10"), ("dozens", "12"), ("hundreds", "100")])
def test_vague_words_count_by_the_convention(vague: str, fatalities: str) -> None:
    record = made_record(dead(None, None, "x", vague=vague), policy="conservative", **AT)  # type: ignore[arg-type]
    assert row_of(record, "acled")["fatalities"] == fatalities


def test_the_lowest_of_several_figures_is_written() -> None:
    record = made_record(dead(7, 7, "x"), dead(3, 3, "y"), dead(20, None, "z"), policy="conservative", **AT)
    assert row_of(record, "acled")["fatalities"] == "3"


def test_every_event_type_has_a_disorder_type() -> None:
    kinds = {kind.acled_event for kind in load_event_types().values()} - {""}
    assert kinds <= set(load_codebooks().disorder)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("columns of striking workers", "civilians"), ("at least seven Iraqi fighters", "group"), ("the army", "government"),
        ("riot police", "government"), ("two soldiers", "government"), ("militias", "group"), ("protesters", "protesters"),
        ("a mob", "rioters"), ("the hotel", None), ("4,600 people", None), ("", None),
    ],
)  # fmt: skip
def test_what_a_side_is_by_its_words(name: str, kind: str | None) -> None:
    assert side_kind(name) == kind


def test_regions_are_those_of_acled() -> None:
    regions = {country.acled_region for country in load_countries().values()}
    assert len(regions) == 17
    table = {"SY": "Middle East", "SD": "Northern Africa", "SS": "Eastern Africa", "AF": "South Asia", "TJ": "Caucasus and Central Asia", "MX": "Central America", "BR": "South America", "HT": "Caribbean", "TR": "Middle East", "CD": "Middle Africa"}  # fmt: skip
    assert {code: load_countries()[code].acled_region for code in table} == table
