"""The tables of events, triggers, weapons and targets."""

from __future__ import annotations

import pytest

from reportedly.lexicon import events as lexicon
from reportedly.lexicon import weapons as arsenal
from reportedly.lexicon._load import LexiconError
from reportedly.lexicon.events import load_event_cues, load_event_types, load_triggers
from reportedly.lexicon.targets import load_targets
from reportedly.lexicon.weapons import load_weapons

ACLED = {
    "Battles": {"Armed clash"},
    "Explosions/Remote violence": {"Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED", "Grenade"},
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Protests": {"Peaceful protest"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Strategic developments": {"Agreement", "Arrests", "Looting/property destruction", "Other"},
}  # fmt: skip
PLOVER = {"", "AGREE", "ACCUSE", "THREATEN", "PROTEST", "COERCE", "ASSAULT"}


@pytest.mark.parametrize("name", load_event_types())
def test_every_type_crosses_to_codes_that_exist(name: str) -> None:
    kind = load_event_types()[name]
    assert (kind.acled_event == "") == (kind.acled_sub_event == "")
    assert kind.acled_event == "" or kind.acled_sub_event in ACLED[kind.acled_event]
    assert kind.plover in PLOVER
    assert set(kind.ucdp) <= {1, 2, 3}
    assert kind.kind == "violence" or not kind.ucdp


@pytest.mark.parametrize(
    "name",
    ["air strike", "shelling", "bombing", "suicide bombing", "vehicle bombing", "drone attack", "armed clash", "shooting",
     "killing", "execution", "massacre", "kidnapping", "arrest", "torture", "sexual violence", "arson",
     "property destruction", "forced displacement", "protest", "riot", "mine", "naval attack", "chemical attack",
     "threat", "accusation", "agreement", "crash", "fire", "earthquake", "flood"],
)  # fmt: skip
def test_the_types_that_the_project_promises(name: str) -> None:
    assert name in load_event_types()


def test_phrases_come_before_the_words_in_them() -> None:
    assert load_triggers()["strike"][0].others == ("air",)
    assert load_triggers()["open"][0].others == ("fire",)


def test_weapons_and_targets() -> None:
    assert load_weapons()["car bomb"].type == "vehicle bombing"
    assert "site" in load_targets()["embassy"]
    assert "launch" in load_event_cues().bearers["agent"]


def test_a_type_of_no_known_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    row = dict.fromkeys(lexicon.TYPE_COLUMNS, "") | {"name": "picnic", "kind": "leisure"}
    monkeypatch.setattr(lexicon, "load_csv", lambda *_: [row])
    with pytest.raises(LexiconError, match="picnic"):
        load_event_types.__wrapped__()


def test_a_trigger_of_no_known_type_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    row = dict.fromkeys(lexicon.TRIGGER_COLUMNS, "") | {"lemma": "dine", "type": "picnic"}
    monkeypatch.setattr(lexicon, "load_csv", lambda *_: [row])
    with pytest.raises(LexiconError, match="dine"):
        load_triggers.__wrapped__()


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"class": {"spoon": {"type": "picnic", "words": ["spoon"]}}}, "picnic"),
        (
            {"class": {"a": {"type": "bombing", "words": ["bomb"]}, "b": {"type": "arson", "words": ["bomb"]}}},
            "two classes",
        ),
    ],
)
def test_weapons_that_cannot_be_are_refused(
    table: dict[str, object], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arsenal, "load_toml", lambda _: table)
    with pytest.raises(LexiconError, match=message):
        load_weapons.__wrapped__()
