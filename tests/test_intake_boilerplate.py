"""Lines of a page that are no part of the report, and bullets that only repeat it."""

import pytest

from reportedly.intake import IntakeOptions, take_text
from reportedly.intake.clean import rule_for
from reportedly.intake.rules import load_line_rules
from reportedly.records import Report

LEAD = "At least four people were killed when a bomb went off in a market in Tal Rahma on Sunday, police said."
BODY = "A hospital doctor said that nine others had been wounded and that two of them were children."


def text_of(*paragraphs: str) -> str:
    """The cleaned text of a report that begins with LEAD, goes on with these paragraphs and ends with BODY."""
    (report,) = take_text("\n\n".join([LEAD, *paragraphs, BODY]), IntakeOptions())
    assert isinstance(report, Report)
    return report.text


@pytest.mark.parametrize("line", [e for rule in load_line_rules() for e in rule.examples])
def test_examples_of_the_rules_are_furniture(line: str) -> None:
    assert rule_for(line) is not None


@pytest.mark.parametrize("line", [s for rule in load_line_rules() for s in rule.spares])
def test_lines_that_rules_must_spare_are_not(line: str) -> None:
    assert rule_for(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Share",
        "SHARE THIS ARTICLE",
        "Share on WhatsApp",
        "Facebook Twitter Email",
        "archive photo",
        "(Archive photo)",
        "File picture",
        "Photo: Sami Haddad/AFP",
        "Image credit: Border Watch",
        "Sami Haddad / Getty Images",
        "© 2021 Daily Test",
        "Follow our live coverage and all the day's headlines via Google News",
        "Follow us on Telegram",
        "Sign up for our morning briefing",
        "Get the day's top stories in your inbox: our newsletter",
        "Subscribe now",
        "Read more",
        "Read more: How the border was drawn",
        "Also read: What we know so far",
        "Related articles",
        "Continue reading",
        "Advertisement",
        "We use cookies to make this site work",
        "Accept cookies",
        "Listen to this article",
        "3 min read",
        "Updated: 28 June 2021 09:12",
        "Tags: border, market, Tal Rahma",
        "***",
        "Click here to see the map",
    ],
)
def test_furniture_leaves_the_text(line: str) -> None:
    assert text_of(line) == f"{LEAD}\n\n{BODY}"


@pytest.mark.parametrize(
    "lines",
    [
        ("archival", "picture"),
        ("    archival\n\npicture",),
        ("File", "photo"),
        ("Read", "more"),
        ("Photo:", "Sami Haddad/AFP"),
        ("Share", "this article", "on Facebook"),
    ],
)
def test_furniture_split_over_lines_leaves_the_text(lines: tuple[str, ...]) -> None:
    assert text_of(*lines) == f"{LEAD}\n\n{BODY}"


@pytest.mark.parametrize(
    "paragraph",
    [
        "Share prices fell.",
        "Two more people died on Monday.",
        "The picture was taken in March.",
        "Follow-up raids killed three more.",
        "Subscribers of the network were cut off for an hour.",
        "More than forty shells were fired.",
        "Related attacks were reported from two villages.",
        "Cookies and bread were handed out to the survivors.",
        "Four photographers were among the wounded.",
        "Print shops and a school were burned down.",
        "Watchmen saw the car.",
        "Top commanders denied it.",
        "He was 34.",
    ],
)
def test_sentences_that_look_like_furniture_stay(paragraph: str) -> None:
    assert text_of(paragraph) == f"{LEAD}\n\n{paragraph}\n\n{BODY}"


@pytest.mark.parametrize(
    ("bullet", "stays"),
    [
        ("• Police: at least 4 people killed when a bomb went off in a market in Tal Rahma", False),
        ("- Nine others wounded, hospital doctor says", False),
        ("* Doctor said two of the wounded were children", False),
        ("• " + BODY, False),
        ("• At least 5 people killed when a bomb went off in a market in Tal Rahma", True),
        ("• The governor called for three days of mourning", True),
        ("- Soldiers closed the road to the border", True),
        ("• Four killed", True),
    ],
)
def test_bullets_that_restate_a_sentence_go(bullet: str, stays: bool) -> None:
    assert (bullet[2:] in text_of(bullet).split("\n\n")[1:-1]) is stays


def test_a_paragraph_that_stands_there_twice_stays_once() -> None:
    assert text_of(LEAD) == f"{LEAD}\n\n{BODY}"


def test_a_text_of_nothing_but_furniture_stays() -> None:
    (report,) = take_text("Read more", IntakeOptions())
    assert isinstance(report, Report)
    assert report.text == "Read more"
