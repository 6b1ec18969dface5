"""The codebook of stated numbers: words of the kind that news reports use, and the range they mean."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.lexicon._load import LexiconError
from reportedly.lexicon.numbers import load_numbers
from reportedly.reading.tolls.number_core import cardinal_at
from reportedly.reading.tolls.number_reader import read_numbers
from reportedly.reading.tolls.number_toll import parse_toll, words_of

EXACT = [
    ("four people", 4),
    ("4 people", 4),
    ("17 villagers", 17),
    ("one soldier", 1),
    ("eleven miners", 11),
    ("nineteen passengers", 19),
    ("twenty prisoners", 20),
    ("twenty-one pilgrims", 21),
    ("twenty one pilgrims", 21),
    ("Thirty-Three miners", 33),
    ("forty-eight others", 48),
    ("fifty-five", 55),
    ("sixty", 60),
    ("seventy-two", 72),
    ("eighty-five bodies", 85),
    ("ninety-nine", 99),
    ("a hundred others", 100),
    ("one hundred people", 100),
    ("one hundred and twenty people", 120),
    ("one hundred twenty people", 120),
    ("a hundred and five", 105),
    ("two hundred and sixty-three", 263),
    ("three hundred", 300),
    ("1,643 wounded", 1643),
    ("2,300 fatalities", 2300),
    ("1643 wounded", 1643),
    ("12,000 refugees", 12000),
    ("220,000 people", 220000),
    ("a thousand families", 1000),
    ("two thousand five hundred", 2500),
    ("four thousand", 4000),
    ("four hundred thousand", 400000),
    ("1.5 million people", 1500000),
    ("2.4 million", 2400000),
    ("a million", 1000000),
    ("one million", 1000000),
    ("3 million", 3000000),
    ("250 thousand", 250000),
    ("a dozen militants", 12),
    ("two dozen", 24),
    ("three dozen fighters", 36),
    ("half a dozen", 6),
    ("half-a-dozen bystanders", 6),
    ("a half dozen", 6),
    ("a score of", 20),
    ("both women", 2),
    ("a pair of guards", 2),
    ("a couple of tourists", 2),
    ("a trio of farmers", 3),
    ("twin girls", 2),
    ("a total of 67 troops", 67),
    ("exactly 19", 19),
    ("only three", 3),
    ("just two", 2),
    ("another 20", 20),
    ("another ten bodies", 10),
    ("a further 14", 14),
    ("an additional nine", 9),
    ("all 44 passengers", 44),
    ("the other two", 2),
    ("a combined 30", 30),
    ("the 85th victim", 85),
    ("its 101st fatality", 101),
    ("none of them", 0),
    ("no one", 0),
    ("no-one", 0),
    ("nobody", 0),
    ("zero casualties", 0),
    ("no casualties", 0),
    ("no deaths", 0),
    ("a child", 1),
    ("an officer", 1),
    ("another man", 1),
    ("someone inside", 1),
]
RANGES = [
    ("at least seven", 7, None),
    ("At least 43 people", 43, None),
    ("at least one suspect", 1, None),
    ("at least a dozen", 12, None),
    ("at the very least six", 6, None),
    ("seven or more", 7, None),
    ("20 or more people", 20, None),
    ("a minimum of 15", 15, None),
    ("no fewer than a dozen", 12, None),
    ("no less than 40", 40, None),
    ("not fewer than eight", 8, None),
    ("not less than 80", 80, None),
    ("upwards of 300", 300, None),
    ("30-plus", 30, None),
    ("50 plus", 50, None),
    ("60+", 60, None),
    ("a total of at least 67", 67, None),
    ("more than 20", 21, None),
    ("More than 1,700", 1701, None),
    ("more than a dozen", 13, None),
    ("more than a hundred", 101, None),
    ("more than two dozen", 25, None),
    ("more than four million Syrians", 4000001, None),
    ("well over 100", 101, None),
    ("over 50", 51, None),
    ("above 90", 91, None),
    ("in excess of 500", 501, None),
    ("exceeding 70", 71, None),
    ("just over 200", 201, None),
    ("slightly more than 40", 41, None),
    ("up to 30", 0, 30),
    ("up to 32 civilians", 0, 32),
    ("as many as 270", 0, 270),
    ("as many as a dozen", 0, 12),
    ("at most five", 0, 5),
    ("no more than 20", 0, 20),
    ("not more than three", 0, 3),
    ("a maximum of 12", 0, 12),
    ("25 at most", 0, 25),
    ("ten or fewer", 0, 10),
    ("fewer than 10", 0, 9),
    ("less than 100", 0, 99),
    ("under 50", 0, 49),
    ("just under 90", 0, 89),
    ("fewer than a dozen", 0, 11),
    ("two to three", 2, 3),
    ("3-5", 3, 5),
    ("3–5 people", 3, 5),
    ("20 to 30 gunmen", 20, 30),
    ("two or three", 2, 3),
    ("six or seven bodies", 6, 7),
    ("between 3 and 5", 3, 5),
    ("between 100 and 150 people", 100, 150),
    ("Between three and nine soldiers", 3, 9),
    ("between 200 and 270", 200, 270),
    ("from 12 to 15", 12, 15),
    ("anywhere from 40 to 60", 40, 60),
    ("between 1,000 and 1,200", 1000, 1200),
    ("two to three dozen", 24, 36),
    ("20 to 30 thousand", 20000, 30000),
    ("three, perhaps four", 3, 3),
]
APPROXIMATE = [
    ("about 50", 50, 50),
    ("about a dozen militants", 12, 12),
    ("around 40", 40, 40),
    ("approximately 1,000", 1000, 1000),
    ("roughly 300", 300, 300),
    ("some 30 civilians", 30, 30),
    ("nearly 80", 80, 80),
    ("almost 100", 100, 100),
    ("close to 200", 200, 200),
    ("an estimated 5,000", 5000, 5000),
    ("a dozen or so", 12, 12),
    ("20 or so", 20, 20),
    ("20-odd", 20, 20),
    ("30 odd", 30, 30),
    ("nearly half a dozen", 6, 6),
    ("nearly a thousand", 1000, 1000),
    ("at least about 20", 20, None),
    ("some 15 to 20", 15, 20),
    ("perhaps 14", 14, 14),
]
VAGUE = [
    ("dozens", "dozens", 12),
    ("Dozens of people", "dozens", 12),
    ("dozens more", "dozens", 12),
    ("at least dozens", "dozens", 12),
    ("scores of other people", "scores", 20),
    ("tens of invaders", "tens", 10),
    ("hundreds", "hundreds", 100),
    ("thousands of families", "thousands", 1000),
    ("tens of thousands", "tens of thousands", 10000),
    ("hundreds of thousands of Rohingya", "hundreds of thousands", 100000),
    ("millions", "millions", 1000000),
    ("several children", "several", None),
    ("several dozen", "several dozen", None),
    ("several hundred protesters", "several hundred", None),
    ("many people", "many", None),
    ("numerous civilians", "numerous", None),
    ("a few guards", "a few", None),
    ("a handful of settlers", "a handful of", None),
    ("a number of members", "a number of", None),
    ("A large number of", "a large number of", None),
    ("an unknown number of people", "an unknown number of", None),
    ("an unspecified number of rebels", "an unspecified number of", None),
    ("a group of Alawite men", "a group of", None),
    ("multiple victims", "multiple", None),
    ("countless civilians", "countless", None),
]
NO_NUMBER = [
    "people",
    "the dead",
    "some of them",
    "most of the wounded",
    "half of them",
    "how many people",
    "civilians and police",
    "$20",
    "€4 million",
    "20 percent",
    "15 %",
    "7.8",
    "25-year-old",
    "four-day",
    "30-year-old",
    "140 miles",
    "12 km",
    "3 p.m.",
    "",
]


@pytest.mark.parametrize(("words", "number"), EXACT)
def test_exact(words: str, number: int) -> None:
    toll = parse_toll(words)
    assert toll is not None
    assert (toll.low, toll.high, toll.approximate, toll.vague) == (number, number, False, None)


@pytest.mark.parametrize(("words", "low", "high"), RANGES)
def test_ranges(words: str, low: int, high: int | None) -> None:
    toll = parse_toll(words)
    assert toll is not None
    assert (toll.low, toll.high, toll.approximate, toll.vague) == (low, high, False, None)


@pytest.mark.parametrize(("words", "low", "high"), APPROXIMATE)
def test_approximate(words: str, low: int, high: int | None) -> None:
    toll = parse_toll(words)
    assert toll is not None
    assert (toll.low, toll.high, toll.approximate) == (low, high, True)


@pytest.mark.parametrize(("words", "vague", "low"), VAGUE)
def test_vague(words: str, vague: str, low: int | None) -> None:
    toll = parse_toll(words)
    assert toll is not None
    assert (toll.vague, toll.low, toll.high) == (vague, low, None)
    assert toll.convention == (None if low is None else "ACLED")


@pytest.mark.parametrize("words", NO_NUMBER)
def test_no_number(words: str) -> None:
    assert parse_toll(words) is None


def test_the_table_is_large_enough() -> None:
    assert len(EXACT) + len(RANGES) + len(APPROXIMATE) + len(VAGUE) >= 150


def test_conventions_are_named_and_differ() -> None:
    table = load_numbers()
    assert {"ACLED", "UCDP"} <= set(table.conventions)
    assert table.vague_low("Dozens") == table.vague_low("dozens", "ACLED") == 12
    assert table.vague_low("dozens", "plural") == 24
    assert table.vague_low("dozens", "UCDP") is None
    with pytest.raises(LexiconError, match="no convention"):
        table.vague_low("dozens", "nobody's")


UNITS = list(load_numbers().units)[:9]
TENS = [word for word in load_numbers().tens if word != "fourty"]


@given(st.sampled_from(TENS), st.sampled_from(UNITS), st.integers(1, 9), st.sampled_from(["-", " "]))
def test_spelt_numbers_are_the_sum_of_their_parts(ten: str, unit: str, hundreds: int, joint: str) -> None:
    table = load_numbers()
    words = words_of(f"{UNITS[hundreds - 1]} hundred and {ten}{joint}{unit}")
    assert cardinal_at(words, 0) == (len(words), hundreds * 100 + table.tens[ten] + table.units[unit])


@given(st.integers(0, 10**9))
def test_digits_read_the_same_with_and_without_marks(number: int) -> None:
    for words in (str(number), f"{number:,}"):
        toll = parse_toll(words)
        assert toll is not None
        assert toll.low == toll.high == number


@given(st.integers(1, 999), st.integers(1, 999))
def test_generated_ranges(low: int, more: int) -> None:
    high = low + more
    for words in (f"{low} to {high}", f"between {low} and {high}", f"{low}-{high}", f"from {low} to {high}"):
        toll = parse_toll(words)
        assert toll is not None
        assert (toll.low, toll.high) == (low, high)
    for words, expected in (
        (f"at least {high}", (high, None)),
        (f"more than {high}", (high + 1, None)),
        (f"up to {high}", (0, high)),
        (f"fewer than {high}", (0, high - 1)),
    ):
        toll = parse_toll(words)
        assert toll is not None
        assert (toll.low, toll.high) == expected


@given(
    st.lists(
        st.sampled_from(
            ["at", "least", "two", "dozens", "of", "12", "to", "-", "more", "than", "a", "dead", "and"]
        )
    )
)
def test_numbers_stand_in_order_and_apart(words: list[str]) -> None:
    numbers = read_numbers(words)
    assert all(0 <= n.start <= n.core < n.end <= len(words) for n in numbers)
    assert all(a.end <= b.start for a, b in itertools.pairwise(numbers))
