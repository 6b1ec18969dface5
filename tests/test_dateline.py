"""Where a dateline ends: it is nobody's subject and no part of the first sentence."""

import pytest

from helpers import parse_text
from reportedly.reading.dateline import dateline_end


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("KABUL, March 3 (Reuters) - Four people died.", "Four"),
        ("BEIRUT (AP) — A militia spokesman said so.", "A militia"),
        ("BEIRUT (AP) � A militia spokesman said so.", "A militia"),
        ("ST. PETERSBURG, Jan. 22 (Baltic Wire) - Soldiers fired.", "Soldiers"),
        ("Guatemala City, 4 Feb 90 (ACAN-EFE) -- [Text] The army denied it.", "The army"),
        ("   San Salvador, 8 Jan 90 (Domestic Service) -- The army denied it.", "The army"),
        ("LONDON, Jan. 24 - The toll rose.", "The toll"),
        ("Photo KUNDUZ, Afghanistan -- Insurgents struck.", "Insurgents"),
        ("DEIR EZ-ZOR, Syria — Shells fell.", "Shells"),
        ('GAZA CITY — "We stay," he said.', '"We'),
        ("WASHINGTON -- The president spoke.", "The president"),
        ("Four people died - all of them children.", None),
        ("The raid — the third in a month — killed four.", None),
        ("The Syrian Observatory (SOHR) said four died - all children.", None),
        ("NATO said on Friday - after days of silence - that it was true.", None),
        ("A well-known doctor died.", None),
        ("US-led forces struck. KABUL — nothing.", None),
        ("No dash at all", None),
        ("", None),
    ],
)
def test_dateline_end(text: str, body: str | None) -> None:
    end = dateline_end(text)
    assert text[end:].startswith(body) if body else end == 0, text[:end]


def test_the_first_sentence_starts_behind_the_dateline() -> None:
    parse = parse_text("PORT SUDAN, May 4 (Delta Wire) - Shells killed nine people in the market, a medic said.")
    assert [s.text.split()[0] for s in parse.doc.sents][-1] == "Shells"
