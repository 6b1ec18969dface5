"""The shipped tagger end to end: what it proposes stands in the text, and is the same every time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import assert_offsets, parse_text, report_of
from reportedly.reading import DefaultReader
from reportedly.reading.reader import ReaderSettings
from reportedly.reading.saying import find_attributions, find_quotations
from reportedly.reading.saying.tagger import Proposal, load_tagger

TEXT = (
    'The army said nine men died. "We heard two blasts," Omar Haddad, a teacher, told reporters.\n\n'
    "According to the ministry, the road is closed. Rebels denied that they had fired."
)


def assert_stands(text: str, proposals: tuple[Proposal, ...]) -> None:
    """Every span of every proposal is a range of the text that holds words."""
    for proposal in proposals:
        assert proposal.content
        assert 0 <= proposal.confidence <= 1
        for start, end in (*proposal.content, *filter(None, (proposal.source, proposal.cue))):
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip() == text[start:end]


def test_it_sees_who_says_what() -> None:
    proposals = load_tagger().propose(TEXT)
    assert_stands(TEXT, proposals)
    named = {(TEXT[slice(*p.source)], TEXT[slice(*p.cue)]) for p in proposals if p.source and p.cue}
    assert ("The army", "said") in named
    assert any(source == "Rebels" for source, _ in named)


def test_proposals_are_in_order_and_the_same_every_time() -> None:
    tagger = load_tagger()
    first = tagger.propose(TEXT)
    assert [p.cue for p in first] == sorted(p.cue for p in first if p.cue)
    assert all(tagger.propose(TEXT) == first for _ in range(3))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\n\n\n \t"])
def test_nothing_in_an_empty_text(text: str) -> None:
    assert load_tagger().propose(text) == ()


@pytest.mark.parametrize("mark", [".", "—", "“", "\u200b", "🙂", "ﬁ"])
def test_a_text_of_one_mark(mark: str) -> None:
    assert_stands(mark, load_tagger().propose(mark))


def test_one_huge_paragraph_is_read_to_its_end() -> None:
    text = " ".join(f"Police said that {n} men were killed near the bridge." for n in range(2, 202))
    proposals = load_tagger().propose(text)
    assert_stands(text, proposals)
    assert len(proposals) >= 190
    assert proposals[-1].content[-1][1] > len(text) - 20


def test_a_word_without_end() -> None:
    text = "Police said " + "a" * 5000 + " fell."
    assert_stands(text, load_tagger().propose(text))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    assert_stands(text, load_tagger().propose(text))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([*TEXT.split(), "\n\n", "“", "”", '"', "said", "—", "é", "漢字"]), max_size=60))
def test_any_shuffle_of_a_report(words: list[str]) -> None:
    text = " ".join(words)
    proposals = load_tagger().propose(text)
    assert_stands(text, proposals)
    assert load_tagger().propose(text) == proposals


def test_without_the_tagger_the_rules_speak_alone() -> None:
    parse = parse_text(TEXT)
    reading = DefaultReader(ReaderSettings(tagger="none")).read_parsed(parse)
    assert reading.attributions == find_attributions(parse, find_quotations(parse))
    assert reading.reader.settings["tagger"] == "none"


def test_with_the_tagger_the_offsets_hold() -> None:
    reading = DefaultReader().read(report_of(TEXT))
    assert_offsets(reading)
    assert [a.source.name for a in reading.attributions if a.source][:2] == ["army", "Omar Haddad"]
