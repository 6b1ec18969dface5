"""What every policy promises, on random incidents, and its figures against a second, slower implementation."""

from __future__ import annotations

import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made import Said, dead, reading
from reportedly.lexicon._load import LexiconError
from reportedly.lexicon.policies import Policy, load_policies, load_source_ranks, policy_from
from reportedly.linking import Cluster
from reportedly.records import Incident, Reading
from reportedly.weighing import POLICIES, weigh
from reportedly.weighing.rules import RULES, Stated, choose, highest, most_supported, support

NAMES = ("Police", "A hospital", "The Observatory", "Residents", "A mayor")
GROUPS = ("", "civilian", "soldier")
GRADE_ORDER = ("single source", "corroborated")


@st.composite
def readings_of_one_incident(draw: st.DrawFn) -> list[Reading]:
    """Up to five reports, each with up to three figures by sources that may come back."""
    out = []
    for n in range(draw(st.integers(1, 5))):
        said: list[Said] = []
        for _ in range(draw(st.integers(0, 3))):
            low, more = draw(st.integers(0, 9)), draw(st.one_of(st.none(), st.integers(0, 9)))
            group = draw(st.sampled_from(GROUPS))
            by = draw(st.sampled_from(NAMES))
            said.append(dead(low, None if more is None else low + more, by, *([group] if group else [])))
        when = f"2020-05-0{draw(st.integers(1, 4))}"
        out.append(reading(f"r{n}", *said, text=f"Report {n} on what was seen and heard.", published=when))
    return out


def weighed(readings: list[Reading], policy: str | Policy) -> Incident:
    cluster = Cluster(
        id="incident-x", members=tuple(m.incident for r in readings for m in r.mentions if m.incident)
    )
    (incident,) = weigh([cluster], readings, policy)
    return incident


@settings(max_examples=40, deadline=None)
@given(readings_of_one_incident(), st.sampled_from(sorted(POLICIES)))
def test_low_best_high_stand_in_order_and_add_up(readings: list[Reading], policy: str) -> None:
    rows = weighed(readings, policy).estimates
    for row in rows:
        assert row.low is not None
        assert row.high is not None
        assert row.low <= (row.low if row.best is None else row.best) <= row.high
        assert row.undecided == (row.best is None)
        assert row.because
        assert row.policy == POLICIES[policy].label
    total = next((r for r in rows if r.victims == "all"), None)
    parts = [r for r in rows if r.victims != "all"]
    if total and parts:
        assert sum(p.low or 0 for p in parts) <= (total.low or 0)
        assert sum(p.high or 0 for p in parts) >= (total.high or 0)
        if total.best is not None and all(p.best is not None for p in parts):
            assert sum(p.best or 0 for p in parts) == total.best


@settings(max_examples=30, deadline=None)
@given(readings_of_one_incident(), st.sampled_from(sorted(POLICIES)), st.randoms())
def test_the_order_of_reports_never_matters(readings: list[Reading], policy: str, dice: random.Random) -> None:
    shuffled = list(readings)
    dice.shuffle(shuffled)
    assert weighed(shuffled, policy).estimates == weighed(readings, policy).estimates
    assert weighed(shuffled, policy).grade == weighed(readings, policy).grade


LONG = "Words that are printed again and again by one paper after another without a change or a thought about them at all "


@settings(max_examples=30, deadline=None)
@given(readings_of_one_incident(), st.sampled_from(sorted(POLICIES)), st.integers(0, 4))
def test_a_copy_never_changes_an_estimate(readings: list[Reading], policy: str, which: int) -> None:
    texts = [f"{LONG} {n}: " + " ".join(f"w{n}x{i}" for i in range(60)) for n in range(len(readings))]
    readings = [
        r.model_copy(update={"report": r.report.model_copy(update={"text": t})})
        for r, t in zip(readings, texts, strict=True)
    ]
    original = readings[which % len(readings)]
    report = original.report.model_copy(update={"id": "copy", "outlet": "Another", "published": "2020-05-09"})
    copy = original.model_copy(
        update={
            "report": report,
            "mentions": tuple(
                m.model_copy(update={"id": "copy.m", "incident": "copy!"}) for m in original.mentions
            ),
            "claims": tuple(
                c.model_copy(update={"id": f"copy.{i}", "incident": "copy!"})
                for i, c in enumerate(original.claims)
            ),
        }
    )
    before, after = weighed(readings, policy), weighed([*readings, copy], policy)
    assert [(e.field, e.victims, e.low, e.best, e.high) for e in before.estimates] == [
        (e.field, e.victims, e.low, e.best, e.high) for e in after.estimates
    ]


@settings(max_examples=30, deadline=None)
@given(readings_of_one_incident())
def test_an_independent_source_that_agrees_never_lowers_the_grade(readings: list[Reading]) -> None:
    before = weighed(readings, "range").grade
    said = [Said(c.field, c.value, "A newcomer") for c in readings[0].claims]
    after = weighed([*readings, reading("new", *said, text="A newcomer speaks.")], "range").grade
    assert before is not None
    assert after is not None
    assert after.independent >= before.independent
    assert GRADE_ORDER.index(after.label) >= GRADE_ORDER.index(before.label)


STATEMENTS = st.lists(
    st.builds(
        lambda low, more, source, time, rank: Stated(
            low, None if more is None else low + more, source, source, time, rank, False, (f"c-{source}",)
        ),
        st.integers(0, 8),
        st.one_of(st.none(), st.integers(0, 5)),
        st.sampled_from(NAMES),
        st.sampled_from(["1", "2", "3"]),
        st.integers(1, 4),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda s: s.source,
)


@settings(max_examples=80)
@given(STATEMENTS)
def test_support_is_what_counting_every_source_for_every_number_gives(stated: list[Stated]) -> None:
    for number, count in support(stated).items():
        assert count == sum(number in range(s.low, 1000 if s.high is None else s.high + 1) for s in stated)


@settings(max_examples=80)
@given(STATEMENTS)
def test_rules_against_plain_reading_of_their_words(stated: list[Stated]) -> None:
    def named(s: Stated) -> int:
        return s.low if s.low or not s.high else s.high

    last = max(s.time for s in stated)
    assert RULES["latest"](stated).number in {named(s) for s in stated if s.time == last}
    first = min(s.rank for s in stated)
    assert RULES["highest ranked"](stated).number in {named(s) for s in stated if s.rank == first}
    assert RULES["lowest"](stated).number == min(s.low for s in stated)
    assert RULES["highest"](stated).number == max(s.low if s.high is None else s.high for s in stated)
    best = RULES["most supported"](stated).number
    assert best is not None
    votes = [sum(s.allows(n) for s in stated) for n in range(20)]
    assert votes[best] == max(votes)
    agreed = RULES["majority"](stated).number
    assert (agreed is None) == (2 * max(votes) <= len(stated))


@pytest.mark.parametrize(("policy", "rule"), product(sorted(POLICIES), ["low", "high"]))
def test_one_source_is_its_own_range(policy: str, rule: str) -> None:
    stated = [Stated(3, 5, "Police", "Police", "1", 1, False, ("c1",))]
    assert getattr(choose(stated, POLICIES[policy]), rule) == {"low": 3, "high": 5}[rule]


BEST = [
    ("range", 6),
    ("majority", None),
    ("most-recent", 4),
    ("hierarchy", 9),
    ("conservative", 4),
    ("ucdp", 9),
    ("two-sources", 6),
]


@pytest.mark.parametrize(("policy", "best"), BEST)
def test_each_policy_has_its_own_best(policy: str, best: int | None) -> None:
    readings = [
        reading("a", dead(6, 6, "Police"), published="2020-05-01"),
        reading("b", dead(6, 6, "A mayor"), published="2020-05-01"),
        reading("c", dead(9, 9, "A hospital"), published="2020-05-01"),
        reading("d", dead(4, 4, "Witnesses"), published="2020-05-03"),
    ]
    (row,) = weighed(readings, policy).estimates
    assert (row.low, row.best, row.high) == (4, best, 9)


def test_two_sources_leaves_a_single_source_undecided() -> None:
    (row,) = weighed([reading("a", dead(6, 6, "Police"))], "two-sources").estimates
    assert (row.low, row.best, row.high, row.undecided) == (6, None, 6, True)
    assert "2 independent sources" in " ".join(row.because)


def test_the_conservative_policy_counts_vague_words_by_convention() -> None:
    (row,) = weighed([reading("a", dead(12, None, "Police", vague="dozens"))], "conservative").estimates
    assert (row.low, row.best, row.high) == (12, 12, 12)
    assert weighed([reading("a", dead(12, None, "Police", vague="dozens"))], "range").estimates == ()


def test_a_policy_of_ones_own_in_python_and_in_toml(tmp_path: object) -> None:
    own = Policy(name="ours", version="3", about="The mayor first.", best="highest ranked", ranks={"a mayor": 1})
    readings = [reading("a", dead(6, 6, "A mayor")), reading("b", dead(9, 9, "A hospital"))]
    (row,) = weighed(readings, own).estimates
    assert (row.best, row.policy) == (6, "ours 3")
    file = tmp_path / "ours.toml"  # type: ignore[operator]
    file.write_text('name = "ours"\nversion = "3"\nabout = "x"\nbest = "highest ranked"\n[ranks]\n"a mayor" = 1\n')
    assert policy_from(file).ranks == {"a mayor": 1}


BROKEN = [
    ('name = "x"\nversion = "1"\nabout = "x"\nbest = "mean"\n', "best is 'mean'"),
    ('name = "x"\nversion = "1"\nabout = "x"\nbest = "lowest"\nspread = "wide"\n', "spread is 'wide'"),
    ('name = "x"\nversion = "1"\nabout = "x"\nbest = "lowest"\nvague = "Mine"\n', "no convention 'Mine'"),
    ('name = "x"\nversion = "1"\nabout = "x"\nbest = "lowest"\nsources = 0\n', "at least 1"),
    ('name = "x"\n', "a policy has name, version"),
    ("name = ", "bad.toml"),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_a_broken_policy_says_what_is_wrong(tmp_path: object, text: str, message: str) -> None:
    file = tmp_path / "bad.toml"  # type: ignore[operator]
    file.write_text(text)
    with pytest.raises(LexiconError, match=message):
        policy_from(file)


def test_every_policy_is_described_and_ranks_are_whole() -> None:
    for name, policy in load_policies().items():
        assert policy.name == name
        assert policy.about.endswith(".")
        assert policy.source
    assert set(load_source_ranks().words.values()) <= set(load_source_ranks().ranks)


def said(low: int, source: str, time: str, *, unnamed: bool = False, rank: int = 5) -> Stated:
    return Stated(low, low, source, source, time, rank, False, (f"claim-{source}",), unnamed)


TIES = [
    ([said(4, "police", "1")], 4, "the figure of the only source, police"),
    (
        [said(4, "police", "1"), said(6, "monitor", "2")],
        6,
        "no two of the 2 independent sources agree; this one was said last",
    ),
    (
        [said(4, "police", "1"), said(90, "man", "2", unnamed=True)],
        4,
        "this one is by a source that is known: police",
    ),
    ([said(4, "police", "1"), said(6, "monitor", "1", rank=1)], 6, "by the source that ranks highest: monitor"),
    ([said(4, "police", "1"), said(6, "monitor", "1")], 4, "this one is the lowest: police"),
    (
        [said(4, "police", "1"), said(4, "monitor", "1"), said(9, "a", "2")],
        4,
        "2 of 3 independent sources allow it",
    ),
    (
        [said(4, "a", "1"), said(4, "b", "1"), said(9, "c", "2"), said(9, "d", "2")],
        9,
        "2 of 4 independent sources allow it: c [claim-c]; d [claim-d]. As many allow another figure; of these, this one",
    ),
]


@pytest.mark.parametrize(("stated", "best", "why"), TIES)
def test_the_reason_says_what_decided(stated: list[Stated], best: int, why: str) -> None:
    choice = most_supported(stated)
    assert choice.number == best
    assert why in choice.because


def test_a_high_figure_that_one_unnamed_source_gives_says_so() -> None:
    police, man = said(4, "police", "1"), said(9_000, "man", "2", unnamed=True)
    assert highest([police, man]).because.endswith("No other source allows it, and this one is not named.")
    assert highest([police]).because == highest([police, police]).because
    assert "not named" not in highest([man]).because
