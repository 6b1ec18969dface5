"""What all tests share: reading a text, and the one assertion about offsets."""

from __future__ import annotations

from functools import cache

from reportedly.reading import DefaultReader
from reportedly.reading.parse import Parse, parse
from reportedly.records import Reading, Report, spans_of


def report_of(text: str, *, published: str | None = "2021-06-29", outlet: str | None = "The Daily Test") -> Report:
    """A report of these words."""
    return Report(
        id=Report.id_of(text, outlet=outlet), text=text, outlet=outlet, published=published, language="en"
    )


@cache
def parse_text(text: str, published: str | None = "2021-06-29") -> Parse:
    """The parse of a text, made once per test run."""
    return parse(report_of(text, published=published))


@cache
def read_text(text: str, published: str | None = "2021-06-29") -> Reading:
    """The reading of a text, made once per test run; its offsets are checked."""
    reading = DefaultReader().read_parsed(parse_text(text, published))
    assert_offsets(reading)
    return reading


def assert_offsets(reading: Reading) -> None:
    """The contract: every stored span stands in the text and equals the stored words."""
    for span in spans_of(reading):
        assert span.stands_in(reading.report.text), f"{span!r} does not stand in the text"
