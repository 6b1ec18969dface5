"""Mentions of events: type, status, agents, targets, weapons."""

from __future__ import annotations

import pytest

from helpers import read_text
from reportedly.records import Mention

# sentence, then for each mention: trigger, type, status, agents, targets
MENTIONS: list[tuple[str, list[tuple[str, str, str, list[str], list[str]]]]] = [
    # active, passive, nominal
    ("Gunmen kidnapped two engineers near the port.", [("kidnapped", "kidnapping", "actual", ["Gunmen"], ["two engineers"])]),
    ("Two nurses were abducted by masked men on Tuesday.", [("abducted", "kidnapping", "actual", ["masked men"], ["Two nurses"])]),
    ("Militants ambushed an army patrol outside the village.", [("ambushed", "attack", "actual", ["Militants"], ["army patrol"])]),
    ("The house was set on fire by looters.", [("set on fire", "arson", "actual", ["looters"], ["house"])]),
    ("The assassination of Judge Pedro Salas shocked the capital.", [("assassination", "killing", "actual", [], ["Pedro Salas"])]),
    ("Officials condemned the killing of four fishermen by the navy.", [("killing", "killing", "actual", ["navy"], ["four fishermen"])]),
    ("The army launched an attack on the village.", [("attack", "attack", "actual", ["army"], ["village"])]),
    ("The Northern Front claimed responsibility for the attack.", [("attack", "attack", "actual", ["Northern Front"], [])]),
    ("The rebels denied that they had shelled the hospital.", [("shelled", "shelling", "denied", ["rebels"], ["hospital"])]),
    # the weapon makes the type
    ("Jets bombed a market in the northern town.", [("bombed", "air strike", "actual", [], ["market"])]),
    ("A car bomb exploded outside the central bank.", [("exploded", "vehicle bombing", "actual", [], ["central bank"])]),
    ("Three drones struck a fuel depot.", [("struck", "drone attack", "actual", [], ["fuel depot"])]),
    ("Guerrillas blew up a power pylon with dynamite.", [("blew up", "bombing", "actual", ["Guerrillas"], ["power pylon"])]),
    ("A mine exploded under a school bus.", [("exploded", "mine", "actual", [], [])]),
    ("Mortar shells fired by the militia hit the school.", [("fired", "shelling", "actual", ["militia"], []), ("hit", "shelling", "actual", [], ["school"])]),
    ("A suicide attack on the ministry killed nine clerks.", [("attack", "suicide bombing", "actual", [], ["ministry", "nine clerks"]), ("killed", "killing", "actual", [], ["nine clerks"])]),
    # event nouns carried by verbs
    ("The strikes hit a convoy of buses.", [("strikes", "air strike", "actual", [], ["convoy of buses"])]),
    ("Israeli air strikes on the airport wounded six workers.", [("air strikes", "air strike", "actual", ["Israeli"], ["airport", "six workers"]), ("wounded", "wounding", "actual", [], ["six workers"])]),
    # a number of people beside a word of harm suffered it
    ("A clash left three dead and dozens wounded.", [("clash", "armed clash", "actual", [], []), ("dead", "death", "actual", [], ["three"]), ("wounded", "wounding", "actual", [], ["dozens"])]),
    # other types
    ("Soldiers opened fire on a bus carrying farmers.", [("opened fire", "shooting", "actual", ["Soldiers"], ["bus"])]),
    ("Police arrested three students after the march.", [("arrested", "arrest", "actual", ["Police"], ["three students"])]),
    ("Troops clashed with protesters in the main square.", [("clashed", "armed clash", "actual", ["Troops"], ["protesters"])]),
    ("The attackers stabbed a priest to death.", [("stabbed", "stabbing", "actual", ["attackers"], ["priest"])]),
    ("Bandits robbed a bank and burned two trucks.", [("robbed", "looting", "actual", ["Bandits"], ["bank"]), ("burned", "arson", "actual", ["Bandits"], ["two trucks"])]),
    ("Thousands of people demonstrated against the law.", [("demonstrated", "protest", "actual", ["Thousands of people"], [])]),
    ("Policemen beat the driver of the car.", [("beat", "beating", "actual", ["Policemen"], ["driver of the car"])]),
    # status
    ("The army reportedly tortured the detainees.", [("tortured", "torture", "alleged", ["army"], ["detainees"])]),
    ("The general was accused of ordering the massacre of peasants.", [("accused", "accusation", "actual", [], ["general"]), ("massacre", "massacre", "alleged", ["general"], ["peasants"])]),
    ("The group threatened to bomb the embassy.", [("threatened", "threat", "actual", ["group"], []), ("bomb", "bombing", "planned", ["group"], ["embassy"])]),
    ("The militia plans to attack the base.", [("attack", "attack", "planned", ["militia"], ["base"])]),
    ("Rebels may have shelled the bridge.", [("shelled", "shelling", "possible", ["Rebels"], ["bridge"])]),
    ("The president vowed to prevent further attacks.", [("attacks", "attack", "possible", [], [])]),
    ("No attack on the camp took place.", [("attack", "attack", "denied", [], ["camp"])]),
    ("Trucks on this road are often hit by air strikes.", [("air strikes", "air strike", "habitual", [], ["Trucks"])]),
    ("Since January, more than 40 attacks have targeted the pipeline.", [("attacks", "attack", "aggregate", [], ["pipeline"])]),
    ("The war has killed more than 200,000 people.", [("killed", "killing", "aggregate", [], ["more than 200,000 people"])]),
    # accidents are not mistaken for violence
    ("The earthquake killed at least 90 people.", [("earthquake", "earthquake", "actual", [], ["at least 90 people"]), ("killed", "killing", "actual", [], ["at least 90 people"])]),
    ("A helicopter crash killed five soldiers.", [("crash", "crash", "actual", [], ["helicopter", "five soldiers"]), ("killed", "killing", "actual", [], ["five soldiers"])]),
    # other senses of the same words
    ("Teachers went on strike over pay on Monday.", []),
    ("The minister attacked the newspaper's article.", []),
    ("The committee fired its director.", []),
    ("He shot a film about the war.", []),
    ("The two companies struck a deal.", []),
]  # fmt: skip


def row(mention: Mention) -> tuple[str, str, str, list[str], list[str]]:
    return (
        mention.trigger.words,
        mention.type,
        mention.status,
        [each.name for each in mention.agents],
        [each.name for each in mention.targets],
    )


@pytest.mark.parametrize(("sentence", "expected"), MENTIONS, ids=[sentence for sentence, _ in MENTIONS])
def test_mentions(sentence: str, expected: list[tuple[str, str, str, list[str], list[str]]]) -> None:
    assert [row(mention) for mention in read_text(sentence).mentions] == expected


# sentence, trigger, words of its place, words of its time (None: it has none)
SETTINGS = [
    ("A bomb exploded in Lima on Friday.", "exploded", ["Lima"], "Friday"),
    ("Fighting erupted in Aleppo last week.", "Fighting", ["Aleppo"], "last week"),
    ("Iraqi soldiers were killed in an ambush near Mosul.", "ambush", ["Mosul"], None),
    ("Speaking in Paris, the minister condemned the attack.", "attack", [], None),
    ("The minister condemned the attack on Monday.", "attack", [], None),
    ("It was in revenge for air strikes last week in Kunduz.", "air strikes", ["Kunduz"], "last week"),
    ("The raid on Syrian soil killed two men.", "raid", ["Syrian"], None),
    ("The Iran-backed militia attacked the base.", "attacked", [], None),
    (
        "They met to protest against the shooting at the McGregor reaper works on Monday, where police killed two strikers.",
        "shooting",
        ["McGregor"],
        "Monday",
    ),
    # where those who act belong, and what an official governs, is no scene
    ("The attack was blamed on gangs operating in Colombia.", "attack", [], None),
    ("Rebels trained in Libya attacked the post.", "attacked", [], None),
    ("The Antioquia governor was killed on Friday.", "killed", [], "Friday"),
]


@pytest.mark.parametrize(("sentence", "trigger", "places", "time"), SETTINGS, ids=[row[0] for row in SETTINGS])
def test_settings(sentence: str, trigger: str, places: list[str], time: str | None) -> None:
    mention = next(each for each in read_text(sentence).mentions if each.trigger.words == trigger)
    assert [where.name for where in mention.where] == places
    when = mention.when.span.words if mention.when and mention.when.span else None
    assert when == time


def test_a_mention_names_the_act_of_saying_it_stands_in() -> None:
    reading = read_text("Police said gunmen had killed a judge.")
    (mention,) = reading.mentions
    assert mention.attribution == reading.attributions[0].id


def test_an_agent_carries_its_id_in_the_table_of_actors() -> None:
    (mention,) = read_text("The Taliban attacked a checkpoint.").mentions
    assert [agent.actor for agent in mention.agents] == ["taliban"]
