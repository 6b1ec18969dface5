"""Time expressions: what each means, read alone against Monday 28 June 2021, and in the sentences of reports."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import parse_text
from reportedly.reading.times.find import ends_of, expressions, find_times, read_expression
from reportedly.records import Attribution, When

MONDAY = date(2021, 6, 28)

# words, first day, last day (as month-day of 2021 where no year stands), UCDP precision, TIMEX3 type and value
DATED = [
    ("today", "06-28", "06-28", 1, "DATE 2021-06-28"),
    ("yesterday", "06-27", "06-27", 1, "DATE 2021-06-27"),
    ("the day before yesterday", "06-26", "06-26", 1, "DATE 2021-06-26"),
    ("on Wednesday", "06-23", "06-23", 1, "DATE 2021-06-23"),
    ("on Monday", "06-28", "06-28", 1, "DATE 2021-06-28"),
    ("last Monday", "06-21", "06-21", 1, "DATE 2021-06-21"),
    ("next Friday", "07-02", "07-02", 1, "DATE 2021-07-02"),
    ("this Thursday", "07-01", "07-01", 1, "DATE 2021-07-01"),
    ("the previous Thursday", "06-24", "06-24", 1, "DATE 2021-06-24"),
    ("Sun. 20 June", "06-20", "06-20", 1, "DATE 2021-06-20"),
    ("Friday the 13th", "2020-11-13", "2020-11-13", 1, "DATE 2020-11-13"),
    ("4 March", "03-04", "03-04", 1, "DATE 2021-03-04"),
    ("March 4th, 2019", "2019-03-04", "2019-03-04", 1, "DATE 2019-03-04"),
    ("the 4th of March", "03-04", "03-04", 1, "DATE 2021-03-04"),
    ("Saturday, 4 July 2020", "2020-07-04", "2020-07-04", 1, "DATE 2020-07-04"),
    ("last Nov. 30", "2020-11-30", "2020-11-30", 1, "DATE 2020-11-30"),
    ("11 Dec 89", "1989-12-11", "1989-12-11", 1, "DATE 1989-12-11"),
    ("18 may 90", "1990-05-18", "1990-05-18", 1, "DATE 1990-05-18"),
    ("29 February", "2020-02-29", "2020-02-29", 1, "DATE 2020-02-29"),
    ("Dec. 2", "2020-12-02", "2020-12-02", 1, "DATE 2020-12-02"),
    ("July 6", "07-06", "07-06", 1, "DATE 2021-07-06"),
    ("the 5th of this month", "06-05", "06-05", 1, "DATE 2021-06-05"),
    ("2021-05-09", "05-09", "05-09", 1, "DATE 2021-05-09"),
    ("25/12/2020", "2020-12-25", "2020-12-25", 1, "DATE 2020-12-25"),
    ("12/25/20", "2020-12-25", "2020-12-25", 1, "DATE 2020-12-25"),
    ("3.4.2021", "04-03", "04-03", 1, "DATE 2021-04-03"),
    ("June 14-16", "06-14", "06-16", 2, "DATE 2021-06-14/2021-06-16"),
    ("from 9 to 11 April", "04-09", "04-11", 2, "DATE 2021-04-09/2021-04-11"),
    ("from Wednesday to Friday", "06-23", "06-25", 2, "DATE 2021-06-23/2021-06-25"),
    ("from Sunday to Wednesday", "06-20", "06-23", 2, "DATE 2021-06-20/2021-06-23"),
    ("between 2014 and 2016", "2014-01-01", "2016-12-31", None, "DATE 2014/2016"),
    ("from today through July 9", "06-28", "07-09", 4, "DATE 2021-06-28/2021-07-09"),
    ("since Thursday", "06-24", "06-28", 2, "DATE 2021-06-24"),
    ("since the start of the year", "01-01", "06-28", 5, "DATE 2021"),
    ("in May", "05-01", "05-31", 4, "DATE 2021-05"),
    ("in November", "2020-11-01", "2020-11-30", 4, "DATE 2020-11"),
    ("May 2020", "2020-05-01", "2020-05-31", 4, "DATE 2020-05"),
    ("last September", "2020-09-01", "2020-09-30", 4, "DATE 2020-09"),
    ("this September", "09-01", "09-30", 4, "DATE 2021-09"),
    ("next March", "2022-03-01", "2022-03-31", 4, "DATE 2022-03"),
    ("August last year", "2020-08-01", "2020-08-31", 4, "DATE 2020-08"),
    ("mid-May", "05-10", "05-20", 4, "DATE 2021-05"),
    ("the end of May", "05-25", "05-31", 3, "DATE 2021-05"),
    ("the second week of March", "03-08", "03-14", 3, "DATE 2021-W10"),
    ("the last weekend of April", "04-24", "04-25", 2, "DATE 2021-W16-WE"),
    ("the first day of May", "05-01", "05-01", 1, "DATE 2021-05-01"),
    ("the week of March 6", "03-01", "03-07", 3, "DATE 2021-W09"),
    ("in 2017", "2017-01-01", "2017-12-31", 5, "DATE 2017"),
    ("'98", "1998-01-01", "1998-12-31", 5, "DATE 1998"),
    ("nineteen ninety-six", "1996-01-01", "1996-12-31", 5, "DATE 1996"),
    ("the year two thousand", "2000-01-01", "2000-12-31", 5, "DATE 2000"),
    ("late 2018", "2018-09-01", "2018-12-31", 5, "DATE 2018"),
    ("the 1990s", "1990-01-01", "1999-12-31", None, "DATE 199"),
    ("the late 1980s", "1987-01-01", "1989-12-31", None, "DATE 198"),
    ("the seventies", "1970-01-01", "1979-12-31", None, "DATE 197"),
    ("the 19th century", "1800-01-01", "1899-12-31", None, "DATE 18"),
    ("the third quarter of 2020", "2020-07-01", "2020-09-30", 5, "DATE 2020-Q3"),
    ("last year's fourth quarter", "2020-10-01", "2020-12-31", 5, "DATE 2020-Q4"),
    ("the first quarter", "01-01", "03-31", 5, "DATE 2021-Q1"),
    ("Q2 2019", "2019-04-01", "2019-06-30", 5, "DATE 2019-Q2"),
    ("the second half of 2019", "2019-07-01", "2019-12-31", 5, "DATE 2019-H2"),
    ("the latest quarter", "01-01", "03-31", 5, "DATE 2021-Q1"),
    ("the summer of 2014", "2014-06-01", "2014-08-31", 5, "DATE 2014-SU"),
    ("last winter", "2020-12-01", "2021-02-28", 5, "DATE 2020-WI"),
    ("next spring", "2022-03-01", "2022-05-31", 5, "DATE 2022-SP"),
    ("this summer", "06-01", "08-31", 5, "DATE 2021-SU"),
    ("this week", "06-28", "07-04", 3, "DATE 2021-W26"),
    ("late last week", "06-24", "06-27", 2, "DATE 2021-W25"),
    ("the week before last", "06-14", "06-20", 3, "DATE 2021-W24"),
    ("the weekend", "06-26", "06-27", 2, "DATE 2021-W25-WE"),
    ("last weekend", "06-26", "06-27", 2, "DATE 2021-W25-WE"),
    ("next year", "2022-01-01", "2022-12-31", 5, "DATE 2022"),
    ("the end of the month", "06-25", "06-30", 2, "DATE 2021-06"),
    ("the beginning of last year", "2020-01-01", "2020-01-31", 4, "DATE 2020"),
    ("earlier this year", "01-01", "06-28", 5, "DATE 2021"),
    ("later in the year", "06-28", "12-31", 5, "DATE 2021"),
    ("three days ago", "06-25", "06-25", 1, "DATE 2021-06-25"),
    ("a fortnight ago", "06-14", "06-14", 3, "DATE 2021-W24"),
    ("two months ago", "04-01", "04-30", 4, "DATE 2021-04"),
    ("about ten years ago", "2011-01-01", "2011-12-31", 5, "DATE 2011"),
    ("two decades ago", "2001-01-01", "2001-12-31", 5, "DATE 2001"),
    ("a couple of days ago", "06-26", "06-26", 1, "DATE 2021-06-26"),
    ("two days from now", "06-30", "06-30", 1, "DATE 2021-06-30"),
    ("a day earlier", "06-27", "06-27", 1, "DATE 2021-06-27"),
    ("the following day", "06-29", "06-29", 1, "DATE 2021-06-29"),
    ("the day before last Tuesday", "06-21", "06-21", 1, "DATE 2021-06-21"),
    ("over the past four days", "06-24", "06-28", 2, "DURATION P4D"),
    ("the past week", "06-21", "06-28", 3, "DURATION P1W"),
    ("the last 36 hours", "06-26", "06-28", 2, "DURATION PT36H"),
    ("the next two weeks", "06-28", "07-12", 4, "DURATION P2W"),
    ("Friday night", "06-25", "06-25", 1, "TIME 2021-06-25TNI"),
    ("the night of 3 May", "05-03", "05-03", 1, "TIME 2021-05-03TNI"),
    ("at dawn on Sunday", "06-27", "06-27", 1, "TIME 2021-06-27TMO"),
    ("the early hours of Sunday", "06-27", "06-27", 1, "TIME 2021-06-27TMO"),
    ("late Tuesday", "06-22", "06-22", 1, "DATE 2021-06-22"),
    ("this morning", "06-28", "06-28", 1, "TIME 2021-06-28TMO"),
    ("last night", "06-27", "06-27", 1, "TIME 2021-06-27TNI"),
    ("tonight", "06-28", "06-28", 1, "TIME 2021-06-28TNI"),
    ("overnight", "06-27", "06-28", 2, "TIME 2021-06-27TNI"),
    ("the night before last", "06-26", "06-27", 2, "TIME 2021-06-26TNI"),
    ("overnight on Friday", "06-25", "06-25", 1, "TIME 2021-06-25TNI"),
    ("8:30 p.m. on Saturday", "06-26", "06-26", 1, "TIME 2021-06-26T20:30"),
    ("Saturday at noon", "06-26", "06-26", 1, "TIME 2021-06-26T12:00"),
    ("2021-06-01T10:30", "06-01", "06-01", 1, "TIME 2021-06-01T10:30"),
    ("Christmas", "2020-12-25", "2020-12-25", 1, "DATE 2020-12-25"),
    ("Christmas Eve 2018", "2018-12-24", "2018-12-24", 1, "DATE 2018-12-24"),
    ("Easter Sunday", "04-04", "04-04", 1, "DATE 2021-04-04"),
    ("Orthodox Easter", "05-02", "05-02", 1, "DATE 2021-05-02"),
    ("last Thanksgiving", "2020-11-26", "2020-11-26", 1, "DATE 2020-11-26"),
    ("Memorial Day", "05-31", "05-31", 1, "DATE 2021-05-31"),
    ("the day after Christmas", "2020-12-26", "2020-12-26", 1, "DATE 2020-12-26"),
    ("Easter week", "03-29", "04-04", 3, "DATE 2021-W13"),
    ("the first day of Eid al-Fitr", "05-13", "05-13", 1, "DATE 2021-05-13"),
    ("last Ramadan", "04-13", "05-12", 4, "DATE 2021-04"),
]


def full(day: str | None) -> str | None:
    return f"2021-{day}" if day and len(day) == 5 else day


@pytest.mark.parametrize(("words", "start", "end", "precision", "timex"), DATED, ids=[row[0] for row in DATED])
def test_words_that_name_a_date(words: str, start: str, end: str, precision: int | None, timex: str) -> None:
    when = read_expression(words, MONDAY)
    assert when is not None
    assert when.timex is not None
    assert (when.start, when.end, when.precision) == (full(start), full(end), precision)
    assert f"{when.timex.type} {when.timex.value}" == timex


# words that name no date, the TIMEX3 value all the same, and a word of the reason
OPEN = [
    ("three days", "DURATION P3D", "length"),
    ("for months", "DURATION PXM", "length"),
    ("two and a half years", "DURATION P2Y6M", "length"),
    ("half an hour", "DURATION PT30M", "length"),
    ("more than two decades", "DURATION P20Y", "length"),
    ("hundreds of years", "DURATION PXY", "length"),
    ("two to three weeks", "DURATION P2W", "length"),
    ("another week", "DURATION P1W", "length"),
    ("an hour earlier", "DURATION PT1H", "length"),
    ("in recent weeks", "DURATION PXW", "length"),
    ("the past few months", "DURATION PXM", "name no date"),
    ("every Friday", "SET XXXX-WXX-5", "again"),
    ("on Tuesday nights", "SET XXXX-WXX-2TNI", "again"),
    ("daily", "SET P1D", "again"),
    ("every two weeks", "SET P2W", "again"),
    ("each July", "SET XXXX-07", "again"),
    ("every night", "SET XXXX-XX-XXTNI", "again"),
    ("each winter", "SET XXXX-WI", "again"),
    ("recently", "DATE PAST_REF", "name no date"),
    ("several weeks ago", "DATE PAST_REF", "name no date"),
    ("now", "DATE PRESENT_REF", "name no date"),
    ("the near future", "DATE FUTURE_REF", "name no date"),
    ("around 11:30pm local time", "TIME XXXX-XX-XXT23:30", "no day"),
    ("0735 GMT", "TIME XXXX-XX-XXT07:35Z", "no day"),
    ("4 in the morning", "TIME XXXX-XX-XXT04:00", "no day"),
    ("at 0640", "TIME XXXX-XX-XXT06:40", "no day"),
    ("midnight", "TIME XXXX-XX-XXT24:00", "no day"),
    ("12.15 am", "TIME XXXX-XX-XXT00:15", "no day"),
    ("at dawn", "TIME XXXX-XX-XXTMO", "no day"),
    ("3/4/2021", "DATE 2021-XX-XX", "told apart"),
    ("the first day of Eid", "DATE XXXX-XX-XX", "which feast"),
]


@pytest.mark.parametrize(("words", "timex", "reason"), OPEN, ids=[row[0] for row in OPEN])
def test_words_that_name_no_date_say_why(words: str, timex: str, reason: str) -> None:
    when = read_expression(words, MONDAY)
    assert when is not None
    assert when.timex is not None
    assert (when.start, when.end) == (None, None)
    assert f"{when.timex.type} {when.timex.value}" == timex
    assert reason in (when.reason or "")


@pytest.mark.parametrize(
    "words",
    [
        "a two-year-old girl",
        "Karim, 52 years old",
        "a boy aged 5 years",
        "she may go",
        "they march on",
        "the March on the capital",
        "Resolution 2118",
        "2000 people fled",
        "some 1,950 soldiers",
        "$1990",
        "the second attack since",
        "a second blast",
        "a man in his 70s",
        "the sun rose",
        "We'd leave",
        "Sun Ra played",
        "more than a quarter of the fighters",
        "3-0 at home",
        "at 2000 metres",
        "the People's Daily",
    ],
)
def test_words_that_are_no_times(words: str) -> None:
    assert read_expression(words, MONDAY) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Friday", "XXXX-WXX-5"),
        ("yesterday", "XXXX-XX-XX"),
        ("12 May", "XXXX-05-12"),
        ("in March", "XXXX-03"),
        ("last week", "XXXX-WXX"),
        ("the third quarter", "XXXX-Q3"),
        ("last summer", "XXXX-SU"),
        ("the weekend", "XXXX-WXX-WE"),
        ("two days ago", "PAST_REF"),
        ("the following month", "XXXX-XX"),
        ("the year before", "XXXX"),
        ("last night", "XXXX-XX-XXTNI"),
        ("overnight", "XXXX-XX-XXTNI"),
        ("the night before last", "XXXX-XX-XXTNI"),
        ("Friday night", "XXXX-WXX-5TNI"),
        ("the end of the month", "XXXX"),
        ("earlier in the year", "XXXX"),
        ("Christmas", "XXXX-XX-XX"),
        ("Friday the 13th", "XXXX-XX-13"),
        ("the 5th of this month", "XXXX-XX-05"),
        ("the past three days", "P3D"),
        ("the past week", "P1W"),
        ("last year's quarter", "XXXX"),
        ("the quarter", "XXXX-QX"),
        ("the year-earlier period", "PAST_REF"),
        ("from Monday to Friday", "XXXX-WXX-1/XXXX-WXX-5"),
        ("3-5 May", "XXXX-05-03/XXXX-05-05"),
        ("since Friday", "XXXX-WXX-5"),
    ],
)
def test_nothing_is_resolved_without_an_anchor(words: str, value: str) -> None:
    when = read_expression(words)
    assert when is not None
    assert when.timex is not None
    assert (when.start, when.end, when.anchor, when.precision) == (None, None, None, None)
    assert when.timex.value == value
    assert when.reason


def find(text: str, published: str | None = "2021-06-28") -> dict[str, When]:
    """The times of a text by their words; their spans are checked."""
    parse = parse_text(text, published)
    times = find_times(parse)
    assert all(when.span and when.span.stands_in(text) for when in times)
    return {when.span.words: when for when in times if when.span}


# a sentence, the words in it, the day they name
TOLD = [
    ("The blast came at 6 am (2200 GMT Friday) on Saturday.", "6 am", "2021-06-26"),
    ("Thursdays attack killed six guards.", "Thursdays", "2021-06-24"),
    ("The council will meet on Thursday.", "Thursday", "2021-07-01"),
    ("The council met on Thursday.", "Thursday", "2021-06-24"),
    ("Voters are expected to go to the polls on Saturday.", "Saturday", "2021-07-03"),
    ("The truce holds until Wednesday.", "Wednesday", "2021-06-30"),
    ("Up until Wednesday, the road had been open.", "Wednesday", "2021-06-23"),
    ("The army planned to leave the base on Friday.", "Friday", "2021-07-02"),
    ("Aid could arrive as soon as Tuesday.", "Tuesday", "2021-06-29"),
    ("Talks are scheduled for July 20.", "July 20", "2021-07-20"),
    ("Rebels shelled the town on July 20.", "July 20", "2020-07-20"),
    ("The envoy, killed on Sunday, will be buried in Lagos.", "Sunday", "2021-06-27"),
    ("They must hand over their arms by Aug. 30.", "Aug. 30", "2021-08-30"),
    ("Gunmen stormed the hotel at 10:35 a.m. on Friday.", "10:35 a.m. on Friday", "2021-06-25"),
    ("On Friday gunmen stormed the hotel at about 9 p.m.", "about 9 p.m.", "2021-06-25"),
    ("At noon the shelling began, police said on Friday.", "noon", "2021-06-25"),
    (
        "A car bomb exploded on 12 May. The next morning soldiers sealed the road.",
        "The next morning",
        "2021-05-13",
    ),
    ("A car bomb exploded on 12 May. A week earlier a judge was shot.", "A week earlier", "2021-05-05"),
    ("A car bomb exploded on 12 May. Two days later a judge was shot.", "Two days later", "2021-05-14"),
    ("A car bomb exploded on 12 May. The following Monday shops closed.", "The following Monday", "2021-05-17"),
    ("A car bomb exploded on 12 May. Later that day a judge was shot.", "Later that day", "2021-05-12"),
    ("A car bomb exploded on 12 May. The day before, a judge was shot.", "The day before", "2021-05-11"),
    ("A car bomb exploded on 12 May. That night a judge was shot.", "That night", "2021-05-12"),
    ("A car bomb exploded on 12 May. The previous night a judge was shot.", "The previous night", "2021-05-11"),
]


@pytest.mark.parametrize(("text", "words", "day"), TOLD, ids=[row[0] for row in TOLD])
def test_tense_and_the_date_before_decide(text: str, words: str, day: str) -> None:
    when = find(text)[words]
    assert (when.start, when.end) == (day, day)


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        (
            "Fighting flared in March. A month later a truce was signed.",
            "A month later",
            "2021-04-01",
            "2021-04-30",
        ),
        ("Fighting flared in March. The previous year was calm.", "The previous year", "2020-01-01", "2020-12-31"),
        (
            "Losses rose in the third quarter of 2020. A year earlier, few fell.",
            "A year earlier",
            "2019-07-01",
            "2019-09-30",
        ),
        (
            "Losses rose in 2018, and in the year-earlier period few fell.",
            "the year-earlier period",
            "2017-01-01",
            "2017-12-31",
        ),
        ("Losses rose on 3 May. It was the worst month of the year.", "the year", "2021-01-01", "2021-12-31"),
        ("The army will withdraw over the weekend.", "the weekend", "2021-07-03", "2021-07-04"),
        ("Voters go to the polls next weekend.", "next weekend", "2021-07-10", "2021-07-11"),
    ],
)
def test_longer_times_in_a_text(text: str, words: str, start: str, end: str) -> None:
    when = find(text)[words]
    assert (when.start, when.end) == (start, end)


def test_no_day_is_reckoned_from_a_month() -> None:
    times = find("Fighting flared in March. Two days later a truce was signed. That day shops opened.")
    assert times["Two days later"].start is None
    assert "not as precise" in (times["That day"].reason or "")


def test_a_step_from_an_event_stays_open() -> None:
    when = find("Shops closed the day after the attack.")["the day after"]
    assert when.start is None
    assert "event" in (when.reason or "")


@pytest.mark.parametrize(
    ("text", "published", "words", "day", "anchor"),
    [
        ("KABUL, March 3 (Xinhua) -- Two people died today.", "2021-03-04", "today", "2021-03-03", "dateline"),
        ("BOGOTA, 5 Jan 90 (EFE) -- A judge was shot yesterday.", None, "yesterday", "1990-01-04", "dateline"),
        (
            "A judge is shot\nJune 9, 2008\nPolice said a judge was shot today.",
            None,
            "today",
            "2008-06-09",
            "dateline",
        ),
        ("KABUL, March 3 (Xinhua) -- Two people died today.", "2021-06-28", "today", "2021-06-28", "published"),
        ("Updated Saturday, March 31, 2018 1:19PM\n\nTwo died today.", None, "today", "2018-03-31", "dateline"),
        ("Two people died today.", "2021-06-28T23:00:00+02:00", "today", "2021-06-28", "published"),
        ("Two people died today.", None, "today", None, None),
        ("Two died on 3 May. A day earlier one died.", "2021-06-28", "A day earlier", "2021-05-02", "previous"),
        ("Two died on 3 May 2020.", "2021-06-28", "3 May 2020", "2020-05-03", None),
    ],
)
def test_the_anchor_is_named(
    text: str, published: str | None, words: str, day: str | None, anchor: str | None
) -> None:
    when = find(text, published)[words]
    assert (when.start, when.anchor) == (day, anchor)


def test_the_date_of_a_dateline_is_that_of_writing() -> None:
    when = find("KABUL, March 3 (Xinhua) -- Two people died today.", "2021-03-04")["March 3"]
    assert "day of writing" in (when.reason or "")


def test_the_line_of_the_date_is_no_time_of_the_report() -> None:
    assert list(find("A judge is shot\nJune 9, 2008\nPolice said a judge was shot today.", None)) == ["today"]


def test_quoted_words_are_reckoned_from_the_day_they_were_spoken() -> None:
    text = '"We lost four men yesterday," the colonel said on Thursday.'
    parse = parse_text(text, "2021-06-28")
    said = Attribution(
        id="a",
        source=None,
        cue=parse.span(text.index("said"), text.index("said") + 4),
        content=(parse.span(1, text.index(",")),),
        mode="direct",
    )
    first, second = find_times(parse, (said,))
    assert (first.start, first.anchor) == ("2021-06-23", "said_at")
    assert (second.start, second.anchor) == ("2021-06-24", "published")


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("between 1994 and 1997", ["1994", "1997"]),
        ("from 9 to 11 April", ["9", "11 April"]),
        ("June 14-16", ["June 14", "16"]),
        ("on Friday", ["Friday"]),
    ],
)
def test_ends_of_a_range(words: str, ends: list[str]) -> None:
    when = read_expression(words, MONDAY)
    assert when is not None
    assert [span.words for span, _ in ends_of(when)] == ends
    assert all(words[span.start : span.end] == span.words for span, _ in ends_of(when))


WORDS = [words for words, *_ in DATED + OPEN]


@given(
    st.lists(st.sampled_from([*WORDS, "the", "of", "-", "12", "\n", "in", "and", "(", ")"]), max_size=8),
    st.dates(),
)
def test_any_words_give_spans_that_stand_in_the_text(parts: list[str], anchor: date) -> None:
    text = " ".join(parts)
    items = expressions(text)
    assert all(0 <= item.start < item.end <= len(text) for item in items)
    assert all(left.end <= right.start for left, right in pairwise(items))
    when = read_expression(text, anchor) if date(1600, 1, 1) < anchor < date(2400, 1, 1) else None
    if when is not None:
        assert when.span is not None
        assert when.span.stands_in(text)
        assert (when.start is None) == (when.end is None)
        assert when.start is None or when.start <= str(when.end)
        assert when.start is not None or when.reason
