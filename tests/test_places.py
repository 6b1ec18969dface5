"""Place names found in reports, what they are taken for, and what is not taken for a place."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import parse_text
from reportedly.reading import DefaultReader, ReaderSettings
from reportedly.reading.places.find import find_places
from reportedly.reading.places.relations import Relation, find_relation, joins
from reportedly.records import Where

# sentence, and every place in it with its country (None where it lies in several) and division
FOUND = (
    ("Shells fell on Idlib on Friday.", [("Idlib", "SY", "Idlib")]),
    (
        "Four soldiers were killed near Deir al-Zour in Syria.",
        [("Deir al-Zour", "SY", None), ("Syria", "SY", None)],
    ),
    ("A drone struck Erbil, in northern Iraq.", [("Erbil", "IQ", "Erbil"), ("Iraq", "IQ", None)]),
    ("A car bomb went off in the Qaim district of Iraq.", [("Qaim", "IQ", None), ("Iraq", "IQ", None)]),
    ("Fighting was reported in El Fasher, Sudan.", [("El Fasher", "SD", "North Darfur"), ("Sudan", "SD", None)]),
    ("KABUL, Afghanistan (AP) - A blast hit a mosque.", [("KABUL", "AF", None), ("Afghanistan", "AF", None)]),
    ("BEIRUT (Reuters) - Two men were arrested.", [("BEIRUT", "LB", None)]),
    ("Gunmen raided villages in Mopti in central Mali.", [("Mopti", "ML", None), ("Mali", "ML", None)]),
    ("Militants attacked Djibo in Burkina Faso.", [("Djibo", "BF", None), ("Burkina Faso", "BF", None)]),
    ("The city of Flores, in Guatemala, was calm.", [("Flores", "GT", None), ("Guatemala", "GT", None)]),
    ("A tanker was hit in the Red Sea off Yemen.", [("Red Sea", None, None), ("Yemen", "YE", None)]),
    ("Troops crossed the Euphrates in Syria.", [("Euphrates", None, None), ("Syria", "SY", None)]),
    ("An air strike killed three people in Darfur.", [("Darfur", "SD", None)]),
    (
        "The strike hit a house in Khan Younis in the Gaza Strip.",
        [("Khan Younis", "PS", None), ("Gaza Strip", "PS", None)],
    ),
    ("Rockets landed in the Donbas region of Ukraine.", [("Donbas", "UA", None), ("Ukraine", "UA", None)]),
    ("Three people died in Springfield, Ohio.", [("Springfield", "US", "Ohio"), ("Ohio", "US", "Ohio")]),
    (
        "Three people died in Springfield, Illinois.",
        [("Springfield", "US", "Illinois"), ("Illinois", "US", "Illinois")],
    ),
    (
        "Two men were shot in the Costa Rica neighborhood of San Salvador, El Salvador.",
        [("Costa Rica", "SV", None), ("San Salvador", "SV", None), ("El Salvador", "SV", None)],
    ),
    ("The home of the Hamdan family in Rafah, in Gaza, was hit.", [("Rafah", "PS", None), ("Gaza", "PS", None)]),
    ("A bomb hit western Medellin, Colombia.", [("Medellin", "CO", None), ("Colombia", "CO", None)]),
    ("He was shot in Paris, Texas.", [("Paris", "US", "Texas"), ("Texas", "US", "Texas")]),
    ("He was shot in Paris, France.", [("Paris", "FR", None), ("France", "FR", None)]),
    (
        "Police in Charleston, W.Va., said so.",
        [("Charleston", "US", "West Virginia"), ("W.Va.", "US", "West Virginia")],
    ),
    ("Protesters marched in Atlanta, Georgia.", [("Atlanta", "US", "Georgia"), ("Georgia", "US", "Georgia")]),
    ("Protesters marched in Tbilisi, Georgia.", [("Tbilisi", "GE", None), ("Georgia", "GE", None)]),
    (
        "Mines killed a child in Kharkiv and Kherson in Ukraine.",
        [("Kharkiv", "UA", None), ("Kherson", "UA", None), ("Ukraine", "UA", None)],
    ),
    ("Soldiers entered Sittwe in Myanmar.", [("Sittwe", "MM", None), ("Myanmar", "MM", None)]),
    ("A convoy was ambushed in Borno state, Nigeria.", [("Borno", "NG", None), ("Nigeria", "NG", None)]),
    ("The U.S. and the UK condemned it.", [("U.S.", "US", None), ("UK", "GB", None)]),
    (
        "They fled from Sanaa to Marib in Yemen.",
        [("Sanaa", "YE", None), ("Marib", "YE", None), ("Yemen", "YE", None)],
    ),
    ("He died in the Kurdistan region in northern Iraq.", [("Kurdistan", "IQ", None), ("Iraq", "IQ", None)]),
)
# no places at all
NONE = (
    "Mr. Jackson told reporters that Jordan Smith was his friend.",
    "The army said that it had lost four men.",
    "Gen. Lincoln resigned in March.",
    "SANA reported that a child had died.",
    "Dr. Cleveland said the patient was well.",
    "Turnout was high, and nobody was hurt.",
    "Sheikh Hamad Madina spoke first.",
)
RELATIONS = (
    ("a base 20 km north of Tikrit", "Tikrit", Relation("north of", 20.0)),
    ("about 12 miles (20 km) south-west of Tikrit", "Tikrit", Relation("southwest of", 19.31)),
    ("five kilometers from Tikrit", "Tikrit", Relation("near", 5.0)),
    ("500 meters from Tikrit", "Tikrit", Relation("near", 0.5)),
    ("30 nautical miles off the coast of Yemen", "Yemen", Relation("off", 55.56)),
    ("a village near Tikrit", "Tikrit", Relation("near")),
    ("not far from the city of Tikrit", "Tikrit", Relation("near")),
    ("on the outskirts of Tikrit", "Tikrit", Relation("outskirts of")),
    ("in the Aleppo countryside", "Aleppo", Relation("outskirts of")),
    ("in rural Damascus", "Damascus", Relation("outskirts of")),
    ("in northern Iraq", "Iraq", Relation("northern part of")),
    ("in the northern city of Tikrit", "Tikrit", None),
    ("in the southern province of Helmand", "Helmand", None),
    ("in the east of Syria", "Syria", Relation("eastern part of")),
    ("in central Mali", "Mali", Relation("central part of")),
    ("just west of Anbar", "Anbar", Relation("west of")),
    ("along the border with Turkey", "Turkey", Relation("border of")),
    ("on the Turkish border", "Turkish", Relation("border of")),
    ("at Syria's northern border", "Syria", Relation("border of")),
    ("inside the Iraqi border", "Iraqi", None),
    ("Turkish border guards", "Turkish", None),
    ("he came from Tikrit", "Tikrit", None),
    ("in Tikrit", "Tikrit", None),
    ("the road between Homs and Hama", "Homs", Relation("between")),
)
# sentence, name, UCDP where_prec, relation
PRECISION = (
    ("A bomb exploded in Tikrit in Iraq.", "Tikrit", 1, None),
    ("A bomb exploded near Tikrit in Iraq.", "Tikrit", 2, "near"),
    ("A bomb exploded 15 km south of Tikrit in Iraq.", "Tikrit", 2, "south of"),
    ("A bomb exploded 90 km south of Tikrit in Iraq.", "Tikrit", 4, "south of"),
    ("A bomb exploded in Idlib province in Syria.", "Idlib", 4, None),
    ("A bomb exploded in eastern Syria.", "Syria", 5, "eastern part of"),
    ("A bomb exploded in Syria.", "Syria", 6, None),
    ("A ship was hit in the Gulf of Aden.", "Gulf of Aden", 7, None),
    ("Troops crossed the Tigris in Iraq.", "Tigris", 5, None),
)


def places(text: str) -> tuple[Where, ...]:
    return find_places(parse_text(text))


def place(text: str, name: str) -> Where:
    return next(where for where in places(text) if where.name == name)


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_places_are_found_where_they_lie(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    found = [where for where in places(text) if where.feature != "demonym"]
    assert [(w.name, w.country) for w in found] == [(name, country) for name, country, _ in expected]
    for where, (_, _, division) in zip(found, expected, strict=True):
        assert division in (None, where.admin1)


@pytest.mark.parametrize("text", NONE)
def test_people_bodies_and_months_are_no_places(text: str) -> None:
    assert [where.name for where in places(text)] == []


@pytest.mark.parametrize(("text", "name", "relation"), RELATIONS)
def test_relations(text: str, name: str, relation: Relation | None) -> None:
    start = text.index(name)
    assert find_relation(text, start, start + len(name)) == relation


@pytest.mark.parametrize(("text", "name", "precision", "relation"), PRECISION)
def test_a_point_is_only_as_precise_as_the_words(
    text: str, name: str, precision: int, relation: str | None
) -> None:
    where = place(text, name)
    assert (where.precision, where.relation) == (precision, relation)


@pytest.mark.parametrize(
    "text",
    [
        "Strikes hit posts on the Syrian-Iraqi border.",
        "Strikes hit posts near the Syrian-Iraqi border.",
        "Groups are active in the border area between Syria and Iraq.",
        "They met on the border between Syria and Iraq.",
    ],
)
def test_a_border_is_of_both_countries(text: str) -> None:
    borders = [where for where in places(text) if where.relation == "border of"]
    assert [(where.country, where.feature, where.precision) for where in borders] == [
        ("SY", "border", 5),
        ("IQ", "border", 5),
    ]


def test_names_that_stand_as_a_pair() -> None:
    text = "Syria and Iraq, Iran"
    assert joins(text, 5, 10)
    assert not joins(text, 14, 16)


def test_demonyms_are_marked() -> None:
    found = {where.name: where for where in places("Syrian soldiers and Afghan police fought Russian troops.")}
    assert {name: where.feature for name, where in found.items()} == dict.fromkeys(found, "demonym")
    assert {where.country for where in found.values()} == {"SY", "AF", "RU"}


def test_a_place_in_the_name_of_a_body_says_so() -> None:
    where = place("The Ohio Supreme Court ruled in Columbus, Ohio.", "Ohio")
    assert where.part_of is not None
    assert "Supreme Court" in where.part_of.words


def test_a_short_form_is_the_place_named_in_full() -> None:
    text = "A bomb went off in Mazar-i-Sharif in Afghanistan. In Mazar, two people died."
    short = place(text, "Mazar")
    assert short.country == "AF"
    assert short.place == place(text, "Mazar-i-Sharif").place
    assert "named" in (short.reason or "") or "names in full" in (short.reason or "")


def test_the_rest_of_the_report_decides() -> None:
    alone = place("Police were called to Alexandria.", "Alexandria")
    egypt = place("Cairo was calm. Police in Egypt were called to Alexandria.", "Alexandria")
    virginia = place("Arlington was calm. Police in Virginia were called to Alexandria.", "Alexandria")
    assert egypt.country == "EG"
    assert (virginia.country, virginia.admin1) == ("US", "Virginia")
    assert alone.runners_up
    assert virginia.score is not None
    assert all(other.score <= virginia.score for other in virginia.runners_up)
    assert "Virginia" in (virginia.reason or "")


def test_what_the_gazetteer_lacks_is_kept_with_its_reason() -> None:
    unknown = next(w for w in places("A mine killed him in the village of Xirqobad in Syria.") if w.place is None)
    assert unknown.name == "Xirqobad"
    assert unknown.latitude is None
    assert "no place named" in (unknown.reason or "")


def test_a_found_place_carries_ids_codes_and_point() -> None:
    where = place("Shells fell on Aleppo in Syria.", "Aleppo")
    assert where.place == "geonames:170063"
    assert (where.country, where.admin1_code, where.precision) == ("SY", "SY.09", 1)
    assert where.latitude == pytest.approx(36.2, abs=0.1)
    assert where.longitude == pytest.approx(37.16, abs=0.1)
    assert where.reason


# sentence, name, the country from the rest of the report, a word of the reason
UNRESOLVED = (
    (
        "CHICAGO, June 3 - A bomb exploded at the Haymarket on Monday. Chicago was quiet.",
        "Haymarket",
        "US",
        "'the'",
    ),
    ("CHICAGO, June 3 - Strikers met at the McCormick reaper works.", "McCormick", "US", "'works'"),
    ("SAN SALVADOR, June 3 - Houses in the Escalon neighborhood of El Salvador burned.", "Escalon", "SV", "Escal"),
    (
        "Soldiers in Damascus in Syria said that men near Vinton and Homs fled.",
        "Vinton",
        "SY",
        "report is about SY",
    ),
    ("A mine killed him in the village of Xirqobad in Syria, near Homs.", "Xirqobad", "SY", "no place named"),
)


@pytest.mark.parametrize(("text", "name", "country", "why"), UNRESOLVED)
def test_spots_and_villages_are_no_homonyms_far_away(text: str, name: str, country: str, why: str) -> None:
    where = place(text, name)
    assert (where.place, where.latitude, where.country) == (None, None, country)
    assert why in (where.reason or "")
    assert f"in {country}" in (where.reason or "")


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("MANCHESTER, Aug. 17 - A surgeon at the Manchester Infirmary said so in England.", "Manchester", "GB"),
        ("Police in Cuyahoga Falls, Ohio, found him.", "Cuyahoga Falls", "US"),
        ("Shells fell on the Bronx in New York.", "Bronx", "US"),
        ("Two people died in Homs, Syria, and one in Hama.", "Hama", "SY"),
    ],
)
def test_what_is_known_stays_known(text: str, name: str, country: str) -> None:
    where = place(text, name)
    assert where.place is not None
    assert where.country == country


@pytest.mark.parametrize(
    "text",
    [
        "Msgr. Arturo Rivera y Damas said so.",
        "The Red Cross and the Red Crescent took the bodies.",
        "Grand Duke Vladimir commands the guard.",
        "The Mafia threatened him.",
    ],
)
def test_more_people_and_bodies_that_are_no_places(text: str) -> None:
    assert [where.name for where in places(text)] == []


def test_a_users_own_place_wins_in_a_report(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text(
        "name,latitude,longitude,country,admin1\nHaymarket,41.885,-87.644,US,Illinois\n", encoding="utf-8"
    )
    reader = DefaultReader(ReaderSettings(tagger="none", gazetteer=str(own)))
    parse = parse_text("A bomb was thrown at the Haymarket on Tuesday. Shells fell on Idlib in Syria.")
    reading = reader.read_parsed(parse)
    found = {where.name: where for where in reading.places}
    assert (found["Haymarket"].place, found["Haymarket"].latitude) == ("user:haymarket", 41.885)
    assert "user's own gazetteer" in (found["Haymarket"].reason or "")
    assert found["Idlib"].country == "SY"
    assert reading.reader.settings["gazetteer"] == str(own)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([text for text, _ in FOUND] + list(NONE)), min_size=1, max_size=4))
def test_spans_stand_in_the_text_in_order_without_overlap(sentences: list[str]) -> None:
    text = "\n\n".join(sentences)
    found = places(text)
    assert all(where.span.stands_in(text) and where.span.words == where.name for where in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert found == places(text)
