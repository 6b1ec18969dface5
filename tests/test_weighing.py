"""Weighing: who says what now, what excludes what, and the figures and grades that follow."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from made import Said, day, dead, reading, toll, town
from reportedly.linking import Cluster
from reportedly.records import Estimate, Incident, Named, Reading
from reportedly.weighing import get_policy, weigh
from reportedly.weighing.copies import copy_groups
from reportedly.weighing.evidence import instant
from reportedly.weighing.identity import identify, same_person, signature

LONG = (
    "A convoy of lorries was shelled outside the walls of Karsova late in the evening, people in the town said, and the "
    "road to the north stayed closed until the morning while crews carried the wounded to the clinic on the hill."
)


def weighed(*readings: Reading, policy: str = "range") -> Incident:
    """The one incident that these reports are about."""
    cluster = Cluster(id="incident-x", members=tuple(f"{r.report.id}!" for r in readings))
    (incident,) = weigh([cluster], readings, policy)
    return incident


def row(
    incident: Incident, field: str = "killed", victims: str = "all"
) -> tuple[int | None, int | None, int | None]:
    found = next(e for e in incident.estimates if e.field == field and e.victims == victims)
    return found.low, found.best, found.high


def estimates(incident: Incident, field: str = "killed") -> dict[str, Estimate]:
    return {e.victims: e for e in incident.estimates if e.field == field}


TOTALS = [
    ("one figure", [dead(4, 4, "Police")], (4, 4, 4)),
    ("at least", [dead(7, None, "Police")], (7, 7, 7)),
    ("up to", [dead(0, 30, "Police")], (0, 30, 30)),
    ("up to is no least beside others", [dead(0, 30, "Police"), dead(28, 28, "Union")], (28, 28, 30)),
    ("none is a least", [dead(0, 0, "Police"), dead(28, 28, "Union")], (0, 0, 28)),
    ("two that differ: the better ranked one is best", [dead(4, 4, "Police"), dead(9, 9, "A hospital")], (4, 9, 9)),
    ("two that agree against one", [dead(5, 5, "Police"), dead(5, 5, "A mayor"), dead(9, 9, "A hospital")], (5, 5, 9)),
    ("open ones allow the higher", [dead(2, None, "Police"), dead(6, None, "A mayor"), dead(4, 4, "A guard")], (2, 6, 6)),
    ("groups of several sources add up", [dead(3, 3, "Police", "soldier"), dead(2, 2, "A mayor", "civilian")], (5, 5, 5)),
    ("fighters disputed and a child", [dead(4, 4, "Front", "combatant"), dead(7, None, "Observatory", "combatant"), dead(1, 1, "SANA", "child")], (5, 8, 8)),
    ("one who speaks of all groups", [dead(3, 3, "Police", "soldier"), Said("killed", toll(2, 2, "civilian"), "Police")], (5, 5, 5)),
    ("a part of a toll is not added", [dead(9, 9, "Police"), dead(3, 3, "A mayor", "child", part_of=True)], (9, 9, 9)),
    ("a running total is no toll", [dead(9, 9, "Police"), dead(400, 400, "A mayor", cumulative=True)], (9, 9, 9)),
    ("denied is not counted", [dead(9, 9, "Police"), dead(1, 1, "Army", status="denied")], (9, 9, 9)),
    ("possible is not counted", [dead(9, 9, "Police"), dead(50, 50, "Army", status="possible")], (9, 9, 9)),
    ("planned is not counted", [dead(9, 9, "Police"), dead(50, 50, "Army", status="planned")], (9, 9, 9)),
    ("none of the staff says nothing of others", [dead(9, 9, "Police"), dead(0, 0, "Ministry", description="no embassy staff")], (9, 9, 9)),
    ("no one at all does", [dead(9, 9, "A hospital"), dead(0, 0, "Ministry", description="no one")], (0, 9, 9)),
    ("a vague word is no number", [dead(9, 9, "Police"), dead(12, None, "A guard", vague="dozens")], (9, 9, 9)),
    ("the whole holds its parts down", [dead(4, 4, "A hospital"), dead(6, 6, "Police", "civilian")], (4, 4, 6)),
]  # fmt: skip


@pytest.mark.parametrize(("what", "said", "expected"), TOTALS, ids=[t[0] for t in TOTALS])
def test_totals(what: str, said: Sequence[Said], expected: tuple[int, int, int]) -> None:
    readings = [reading(f"r{n}", one) for n, one in enumerate(said)]
    assert row(weighed(*readings)) == expected


@pytest.mark.parametrize(("what", "said", "expected"), TOTALS, ids=[t[0] for t in TOTALS])
def test_groups_add_up_to_the_total(what: str, said: Sequence[Said], expected: tuple[int, int, int]) -> None:
    rows = estimates(weighed(*(reading(f"r{n}", one) for n, one in enumerate(said))))
    parts = [e for victims, e in rows.items() if victims not in ("all", "perpetrator")]
    if parts:
        for name in ("low", "best", "high"):
            assert sum(getattr(e, name) for e in parts) == getattr(rows["all"], name)


def test_attackers_own_dead_stand_apart() -> None:
    rows = estimates(
        weighed(reading("a", dead(5, 5, "Police", "civilian")), reading("b", dead(2, 2, "Police", "perpetrator")))
    )
    assert rows["all"].best == 5
    assert rows["perpetrator"].best == 2


def test_a_later_figure_of_the_same_source_is_an_update() -> None:
    early = reading("a", dead(2, 2, "Police"), published="2020-05-01T09:00:00")
    late = reading("b", dead(6, 6, "the Police"), published="2020-05-02T09:00:00")
    incident = weighed(early, late)
    (account,) = incident.accounts
    assert (account.claims, account.earlier) == (("b.0",), ("a.0",))
    assert row(incident) == (6, 6, 6)
    assert incident.disputes == ()


def test_what_was_said_on_a_named_day_counts_from_that_day() -> None:
    old_words = reading("b", dead(2, 2, "Police"), published="2020-05-03")
    old_words = old_words.model_copy(
        update={"claims": (old_words.claims[0].model_copy(update={"said_at": day("2020-05-01")}),)}
    )
    assert row(weighed(reading("a", dead(6, 6, "Police"), published="2020-05-02"), old_words)) == (6, 6, 6)


def test_a_figure_for_some_makes_an_older_open_one_good() -> None:
    early = reading("a", dead(2, None, "Police"), published="2020-05-01")
    late = reading("b", dead(6, None, "Police", "civilian"), published="2020-05-02")
    assert row(weighed(early, late)) == (6, 6, 6)


def test_a_number_takes_the_place_of_a_vague_word() -> None:
    assert row(weighed(reading("a", dead(12, None, "Police", vague="dozens"), dead(31, None, "Police")))) == (
        31,
        31,
        31,
    )


def test_numbers_in_one_breath_are_added_up() -> None:
    said = (
        dead(2, 2, "Police", "soldier", description="two Northern soldiers"),
        dead(3, 3, "Police", "soldier", description="three Southern soldiers"),
    )
    assert row(weighed(reading("a", said[0], Said("happened", True, "Police"), said[1]))) == (5, 5, 5)


def test_of_two_figures_with_equal_support_the_later_is_best() -> None:
    early = reading("a", dead(4, 4, "A hospital"), published="2020-05-01")
    late = reading("b", dead(6, None, "Police"), published="2020-05-02")
    assert row(weighed(early, late)) == (4, 6, 6)


def test_a_second_number_in_one_report_does_not_count_and_is_named() -> None:
    incident = weighed(reading("a", dead(6, None, "Police"), dead(30, 30, "Police")))
    assert row(incident) == (6, 6, 6)
    assert any("a.1" in line for line in estimates(incident)["all"].because)


def test_a_party_on_its_enemys_losses_has_no_say_in_best() -> None:
    boast = dead(40, 40, "The Front", actor="the-front", side="the-army")
    incident = weighed(reading("a", dead(3, 3, "A mayor"), agents=("the-front",)), reading("b", boast))
    assert row(incident) == (3, 3, 40)
    assert row(
        weighed(reading("a", dead(3, 3, "A mayor"), agents=("the-front",)), reading("b", boast), policy="ucdp")
    ) == (3, 3, 40)
    assert [a.party for a in incident.accounts if a.source and a.source.name == "The Front"] == [True]


def by_the_front(*said: Said) -> Incident:
    """The incident of an attack by the Front, of which these things are said."""
    return weighed(*(reading(f"r{n}", one, agents=("the-front",)) for n, one in enumerate(said)))


BOAST = dead(40, 40, "The Front", "soldier", actor="the-front", side="the-army")

PARTIES = [
    ("a boast alone is a ceiling, no floor", [BOAST], (0, None, 40)),
    ("a boast has no say in the best of all", [BOAST, dead(6, 6, "Police", "civilian")], (6, 6, 46)),
    ("an admission counts", [dead(3, 3, "The Front", "civilian", actor="the-front")], (3, 3, 3)),
    ("an admission beside a higher figure", [dead(3, 3, "The Front", "civilian", actor="the-front"), dead(5, 5, "Police", "civilian")], (3, 5, 5)),
    ("what attackers say of people of whom nothing is said is no floor", [dead(3, 3, "The Front", actor="the-front")], (0, None, 3)),
]  # fmt: skip


@pytest.mark.parametrize(("what", "said", "expected"), PARTIES, ids=[p[0] for p in PARTIES])
def test_parties_on_losses(what: str, said: Sequence[Said], expected: tuple[int | None, ...]) -> None:
    incident = by_the_front(*said)
    assert row(incident) == expected
    total = estimates(incident)["all"]
    assert total.undecided == (expected[1] is None)
    if total.undecided:
        assert "nobody but a party speaks" in " ".join(total.because)


ABOUT = [
    ("a tenth either way", dead(50, 50, "Police", approximate=True), (45, 50, 55)),
    ("a number that is no range stays", dead(50, 50, "Police"), (50, 50, 50)),
    ("at least is not widened", dead(50, None, "Police", approximate=True), (50, 50, 50)),
]


@pytest.mark.parametrize(("what", "said", "expected"), ABOUT, ids=[a[0] for a in ABOUT])
def test_approximate_figures_are_widened_by_a_convention(what: str, said: Said, expected: tuple[int, ...]) -> None:
    assert row(weighed(reading("a", said))) == expected
    assert row(weighed(reading("a", said), policy="conservative")) == (50, 50, 50)


def test_a_widened_figure_says_so() -> None:
    (total,) = estimates(weighed(reading("a", dead(50, 50, "Police", approximate=True)))).values()
    assert "About 50 by Police [a.0] is taken as 45 to 55." in total.because


OPEN = [
    ("at least", [dead(7, None, "Police")], True),
    ("a number", [dead(7, 7, "Police")], False),
    ("at least so many below another's number", [dead(4, None, "Police"), dead(7, 7, "A mayor")], False),
    ("a number below another's at least", [dead(4, 4, "Police"), dead(7, None, "A mayor")], True),
    ("groups of which one is open", [dead(7, None, "A", "combatant"), dead(1, 1, "B", "child")], True),
]


@pytest.mark.parametrize(("what", "said", "expected"), OPEN, ids=[o[0] for o in OPEN])
def test_a_high_that_the_words_leave_open_says_so(what: str, said: Sequence[Said], expected: bool) -> None:
    total = estimates(weighed(*(reading(f"r{n}", one) for n, one in enumerate(said))))["all"]
    assert total.open == expected


DISPUTES = [
    ("figures that do not meet", dead(4, 4, "A"), dead(7, None, "B"), ["killed"]),
    ("about so many and a little more", dead(50, 50, "A", approximate=True), dead(53, 53, "B"), []),
    ("about so many and far more", dead(50, 50, "A", approximate=True), dead(70, 70, "B"), ["killed"]),
    ("figures that meet", dead(4, None, "A"), dead(7, None, "B"), []),
    ("other victims", dead(4, 4, "A", "soldier"), dead(7, 7, "B", "civilian"), []),
    ("a part above the whole", dead(4, 4, "A"), dead(7, 7, "B", "civilian"), ["killed"]),
    ("a part below the whole", dead(9, 9, "A"), dead(7, 7, "B", "civilian"), []),
    ("none of the staff", dead(4, 4, "A"), dead(0, 0, "B", description="no staff"), []),
    ("another field", dead(4, 4, "A"), dead(7, 7, "B", field="wounded"), []),
    ("who did it", Said("perpetrator", Named(name="X", actor="the-front"), "A"), Said("perpetrator", Named(name="Y", actor="the-army"), "B"), ["perpetrator"]),
    ("they say it was not them", Said("perpetrator", Named(name="X", actor="the-front"), "A"), Said("perpetrator", Named(name="X", actor="the-front"), "X", status="denied"), ["perpetrator"]),
    ("another says it was not them", Said("perpetrator", Named(name="X", actor="the-front"), "A"), Said("perpetrator", Named(name="Y", actor="the-army"), "Y", status="denied"), []),
    ("the same by another name", Said("perpetrator", Named(name="X", actor="the-front"), "A"), Said("perpetrator", Named(name="fighters"), "B"), []),
    ("denied target", Said("target", Named(name="depots"), "A"), Said("target", Named(name="depots"), "B", status="denied"), ["target"]),
    ("two targets", Said("target", Named(name="depots"), "A"), Said("target", Named(name="a camp"), "B"), []),
    ("other countries", Said("place", town("Here", "XA"), "A"), Said("place", town("There", "XB"), "B"), ["place"]),
    ("one country", Said("place", town("Here", "XA"), "A"), Said("place", town("There", "XA"), "B"), []),
    ("a night has two dates", Said("date", day("2020-05-01"), "A"), Said("date", day("2020-05-02"), "B"), []),
    ("other days", Said("date", day("2020-05-01"), "A"), Said("date", day("2020-05-04"), "B"), ["date"]),
    ("it never happened", Said("happened", True, "A"), Said("happened", False, "B"), ["happened"]),
    ("both agree", Said("happened", True, "A"), Said("happened", True, "B"), []),
]  # fmt: skip


@pytest.mark.parametrize(("what", "left", "right", "expected"), DISPUTES, ids=[d[0] for d in DISPUTES])
def test_disputes(what: str, left: Said, right: Said, expected: list[str]) -> None:
    for one, other in ((left, right), (right, left)):
        incident = weighed(reading("a", one), reading("b", other))
        assert [d.field for d in incident.disputes] == expected
        for dispute in incident.disputes:
            assert {c for side in dispute.sides for c in side.claims} == {"a.0", "b.0"}
            assert "a.0" in dispute.reason
            assert "b.0" in dispute.reason


GRADES = [
    ("one source", [dead(4, 4, "A")], "single source", 1),
    ("two sources", [dead(4, 4, "A"), dead(4, 4, "B")], "corroborated", 2),
    ("two that differ on figures", [dead(4, 4, "A"), dead(9, 9, "B")], "corroborated", 2),
    ("one names itself", [dead(4, 4, "A"), Said("perpetrator", Named(name="F", actor="the-front"), "F", actor="the-front")], "admitted", 2),
    ("two claims of guilt", [Said("perpetrator", Named(name="F", actor="the-front"), "F", actor="the-front"), Said("perpetrator", Named(name="G", actor="the-army"), "A")], "contested", 2),
    ("said and denied", [Said("happened", True, "A"), Said("happened", False, "B")], "contested", 2),
]  # fmt: skip


@pytest.mark.parametrize(("what", "said", "label", "count"), GRADES, ids=[g[0] for g in GRADES])
def test_grades(what: str, said: Sequence[Said], label: str, count: int) -> None:
    grade = weighed(*(reading(f"r{n}", one) for n, one in enumerate(said))).grade
    assert grade is not None
    assert (grade.label, grade.independent) == (label, count)
    assert str(count) in grade.because


def test_copies_of_one_text_are_one_independent_source() -> None:
    one = reading("a", dead(4, 4, None), text=LONG, published="2020-05-01T08:00:00")
    two = reading("b", dead(4, 4, None), text=LONG + " More follows.", published="2020-05-01T12:00:00")
    other = reading("c", dead(4, 4, None), text="Shells fell on lorries near Karsova; four died.")
    assert weighed(one, two).grade == weighed(one).grade
    grade = weighed(one, two, other).grade
    assert grade is not None
    assert grade.independent == 2


def test_an_outlet_that_repeats_a_quoted_figure_is_not_independent_of_it() -> None:
    incident = weighed(reading("a", dead(4, 4, "Police"), dead(4, 4, None)))
    assert len({a.independent for a in incident.accounts}) == 1


def test_copies_are_found_and_short_texts_are_not_copies_by_chance() -> None:
    reports = [
        reading("a", text=LONG, published="2020-05-02").report,
        reading("b", text=LONG.upper(), published="2020-05-01").report,
        reading("c", text="Four people died.").report,
        reading("d", text="Four people died.").report,
    ]
    assert copy_groups(reports) == {"a": "b", "b": "b", "c": "c", "d": "d"}


PEOPLE = [
    ("Noor Mohammad Fayez", "local doctor", "Noor Mohammad Faiz", "head doctor", True),
    ("Noor Mohammad Fayez", "", "Faiz", "", False),
    ("Noor Mohammad Fayez", "doctor", "Faiz", "doctor", True),
    ("Ahmad Khan", "", "Ali Khan", "", False),
    ("Ahmad Khan", "governor", "Khan", "police chief", False),
    ("Muhammad Qasim", "", "Mohammed Kassem", "", True),
    ("Maria Lopez", "", "Maria Perez", "", False),
]  # fmt: skip


@pytest.mark.parametrize(("left", "role", "right", "other_role", "same"), PEOPLE)
def test_people_are_told_apart(left: str, role: str, right: str, other_role: str, same: bool) -> None:
    ours, theirs = (("person", "", name.casefold(), r) for name, r in ((left, role), (right, other_role)))
    assert same_person(ours, theirs) == same_person(theirs, ours) == same


BODIES = [
    (("officials", "Afghan officials"), 1),
    (("officials", "Afghan officials", "Pakistani officials"), 3),
    (("local officials", "the officials"), 1),
    (("police", "Karsova police"), 1),
    (("witnesses", "residents"), 2),
    (("government", "officials"), 1),
    (("the authorities", "Afghan government"), 1),
    (("officials", "police officials"), 2),
    (("police official", "police"), 2),
    (("health officials", "government"), 2),
    (("official in London", "officials"), 1),
    (("physician at the infirmary", "surgeon at the infirmary"), 2),
    (("member of the strike committee", "member of the strike committee who fled on Tuesday"), 1),
    (("governor's office", "government"), 2),
    (("embassy", "government"), 2),
]


@pytest.mark.parametrize(("names", "count"), BODIES)
def test_bodies_are_told_apart(names: tuple[str, ...], count: int) -> None:
    signs = [("anonymous", "", name.casefold(), "") for name in names]
    assert len(set(identify(signs).values())) == len(set(identify(signs[::-1]).values())) == count


def test_hidden_sources_stay_with_their_outlet() -> None:
    report = reading("a").report
    assert signature(None, report) == ("hidden", "", "outlet of a", "")


def test_times_are_compared_in_one_zone() -> None:
    assert instant("2020-05-01T01:00:00+03:00") < instant("2020-04-30T23:00:00Z") < instant("2020-05-01")
    assert instant(None) == ""
    assert instant("the first of May") == "the first of May"


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (["killing", "arrest", "arrest"], "killing"),
        (["arrest", "death"], "arrest"),
        (["attack", "bombing", "attack"], "bombing"),
        (["arrest", "protest"], "protest"),
    ],
)
def test_the_type_that_says_most(types: list[str], expected: str) -> None:
    assert (
        weighed(*(reading(f"r{n}", dead(1, 1, "x"), type=kind) for n, kind in enumerate(types))).type == expected
    )


def test_an_incident_gathers_type_place_date_and_actors() -> None:
    incident = weighed(
        reading(
            "a",
            when=day("2020-05-01", "2020-05-31", 4),
            where=town("Karsova"),
            type="attack",
            agents=("the-front",),
        ),
        reading("b", when=day("2020-05-01"), where=town("Karsova"), agents=("the-front",), targets=("a bridge",)),
        reading("c", when=day("2020-05-01"), where=town("Old Karsova", latitude=10.1)),
    )
    assert incident.type == "bombing"
    assert incident.when is not None
    assert (incident.when.start, incident.when.precision) == ("2020-05-01", 1)
    assert [w.name for w in incident.where] == ["Karsova", "Old Karsova"]
    assert [a.actor for a in incident.agents] == ["the-front"]
    assert [a.name for a in incident.targets] == ["a bridge"]
    assert incident.reports == ("a", "b", "c")
    assert incident.estimates == ()


def test_an_unknown_policy_names_those_there_are() -> None:
    with pytest.raises(ValueError, match="majority, most-recent, range"):
        get_policy("mean")
