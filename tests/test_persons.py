"""Named victims: age, sex, occupation and kin as the words state them; one person named twice is one."""

from __future__ import annotations

from typing import Any

import pytest

from helpers import parse_text
from reportedly.reading.tolls.find import find_tolls
from reportedly.reading.tolls.person_details import age_in
from reportedly.reading.tolls.person_names import Name, is_one
from reportedly.records import Person

PEOPLE: list[tuple[str, dict[str, Any]]] = [
    ("John Roe, 34, was shot and killed outside his home.", {"name": "John Roe", "age": 34}),
    ("Police said John Roe, aged 34, was killed.", {"name": "John Roe", "age": 34}),
    ("A 34-year-old teacher, John Roe, was killed.", {"name": "John Roe"}),
    ("John Roe, a 26-year-old teacher, was killed.", {"name": "John Roe", "age": 26, "occupation": "teacher"}),
    ("Teacher Mary Poe was killed by a bomb.", {"name": "Mary Poe"}),
    ("The driver, Hassan Mahmud, was wounded.", {"name": "Hassan Mahmud"}),
    ("The driver, identified as Hassan Mahmud, was wounded.", {"name": "Hassan Mahmud"}),
    ("Col. Frank Quint was murdered on Monday.", {"name": "Frank Quint"}),
    ("The bishop condemned the murder of Maria Lopez Perez.", {"name": "Maria Lopez Perez"}),
    ("Mary Poe, a 45-year-old nurse, was wounded.", {"name": "Mary Poe", "age": 45, "occupation": "nurse"}),
    ("Mrs. Mary Poe was killed.", {"name": "Mary Poe"}),
    ("Police arrested John Roe on Tuesday.", {"name": "John Roe"}),
    ("Actress Mary Poe was kidnapped.", {"name": "Mary Poe", "sex": "female"}),
    ("His wife Mary Poe was killed.", {"name": "Mary Poe", "kin": "His wife", "sex": "female"}),
    (
        "Mr. Roe was killed on Monday. John Roe, 34, was a farmer.",
        {"name": "John Roe", "age": 34, "spellings": ("Roe",)},
    ),
    ("John Roe, 34, was killed. Roe, a farmer, had two sons.", {"name": "John Roe", "occupation": "farmer"}),
]
NAMES = [
    (("john", "roe"), ("roe",), True),
    (("john", "q", "roe"), ("john", "roe"), True),
    (("j", "roe"), ("john", "roe"), True),
    (("john", "roe"), ("jane", "roe"), False),
    (("john", "roe"), ("john", "poe"), False),
    (("mohammed", "fayez"), ("mohammad", "fayez"), True),
    (("mohamed", "faiez"), ("mohammed", "faiez"), True),
    (("maria", "lopez", "perez"), ("lopez",), True),
    (("maria", "lopez"), ("perez",), False),
    (("roe",), ("roe",), True),
    (("al",), ("al",), False),
]
AGES = [
    ("a 16-year-old boy", 16),
    ("a 16 year old boy", 16),
    ("a five-year-old girl", 5),
    ("a twenty-one-year-old man", 21),
    ("an 8-month-old baby", 0),
    ("a man", None),
    ("a 300-year-old church", None),
    ("a many-year-old dispute", None),
]


def people_in(text: str) -> list[Person]:
    return [name for finding in find_tolls(parse_text(text)) for name in finding.toll.names]


@pytest.mark.parametrize(("text", "stated"), PEOPLE)
def test_people(text: str, stated: dict[str, Any]) -> None:
    people = people_in(text)
    assert people, "nobody was named"
    found = people[0].model_dump()
    assert {key: found[key] for key in stated} == stated
    assert people[0].span.stands_in(text)


@pytest.mark.parametrize(("left", "right", "one"), NAMES)
def test_one_person(left: tuple[str, ...], right: tuple[str, ...], one: bool) -> None:
    assert is_one(left, right) is one
    assert is_one(right, left) is one


@pytest.mark.parametrize(("text", "age"), AGES)
def test_ages(text: str, age: int | None) -> None:
    assert age_in(text) == age


def test_names_are_compared_without_marks() -> None:
    assert Name(0, 1, "José O'Neill-Gómez Jr.").parts == ("jose", "oneill", "gomez")
    assert Name(0, 1, "Youssef al-Dibs").parts == ("youssef", "dibs")


def test_two_women_are_two_people() -> None:
    people = people_in("Two women, Mary Poe, 45, and Ann Low, 12, were killed.")
    assert [(p.name, p.age) for p in people] == [("Mary Poe", 45), ("Ann Low", 12)]


def test_a_possessor_is_no_victim() -> None:
    assert people_in("Carlos Roe's wife was killed.") == []


def test_a_name_without_a_number_is_one_person() -> None:
    (finding,) = find_tolls(parse_text("John Roe was kidnapped on Monday."))
    assert (finding.toll.low, finding.toll.high) == (1, 1)
