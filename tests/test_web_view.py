"""What the pages show: text cut for marking, figures placed, citations linked, passages addressed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made import dead, reading
from reportedly import weigh
from reportedly.records import Span, Where
from reportedly.web.pages.links import file_of
from reportedly.web.view.cited import Citation, Clause, clauses_of
from reportedly.web.view.highlight import Mark, pieces_of
from reportedly.web.view.incident import view_incident
from reportedly.web.view.moves import _apart
from reportedly.web.view.report import passage
from reportedly.web.view.scale import scale_of
from reportedly.web.view.shapes import clipped_to
from reportedly.web.view.text import clipped, shown

TEXT = "Police said four people were killed in the blast near the old town on Sunday evening."


@st.composite
def marks(draw: st.DrawFn) -> list[Mark]:
    cuts = draw(st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)), max_size=12))
    spans = [Span.of(TEXT, start, min(len(TEXT), start + size)) for start, size in cuts]
    return [Mark(s, "claim" if n % 2 else "place", f"c{n}", n if n % 2 else None) for n, s in enumerate(spans)]


@given(marks())
def test_the_pieces_are_the_text_and_each_mark_covers_its_own(held: list[Mark]) -> None:
    pieces = pieces_of(TEXT, held)
    assert "".join(p.text for p in pieces) == TEXT
    for mark in held:
        assert "".join(p.text for p in pieces if mark.on in p.on) == mark.span.words
        if mark.number is not None:
            assert any(p.anchor for p in pieces if mark.on in p.on)


@given(marks())
def test_every_boundary_is_a_cut(held: list[Mark]) -> None:
    edges, at = {0}, 0
    for piece in pieces_of(TEXT, held):
        at += len(piece.text)
        edges.add(at)
    assert {m.span.start for m in held} | {m.span.end for m in held} <= edges


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("four dead", "four dead"),
        ("a\u202eb", "a\ufffdb"),
        ("a\x00b\x1bc", "a␀b␛c"),
        ("line\nnext\ttab", "line\nnext\ttab"),
        ("قتل\u200fسبعة", "قتل\u200fسبعة"),
        ("\u2067isolate\u2069", "\u2067isolate\u2069"),
    ],
)
def test_controls_are_shown(text: str, seen: str) -> None:
    assert shown(text) == seen
    assert len(shown(text)) == len(text)


@given(st.text(max_size=400), st.integers(5, 80))
def test_clipped_text_is_one_short_line(text: str, most: int) -> None:
    line = clipped(text, most)
    assert len(line) <= most
    assert "\n" not in line


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=20))
def test_every_figure_stands_on_the_scale_and_in_order(values: list[int]) -> None:
    scale = scale_of(values, start=10, end=600)
    places = [scale.at(v) for v in sorted(values)]
    assert places == sorted(places)
    assert all(10 <= p <= 600 for p in places)
    assert 2 <= len(scale.ticks()) <= 9


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        ("low 4 [c3].", (Clause("low 4", (Citation("c3", 1),)), Clause("."))),
        (
            "low 4 [c9, c3] and [sic]",
            (Clause("low 4", (Citation("c3", 1), Citation("c9", 2))), Clause(" and [sic]")),
        ),
        ("nothing cited", (Clause("nothing cited"),)),
        ("unknown [x1] stays", (Clause("unknown [x1] stays"),)),
    ],
)
def test_citations(sentence: str, clauses: tuple[Clause, ...]) -> None:
    assert clauses_of(sentence, {"c3": 1, "c9": 2}) == clauses


def test_a_long_sentence_without_an_end_is_cut_in_no_time() -> None:
    sentence = "killed [" + "claim-0123456789ab" * 2000
    assert clauses_of(sentence, {"c3": 1}) == (Clause(sentence),)


@pytest.mark.parametrize(
    ("url", "words", "address"),
    [
        ("https://example.org/a", "four people", "https://example.org/a#:~:text=four%20people"),
        ("https://example.org/a#b", "blast near", "https://example.org/a#:~:text=blast%20near"),
        (
            "https://example.org/a",
            "blast",
            "https://example.org/a#:~:text=killed%20in%20the%20blast%20near%20the%20old",
        ),
        ("javascript:alert(1)", "four people", None),
        (None, "four people", None),
    ],
)
def test_the_passage_in_the_original(url: str | None, words: str, address: str | None) -> None:
    start = TEXT.index(words)
    assert passage(url, TEXT, Span.of(TEXT, start, start + len(words))) == address


def test_a_long_passage_is_named_by_its_ends() -> None:
    found = passage("https://example.org", TEXT, Span.of(TEXT, 0, len(TEXT)))
    assert found == "https://example.org#:~:text=Police%20said%20four%20people,town%20on%20Sunday%20evening."


def test_labels_stand_apart() -> None:
    placed = list(_apart([10, 10, 11, 100]))
    assert all(b - a >= 13 for a, b in pairwise(placed))


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=3, max_size=12))
def test_what_is_clipped_lies_inside(points: list[tuple[float, float]]) -> None:
    for x, y in clipped_to(points, (-10, -5, 10, 5)):
        assert -10 - 1e-6 <= x <= 10 + 1e-6
        assert -5 - 1e-6 <= y <= 5 + 1e-6


@pytest.mark.parametrize(
    ("parts", "file"),
    [
        ((), "index.html"),
        (("incidents", "incident-1"), "incidents/incident-1.html"),
        (("sources", "../../etc"), "sources/74ccf3c5b4c19a81.html"),
    ],
)
def test_files_of_pages_stay_inside(parts: tuple[str, ...], file: str) -> None:
    assert file_of(*parts) == file


def view_of(*told: tuple[str, int, int | None]):  # type: ignore[no-untyped-def]
    readings = [
        reading(f"r{n}", dead(low, high, by), published=f"2020-05-0{n + 1}")
        for n, (by, low, high) in enumerate(told)
    ]
    weighed = weigh(readings)
    return view_incident(weighed.incidents[0], readings)


def test_every_claim_with_a_figure_is_a_mark_on_its_range() -> None:
    view = view_of(("police", 4, 4), ("medics", 7, None), ("mayor", 2, 9))
    (row,) = view.ranges
    assert [d.label.split(" – ")[1] for d in row.dots] == ["mayor", "police", "medics"]
    by_name = {d.label.split(" – ")[1]: d for d in row.dots}
    assert by_name["medics"].open
    assert by_name["mayor"].x < by_name["police"].x < by_name["mayor"].x2
    assert row.low is not None
    assert row.high is not None
    assert row.low <= (row.best or 0) <= row.high


def test_a_source_that_corrects_itself_moves() -> None:
    view = view_of(("police", 4, 4), ("police", 9, 9))
    assert view.moves is not None
    (path,) = view.moves.paths
    assert [p.replaced for p in path.points] == [True, False]
    assert path.steps.startswith("M")
    assert "V" in path.steps


def test_places_are_drawn_as_large_as_they_are_uncertain() -> None:
    from reportedly.web.view.locator import locate
    from reportedly.web.view.shapes import load_rings

    if not load_rings():
        pytest.skip("the shapes of countries are not built: Node.js is not installed")
    radii = []
    for precision in (1, 2, 4):
        where = Where(
            name="Alpha",
            span=Span(start=0, end=5, words="Alpha"),
            latitude=36.7,
            longitude=67.1,
            precision=precision,
        )
        drawn = locate([where])
        assert drawn is not None
        assert any(land.name == "Afghanistan" for land in drawn.lands)
        radii.append(drawn.spots[0].radius / drawn.scale_px * drawn.scale_km)
    assert radii[0] == 0
    assert radii[1] == pytest.approx(25, rel=0.1)
    assert radii[2] == pytest.approx(100, rel=0.1)
