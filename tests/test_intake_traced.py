"""Text that knows where it came from: every range leads back to the same words."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.intake import IntakeOptions, take_text
from reportedly.intake.decode import whole
from reportedly.intake.paragraphs import split
from reportedly.intake.traced import Traced, join
from reportedly.records import Report

WORDS = st.text(alphabet=st.sampled_from("ab.B•-“” \n\t\r\u00a0\u200f\u2029é"), max_size=120)


def assert_leads_back(text: Traced, original: str) -> None:
    """Ranges are in order, within both texts, and where lengths agree only blanks and line ends differ."""
    last = 0
    for start, end, original_start, original_end in text.ranges:
        assert last <= start < end <= len(text.text)
        assert 0 <= original_start <= original_end <= len(original)
        last = end
        if end - start == original_end - original_start:
            for here, there in zip(text.text[start:end], original[original_start:original_end], strict=True):
                assert here == there or (here.isspace() and there.isspace())


@given(WORDS)
def test_paragraphs_lead_back(original: str) -> None:
    for paragraph in split(Traced.of(original)):
        assert_leads_back(paragraph.words, original)
        assert paragraph.text == paragraph.text.strip() != ""


@given(WORDS, st.data())
def test_cuts_lead_back(original: str, data: st.DataObject) -> None:
    text = Traced.of(original).replace(r"\s+", " ")
    start = data.draw(st.integers(0, len(text.text)))
    end = data.draw(st.integers(start, len(text.text)))
    part = text.cut(start, end)
    assert part.text == text.text[start:end]
    assert_leads_back(part, original)


@given(st.lists(WORDS, max_size=5))
def test_joined_parts_lead_back(parts: list[str]) -> None:
    original = "".join(parts)
    at = 0
    cuts = []
    for part in parts:
        cuts.append(Traced.of(original).cut(at, at + len(part)))
        at += len(part)
    assert join(cuts).text == original
    assert join(cuts).ranges == Traced.of(original).ranges


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_a_report_that_leads_back(original: str) -> None:
    for found in take_text(original, IntakeOptions()):
        if isinstance(found, Report):
            ranges = tuple((r.start, r.end, r.original_start, r.original_end) for r in found.origin)
            assert_leads_back(Traced(found.text, ranges), whole(original))
        else:
            assert "\n" not in str(found)


def test_a_replaced_run_leads_back_to_all_of_it() -> None:
    assert Traced.of("a  b").replace("  ", " ").ranges == ((0, 1, 0, 1), (1, 2, 1, 3), (2, 3, 3, 4))
