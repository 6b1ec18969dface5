"""The merge of rules and tagger: which readings of one act of saying are paired, and whose words stand."""

from __future__ import annotations

import pytest
from spacy.tokens import Token

from helpers import parse_text
from reportedly.reading.saying.attribution_candidates import Candidate, Range
from reportedly.reading.saying.attribution_merge import GRAMMAR, SURE, TRUSTED, merge
from reportedly.reading.saying.tagger import Proposal

TEXT = "The army said on Monday that nine men died near the bridge. A nurse said ten died, the mayor added."
PARSE = parse_text(TEXT)


def at(words: str, after: int = 0) -> Range:
    start = TEXT.index(words, after)
    return start, start + len(words)


ARMY, SAID, SAID_MONDAY = at("The army"), at("said"), at("said on Monday")
CONTENT, SHORT, OTHER = at("that nine men died near the bridge"), at("nine men died"), at("ten died")
NURSE, HER_SAID, ADDED = at("A nurse"), at("said", 20), at("added")


def token_at(span: Range) -> Token:
    tokens = PARSE.doc.char_span(*span, alignment_mode="expand")
    assert tokens is not None
    return tokens[0]


def rule(
    name: str = "verb that", cue: Range = SAID, content: Range = CONTENT, source: Range | None = ARMY
) -> Candidate:
    speaker = token_at(source) if source else None
    return Candidate(name, token_at(cue), cue, (content,), source, speaker)


def tagged(
    cue: Range | None = SAID, content: Range = CONTENT, source: Range | None = ARMY, confidence: float = 0.9
) -> Proposal:
    return Proposal(source, cue, (content,), confidence)


def words(candidates: list[Candidate]) -> list[tuple[str, str, str | None]]:
    """(cue, content, source) of each, as words."""
    return [
        (TEXT[slice(*c.cue)], TEXT[slice(*c.content[0])], TEXT[slice(*c.source)] if c.source else None)
        for c in candidates
    ]


BOTH = "that nine men died near the bridge"
TABLE = [
    ("agreement is one act", [rule()], [tagged()], [("said", BOTH, "The army")]),
    ("the spans are the tagger's", [rule(content=SHORT)], [tagged()], [("said", BOTH, "The army")]),
    ("the cue is the tagger's", [rule()], [tagged(cue=SAID_MONDAY)], [("said on Monday", BOTH, "The army")]),
    ("the source is the tagger's", [rule(source=at("army"))], [tagged()], [("said", BOTH, "The army")]),
    ("a source that the rule lacks", [rule(source=None)], [tagged()], [("said", BOTH, "The army")]),
    ("another source stays the rule's", [rule()], [tagged(source=NURSE)], [("said", BOTH, "The army")]),
    ("no source of the tagger's", [rule()], [tagged(source=None)], [("said", BOTH, "The army")]),
    ("paired by content alone", [rule(cue=ADDED)], [tagged(cue=None)], [("added", BOTH, "The army")]),
    ("little in common, two acts", [rule("cited", ADDED)], [tagged(HER_SAID, OTHER, NURSE)],
     [("added", BOTH, "The army"), ("said", "ten died", "A nurse")]),
    ("a lone guess of the tagger", [], [tagged(confidence=SURE - 0.01)], []),
    ("a sure lone proposal", [], [tagged(confidence=SURE)], [("said", BOTH, "The army")]),
    ("a sure proposal without a source", [], [tagged(source=None)], [("said", BOTH, None)]),
    ("a proposal without a cue", [], [tagged(cue=None)], []),
    ("a lone candidate of a rule that errs", [rule()], [], []),
    ("nothing at all", [], [], []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "candidates", "proposals", "expected"), TABLE, ids=[t[0] for t in TABLE])
def test_merge(
    name: str, candidates: list[Candidate], proposals: list[Proposal], expected: list[tuple[str, str, str | None]]
) -> None:
    assert words(merge(PARSE, candidates, proposals)) == expected


@pytest.mark.parametrize("name", sorted(GRAMMAR))
def test_grammar_knows_where_its_content_ends(name: str) -> None:
    assert words(merge(PARSE, [rule(name, content=SHORT)], [tagged()])) == [("said", "nine men died", "The army")]


@pytest.mark.parametrize("name", sorted(TRUSTED))
def test_trusted_rules_stand_alone(name: str) -> None:
    lone = rule(name)
    assert merge(PARSE, [lone], []) == [lone]


def test_the_best_agreement_is_paired_first() -> None:
    near, far = tagged(content=CONTENT), tagged(cue=at("said on"), content=SHORT)
    merged = merge(PARSE, [rule()], [far, near])
    assert words(merged)[0] == ("said", BOTH, "The army")
    assert [c.rule for c in merged] == ["verb that", "tagger"]


def test_one_proposal_serves_one_candidate() -> None:
    merged = merge(PARSE, [rule("cited"), rule("cited", content=OTHER)], [tagged()])
    assert [c.content for c in merged] == [(CONTENT,), (OTHER,)]


def test_the_grammar_of_a_pair_is_the_rules() -> None:
    candidate = rule()
    (merged,) = merge(PARSE, [candidate], [tagged(cue=SAID_MONDAY)])
    assert (merged.rule, merged.head, merged.speaker) == (candidate.rule, candidate.head, candidate.speaker)


def test_a_lone_proposal_keeps_its_confidence_and_turns_on_its_root() -> None:
    (added,) = merge(PARSE, [], [tagged(cue=SAID_MONDAY, confidence=0.7)])
    assert (added.rule, added.score, added.head.text) == ("tagger", 0.7, "said")
    assert added.speaker is not None
    assert added.speaker.text == "army"
