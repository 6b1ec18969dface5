"""Harms told together: which numbers are of one harm alone, and which are of none."""

from __future__ import annotations

import pytest

from helpers import parse_text
from reportedly.reading.tolls.find import find_tolls

NOT_TOLD_APART = [
    "Twelve people were killed or injured in the blast.",
    "The bombing killed or wounded 30 soldiers.",
    "The ministry was given a list of 4,600 people who, they say, were killed or wounded that day.",
    "A reporter counted at least fifty dead or wounded civilians lying on the pavement.",
    "About 300 people are feared dead or injured.",
    "More than 100 people have been either killed or seriously wounded since the siege began.",
    "At least 30 people have been killed or were badly hurt.",
    "Thirty people were killed, wounded or arrested.",
    "Fifteen miners are dead or missing after the collapse.",
    "The army killed or captured 12 rebels.",
    "At least 200 dead and wounded were counted.",
    "There were 40 killed and wounded on the rebel side.",
    "The rebels said they had killed and wounded 20 soldiers.",
    "The number of dead and wounded rose to 96.",
    "Among those killed or wounded were five soldiers.",
    "About 60 killed/wounded were reported.",
    "The blast caused 20 casualties, officials said.",
    "The fighting left 30 dead or wounded, including 10 children.",
]

TOLD_APART = [
    ("No one was killed or wounded.", "killed 0; wounded 0"),
    ("The blast killed four and wounded six.", "killed 4; wounded 6"),
    ("Four people were killed, six wounded and two are missing.", "killed 4; wounded 6; missing 2"),
    ("Nine people were kidnapped and killed.", "abducted 9; killed 9"),
    ("Three men were shot and wounded.", "wounded 3"),
    ("Two men were shot or stabbed.", "wounded 2"),
    ("About 20 casualties were reported, including three dead.", "killed 3"),
    ("Twelve dead and 30 wounded were taken to the hospital.", "killed 12; wounded 30"),
]

THE_DEAD = [
    ("No fewer than 500 bodies had been taken to the city's hospitals.", "killed 500"),
    ("The bodies of four men were taken to a hospital in the capital.", "killed 4"),
    ("Two corpses were carried to a clinic.", "killed 2"),
    ("Twelve people were taken to hospital, where three died.", "wounded 12; killed 3"),
    ("Police said 34 of the wounded have since died.", "killed 34"),
    ("Two of the injured later died in hospital, the police department said.", "killed 2"),
    ("More than a hundred of the wounded were women.", "wounded 101"),
    ("Three militants were gunned down in a forest.", "killed 3"),
    ("Gunmen hacked six farmers to death.", "killed 6"),
]


def tolls(sentence: str) -> str:
    return "; ".join(f"{f.field} {f.toll.low}" for f in find_tolls(parse_text(sentence)))


@pytest.mark.parametrize("sentence", NOT_TOLD_APART)
def test_a_number_of_two_harms_is_of_neither(sentence: str) -> None:
    assert tolls(sentence) == ""


@pytest.mark.parametrize(("sentence", "expected"), TOLD_APART)
def test_each_harm_with_its_own_number(sentence: str, expected: str) -> None:
    assert tolls(sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), THE_DEAD)
def test_the_dead_are_dead_wherever_they_are_taken(sentence: str, expected: str) -> None:
    assert tolls(sentence) == expected
