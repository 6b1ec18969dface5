"""What stands on a page around a report, taken out: furniture by rules, repetitions by comparison."""

from __future__ import annotations

import re

from reportedly.intake.paragraphs import Paragraph
from reportedly.intake.rules import load_line_rules, load_words
from reportedly.records import normalised

_LONGEST_LINE = 220
_SHORT_LINE = 40
_WIDEST = 3
_RESTATED = 0.8
_FEWEST_BOUND_WORDS = 3
_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"""(?<=[.!?…])["'”’)\]]*\s+(?=["'“‘(\[]?[A-Z0-9])""")
_ENDING = re.compile(r"(?:ing|ed|es|s|e)$")


def without_furniture(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Without the lines that the rules of `data/boilerplate.toml` match, even where one is split over lines.

    A text that would vanish altogether stays as it is.
    """
    keep = []
    at = 0
    while at < len(paragraphs):
        width = _furniture_at(paragraphs, at)
        if not width:
            keep.append(paragraphs[at])
        at += width or 1
    return keep or paragraphs


def _furniture_at(paragraphs: list[Paragraph], at: int) -> int:
    """How many paragraphs from here on are one piece of furniture, or 0."""
    for width in range(min(_WIDEST, len(paragraphs) - at), 0, -1):
        lines = [p.text for p in paragraphs[at : at + width]]
        if width == 1 or all(len(line) <= _SHORT_LINE for line in lines):
            joined = " ".join(lines)
            if len(joined) <= _LONGEST_LINE and rule_for(joined):
                return width
    return 0


def rule_for(line: str) -> str | None:
    """The name of the rule that calls this line furniture, or None."""
    line = line.replace("’", "'")
    return next((rule.name for rule in load_line_rules() if rule.pattern.fullmatch(line)), None)


def without_repetitions(paragraphs: list[Paragraph], title: str | None) -> list[Paragraph]:
    """Without a paragraph that is the title again, one that stands there twice, and bullets that restate a sentence."""
    headlines = (title or "").split(" / ")
    seen = {normalised(line) for line in headlines if line}
    sentences: list[frozenset[str]] = []
    if any(p.bullet for p in paragraphs):
        sentences += map(_bound_words, headlines)
        sentences += (_bound_words(s) for p in paragraphs if not p.bullet for s in _SENTENCE.split(p.text))
    keep = []
    for paragraph in paragraphs:
        same = normalised(paragraph.text)
        if same in seen or (paragraph.bullet and _restates(paragraph.text, sentences)):
            continue
        seen.add(same)
        keep.append(paragraph)
    return keep or paragraphs


def _restates(line: str, sentences: list[frozenset[str]]) -> bool:
    """Whether at least four in five of a line's words stand in one of the sentences, and all its numbers do."""
    words = _bound_words(line)
    numbers = {word for word in words if word.isdigit()}
    return len(words) >= _FEWEST_BOUND_WORDS and any(
        len(words & sentence) >= _RESTATED * len(words) and numbers <= sentence for sentence in sentences
    )


def _bound_words(text: str) -> frozenset[str]:
    """The words that carry the meaning, without endings, numbers as digits: "announces 4" and "announced four" meet."""
    lists = load_words()
    words = _WORD.findall(text.casefold())
    return frozenset(_ENDING.sub("", lists.numbers.get(w, w)) for w in words if w not in lists.unbound)
