"""Headline, byline and dateline: what stands around the body of a report."""

import pytest

from reportedly.intake import IntakeOptions, take_text
from reportedly.intake.masthead import read_byline, read_dateline
from reportedly.records import Dateline, Report

LEAD = "At least four people were killed when a bomb went off in a market in Tal Rahma on Sunday, police said."


def taken(text: str) -> Report:
    (report,) = take_text(text, IntakeOptions())
    assert isinstance(report, Report)
    return report


@pytest.mark.parametrize(
    ("opening", "place", "date", "agency"),
    [
        ("KABUL, March 3 (Reuters) - Four", "KABUL", "March 3", "Reuters"),
        ("Guatemala City, 4 Feb 90 (ACAN-EFE) -- Four", "Guatemala City", "4 Feb 90", "ACAN-EFE"),
        ("BEIRUT (AP) — Four", "BEIRUT", None, "AP"),
        ("(Reuters) - Four", None, None, "Reuters"),
        ("(CNN) —Four", None, None, "CNN"),
        ("KUNDUZ, Afghanistan -- Four", "KUNDUZ, Afghanistan", None, None),
        ("Beirut, Lebanon (CNN) -- Four", "Beirut, Lebanon", None, "CNN"),
        ("PORT-AU-PRINCE, Haiti (AP) _ Four", "PORT-AU-PRINCE, Haiti", None, "AP"),
        ("SAN SALVADOR, 19 Apr (AFP) -- [Text] Four", "SAN SALVADOR", "19 Apr", "AFP"),
        ("BAGHDAD, Iraq, 3 March 2021 /PRNewswire/ -- Four", "BAGHDAD, Iraq", "3 March 2021", "PRNewswire"),
        ("London, Jan. 23.—The", "London", "Jan. 23", None),
        ("GAZA/JERUSALEM, May 12 (Reuters) - Four", "GAZA/JERUSALEM", "May 12", "Reuters"),
        ("KABUL: Four", "KABUL", None, None),
        ("Kabul [Afghanistan], March 3 (ANI): Four", "Kabul [Afghanistan]", "March 3", "ANI"),
        ("MEXICO CITY — Four", "MEXICO CITY", None, None),
        ("WASHINGTON, D.C., July 3 — Four", "WASHINGTON, D.C.", "July 3", None),
        ("St. Petersburg, Jan. 22 — Four", "St. Petersburg", "Jan. 22", None),
        ("Mogadishu, Somalia, 14 Oct 2017 – Four", "Mogadishu, Somalia", "14 Oct 2017", None),
        ("AL-HASAKAH, Syria (North Press) – Four", "AL-HASAKAH, Syria", None, "North Press"),
        ("TRIPOLI, 2021-03-03 (LANA) - Four", "TRIPOLI", "2021-03-03", "LANA"),
        ("[Text] San Salvador, 3 Mar (Radio) -- Four", "San Salvador", "3 Mar", "Radio"),
    ],
)
def test_datelines(opening: str, place: str | None, date: str | None, agency: str | None) -> None:
    assert read_dateline(opening + " people died.") == Dateline(place=place, date=date, agency=agency)


@pytest.mark.parametrize(
    "opening",
    [
        "Four people died in Kabul, March 3 - it was said.",
        "BREAKING: four people died.",
        "UPDATE 1 - Four people died.",
        "A number of people - four of them women - died.",
        "The Taliban: a history",
        "Sgt. Lopez - four years in the army - died.",
        "Baghdad – the capital – was calm.",
        "Four people (two of them women) - died.",
        '"KABUL, March 3 (Reuters) -" is a dateline.',
        "",
    ],
)
def test_openings_that_are_no_dateline(opening: str) -> None:
    assert read_dateline(opening) is None


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Jane Roe", "Jane Roe"),
        ("BY JANE ROE", "JANE ROE"),
        ("By Jane Roe and John Doe in Kabul", "Jane Roe and John Doe in Kabul"),
        ("By Jane Roe, John Doe and Ali Khan", "Jane Roe, John Doe and Ali Khan"),
        ("By Abd al-Rahman bin Saleh", "Abd al-Rahman bin Saleh"),
        ("By Jane Roe | Staff Writer", "Jane Roe"),
        ("By: Jane Roe", "Jane Roe"),
        ("Written by Jane Roe", "Jane Roe"),
        ("Additional reporting by Ali Khan in Kabul", "additional reporting by Ali Khan in Kabul"),
        ("(Reporting by Jane Roe; Editing by John Doe)", "reporting by Jane Roe; Editing by John Doe"),
        ("Jane Roe contributed reporting from Kabul.", "Jane Roe contributed reporting from Kabul"),
        ("Editing by John Doe", "editing by John Doe"),
        ("By Friday", None),
        ("By Friday four people had died.", None),
        ("By the river", None),
        ("By then the road was closed", None),
        ("Reporting by state media was scarce", None),
        ("Jane Roe", None),
    ],
)
def test_bylines(line: str, byline: str | None) -> None:
    assert read_byline(line) == byline


@pytest.mark.parametrize(
    ("head", "title", "byline"),
    [
        ("Four killed in market blast\n\n", "Four killed in market blast", None),
        ("Four killed in market blast\nBy Jane Roe\n\n", "Four killed in market blast", "Jane Roe"),
        ("FOUR KILLED IN BLAST\nBY JANE ROE\n\n", "FOUR KILLED IN BLAST", "JANE ROE"),
        ("By Jane Roe\n\nFour killed in market blast\n\n", "Four killed in market blast", "Jane Roe"),
        (
            "Blast in Tal Rahma\n\nPolice blame a rival clan\n\n",
            "Blast in Tal Rahma / Police blame a rival clan",
            None,
        ),
        ("Who bombed the market?\n\n", "Who bombed the market?", None),
        ("Share\n\nFour killed in market blast\n\nUpdated: 3 March 2021\n\n", "Four killed in market blast", None),
        (
            "Four killed in blast\n\n• Bomb kills four people in market in Tal Rahma\n\n",
            "Four killed in blast",
            None,
        ),
        ("KABUL: four killed in market blast\n\n", "KABUL: four killed in market blast", None),
        ("Four killed in market blast\n", "Four killed in market blast", None),
        ("", None, None),
    ],
)
def test_the_head_of_a_text_leaves_it(head: str, title: str | None, byline: str | None) -> None:
    report = taken(head + LEAD)
    assert (report.title, report.byline, report.text) == (title, byline, LEAD)


def test_a_text_of_one_paragraph_has_no_title() -> None:
    assert taken("Four killed in market blast, nine wounded").title is None


def test_the_dateline_stays_in_the_text() -> None:
    report = taken("Four killed\n\nTAL RAHMA, March 3 (Reuters) - " + LEAD)
    assert report.text.startswith("TAL RAHMA, March 3 (Reuters) - At least four")
    assert report.dateline == Dateline(place="TAL RAHMA", date="March 3", agency="Reuters")


def test_credits_at_the_end_become_the_byline() -> None:
    report = taken(f"{LEAD}\n\nThe market was closed. (Reporting by Jane Roe; Editing by John Doe)")
    assert report.text == f"{LEAD}\n\nThe market was closed."
    assert report.byline == "reporting by Jane Roe; Editing by John Doe"


WRAPPED = """TAL RAHMA, March 3 (Reuters) - At least four people
were killed when a bomb went off in a market,
police said.

Nine others were wounded.
"""


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        (WRAPPED, 2),
        (f"{LEAD}\n{LEAD.replace('four', 'five')}", 2),
        (f"{LEAD}\n\n{LEAD.replace('four', 'five')}\n\n\n", 2),
        ("One died.\nTwo were hurt.\nThree fled.", 3),
        (f"{LEAD}\r\n\r\nNine were wounded.", 2),
        (f"{LEAD}\u2029Nine were wounded.", 2),
    ],
)
def test_paragraphs_survive_however_lines_are_broken(text: str, paragraphs: int) -> None:
    found = taken(text).text.split("\n\n")
    assert len(found) == paragraphs
    assert not any("\n" in paragraph for paragraph in found)
