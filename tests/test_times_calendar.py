"""The calendar under the times, against slow counting and published tables."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.lexicon import _load
from reportedly.lexicon.times import load_conventions, load_festivals, load_grammar, load_time_words
from reportedly.reading.times import calendar
from reportedly.reading.times.days import feast_start
from reportedly.reading.times.find import READERS

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
UNITS = ["day", "week", "weekend", "month", "quarter", "season", "half", "year", "decade", "century"]


@given(DAYS, st.sampled_from(UNITS))
def test_a_period_holds_its_day_and_borders_the_next(at: date, unit: calendar.Unit) -> None:
    period = calendar.holding(unit, at)
    assert period.unit == unit
    if unit != "weekend":
        assert period.start <= at <= period.end
        following = calendar.holding(unit, period.end + timedelta(days=1))
        assert following.start == period.end + timedelta(days=1)


@given(DAYS, st.sampled_from(["day", "week", "month", "quarter", "season", "half", "year"]), st.integers(-60, 60))
def test_a_step_lands_in_the_period_that_counting_finds(at: date, unit: calendar.Unit, steps: int) -> None:
    period = calendar.holding(unit, at)
    for _ in range(abs(steps)):
        beside = period.end + timedelta(days=1) if steps > 0 else period.start - timedelta(days=1)
        period = calendar.holding(unit, beside)
    assert calendar.holding(unit, calendar.moved(calendar.holding(unit, at).start, unit, steps)) == period


@given(DAYS, st.integers(1, 7))
def test_nearest_weekday_that_is_not_after(at: date, weekday: int) -> None:
    counted = next(at - timedelta(days=n) for n in range(7) if (at - timedelta(days=n)).isoweekday() == weekday)
    assert calendar.on_or_before(at, weekday) == counted


def test_no_step_leaves_the_calendar() -> None:
    with pytest.raises(OverflowError, match="outside the calendar"):
        calendar.moved(date(2021, 6, 28), "year", -5000)


@pytest.mark.parametrize(
    ("year", "western", "eastern"),
    [(2000, "04-23", "04-30"), (2011, "04-24", "04-24"), (2019, "04-21", "04-28"), (2024, "03-31", "05-05")],
)
def test_easter(year: int, western: str, eastern: str) -> None:
    assert calendar.easter(year).isoformat() == f"{year}-{western}"
    assert calendar.orthodox_easter(year).isoformat() == f"{year}-{eastern}"


@pytest.mark.parametrize(
    ("islamic", "gregorian"),
    [((1442, 10, 1), date(2021, 5, 13)), ((1445, 9, 1), date(2024, 3, 11)), ((1435, 1, 10), date(2013, 11, 14))],
)
def test_islamic_dates_are_true_to_two_days(islamic: tuple[int, int, int], gregorian: date) -> None:
    assert abs(calendar.from_islamic(*islamic) - gregorian) <= timedelta(days=2)


@given(DAYS)
def test_the_islamic_year_holds_its_day(at: date) -> None:
    year = calendar.islamic_year(at)
    assert calendar.from_islamic(year, 1, 1) <= at < calendar.from_islamic(year + 1, 1, 1)


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("Thanksgiving Day", 1999, "1999-11-25"),
        ("Election Day", 1998, "1998-11-03"),
        ("Labor Day", 2020, "2020-09-07"),
        ("Good Friday", 1998, "1998-04-10"),
        ("Pentecost", 2021, "2021-05-23"),
        ("Eid", 2021, None),
    ],
)
def test_feasts(name: str, year: int, day: str | None) -> None:
    start = feast_start(load_festivals()[name], year)
    assert (start.isoformat() if start else None) == day


def test_every_rule_of_the_grammar_has_a_reader() -> None:
    assert {rule.reads for rule in load_grammar().rules} <= READERS.keys()


def test_conventions_know_every_phase_and_edge() -> None:
    vocabulary = load_time_words().classes
    words = {v for values in vocabulary.values() for c, v in values.items() if c in ("phase", "edge")}
    for unit, rows in load_conventions().items():
        assert rows.keys() == words, unit


@pytest.mark.parametrize(
    ("load", "name", "content", "message"),
    [
        (
            load_time_words,
            "time_words.toml",
            '[month]\n5 = "may may"\n[capital]\nwords = ""\n[sets]\n',
            "stands twice",
        ),
        (
            load_time_words,
            "time_words.toml",
            '[month]\n5 = "may"\n[capital]\nwords = "june"\n[sets]\n',
            "unknown words",
        ),
        (load_grammar, "time_grammar.toml", "[macros]\n[[rule]]\nstage = 1\n", "does not state"),
        (
            load_festivals,
            "time_festivals.toml",
            '[[festival]]\nname = "X"\nwords = ["x"]\nrule = "moon"\n',
            "no rule",
        ),
    ],
)
def test_faults_in_the_data_are_named(
    monkeypatch: pytest.MonkeyPatch, load: object, name: str, content: str, message: str
) -> None:
    import tomllib

    from reportedly.lexicon import times

    monkeypatch.setattr(times, "load_toml", lambda _: tomllib.loads(content))
    with pytest.raises(_load.LexiconError, match=message):
        load.__wrapped__()  # type: ignore[attr-defined]
