"""Decisions applied to readings: what stands, what they change, and how they find their words again."""

from __future__ import annotations

import pytest

import made
import reportedly
from made import Said, day, dead, toll, town
from reportedly.decisions import apply, find_claim, find_event, in_force, mark_claim, mark_event
from reportedly.records import Claim, Decision, Mention, Named, Reading, Report, Span, Toll

TEXT = "Police said four people were killed in Kabul. Doctors said seven people were killed in Kabul."


def decided(what: str, *on: str, key: str, at: int = 1, **more: object) -> Decision:
    return Decision.model_validate(
        {"id": key, "by": "ana", "at": f"2020-06-01T00:00:{at:02d}Z", "what": what, "on": on, **more}
    )


@pytest.mark.parametrize(
    ("decisions", "standing"),
    [
        ([decided("note", "x", key="a")], ["a"]),
        ([decided("note", "x", key="a"), decided("undo", "a", key="b", at=2)], []),
        (
            [
                decided("note", "x", key="a"),
                decided("undo", "a", key="b", at=2),
                decided("undo", "b", key="c", at=3),
            ],
            ["a"],
        ),
        ([decided("undo", "b", key="a"), decided("note", "x", key="b", at=2)], ["b"]),
        ([decided("note", "x", key="b", at=2), decided("reject", "y", key="a")], ["a", "b"]),
    ],
    ids=["stands", "undone", "undo undone", "undone beforehand", "in order"],
)
def test_which_decisions_stand(decisions: list[Decision], standing: list[str]) -> None:
    assert [d.id for d in in_force(decisions)] == standing


def reading_of(text: str, *spans: tuple[int, int], by: str = "Police") -> Reading:
    """A reading that claims one dead for each of these stretches of a text."""
    report = Report(id="r", text=text)
    claims = tuple(
        Claim(
            id=f"c{start}",
            incident="r!",
            field="killed",
            value=toll(n, n),
            span=Span.of(text, start, end),
            source={"name": by, "kind": "organisation"},  # type: ignore[arg-type]
        )
        for n, (start, end) in enumerate(spans)
    )
    mention = Mention(id="m", type="bombing", trigger=Span.of(text, *spans[0]), incident="r!")
    return Reading(report=report, mentions=(mention,), claims=claims, reader=made.INFO)


def at(text: str, words: str, nth: int = 0) -> tuple[int, int]:
    """Where words stand for the nth time."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


LATER = "KABUL, 3 May. " + TEXT
SHORTER = "Doctors said seven people were killed in Kabul."
OTHER = "Four hundred soldiers marched. Nobody said that seven people were well."


@pytest.mark.parametrize(
    ("text", "words", "nth", "found"),
    [
        (TEXT, "seven people", 0, True),
        (TEXT, "people were killed", 1, True),
        (LATER, "seven people", 0, True),
        (SHORTER, "seven people", 0, True),
        (OTHER, "seven people", 0, False),
    ],
    ids=["same text", "same words twice", "moved", "cut", "other context"],
)
def test_a_mark_finds_its_words_or_nothing(text: str, words: str, nth: int, found: bool) -> None:
    first = reading_of(TEXT, at(TEXT, words, nth))
    mark = mark_claim(first, first.claims[0])
    count = text.count(words)
    later = reading_of(text, *(at(text, words, n) for n in range(count)))
    later = later.model_copy(
        update={"claims": tuple(c.model_copy(update={"id": f"new{c.span.start}"}) for c in later.claims)}
    )
    claim = find_claim(later, mark)
    assert (claim is not None) == found
    if claim is not None:
        assert claim.span.start == at(text, words, min(nth, count - 1))[0]


def test_of_two_sources_for_the_same_words_the_one_that_was_marked_is_found() -> None:
    one = reading_of(TEXT, at(TEXT, "four people"))
    two = one.claims[0].model_copy(update={"id": "other", "source": None})
    both = one.model_copy(update={"claims": (one.claims[0].model_copy(update={"id": "new"}), two)})
    found = find_claim(both, mark_claim(one, one.claims[0]))
    assert found is not None
    assert found.id == "new"


def test_an_event_is_found_by_its_first_trigger() -> None:
    first = reading_of(TEXT, at(TEXT, "killed"))
    mark = mark_event(first, "r!")
    renamed = first.mentions[0].model_copy(update={"incident": "r2!"})
    assert find_event(first.model_copy(update={"mentions": (renamed,)}), mark) == "r2!"
    assert find_event(first.model_copy(update={"mentions": ()}), mark) is None


MADE = made.reading(
    "r",
    dead(4, 4, "police"),
    Said("perpetrator", Named(name="rebels", actor="rebels-x"), "police"),
    dead(7, 7, "doctors"),
    when=day("2020-05-01"),
    where=town("Alpha"),
)


def on_claim(what: str, number: int, key: str, second: int = 1, **more: object) -> Decision:
    claim = MADE.claims[number]
    return decided(what, claim.id, key=key, at=second, marks=(mark_claim(MADE, claim),), **more)


def test_a_corrected_claim_shows_both_values() -> None:
    applied = apply(MADE, [on_claim("correct", 0, "d1", value=toll(5, 5), why="misprint")])
    claim = applied.reading.claims[0]
    assert (claim.value, claim.stated, claim.decided) == (toll(5, 5), toll(4, 4), ("d1",))
    assert applied.reading.claims[1:] == MADE.claims[1:]


@pytest.mark.parametrize(
    ("decisions", "killed"),
    [
        ([], [4, 7]),
        ([on_claim("reject", 0, "d1")], [7]),
        (
            [on_claim("correct", 0, "d1", value=toll(5, 5)), on_claim("correct", 0, "d2", 2, value=toll(6, 6))],
            [6, 7],
        ),
        ([on_claim("reject", 0, "d1"), on_claim("correct", 0, "d2", 2, value=toll(6, 6))], [6, 7]),
        ([on_claim("correct", 0, "d1", value=toll(5, 5)), on_claim("accept", 0, "d2", 2)], [5, 7]),
        ([on_claim("reject", 0, "d1"), decided("undo", "d1", key="d2", at=2)], [4, 7]),
    ],
    ids=["none", "rejected", "corrected twice", "corrected after all", "accepted as corrected", "undone"],
)
def test_decisions_on_claims_reach_the_weighing(decisions: list[Decision], killed: list[int]) -> None:
    weighed = reportedly.weigh([MADE], decisions=decisions)
    found = [c.value.low for c in weighed.readings[0].claims if isinstance(c.value, Toll)]
    assert found == killed
    (incident,) = weighed.incidents
    total = next(e for e in incident.estimates if e.victims == "all")
    assert (total.low, total.high) == (min(killed), max(killed))


def test_a_rejected_event_is_no_incident() -> None:
    rejected = decided("reject", "x", key="d1", groups=(("r!",),), marks=(mark_event(MADE, "r!"),))
    assert reportedly.weigh([MADE], decisions=[rejected]).incidents == ()


def test_who_did_it_follows_the_claim() -> None:
    span = MADE.claims[1].span
    agents = (Named(name="rebels", actor="rebels-x", span=span),)
    mention = MADE.mentions[0].model_copy(update={"agents": agents})
    reading = MADE.model_copy(update={"mentions": (mention,)})
    army = Named(name="army", actor="army-x")
    corrected = apply(reading, [on_claim("correct", 1, "d1", value=army)]).reading
    assert corrected.mentions[0].agents == (army,)
    assert apply(reading, [on_claim("reject", 1, "d1")]).reading.mentions[0].agents == ()


def test_words_that_are_gone_are_strays() -> None:
    decision = on_claim("reject", 0, "d1")
    other = MADE.model_copy(update={"claims": MADE.claims[1:]})
    applied = apply(other, [decision])
    assert applied.reading == other
    assert [(s.decision, s.mark.target) for s in applied.strays] == [("d1", "r.0")]


def test_the_groups_of_a_merge_come_together_and_those_of_a_split_part() -> None:
    far = made.reading("s", dead(9, 9, "army"), when=day("2021-05-01"), where=town("Beta", "XB", 50, 50))
    marks = (mark_event(MADE, "r!"), mark_event(far, "s!"))
    merge = decided("merge", "i1", "i2", key="d1", groups=(("r!",), ("s!",)), marks=marks)
    split = decided("split", "i1", "i2", key="d2", at=2, groups=(("r!",), ("s!",)), marks=marks)
    apart = reportedly.weigh([MADE, far])
    assert len(apart.incidents) == 2
    assert len(reportedly.weigh([MADE, far], decisions=[merge]).incidents) == 1
    assert reportedly.weigh([MADE, far], decisions=[merge, split]) == apart
