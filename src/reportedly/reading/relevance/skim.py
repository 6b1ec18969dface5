"""Skimming: of a report only the passages are read that may tell of harm, and what stands about them."""

from __future__ import annotations

from reportedly.lexicon.relevance import load_relevance_weights
from reportedly.reading.relevance.gate import score_of
from reportedly.reading.relevance.passages import passages_of
from reportedly.records import Report

ABOUT = 1  # passages on either side of one that matters: who is spoken of, and who says it


def skimmed(report: Report) -> str:
    """The text of a report with white space for all that cannot matter, as long as before, so that every offset holds.

    The first passage is always read, for its place and day. What is left out begins with a blank line: no sentence and no
    quotation runs across it.
    """
    text, least = report.text, load_relevance_weights().skim
    passages = passages_of(text)
    matter = [n for n, (start, end) in enumerate(passages) if score_of(text[start:end]) >= least]
    read = {0} | {n + away for n in matter for away in range(-ABOUT, ABOUT + 1)}
    parts, done = [], 0
    for number, (start, end) in enumerate(passages):
        if number not in read:
            parts += [text[done:start], _blank(end - start)]
            done = end
    return "".join((*parts, text[done:]))


def _blank(length: int) -> str:
    return "\n\n".ljust(length)[:length]
