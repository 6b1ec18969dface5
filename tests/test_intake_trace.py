"""The way back from an article to its page, against a slow second implementation that looks at every character."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.intake.page import read_fragment
from reportedly.intake.retrace import trace

_SKIPPED = re.compile(
    r"<!--.*?(?:-->|$)|<(script|style|noscript|template|svg|title)\b.*?(?:</\1\s*>|$)", re.S | re.I
)
_MARKUP = re.compile(r"<[^<>]*>?|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{2,32});")
WORDS = st.lists(
    st.sampled_from(
        ["four", "people", "were", "killed", "&amp;", "&ldquo;No", "a&nbsp;b", "x", "é", "12,000", "R&D"]
    ),
    min_size=1,
    max_size=12,
)
TAGS = st.sampled_from(
    ["<b>", "</b>", "<br>", "<!-- x -->", "<script>var a = 'four';</script>", "\n", "  ", "<p>", "</p>"]
)


def characters(source: str) -> list[tuple[str, int, int]]:
    """Every visible character and where it stands, one at a time."""
    found: list[tuple[str, int, int]] = []
    at = 0
    while at < len(source):
        skip = _SKIPPED.match(source, at)
        markup = _MARKUP.match(source, at)
        if skip:
            at = skip.end()
        elif markup and markup[0].startswith("&"):
            found += [(c, markup.start(), markup.end()) for c in html.unescape(markup[0]) if not c.isspace()]
            at = markup.end()
        elif markup:
            at = markup.end()
        else:
            found += [] if source[at].isspace() else [(source[at], at, at + 1)]
            at += 1
    return found


def unfolded(text: str, source: str) -> list[tuple[str, int, int]]:
    """Every character of the text that leads back, with its place in the source."""
    found = []
    for start, end, first, last in trace(text, source).ranges:
        exact = end - start == last - first
        for offset in range(start, end):
            if not text[offset].isspace():
                place = (first + offset - start, first + offset - start + 1) if exact else (first, last)
                found.append((text[offset], *place))
    return found


@given(st.lists(st.tuples(WORDS, TAGS), min_size=1, max_size=8))
@settings(max_examples=120, deadline=None)
def test_every_character_leads_to_where_a_slow_search_finds_it(parts: list[tuple[list[str], str]]) -> None:
    source = "".join(" ".join(words) + tag for words, tag in parts)
    expected = characters(source)
    text = "".join(character for character, _, _ in expected)
    assert unfolded(text, source) == expected


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>Four people died.</p><p>Nine were hurt.</p>", "Four people died.\n\nNine were hurt."),
        ("Four people<br>died &amp; nine<br/>were <b>hurt</b>.", "Four people\n\ndied & nine\n\nwere hurt."),
        ("<div>Four <span>people</span><!-- x --><script>var x = 1;</script></div>tail", "Four people\n\ntail"),
        ("<ul><li>Four</li><li>Nine</li></ul>", "Four\n\nNine"),
        ("plain &lt;words&gt; only", "plain <words> only"),
        ("<?xml version='1.0' encoding='utf-8'?><p>Four</p>", "Four"),
        ("<html><head><title>No</title></head><body>Four</body></html><body>Nine</body>", "Four\n\nNine"),
        ("", None),
        ("<p> </p>", None),
        ("<<<>>>", None),
    ],
)
def test_a_fragment_is_all_report(source: str, text: str | None) -> None:
    found = read_fragment(source)
    assert (found.text.text if found else None) == text


@given(st.text(alphabet="<>/&; pbdivbody=\"'!-ä\0\n", max_size=80))
@settings(max_examples=120, deadline=None)
def test_no_fragment_breaks_the_reading(source: str) -> None:
    found = read_fragment(source)
    assert found is None or found.text.text.strip()
