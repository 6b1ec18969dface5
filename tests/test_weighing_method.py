"""The worked example of docs/method.md is run, and its figures are those of the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from made import Said, dead, reading
from reportedly.linking import Cluster
from reportedly.records import Incident, Reading
from reportedly.weighing import POLICIES, summarise, weigh

METHOD = (Path(__file__).parents[1] / "docs" / "method.md").read_text(encoding="utf-8")


def table(heading: str) -> list[dict[str, str]]:
    """The first table below a heading, a dict a row."""
    lines = METHOD.split(f"### {heading}\n", 1)[1].split("\n|", 1)[1].split("\n\n", 1)[0].splitlines()
    cells = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[2:]]


def said(row: dict[str, str]) -> Said:
    number = int(re.sub(r"\D", "", row["killed"]))
    party = {"actor": "the-front", "side": "the-army"} if row["source"] == "The Front" else {}
    by = None if row["source"] == "the paper itself" else row["source"]
    kind = {"kind": "person", "role": "doctor"} if row["source"].startswith("Dr ") else {}
    return dead(
        number,
        None if "at least" in row["killed"] else number,
        by,
        *filter(None, [row["victims"]]),
        **party,
        **kind,
    )


def example() -> list[Reading]:
    """The reports of the example; those with one text are copies."""
    return [
        reading(
            row["report"],
            said(row),
            text=" ".join(f"{row['text']}{n}" for n in range(60)),
            outlet=row["outlet"],
            published=row["published"],
            agents=("the-front",),
        )
        for row in table("The reports")
    ]


def weighed(policy: str) -> Incident:
    readings = example()
    cluster = Cluster(id="incident-x", members=tuple(f"{r.report.id}!" for r in readings))
    return weigh([cluster], readings, policy)[0]


@pytest.mark.parametrize("row", table("What each policy makes of them"), ids=lambda r: r["policy"])
def test_the_example_says_what_the_program_says(row: dict[str, str]) -> None:
    total = next(e for e in weighed(row["policy"]).estimates if e.victims == "all")
    found = [str(n) if n is not None else "undecided" for n in (total.low, total.best, total.high)]
    assert found == [row["low"], row["best"], row["high"]]


def test_the_example_has_the_sources_and_the_grade_that_it_names() -> None:
    incident = weighed("range")
    assert incident.grade is not None
    assert f"**{incident.grade.label}**, with {incident.grade.independent} independent sources" in METHOD
    assert [d.field for d in incident.disputes] == ["killed"]


def test_every_policy_rule_and_grade_is_explained() -> None:
    for policy in POLICIES.values():
        assert f"`{policy.name}`" in METHOD
    for label in ("single source", "corroborated", "contested", "admitted"):
        assert f"**{label}**" in METHOD


def test_every_figure_and_name_of_a_summary_stands_in_a_claim_it_cites() -> None:
    readings = example()
    claims = {c.id: c for r in readings for c in r.claims}
    incident = weighed("range")
    sentences = summarise(incident, readings)
    cited = {key for sentence in sentences for key in sentence.claims}
    assert cited >= {key for account in incident.accounts for key in account.claims}
    for sentence in sentences[1:]:
        known = " ".join(claims[key].model_dump_json() for key in sentence.claims)
        plain = re.sub(r"\[[^\]]*\]", "", sentence.text)
        for figure in re.findall(r"\d+", plain):
            assert figure in known
        for name in re.findall(r"\(([^)]+)\)|according to ([^.;]+)", plain):
            for part in re.split(r", | and ", "".join(name)):
                assert part in known
