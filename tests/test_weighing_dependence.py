"""Who depends on whom: each tie with its reason, and what it does to the number of independent sources."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made import Said, dead, reading
from reportedly.linking import Cluster
from reportedly.records import Dateline, Dependence, Incident, Reading, Source
from reportedly.weighing import weigh
from reportedly.weighing.credits import credited
from reportedly.weighing.dependence import groups_of

LONG = " ".join(f"word{n}" for n in range(60))


def weighed(*readings: Reading) -> Incident:
    cluster = Cluster(id="incident-x", members=tuple(f"{r.report.id}!" for r in readings))
    (incident,) = weigh([cluster], readings)
    return incident


def ties(incident: Incident) -> set[tuple[str, str, str]]:
    return {(tie.who, tie.on, tie.kind) for tie in incident.dependence}


def independent(incident: Incident) -> int:
    assert incident.grade is not None
    return incident.grade.independent


def changed(of: Reading, **fields: object) -> Reading:
    """A reading whose report says something else of itself."""
    return of.model_copy(update={"report": of.report.model_copy(update=fields)})


def through(of: Reading, *chain: str) -> Reading:
    """A reading whose first claim reached it through these outlets."""
    claim = of.claims[0]
    assert claim.source is not None
    source = claim.source.model_copy(update={"chain": tuple(Source(name=n, kind="outlet") for n in chain)})
    return of.model_copy(update={"claims": (claim.model_copy(update={"source": source}), *of.claims[1:])})


ONE = reading("a", dead(4, 4, None), text=LONG, outlet="Daily", published="2020-05-01")
COPY = reading("b", dead(4, 4, None), text=LONG + " and more", outlet="Echo", published="2020-05-02")
OTHER = reading("c", dead(5, 5, None), text="Another paper has seen it.", outlet="Post")
QUOTING = reading("d", dead(4, 4, "Police"), dead(4, 4, None), text="Police were there.", outlet="Herald")
HIDDEN = reading("e", Said("killed", dead(6, 6, None).value, None), text="Reportedly six.", outlet="Globe")

TIES = [
    ("two papers of their own", [ONE, OTHER], set(), 2),
    ("a copy", [ONE, COPY], {("b", "a", "copy"), ("outlet:echo", "outlet:daily", "copy")}, 1),
    (
        "a paper that only repeats the police",
        [QUOTING],
        {("d", "body:police", "cites"), ("outlet:herald", "body:police", "repeats")},
        1,
    ),
    (
        "two papers that cite one source",
        [reading("f", dead(4, 4, "Police"), outlet="X"), reading("g", dead(4, 4, "the police"), outlet="Y")],
        {("f", "body:police", "cites"), ("g", "body:police", "cites")},
        1,
    ),
    (
        "two papers that print an agency",
        [
            changed(ONE, dateline=Dateline(agency="AFP")),
            changed(OTHER, byline="By Agence France-Presse"),
        ],
        {("a", "outlet:agence-france-presse", "agency"), ("c", "outlet:agence-france-presse", "agency")},
        1,
    ),
]


@pytest.mark.parametrize(("what", "readings", "expected", "count"), TIES, ids=[t[0] for t in TIES])
def test_ties(what: str, readings: list[Reading], expected: set[tuple[str, str, str]], count: int) -> None:
    incident = weighed(*readings)
    assert ties(incident) == expected
    assert independent(incident) == count
    names = {r.report.id for r in readings} | {account.id for account in incident.accounts}
    assert all(tie.who in names and tie.on in names for tie in incident.dependence)


def test_a_report_that_cites_says_through_whom() -> None:
    incident = weighed(
        through(reading("a", dead(4, 4, "a medical source"), outlet="Daily"), "Daily", "Reuters", "SANA")
    )
    (tie,) = incident.dependence
    assert tie.because == "Daily cites Reuters, who cites SANA, who cites a medical source [a.0]."


def test_papers_that_reach_one_source_through_others_are_one_source() -> None:
    straight = reading("a", dead(4, 4, "SANA", kind="outlet"), outlet="Daily")
    round_about = through(reading("b", dead(4, 4, "SANA", kind="outlet"), outlet="Post"), "Reuters")
    assert independent(weighed(straight, round_about)) == 1


CREDITS = [
    ({"dateline": Dateline(agency="Reuters")}, "Reuters"),
    ({"dateline": Dateline(agency="The Village Wire")}, "The Village Wire"),
    ({"byline": "AFP"}, "Agence France-Presse"),
    ({"byline": "By Jane Roe"}, None),
    ({"byline": "By Jane Roe and AFP"}, "Agence France-Presse"),
    ({"text": "It burned.\n\n(AFP)"}, "Agence France-Presse"),
    ({"text": "It burned.\n\nAdditional reporting by Reuters"}, "Reuters"),
    ({"text": "It burned.\n\n— With files from Reuters and AP"}, "Reuters"),
    ({"text": "It burned.\n\nThe mayor told Reuters that he would come back."}, None),
    ({"text": "It burned, Reuters said."}, None),
    ({}, None),
]


@pytest.mark.parametrize(("fields", "expected"), CREDITS)
def test_credits(fields: dict[str, object], expected: str | None) -> None:
    assert credited(changed(ONE, **fields).report) == expected


def tie(who: str, on: str) -> Dependence:
    return Dependence(who=who, on=on, kind="repeats", because="x")


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ("", "abc"),
        ("ab", "bbc"),
        ("ab bc", "ccc"),
        ("ab ba", "aac"),
        ("ab bc cb", "bbb"),
    ],
)
def test_groups_follow_ties_to_their_end(edges: str, expected: str) -> None:
    assert groups_of("abc", [tie(*pair) for pair in edges.split()]) == dict(zip("abc", expected, strict=True))


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("abcdef")))
def test_what_hangs_together_is_one_group(onward: dict[str, str]) -> None:
    groups = groups_of("abcdef", [tie(a, b) for a, b in onward.items()])
    assert all(groups[a] == groups[b] for a, b in onward.items())
    assert len(set(groups.values())) == 6 - _joined(onward.items())


def _joined(edges: Iterable[tuple[str, str]]) -> int:
    """How many of some edges join what hung apart before, by colouring everything again and again."""
    colour = {key: key for key in "abcdef"}
    count = 0
    for a, b in edges:
        if colour[a] != colour[b]:
            count += 1
            old, new = colour[a], colour[b]
            colour = {key: new if c == old else c for key, c in colour.items()}
    return count
