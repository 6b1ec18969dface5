"""Values in words, the way a careful writer would put them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import Named, Source, Span, Toll, Victims, When, Where
from reportedly.wording.phrases import (
    day_phrase,
    places_phrase,
    printable,
    quote,
    source_phrase,
    toll_phrase,
    value_phrase,
    when_phrase,
    where_phrase,
)

SPAN = Span(start=0, end=4, words="Homs")


@pytest.mark.parametrize(
    ("toll", "words"),
    [
        (Toll(low=4, high=4), "4"),
        (Toll(low=7), "7 or more"),
        (Toll(low=0, high=30), "up to 30"),
        (Toll(low=3, high=5), "3 to 5"),
        (Toll(low=50, high=50, approximate=True), "about 50"),
        (Toll(low=1200, high=1200), "1,200"),
        (Toll(vague="dozens"), "“dozens”"),
        (Toll(low=12, vague="dozens", convention="ACLED"), "“dozens”"),
        (Toll(low=1, high=1, victims=Victims(category=("child",))), "1 child"),
        (Toll(low=2, high=2, victims=Victims(category=("child", "unknown"))), "2 children"),
        (Toll(low=7, victims=Victims(category=("combatant",))), "7 or more combatants"),
        (Toll(low=3, high=3, victims=Victims(category=("woman", "civilian"))), "3 women, civilians"),
        (Toll(low=3, high=3, victims=Victims(category=("police",))), "3 police"),
        (Toll(low=3, high=3, victims=Victims(category=("unknown",))), "3"),
    ],
)
def test_tolls(toll: Toll, words: str) -> None:
    assert toll_phrase(toll) == words
    assert value_phrase(toll) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2021-06-28", "2021-06-28", "28 June 2021"),
        ("2021-06-28", None, "28 June 2021"),
        ("2021-06-28T23:00:00", "2021-06-28", "28 June 2021"),
        ("2021-06-27", "2021-06-28", "27–28 June 2021"),
        ("2021-06-27", "2021-07-02", "27 June – 2 July 2021"),
        ("2020-12-30", "2021-01-02", "30 December 2020 – 2 January 2021"),
        ("2021-02-01", "2021-02-28", "February 2021"),
        ("2020-02-01", "2020-02-29", "February 2020"),
        ("2020-02-01", "2020-02-28", "1–28 February 2020"),
        ("2021-01-01", "2021-12-31", "2021"),
        ("2019-01-01", "2021-12-31", "2019–2021"),
        ("2021-06-01", "2021-08-31", "June – August 2021"),
        ("2020-12-01", "2021-01-31", "December 2020 – January 2021"),
        ("2021-12-01", "2021-12-31", "December 2021"),
        (None, None, None),
    ],
)
def test_days(start: str | None, end: str | None, words: str | None) -> None:
    assert day_phrase(start, end) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (None, "date not stated"),
        (When(), "date not stated"),
        (When(start="2021-06-28", end="2021-06-28", clock="23:00"), "28 June 2021, 23:00"),
        (When(span=Span(start=0, end=9, words="last week"), reason="nothing anchors it"), "“last week”"),
    ],
)
def test_whens(when: When | None, words: str) -> None:
    assert when_phrase(when) == words


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (Where(name="Homs", span=SPAN), "Homs"),
        (Where(name="HOMS", span=SPAN, country="SY"), "Homs, SY"),
        (Where(name="Qaim", span=SPAN, country="IQ", admin1="Anbar", relation="near"), "near Qaim, Anbar, IQ"),
        (Where(name="Anbar", span=SPAN, country="IQ", admin1="Anbar", precision=4), "Anbar, IQ"),
        (Where(name="Syria", span=SPAN, country="SY", precision=6), "Syria, SY"),
    ],
)
def test_places(where: Where, words: str) -> None:
    assert where_phrase(where) == words
    assert value_phrase(where) == words


def test_places_of_an_incident() -> None:
    homs, hama = (Where(name=n, span=SPAN, country="SY") for n in ("Homs", "Hama"))
    assert places_phrase(()) == "place not stated"
    assert places_phrase((homs, hama, homs)) == "Homs, SY · Hama, SY"
    assert places_phrase((homs, hama), most=1) == "Homs, SY …"
    assert places_phrase((Where(name="there", span=SPAN), homs)) == "Homs, SY"


def test_other_values() -> None:
    assert value_phrase(True) == "yes"
    assert value_phrase(False) == "no"
    assert value_phrase(Named(name="the\n army")) == "the army"
    assert value_phrase(When(start="2021-06-28")) == "28 June 2021"
    assert source_phrase(None) == "a source not named"
    assert source_phrase(Source(name="SANA", kind="organisation")) == "SANA"


TEXT = "On Sunday, police in the town of Tal Rahma said that at least four people died near the old market. It rained."


@pytest.mark.parametrize(
    ("words", "room", "quoted"),
    [
        ("at least four people", 36, "“…at least four people died near the…”"),
        ("at least four people", 20, "“…at least four people…”"),
        ("at least four people", 5, "“…at least four people…”"),
        ("On Sunday", 20, "“On Sunday, police in…”"),
        ("the old market", 40, "“…four people died near the old market”"),
        ("It rained", 40, "“It rained.”"),
    ],
)
def test_quotes_show_words_with_their_neighbours(words: str, room: int, quoted: str) -> None:
    at = TEXT.index(words)
    assert quote(TEXT, Span.of(TEXT, at, at + len(words)), room=room) == quoted


@given(st.text(min_size=1, max_size=80), st.data())
def test_quotes_hold_the_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quoted = quote(text, Span.of(text, start, end), room=30)
    assert printable(text[start:end]).rstrip(",") in quoted


@given(st.text(max_size=80))
def test_nothing_reaches_the_terminal_that_could_steer_it(text: str) -> None:
    shown = printable(text)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "\n" not in shown
    assert shown.isprintable()
