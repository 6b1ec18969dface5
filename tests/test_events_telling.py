"""What belongs to the telling and not to the event: the day of a count, the dateline, those who only report."""

from __future__ import annotations

import pytest

from helpers import read_text
from reportedly.records import Named, When

# text, the words of the times that date an event
DATES: list[tuple[str, list[str]]] = [
    ("A bomb killed nine people in Lima on 4 March.", ["4 March"]),
    ("Officials raised their count on 6 March to 96 dead and 333 wounded.", []),
    ("The toll rose to 12 dead on 6 March, police said.", []),
    ("Police said on 6 March that nine people had been killed.", []),
    ("Rescuers recovered nine bodies on 6 March.", []),
    ("LIMA, 6 March (Agency) - A bomb killed nine people.", []),
]
# text, the names of those said to have done it
DOERS: list[tuple[str, list[str]]] = [
    ("Officials raised their count to 96 dead and 333 wounded.", []),
    ("At least seven dead and sixty wounded, a doctor said.", []),
    ("Troops shot 12 striking workers who were marching to the palace.", ["Troops"]),
    ("Israeli warplanes bombed a village.", ["Israeli"]),
    ("Gunmen killed two guards.", ["Gunmen"]),
]


def test_the_day_of_telling_dates_no_event() -> None:
    for text, expected in DATES:
        values = [claim.value for claim in read_text(text).claims if claim.field == "date"]
        assert [each.span.words for each in values if isinstance(each, When) and each.span] == expected, text


@pytest.mark.parametrize(("text", "expected"), DOERS, ids=[text for text, _ in DOERS])
def test_who_did_it(text: str, expected: list[str]) -> None:
    values = [claim.value for claim in read_text(text).claims if claim.field == "perpetrator"]
    assert [each.name for each in values if isinstance(each, Named)] == expected


def test_a_claim_tells_when_it_was_said() -> None:
    claims = read_text("Police said on 6 March 2019 that nine people had been killed in Lima.").claims
    assert {claim.said_at.start for claim in claims if claim.said_at} == {"2019-03-06"}


def test_a_place_in_the_dateline_or_of_a_paper_is_no_scene() -> None:
    reading = read_text("PARIS, 6 March (Agency) - Gunmen killed a correspondent of a London newspaper.")
    assert [claim for claim in reading.claims if claim.field == "place"] == []


def test_the_dead_counted_anew_are_no_second_incident() -> None:
    text = "Soldiers opened fire on a crowd in Lima on Sunday.\n\nA doctor said that 40 people had died."
    assert len({mention.incident for mention in read_text(text).mentions}) == 1
