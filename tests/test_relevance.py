"""The relevance gate: what it lets through, what it counts, and where it stands in the intake."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from helpers import assert_offsets, report_of
from reportedly.cli.app import app
from reportedly.intake import IntakeOptions, take_in
from reportedly.intake.glance import glance
from reportedly.reading import DefaultReader, ReaderSettings
from reportedly.reading.relevance import PassedOver, RelevanceGate, relevance, skimmed
from reportedly.reading.relevance.passages import passages_of
from reportedly.records import Report

HARM = "Gunmen shot dead four villagers near the river on Monday and wounded nine others, the police said."
PEACE = (
    "The council voted on Tuesday to widen the library's opening hours and to plant forty trees along the canal."
)

RELEVANT = (
    HARM,
    "A bomb exploded outside the ministry, killing two guards.",
    "Three students were abducted from the hostel by masked men.",
    "The death toll from the raid rose to 31.",
    "Thousands fled their homes as shells fell on the town; eleven people lost their lives.",
    "He was stabbed to death in his shop.",
)
OTHER = (
    PEACE,
    "Shares of the brewer rose by 4 percent after it raised its forecast for the year.",
    "The minister said the budget would be presented to parliament in June.",
    "The band will play two concerts in the old theatre and record a live album.",
)


@pytest.mark.parametrize("text", RELEVANT)
def test_harm_passes(text: str) -> None:
    assert RelevanceGate()("here", None, text)


@pytest.mark.parametrize("text", OTHER)
def test_other_news_does_not(text: str) -> None:
    assert not RelevanceGate()("here", None, text)


def test_words_of_the_title_count() -> None:
    assert relevance(PEACE, "Four killed in bomb attack on market") > relevance(PEACE, "Library to open longer")


def test_the_best_passage_counts_however_much_stands_about_it() -> None:
    assert relevance("\n\n".join([PEACE] * 20 + [HARM])) == relevance(HARM)


@given(st.text(max_size=300), st.none() | st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_text_has_a_score(text: str, title: str | None) -> None:
    assert 0 <= relevance(text, title) <= 1


PASSAGES: list[tuple[str, list[str]]] = [
    ("One line\nand another.\n\nA third.", ["One line", "and another.", "A third."]),
    ("They left in the morning. Nobody saw them.", ["They left in the morning.", "Nobody saw them."]),
    ("It was said by Gov. Smith and Sgt. R. Jones.", ["It was said by Gov. Smith and Sgt. R. Jones."]),
    ("“We will leave tomorrow.” Then they left.", ["“We will leave tomorrow.”", "Then they left."]),
    ("It rose to 3.5 percent in the year 2016. The bank said so.", ["It rose to 3.5 percent in the year 2016.", "The bank said so."]),
    ("  \n ", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PASSAGES)
def test_passages(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in passages_of(text)] == expected


@given(st.text(alphabet="ab .\nA“”\t", max_size=200))
def test_passages_leave_out_nothing_but_white_space(text: str) -> None:
    ends = [0, *(at for passage in passages_of(text) for at in passage), len(text)]
    assert ends == sorted(ends)
    assert not "".join(text[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True)).strip()


def test_skimming_leaves_every_offset_where_it_was() -> None:
    text = "\n\n".join(("TAL RAHMA, June 28.", PEACE, PEACE, HARM, PEACE, PEACE))
    seen = skimmed(report_of(text))
    assert len(seen) == len(text)
    assert all(a == b or b.isspace() for a, b in zip(text, seen, strict=True))
    assert seen.split() == f"TAL RAHMA, June 28. {PEACE} {HARM} {PEACE}".split()


def test_a_skimmed_report_gives_the_claims_of_what_matters() -> None:
    text = "\n\n".join((PEACE, PEACE, HARM, PEACE, PEACE))
    reading = DefaultReader(ReaderSettings(tagger="none", skim=True)).read(report_of(text))
    assert_offsets(reading)
    assert reading.report.text == text
    assert reading.reader.settings["skim"] == "yes"
    whole = DefaultReader(ReaderSettings(tagger="none")).read(report_of(text))
    assert [c.model_dump() for c in reading.claims] == [c.model_dump() for c in whole.claims]


WORDS = st.sampled_from(
    (HARM, PEACE, "“We heard shots,” he said.", "The toll, officials say, is eleven dead.", "On Monday", "—")
)


@given(st.lists(st.tuples(WORDS, st.sampled_from((" ", "\n", "\n\n"))), min_size=1, max_size=9))
@settings(max_examples=25, deadline=None)
def test_what_a_skimmed_report_says_stands_in_it(parts: list[tuple[str, str]]) -> None:
    report = report_of("".join(words + gap for words, gap in parts).strip())
    assert_offsets(DefaultReader(ReaderSettings(tagger="none", skim=True)).read(report))


def test_what_is_passed_over_is_counted_and_listed() -> None:
    listed: list[PassedOver] = []
    gate = RelevanceGate(listed=listed.append)
    assert [gate(f"f:{n}", "T", text) for n, text in enumerate((HARM, PEACE, HARM))] == [True, False, True]
    assert (gate.let_through, gate.passed_over) == (2, 1)
    assert [(one.place, one.title) for one in listed] == [("f:1", "T")]
    assert listed[0].score < gate.threshold


def test_the_threshold_is_a_setting() -> None:
    assert RelevanceGate(threshold=0.001)("here", None, PEACE)
    assert not RelevanceGate(threshold=0.9999999)("here", None, HARM)


def test_pages_are_glanced_at_before_their_article_is_taken_out(tmp_path: Path) -> None:
    for name, text in (("harm.html", HARM), ("peace.html", PEACE)):
        page = f"<html><head><title>News</title><script>killed()</script></head><body><p>{text}</p></body></html>"
        (tmp_path / name).write_text(page)
    gate = RelevanceGate()
    found = list(take_in([str(tmp_path)], IntakeOptions(wanted=gate)))
    assert [HARM in r.text for r in found if isinstance(r, Report)] == [True]
    assert gate.passed_over == 1


MENU = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(20))


@pytest.mark.parametrize(
    ("page", "heading", "words"),
    [
        ("<html><script>if (a<b) kill()</script><!-- <b>dead</b> --><p class='x'>Five&nbsp;died.</p></html>", None, "Five died."),
        (f"<title>T | Post</title><ul>{MENU}</ul><h1>A <i>raid</i></h1><p>{'Word ' * 80}<p>End.", "A raid", "Word " * 80 + "End."),
        ("<title>T | Post</title><p>One.</p><div>Five died.</div>", "T | Post", "One. T | Post One. Five died."),
        ("<div>Five <b>died</b>.</div>", None, "Five died ."),
        ("<P>Five died.<P>One is missing.</BODY>", None, "Five died. One is missing."),
        ("", None, ""),
    ],
)  # fmt: skip
def test_a_glance_at_a_page(page: str, heading: str | None, words: str) -> None:
    found = glance(page)
    assert found[0] == heading
    assert found[1].split() == words.split()


def test_menus_hide_nothing_from_the_gate() -> None:
    page = f"<html><body><nav><ul>{MENU * 10}</ul></nav><h1>News</h1>{{}}</body></html>"
    for text in (HARM, PEACE):
        many = (text + " ") * 8
        heading, words = glance(page.format(f"<p>{many}</p>"))
        assert relevance(words, heading) == pytest.approx(relevance(many, "News"), abs=0.2)


def test_the_command_says_how_many_were_passed_over(tmp_path: Path) -> None:
    file, listed = tmp_path / "reports.jsonl", tmp_path / "passed.jsonl"
    file.write_text("".join(json.dumps({"text": text}) + "\n" for text in (HARM, PEACE)))
    done = CliRunner().invoke(
        app, ["read", str(file), "--gate", "--passed-over", str(listed), "--format", "jsonl", "--tagger", "none"]
    )
    assert done.exit_code == 0
    assert "1 passed over by the gate, 1 let through" in done.stderr
    assert len(done.stdout.splitlines()) == 1
    assert [json.loads(line)["place"] for line in listed.read_text().splitlines()] == [f"{file}:2"]


def test_a_threshold_without_the_gate_is_refused(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["read", str(tmp_path), "--threshold", "0.5"])
    assert done.exit_code == 2
    assert "--gate" in done.stderr
