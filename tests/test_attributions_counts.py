"""Whoever counts says it: verbs of counting, their sources and their words; what only makes a toll rise says nothing."""

from __future__ import annotations

import pytest

from helpers import parse_text
from reportedly.reading.saying.attributions import find_attributions
from reportedly.reading.saying.quotations import find_quotations
from reportedly.records import Attribution


def attributions(text: str) -> tuple[Attribution, ...]:
    parse = parse_text(text)
    return find_attributions(parse, find_quotations(parse))


COUNTING = [
    (
        "Officials raised their count on Monday to 96 dead and 333 wounded.",
        "Officials",
        "to 96 dead and 333 wounded",
    ),
    ("The ministry revised its toll to 45 killed and 120 injured.", "ministry", "45 killed and 120 injured"),
    ("The army put its losses at seven dead and sixty wounded.", "army", "seven dead and sixty wounded"),
    ("Hospital officials listed nine dead and 15 wounded.", "Hospital officials", "nine dead and 15 wounded"),
    ("A count by the Reuters news agency put the toll at 31.", "Reuters news agency", "the toll at 31"),
    ("The charity counted 67 wounded, among them 12 children.", "charity", "67 wounded, among them 12 children"),
    ("The mayor of the town spoke of fifteen dead, three of them women.", "mayor of the town", "of fifteen dead"),
    ("The Red Cross confirmed 22 deaths.", "Red Cross", "22 deaths"),
    ("The police commissioner admitted two deaths.", "police commissioner", "two deaths"),
    ("The group claimed 20 deaths.", "group", "20 deaths"),
    ("Rescuers put the number of dead at 19 and went on digging.", "Rescuers", "the number of dead at 19"),
    (
        "In his report he praised the men and put the losses of the department at seven dead.",
        "he",
        "the losses of the department at seven dead",
    ),
    ("A statement issued by the governor's office put the number of wounded at 233.", "governor's office", "233"),
]

SILENT = [
    "The blast raised the death toll to 31.",
    "The discovery put the number of dead at 12.",
    "Two more deaths raised the toll to nine.",
    "Another body raised the toll to 14.",
    "The company raised its prices by 20 percent.",
    "The collapse, which killed nine, put two lines out of service.",
]


@pytest.mark.parametrize(("text", "source", "words"), COUNTING, ids=[c[0] for c in COUNTING])
def test_who_counts_is_the_source(text: str, source: str, words: str) -> None:
    found = [a for a in attributions(text) if any(words in piece.words for piece in a.content)]
    assert [a.source and a.source.name for a in found] == [source]


@pytest.mark.parametrize("text", SILENT)
def test_what_makes_a_toll_rise_says_nothing(text: str) -> None:
    assert attributions(text) == ()


IDENTIFYING = [
    ("A member of the strike committee who reached the border on Tuesday", "member of the strike committee"),
    ("A reporter for a morning paper who stayed in the street", "reporter for a morning paper"),
    ("A physician at the Greenhill Hospital, who asked not to be named,", "physician at the Greenhill Hospital"),
    ("A senior army officer speaking on condition of anonymity", "senior army officer"),
    ("The head of the hospital in the town of Idlib, Omar Hassan,", "Omar Hassan"),
    ("A shopkeeper whose window was broken", "shopkeeper"),
]


@pytest.mark.parametrize(("phrase", "name"), IDENTIFYING)
def test_the_name_is_what_identifies(phrase: str, name: str) -> None:
    found = [
        a for a in attributions(f"{phrase} said that nine men were killed.") if a.cue and a.cue.words == "said"
    ]
    assert [a.source and a.source.name for a in found] == [name]


def test_who_is_never_a_hospital() -> None:
    text = "A physician at the Greenhill Hospital, who asked not to be named, said that nine men were killed."
    assert {a.source.name for a in attributions(text) if a.source} == {"physician at the Greenhill Hospital"}
