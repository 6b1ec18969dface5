"""UCDP GED and ACLED rows of the two cases, every column, by hand from the codebooks.

The texts of the cases are other people's and stay where they are: columns that quote them are held against the files themselves.
"""

from __future__ import annotations

import json
import re
from functools import cache

import pytest

from exported import CASES, case_record, made, rows
from test_export_acled import HEADER as ACLED
from test_export_ged import HEADER as GED

# What an incident is called here -> its type, and what every report of it speaks of.
INCIDENTS = {
    "attack": ("suicide bombing", "Germany?"),
    "kunduz": ("air strike", "Kunduz"),
    "february": ("air strike", "In February"),
    "drones": ("drone attack", "booby-trapped"),
    "strikes": ("air strike", "Qaim"),
}
GED_QUOTING = {"relid", "source_article", "source_office", "source_date", "source_headline", "source_original"}
ACLED_QUOTING = {"source", "notes"}

GED_ROWS: dict[str, dict[str, str]] = {
    "attack": {
        "id": "1", "year": "2016", "type_of_violence": "3", "dyad_name": "Taliban - Civilians",
        "side_a": "Taliban", "side_b": "Civilians", "number_of_sources": "7",
        "where_prec": "1", "where_coordinates": "Mazar-e-Sharif", "where_description": "Mazar-e-Sharif, Balkh, AF",
        "adm_1": "Balkh", "adm_2": "Mazār-e Sharīf", "latitude": "36.70904", "longitude": "67.11087",
        "geom_wkt": "POINT (67.11087 36.70904)", "priogrid_gid": "182655",  # 253 rows of 720 below, 494 cells to the west
        "country": "Afghanistan", "country_id": "700", "region": "Asia", "event_clarity": "1",
        "date_prec": "1", "date_start": "2016-11-10 00:00:00.000", "date_end": "2016-11-10 00:00:00.000",  # "late Thursday"
        "deaths_a": "0", "deaths_b": "0", "deaths_civilians": "4", "deaths_unknown": "0",  # the head doctor, of all who speak
        "best": "4", "high": "6", "low": "2",  # "at least six civilians"
    },
    "kunduz": {
        "id": "2", "year": "2016", "type_of_violence": "1",
        "dyad_name": "Government of United States of America - Taliban",
        "side_a": "Government of United States of America", "side_b": "Taliban", "number_of_sources": "6",
        "where_prec": "1", "where_coordinates": "Kunduz", "where_description": "Kunduz, AF", "adm_1": "Kunduz",
        "adm_2": "Kunduz", "latitude": "36.72895", "longitude": "68.857", "geom_wkt": "POINT (68.857 36.72895)",
        "priogrid_gid": "182658", "country": "Afghanistan", "country_id": "700", "region": "Asia", "event_clarity": "1",
        "date_prec": "3", "date_start": "2016-10-31 00:00:00.000", "date_end": "2016-11-06 00:00:00.000",  # "last week"
        "deaths_a": "5", "deaths_b": "0", "deaths_civilians": "30", "deaths_unknown": "0",  # two soldiers and three
        "best": "35", "high": "37", "low": "31", "gwnoa": "2",  # 32 civilians at the most; "more than 30 people" at the least
    },
    "february": {
        "id": "3", "year": "2021", "type_of_violence": "1",
        "dyad_name": "Government of United States of America - Iraqi fighters",
        "side_a": "Government of United States of America", "side_b": "Iraqi fighters", "number_of_sources": "1",
        "where_prec": "5", "where_coordinates": "Syria", "where_description": "eastern part of Syria, SY",
        "latitude": "35.0", "longitude": "38.0", "geom_wkt": "POINT (38.0 35.0)", "priogrid_gid": "180437",
        "country": "Syria", "country_id": "652", "region": "Middle East", "event_clarity": "1",
        "date_prec": "4", "date_start": "2021-02-01 00:00:00.000", "date_end": "2021-02-28 00:00:00.000",
        "deaths_a": "0", "deaths_b": "21", "deaths_civilians": "0", "deaths_unknown": "0",  # "more than 20"
        "best": "21", "high": "21", "low": "21", "gwnoa": "2",
    },
    "strikes": {
        "id": "4", "year": "2021", "type_of_violence": "1",
        "dyad_name": "Government of United States of America - Popular Mobilization Forces",
        "side_a": "Government of United States of America", "side_b": "Popular Mobilization Forces",
        "number_of_sources": "1", "where_prec": "3", "where_coordinates": "Qaim", "where_description": "Qaim, Anbar, IQ",
        "adm_1": "Anbar", "adm_2": "Al-Ka'im District", "latitude": "34.39251", "longitude": "40.98945",
        "geom_wkt": "POINT (40.98945 34.39251)", "priogrid_gid": "179002", "country": "Iraq", "country_id": "645",
        "region": "Middle East", "event_clarity": "1",
        "date_prec": "1", "date_start": "2021-06-27 00:00:00.000", "date_end": "2021-06-27 00:00:00.000",  # "(Sunday)"
        "deaths_a": "0", "deaths_b": "7", "deaths_civilians": "1", "deaths_unknown": "0",  # fighters, and a child
        "best": "8", "high": "8", "low": "5", "gwnoa": "2",
    },
}  # fmt: skip

ACLED_ROWS: dict[str, dict[str, str]] = {
    "attack": {
        "event_id_cnty": "AFG1", "event_date": "2016-11-10", "year": "2016", "time_precision": "1",
        "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
        "sub_event_type": "Suicide bomb", "actor1": "Taliban", "inter1": "2", "actor2": "embassy of Germany",
        "inter2": "8", "interaction": "28", "iso": "4", "region": "South Asia", "country": "Afghanistan",
        "admin1": "Balkh", "admin2": "Mazār-e Sharīf", "location": "Mazar-e-Sharif", "latitude": "36.70904",
        "longitude": "67.11087", "geo_precision": "1", "fatalities": "2",  # the least that any source says
    },
    "kunduz": {
        "event_id_cnty": "AFG2", "event_date": "2016-10-31", "year": "2016", "time_precision": "2",
        "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike", "actor1": "United States", "inter1": "8", "actor2": "Taliban",
        "inter2": "2", "interaction": "28", "iso": "4", "region": "South Asia", "country": "Afghanistan",
        "admin1": "Kunduz", "admin2": "Kunduz", "location": "Kunduz", "latitude": "36.72895", "longitude": "68.857",
        "geo_precision": "1", "fatalities": "35",  # 30 civilians, two soldiers and three
    },
    "february": {
        "event_id_cnty": "SYR1", "event_date": "2021-02-01", "year": "2021", "time_precision": "3",
        "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike", "actor1": "United States", "inter1": "8", "actor2": "Iraqi fighters",
        "inter2": "2", "interaction": "28", "iso": "760", "region": "Middle East", "country": "Syria",
        "location": "Syria", "latitude": "35.0", "longitude": "38.0", "geo_precision": "3", "fatalities": "21",
    },
    "drones": {
        "event_id_cnty": "IRQ1", "event_date": "2021-06-25", "year": "2021", "time_precision": "1",  # "on Friday night"
        "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike", "actor1": "Unidentified Armed Group (Iraq)", "inter1": "3",
        "interaction": "30", "iso": "368", "region": "Middle East", "country": "Iraq", "admin1": "Erbil",
        "admin2": "Erbil", "location": "Erbil", "latitude": "36.19117", "longitude": "44.00943",
        "geo_precision": "2", "fatalities": "0",  # on the outskirts
    },
    "strikes": {
        "event_id_cnty": "IRQ2", "event_date": "2021-06-27", "year": "2021", "time_precision": "1",
        "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike", "actor1": "United States", "assoc_actor_1": "US military", "inter1": "8",
        "actor2": "Popular Mobilization Forces", "inter2": "3", "interaction": "38", "iso": "368",
        "region": "Middle East", "country": "Iraq", "admin1": "Anbar", "admin2": "Al-Ka'im District",
        "location": "Qaim", "latitude": "34.39251", "longitude": "40.98945", "geo_precision": "2", "fatalities": "5",
    },
}  # fmt: skip


@cache
def reports() -> tuple[dict[str, str], ...]:
    """The reports of the cases as their files state them."""
    found = [json.loads(line) for line in (CASES / "consulate-attack.jsonl").read_text().splitlines()]
    text = (CASES / "border-strikes.txt").read_text()
    heading, other = text.split("\n\n")[:2]
    return (
        *found,
        {"title": f"{heading} / {other}", "outlet": "Al Roeya", "published": "2021-06-29", "text": text},
    )


def of_incident(name: str) -> list[dict[str, str]]:
    """The reports that speak of an incident, in order of publication."""
    words = INCIDENTS[name][1]
    found = [r for r in reports() if re.search(words, f"{r['text']} {r['title']}")]
    return sorted(found, key=lambda r: r["published"])


def written(form: str, policy: str, name: str) -> dict[str, str]:
    """The row of an incident: that of its type whose first day it is."""
    table = {"ged": GED_ROWS, "acled": ACLED_ROWS}[form]
    day = {"ged": "date_start", "acled": "event_date"}[form]
    [row] = [r for r in rows(made(case_record(policy), form).files[""]) if r[day] == table[name][day]]
    return row


@pytest.mark.parametrize("name", GED_ROWS)
def test_every_column_of_ged(name: str) -> None:
    row = written("ged", "ucdp", name)
    assert list(row) == GED
    told = {column: value for column, value in row.items() if value and column not in GED_QUOTING}
    assert told == GED_ROWS[name]


@pytest.mark.parametrize("name", GED_ROWS)
def test_columns_of_ged_that_quote(name: str) -> None:
    row = written("ged", "ucdp", name)
    of = of_incident(name)
    [incident] = [i.id for i in case_record("ucdp").incidents if i.id == row["relid"]]
    assert incident.startswith("incident-")
    cited = ['"{outlet},{day},{title}"'.format(**r, day=r["published"][:10]) for r in of]
    assert row["source_article"] == ";".join(cited)
    assert row["source_office"] == "; ".join(r["outlet"] for r in of)
    assert row["source_date"] == "; ".join(dict.fromkeys(r["published"][:10] for r in of))
    assert row["source_headline"] == "; ".join(r["title"] for r in of)
    everything = " ".join(f"{r['outlet']} {r['text']}" for r in of)
    for speaker in row["source_original"].split("; "):
        assert all(word in everything for word in speaker.split()), speaker


@pytest.mark.parametrize("name", ACLED_ROWS)
def test_every_column_of_acled(name: str) -> None:
    row = written("acled", "conservative", name)
    assert list(row) == ACLED
    told = {column: value for column, value in row.items() if value and column not in ACLED_QUOTING}
    assert told == ACLED_ROWS[name]


@pytest.mark.parametrize("name", ACLED_ROWS)
def test_columns_of_acled_that_quote(name: str) -> None:
    row = written("acled", "conservative", name)
    of = of_incident(name)
    assert row["source"] == "; ".join(r["outlet"] for r in of)
    kind, where = INCIDENTS[name][0].capitalize(), row["location"]
    count = f"{len(of)} report{'s' if len(of) > 1 else ''}"
    assert re.match(rf"{kind} in {where}, [\w ]+ 20(16|21), in {count}\. ", row["notes"])
    everything = " ".join(" ".join(r["text"].split()) for r in of)
    assert [words for words in re.findall("“(.+?)”", row["notes"]) if words not in everything] == []


def test_no_other_incident_is_written() -> None:
    assert len(rows(made(case_record("ucdp"), "ged").files[""])) == len(GED_ROWS)
    assert len(rows(made(case_record("conservative"), "acled").files[""])) == len(ACLED_ROWS)
