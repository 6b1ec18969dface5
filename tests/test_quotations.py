"""Which marks pair: a codebook of sentences, and properties that hold for any text."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import parse_text, report_of
from reportedly.reading.findings import Quotation
from reportedly.reading.parse import Parse, find_paragraphs, from_doc, load_model
from reportedly.reading.saying.quotations import continuing, find_quotations

TABLE = [
    ("straight", 'She said: "We stay here."', ['"We stay here."'], [True]),
    ("curly", "“We stay here,” she said.", ["“We stay here,”"], [True]),
    ("guillemets", "«We stay here», she said.", ["«We stay here»"], [True]),
    ("low and high", "„We stay here“, she said.", ["„We stay here“"], [True]),
    ("doubled apostrophes", "''We stay here,'' she said.", ["''We stay here,''"], [True]),
    ("backticks", "``We stay here,'' she said.", ["``We stay here,''"], [True]),
    ("two opening marks", "“We stay here,“ she said.", ["“We stay here,“"], [True]),
    ("two closing marks", "”We stay here,” she said.", ["”We stay here,”"], [True]),
    ("mixed marks", '“We stay here," she said.', ['“We stay here,"'], [True]),
    ("interrupted", '"We stay," she said, "and we rebuild."', ['"We stay,"', '"and we rebuild."'], [True, True]),
    (
        "nested single",
        "\"He told us 'go away' and left,\" she said.",
        ["\"He told us 'go away' and left,\""],
        [True],
    ),
    ("nested same", '"He told me "go away" yesterday," she said.', ['"He told me "go away" yesterday,"'], [True]),
    ("no closing mark", '"We stay here, she said.', ['"We stay here,'], [False]),
    ("no closing mark at the end", 'She said: "We stay here.', ['"We stay here.'], [False]),
    ("no opening mark", 'We stay here," she said.', ['We stay here,"'], [False]),
    ("no opening mark after a cue", 'She said: We stay here."', ['We stay here."'], [False]),
    ("first person goes on", 'We lost it all. I saw it," she said.', ['We lost it all. I saw it,"'], [False]),
    ("stray mark", 'They met in the city" on Monday.', [], []),
    ("inches", 'The pipe was 12" wide and burst.', [], []),
    ("apostrophes", "The officials' homes weren't hit in the '90s.", [], []),
    ("single headline", "Mayor: 'We will not leave'", ["'We will not leave'"], [True]),
    ("single with a possessive", "'The rebels' camp is gone,' he said.", ["'The rebels' camp is gone,'"], [True]),
    ("scare quotes", 'The so-called "moderates" left the talks.', ['"moderates"'], [True]),
    ("none", "The army left the town on Monday.", [], []),
    ("second quotation opens first", '"We stay, he said. "They go."', ['"We stay,', '"They go."'], [False, True]),
]


@pytest.mark.parametrize(
    ("sentence", "expected", "closed"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_marks_pair(sentence: str, expected: list[str], closed: list[bool]) -> None:
    found = find_quotations(parse_text(sentence))
    assert [sentence[q.start : q.end] for q in found] == expected
    assert [q.closed for q in found] == closed


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ('The "moderates" left.', "scare"),
        ('It was called a "victory" by both.', "scare"),
        ('"Never," he said.', "scare"),
        ('"We stay," he said.', "speech"),
        ('He said the raid was "an attack on every one of us" today.', "speech"),
    ],
)
def test_speech_is_told_from_scare_quotes(sentence: str, kind: str) -> None:
    assert [q.kind for q in find_quotations(parse_text(sentence))] == [kind]


def test_inner_leaves_the_marks_out() -> None:
    text = "She said: “We stay.” Then ''they'' left."
    assert [text[slice(*q.inner)] for q in find_quotations(parse_text(text))] == ["We stay.", "they"]


def test_speech_over_paragraphs_is_one_quotation_each_and_goes_on() -> None:
    text = '"We saw the smoke.\n\n"Then we ran," she said.\n\nThe army left.'
    parse = parse_text(text)
    found = find_quotations(parse)
    assert [text[q.start : q.end] for q in found] == ['"We saw the smoke.', '"Then we ran,"']
    assert list(continuing(found, parse.paragraphs)) == [1]


@pytest.mark.parametrize("mark", ['"', "“", "”", "''", "«", "»", "'"])
@pytest.mark.parametrize("place", [0, 8, 20, 33])
def test_a_wrong_mark_never_reaches_the_next_paragraph(mark: str, place: int) -> None:
    first, second = "The army said it left the village, he said.", 'The road is open. "All is calm," a man said.'
    text = f"{first[:place]}{mark}{first[place:]}\n\n{second}"
    parse = parse_text(text)
    border = parse.paragraphs[0][1]
    assert all(q.end <= border or q.start > border for q in find_quotations(parse))
    assert '"All is calm,"' in [text[q.start : q.end] for q in find_quotations(parse)]


def bare(text: str) -> Parse:
    """A parse that has tokens and paragraphs only: pairing needs no more."""
    return from_doc(report_of(text), load_model().make_doc(text))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab .,\n\n\"“”«»'‘’`!", min_size=1, max_size=80).filter(str.strip))
def test_quotations_are_in_order_and_inside_one_paragraph(text: str) -> None:
    found = find_quotations(bare(text))
    paragraphs = find_paragraphs(text)
    for quotation in found:
        assert_sound(quotation)
        assert any(start <= quotation.start and quotation.end <= end for start, end in paragraphs)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))


def assert_sound(quotation: Quotation) -> None:
    start, end = quotation.inner
    assert quotation.start <= start < end <= quotation.end


@pytest.mark.parametrize("unit", ['"a ', ' b"', '"a" ', "'a ", "b, said the man, "])
def test_time_grows_with_the_text_and_not_with_its_square(unit: str) -> None:
    parse = bare("x " + unit * 20_000)
    started = time.process_time()
    find_quotations(parse)
    assert (
        time.process_time() - started < 5
    )  # a quarter of a second; with the square of the length it would be minutes
