"""The summary of an incident: each sentence and the claims under it."""

from __future__ import annotations

import re
from calendar import month_name

import pytest

from made import Said, day, dead, reading, toll, town
from reportedly.linking import Cluster
from reportedly.records import Claim, Named, Reading, When
from reportedly.weighing import Sentence, summarise, weigh
from reportedly.weighing.summary import when_words
from simulate import simulate, truth_clusters


def sentences(*readings: Reading) -> dict[str, tuple[str, ...]]:
    """The sentences of the one incident that these reports are about, with their claims."""
    cluster = Cluster(id="incident-x", members=tuple(f"{r.report.id}!" for r in readings))
    (incident,) = weigh([cluster], readings)
    return {s.text: s.claims for s in summarise(incident, readings)}


FRONT = Named(name="the Front", actor="the-front")
FULL = reading(
    "a",
    Said("date", day("2020-05-01"), "Police"),
    Said("place", town("Karsova"), "Police"),
    Said("perpetrator", FRONT, "Police"),
    dead(1, 1, "Police"),
    dead(3, 3, "Police", field="wounded"),
    text="A bomb went off and one person died.",
    when=day("2020-05-01"),
    where=town("Karsova"),
)

SENTENCES = [
    ("Bombing in Karsova, 1 May 2020, in 1 report.", ("a.1", "a.0"), [FULL]),
    ("the Front did it, according to Police.", ("a.2",), [FULL]),
    ("Killed: “o” according to Police.", ("a.3",), [FULL]),
    ("Wounded: “m” according to Police.", ("a.4",), [FULL]),
    (
        "the Front did not do it, according to A mayor.",
        ("b.0",),
        [FULL, reading("b", Said("perpetrator", FRONT, "A mayor", status="denied"))],
    ),
    (
        "Killed: “A” (denied) according to A mayor.",
        ("b.0",),
        [reading("b", Said("killed", toll(9, 9), "A mayor", status="denied"))],
    ),
    ("Bombing, in 1 report.", (), [reading("b", dead(1, 1, "Police"))]),
    (
        "No report says when it happened, where it happened, who did it or whether anyone was wounded.",
        (),
        [reading("b", dead(1, 1, "Police"))],
    ),
]


@pytest.mark.parametrize(("text", "claims", "readings"), SENTENCES, ids=[row[0] for row in SENTENCES])
def test_sentences(text: str, claims: tuple[str, ...], readings: list[Reading]) -> None:
    assert sentences(*readings).get(text) == claims


def test_a_dispute_is_a_sentence_with_both_sides() -> None:
    found = sentences(reading("a", dead(4, 4, "Police")), reading("b", dead(9, 9, "A mayor")))
    assert ("a.0", "b.0") in {
        tuple(sorted(claims)) for text, claims in found.items() if text.startswith("Sources differ")
    }


def test_what_is_known_is_not_said_to_be_missing() -> None:
    assert not any(text.startswith("No report says") for text in sentences(FULL))


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (day("2020-05-01"), "1 May 2020"),
        (day("2021-06-27", "2021-06-28", 2), "27 June 2021 to 28 June 2021"),
        (When(reason="nothing anchors it"), "on an unknown day"),
    ],
)
def test_days_in_words(when: When, words: str) -> None:
    assert when_words(when) == words


def known(sentence: Sentence, claims: dict[str, Claim]) -> str:
    """All that the claims say that a sentence cites."""
    return " ".join(claims[key].model_dump_json() for key in sentence.claims)


WORLD = simulate(250, seed=4)
MADE = [
    FULL,
    reading("b", Said("perpetrator", FRONT, "A mayor", status="denied")),
    reading("c", dead(9, 9, "A mayor")),
]
ONE = (Cluster(id="incident-x", members=tuple(f"{r.report.id}!" for r in MADE)),)


@pytest.mark.parametrize(
    ("clusters", "readings"), [(truth_clusters(WORLD), WORLD.readings), (ONE, MADE)], ids=["a world", "by hand"]
)
def test_no_figure_or_name_goes_beyond_the_claims_that_a_sentence_cites(
    clusters: tuple[Cluster, ...], readings: list[Reading]
) -> None:
    claims = {c.id: c for r in readings for c in r.claims}
    checked = 0
    for incident in weigh(clusters, readings):
        for sentence in summarise(incident, readings):
            told = re.sub(r"\[[^\]]*\]|, in \d+ reports?\.$", "", sentence.text)
            _, *words = re.findall(r"[^\W_]+", told)
            for word in words:
                if word[0].isupper() and word not in month_name and sentence.about != "unsaid":
                    assert word in known(sentence, claims), sentence.text
                if word.isdigit():
                    assert word in known(sentence, claims), sentence.text
                    checked += 1
    assert checked


def test_a_place_comes_before_a_border() -> None:
    border = town("Borland").model_copy(update={"feature": "border"})
    told = reading(
        "c", Said("place", border, "Police"), Said("place", town("Karsova"), "Police"), dead(1, 1, "Police")
    )
    (incident,) = weigh([Cluster(id="incident-x", members=("c!",))], [told])
    for places, words in (((border, town("Karsova")), "Karsova"), ((border,), "Borland")):
        opening = summarise(incident.model_copy(update={"where": places}), [told])[0]
        assert opening.text == f"Bombing in {words}, in 1 report."
