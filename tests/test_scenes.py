"""The scene of an incident: the place named with it, or the one that the rest of the report speaks for, with its reason."""

from __future__ import annotations

import pytest

import reportedly
from helpers import read_text
from reportedly.records import Where
from reportedly.wording.phrases import places_phrase

# report, the word of the event, its scene (name, country), whether it is derived
SCENES = (
    ("Four people were killed when shells hit Idlib on Friday.", "killed", "Idlib", "SY", False),
    # of the dateline, where the report names nothing else
    (
        "DAMASCUS, March 3 (Levant Wire) - A car bomb killed nine people outside a mosque on Friday, police said.",
        "killed", "DAMASCUS", "SY", True,
    ),
    # a dateline abroad: the event's own words come first
    (
        "GENEVA, May 4 (Alpine Wire) - The United Nations condemned the killing of six aid workers in Sudan.",
        "killing", "Sudan", "SD", False,
    ),
    # the town in the sentence before
    (
        "Gunmen entered the town of Djibo, in northern Burkina Faso, on Sunday. A trader was killed and two shops were"
        " burned.", "killed", "Djibo", "BF", True,
    ),
    # foreigners say nothing of where
    (
        "SANAA, June 2 (Gulf Wire) - Two U.S. citizens were killed by a mortar shell, the U.S. embassy said.",
        "killed", "SANAA", "YE", True,
    ),
    # the town rather than the division that holds it
    (
        "A mortar shell killed two brothers in the town of Saraqib, in Idlib province, on Friday.",
        "killed", "Saraqib", "SY", False,
    ),
    # whose warplanes they are does not say where
    (
        "The town lies in Syria. Russian warplanes committed a massacre there last month, in which nine people died.",
        "massacre", "Syria", "SY", True,
    ),
    # a country by its name, though only its people are named
    ("A Russian policeman was killed on Sunday, a neighbour said.", "killed", "Russia", "RU", True),
    # those who act belong elsewhere
    (
        "CARACAS, Oct 27 (Andes Wire) - Three soldiers were killed in Apure state by gangs operating in Colombia.",
        "killed", "Apure", "VE", False,
    ),
    # nobody but an armed group names the country
    ("Boko Haram fighters killed eleven farmers at dawn, a witness said.", "killed", "Nigeria", "NG", True),
)  # fmt: skip


def scene(text: str, word: str) -> Where | None:
    incident = next(m.incident for m in read_text(text).mentions if m.trigger.words == word)
    return next((m.scene for m in read_text(text).mentions if m.incident == incident and m.scene), None)


@pytest.mark.parametrize(("text", "word", "name", "country", "derived"), SCENES)
def test_the_scene(text: str, word: str, name: str, country: str, derived: bool) -> None:
    found = scene(text, word)
    assert found is not None
    assert (found.name, found.country, found.derived) == (name, country, derived), found.reason
    assert found.reason


def test_what_is_derived_is_only_as_precise_as_its_words() -> None:
    text = "KABUL, May 4 (Delta Wire) - A blast killed nine people in a market, a medic said."
    found = scene(text, "killed")
    assert found is not None
    assert found.precision == 2


def test_a_report_that_names_no_place_has_no_scene_and_no_claim_rests_on_one() -> None:
    reading = read_text("A blast killed nine people in a market on Friday, a medic said.")
    assert all(mention.scene is None for mention in reading.mentions)
    derived = read_text(SCENES[1][0])
    assert not [claim for claim in derived.claims if claim.field == "place"]


def test_a_derived_scene_is_marked_in_the_record() -> None:
    record = reportedly.weigh([read_text(SCENES[1][0])])
    assert [places_phrase(incident.where) for incident in record.incidents] == ["Damascus, SY (derived)"]
    (incident,) = reportedly.weigh([read_text(SCENES[0][0])]).incidents
    assert not any(where.derived for where in incident.where)


def test_a_border_between_two_countries_is_one_place_in_words() -> None:
    (incident,) = reportedly.weigh(
        [read_text("Air strikes near the Syrian-Iraqi border killed four men.")]
    ).incidents
    assert places_phrase(incident.where) == "border of Syrian and Iraqi, SY and IQ"
