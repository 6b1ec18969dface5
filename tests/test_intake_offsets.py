"""Whatever text comes in, it is read without a fault, its offsets hold, and it reads the same twice."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import reportedly
from helpers import assert_offsets
from reportedly.intake import Failure, IntakeOptions, take_text
from reportedly.intake.decode import whole

PIECES = st.sampled_from(
    ["Four killed in raid\n\n", "By Jane Roe\n", "KABUL, March 3 (Reuters) - ", "Four people were killed", " on Sunday",
     ", police said. ", "“", "”", '"', "\n", "\r\n\r\n", "\n • ", "Read more\n", "archival\n\npicture\n", "\u200f", "\ufeff",
     "\u00a0", "🕊", "e\u0301", "\ud83d", "\x00", "\u2029", "The Observatory said that seven died. ", "<p>", "&amp;"]
)  # fmt: skip
TEXTS = st.lists(st.one_of(PIECES, st.text(st.characters(), max_size=5)), max_size=24).map("".join)


@pytest.mark.parametrize("verbatim", [True, False])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=TEXTS)
def test_random_texts(verbatim: bool, text: str) -> None:
    found = list(take_text(text, IntakeOptions(verbatim=verbatim)))
    if isinstance(found[-1], Failure):
        assert len(str(found[-1]).splitlines()) == 1
        return
    reading = reportedly.read(text, verbatim=verbatim)
    assert_offsets(reading)
    if verbatim:
        assert reading.report.text == whole(text)
    assert json.loads(reading.to_json())["report"]["text"] == reading.report.text
    assert reading.to_json() == reportedly.read(text, verbatim=verbatim).to_json()
