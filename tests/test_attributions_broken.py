"""Direct speech with one quotation mark lost: who says what must survive, and no later paragraph may be drawn in."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from itertools import product

from helpers import report_of
from reportedly.reading.parse import parse_many
from reportedly.reading.saying.attributions import find_attributions
from reportedly.reading.saying.quotations import find_quotations
from reportedly.records import Attribution

SPEAKERS = [
    ("the mayor, Omar Haddad,", "Haddad"),
    ("police chief Anna Berg", "Berg"),
    ("an army spokesman", "spokesman"),
    ("Colonel Pavel Novak", "Novak"),
    ("a nurse at the hospital", "nurse"),
    ("Foreign Minister Lucia Ferrer", "Ferrer"),
    ("she", "she"),
    ("a resident", "resident"),
]
SPEECH = [
    "We will rebuild every house in this valley",
    "The convoy was hit twice before it reached the bridge",
    "I saw three men running towards the market",
    "There is no shelter left for the families here",
    "Our forces did not fire on the crowd",
    "Nobody warned us that the road was mined",
    "They took my brother from the clinic at night",
    "This attack changes nothing for the talks",
    "The number of wounded will rise in the coming hours",
    "Both sides have to stop the shelling now",
]
MORE = [
    "We have asked for help three times",
    "Our doctors are working without light",
    "They came back an hour later",
    "I will not leave this street",
    "The water has been cut since Monday",
]
SHAPES = [
    '"{a}," {s} said.',
    '{S} said: "{a}."',
    '{S} said, "{a}."',
    '"{a}," said {s}.',
    '"{a}," {s} said on Tuesday. "{b}."',
    '{S} told reporters: "{a}. {b}."',
    '"{a}," {s} added, "and {c}."',
    'In a statement, {s} said: "{a}."',
    '"{a}. {b}," {s} said.',
]
MARKS = [('"', '"'), ("“", "”"), ("«", "»"), ("''", "''"), ("„", "“")]
NEXT = [
    "Rescue teams reached the village on Wednesday, and the road was opened again after noon.",
    "The border has been closed for a month. Trade between the two towns had grown before the war.",
    "Schools in the district stay shut until further notice.",
]
WANTED = 240


@dataclass(frozen=True)
class Case:
    """A text whose first paragraph has lost one mark, the name that must be the source, and the words spoken."""

    text: str
    speaker: str
    spoken: frozenset[str]


def words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower()))


def compose(seed: int = 7) -> list[Case]:
    """`WANTED` different sentences, each with one random mark removed and another paragraph behind it."""
    choose = random.Random(seed)
    every = list(product(SHAPES, SPEAKERS, SPEECH, MARKS))
    cases = []
    for shape, (speaker, name), speech, (opening, closing) in choose.sample(every, WANTED):
        more = choose.choice(MORE)
        sentence = shape.format(
            a=speech, b=more, c=more[0].lower() + more[1:], s=speaker, S=speaker[0].upper() + speaker[1:]
        )
        places = [m.start() for m in re.finditer('"', sentence)]
        lost = choose.choice(places)
        marked = "".join(
            character
            if character != '"'
            else ""
            if at == lost
            else (opening if places.index(at) % 2 == 0 else closing)
            for at, character in enumerate(sentence)
        )
        spoken = " ".join(sentence[a + 1 : b] for a, b in zip(places[::2], places[1::2], strict=True))
        cases.append(Case(f"{marked}\n\n{choose.choice(NEXT)}", name.lower(), words(spoken)))
    return cases


def right(case: Case, attributions: tuple[Attribution, ...]) -> bool:
    """Whether one attribution names the speaker and holds at least half of what was said, and little else."""
    for each in attributions:
        held = words(" ".join(piece.words for piece in each.content))
        if (
            each.source
            and case.speaker in each.source.name.lower()
            and len(held & case.spoken) >= 0.5 * len(held | case.spoken)
        ):
            return True
    return False


def test_a_lost_mark_loses_few_attributions_and_draws_in_no_later_paragraph() -> None:
    cases = compose()
    assert len({case.text for case in cases}) >= 200
    wrong = []
    for case, parse in zip(cases, parse_many(report_of(case.text) for case in cases), strict=True):
        quotations = find_quotations(parse)
        attributions = find_attributions(parse, quotations)
        first_ends = parse.paragraphs[0][1]
        assert all(q.end <= first_ends for q in quotations), case.text
        assert all(p.end <= first_ends for a in attributions if a.mode != "indirect" for p in a.content), case.text
        if not right(case, attributions):
            wrong.append(case.text)
    assert len(wrong) <= 0.15 * len(cases), "\n---\n".join(wrong)
