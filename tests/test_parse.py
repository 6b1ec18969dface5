"""Paragraphs and sentences: no sentence runs from one paragraph into the next."""

import pytest

from helpers import parse_text
from reportedly.reading.parse import find_paragraphs


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One.", ["One."]),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\nStill one.\n\nTwo.", ["One.\nStill one.", "Two."]),
        ("  \n\nOne.\n \n\n\tTwo.\n\n", ["One.", "Two."]),
        ("One.\r\n\r\nTwo.", ["One.", "Two."]),
        ("", []),
    ],
)
def test_paragraphs(text: str, paragraphs: list[str]) -> None:
    assert [text[start:end].strip() for start, end in find_paragraphs(text)] == paragraphs


def test_no_sentence_crosses_a_paragraph() -> None:
    parse = parse_text("Four people died in the\n\nvillage of Tal Rahma, officials\n\nsaid on Sunday.")
    for sentence in parse.doc.sents:
        assert parse.paragraph_at(sentence.start_char) == parse.paragraph_at(sentence[-1].idx)
