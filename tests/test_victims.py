"""Who was harmed: the categories and nationality that the words of a toll tell."""

from __future__ import annotations

import pytest

from helpers import parse_text
from reportedly.lexicon import harm, victims
from reportedly.lexicon._load import LexiconError
from reportedly.lexicon.harm import load_harm
from reportedly.lexicon.victims import load_victims
from reportedly.reading.tolls.find import find_tolls

KINDS = [
    ("Four civilians were killed.", ["civilian"]),
    ("Nine peasants were shot dead.", ["civilian"]),
    ("A villager was wounded.", ["civilian"]),
    ("Three bystanders were hurt.", ["civilian"]),
    ("Ten union leaders were killed.", ["civilian"]),
    ("Two soldiers were killed.", ["soldier"]),
    ("Four army members were wounded.", ["soldier"]),
    ("Fifteen marines were wounded.", ["soldier"]),
    ("Nine U.S. troops were killed.", ["soldier"]),
    ("Six rebels were killed.", ["combatant"]),
    ("At least seven fighters were killed.", ["combatant"]),
    ("The announcement spoke of the killing of four of its fighters.", ["combatant"]),
    ("Five militiamen were killed.", ["combatant"]),
    ("Three policemen were killed.", ["police"]),
    ("Six police officers were wounded.", ["police"]),
    ("Two members of the security forces were killed.", ["police", "soldier"]),
    ("A child was killed.", ["child"]),
    ("Eight minors were wounded.", ["child"]),
    ("A 16-year-old was killed.", ["child"]),
    ("A 12-year-old boy was wounded.", ["child"]),
    ("A 25-year-old man was killed.", []),
    ("Two women were wounded.", ["woman"]),
    ("The man killed his wife.", ["woman"]),
    ("Two journalists were killed.", ["journalist"]),
    ("Three aid workers were abducted.", ["aid worker"]),
    ("The bomber also died.", ["perpetrator"]),
    ("A gunman was killed by police.", ["perpetrator"]),
    ("Police arrested two suspects.", ["perpetrator"]),
    ("Two people were killed.", []),
    ("Four men were wounded.", []),
    ("Nineteen bodies were found.", []),
    ("Three of its staff were hurt.", []),
    ("The attorney general was murdered.", []),
    ("Eight people were killed, mostly civilians.", ["civilian"]),
    ("At least 27 people were wounded, most of them police officers.", ["police"]),
    ("Some 30 people, including women and children, were killed.", ["woman", "child"]),
    ("The army suffered 20 killed.", ["soldier"]),
    ("The number of rebels killed in the valley has risen to 26.", ["combatant"]),
    ("Five members of a rebel faction were killed.", ["combatant"]),
]
SEVERAL = [
    ("Twenty soldiers were killed and 10 wounded.", [["soldier"], ["soldier"]]),
    ("Two villagers died while four others were injured.", [["civilian"], ["civilian"]]),
    ("The blast killed six civilians and wounded 120.", [["civilian"], []]),
    ("Four army members, including two officers, were killed.", [["soldier"], ["soldier"]]),
    ("Two soldiers and 16 gunmen were killed.", [["soldier"], ["combatant", "perpetrator"]]),
    ("The attack left four people dead, including a gunman.", [[], ["perpetrator"]]),
    ("More than 30 people, many of them children, were killed.", [[], ["child"]]),
]
NATIONS = [
    ("Eight Chinese were killed.", "Chinese"),
    ("Two American soldiers were killed.", "American"),
    ("Ten Brazilian peacekeepers died.", "Brazilian"),
    ("Ten peacekeepers died.", None),
]


@pytest.mark.parametrize(("sentence", "kinds"), KINDS)
def test_kinds(sentence: str, kinds: list[str]) -> None:
    assert [sorted(f.toll.victims.category) for f in find_tolls(parse_text(sentence))] == [sorted(kinds)]


@pytest.mark.parametrize(("sentence", "kinds"), SEVERAL)
def test_kinds_of_several(sentence: str, kinds: list[list[str]]) -> None:
    found = find_tolls(parse_text(sentence))
    assert [sorted(f.toll.victims.category) for f in found] == [sorted(k) for k in kinds]


@pytest.mark.parametrize(("sentence", "nation"), NATIONS)
def test_nationality(sentence: str, nation: str | None) -> None:
    assert [f.toll.victims.nationality for f in find_tolls(parse_text(sentence))] == [nation]


def test_description_is_in_the_words_of_the_report() -> None:
    text = "At least seven Iraqi fighters were killed."
    assert [f.toll.victims.description for f in find_tolls(parse_text(text))] == ["At least seven Iraqi fighters"]


def test_no_noun_is_a_person_and_a_thing() -> None:
    words = load_victims()
    assert not words.things & (words.people | words.nouns.keys())
    assert words.is_person("nurse")
    assert not words.is_person("truck")


def test_every_word_of_harm_has_one_field_in_its_table() -> None:
    words = load_harm()
    assert words.by_object["kill"] == "killed"
    assert words.states["missing"] == "missing"


def broken_harm(section: str, table: dict[str, object]) -> dict[str, object]:
    return {**harm.load_toml("harm.toml"), section: table}


@pytest.mark.parametrize(
    ("section", "table", "message"),
    [
        ("states", {"eaten": ["eaten"]}, "is no toll field"),
        ("states", {"killed": ["dead"], "wounded": ["dead"]}, "stands under two fields"),
        ("phrases", [{"field": "killed", "who": "nobody", "verb": ["lose"]}], "cannot read"),
        ("aggregate", {"patterns": ["("], "superlatives": []}, "aggregate"),
    ],
)
def test_harm_table_is_checked(
    section: str, table: dict[str, object], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = broken_harm(section, table)
    monkeypatch.setattr(harm, "load_toml", lambda name: broken)
    with pytest.raises(LexiconError, match=message):
        harm.load_harm.__wrapped__()


def test_victims_table_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    real = victims.load_toml
    tables = {name: real(name) for name in ("victims.toml", "kin.toml", "occupations.toml")}
    tables["victims.toml"] = {**tables["victims.toml"], "things": {"plain": ["people"]}}
    monkeypatch.setattr(victims, "load_toml", tables.__getitem__)
    with pytest.raises(LexiconError, match="people and things at once: people"):
        victims.load_victims.__wrapped__()
