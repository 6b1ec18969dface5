"""News pages: the article, what the head states, and the way back to the source."""

from pathlib import Path

import pytest

from reportedly.intake import Failure, IntakeOptions, take_in
from reportedly.intake.page import read_page
from reportedly.intake.published import read_published
from reportedly.intake.retrace import trace
from reportedly.records import Report

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Four killed in Tal Rahma | Daily Test</title>
<meta property="og:title" content="Four killed in Tal Rahma">
<meta property="og:site_name" content="Daily Test">
<meta property="article:published_time" content="2021-06-29T08:00:00+03:00">
<meta name="author" content="Jane Roe">
<link rel="canonical" href="https://daily.test/4">
</head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>Four killed in Tal Rahma</h1>
<p>TAL RAHMA, June 28 (Reuters) &ndash; At least <b>four people</b> were killed &amp; nine wounded when a
bomb went off in a market on Monday, police said.</p>
<script>var text = "<p>nothing</p>";</script>
<p>The doctor&#8217;s count was higher. &quot;We have seven dead,&quot; he said at the hospital in the town.</p>
<p>Read more: Markets of the border</p></article><footer>&copy; 2021 Daily Test</footer></body></html>"""


def taken(page: str, tmp_path: Path) -> Report:
    file = tmp_path / "page.html"
    file.write_text(page)
    (report,) = take_in([str(file)], IntakeOptions(outlet="Option"))
    assert isinstance(report, Report)
    return report


def test_the_article_and_what_its_head_states(tmp_path: Path) -> None:
    report = taken(PAGE, tmp_path)
    first, second = report.text.split("\n\n")
    assert first.startswith(
        "TAL RAHMA, June 28 (Reuters) – At least four people were killed & nine wounded when a bomb"
    )
    assert second == 'The doctor’s count was higher. "We have seven dead," he said at the hospital in the town.'
    assert (report.title, report.outlet, report.byline) == ("Four killed in Tal Rahma", "Daily Test", "Jane Roe")
    assert (report.published, report.url) == ("2021-06-29T08:00:00+03:00", "https://daily.test/4")
    assert report.dateline
    assert report.dateline.agency == "Reuters"


def test_every_word_leads_back_to_the_source(tmp_path: Path) -> None:
    report = taken(PAGE, tmp_path)
    led_back = ["" for _ in report.text]
    for part in report.origin:
        source = PAGE[part.original_start : part.original_end]
        for at in range(part.start, part.end):
            led_back[at] = source[at - part.start] if part.end - part.start == len(source) else source
    for here, there in zip(report.text, led_back, strict=True):
        if not here.isspace():
            assert there in (here, {"&": "&amp;", "–": "&ndash;", "’": "&#8217;", '"': "&quot;"}.get(here))


def test_a_declared_charset_is_believed(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    page = PAGE.replace("<head>", '<head><meta charset="windows-1251">').replace("the town", "Казань")
    file.write_bytes(page.encode("windows-1251"))
    (report,) = take_in([str(file)])
    assert isinstance(report, Report)
    assert "the hospital in Казань" in report.text


def test_an_unknown_charset_is_not(tmp_path: Path) -> None:
    assert taken(PAGE.replace("<head>", '<head><meta charset="no-such-thing">'), tmp_path).outlet == "Daily Test"


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "datePublished": "2021-06-28", "headline": "H"}',
        '{"@graph": [{"@type": "WebPage"}, {"datePublished": "2021-06-28"}]}',
        '[{"datePublished": "2021-06-28"}]',
    ],
)
def test_dates_stated_as_linked_data(script: str) -> None:
    page = f'<html><head><script type="application/ld+json">{script}</script></head><body><p>{"Four died. " * 30}</p></body>'
    found = read_page(page)
    assert found is not None
    assert found.published == "2021-06-28"


def test_broken_linked_data_costs_nothing() -> None:
    page = (
        f'<html><head><script type="application/ld+json">{{"a": </script></head><body><p>{"Four died. " * 30}</p>'
    )
    found = read_page(page)
    assert found is not None
    assert found.published is None


@pytest.mark.parametrize(
    "page",
    [
        PAGE.replace("</p>", ""),
        PAGE.replace("</article>", "").replace("</body></html>", ""),
        PAGE[: PAGE.index("</article>")],
        PAGE.replace("<b>", "<b><i><u><b").replace("</b>", ""),
        "\x00" + PAGE,
        "<div>" * 50 + PAGE,
    ],
)
def test_broken_pages_still_give_their_article(page: str, tmp_path: Path) -> None:
    assert "We have seven dead" in taken(page, tmp_path).text


def test_html_in_a_record(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('html,outlet\n"' + PAGE.replace('"', '""') + '",Own\n')
    (report,) = take_in([str(tmp_path / "a.csv")])
    assert not isinstance(report, Failure)
    assert report.outlet == "Own"
    assert report.original
    assert report.original.media_type == "text/html"


def test_a_fragment_is_a_page() -> None:
    found = read_page("<p>At least four people were killed.</p><p>Nine were wounded.</p>")
    assert found is not None
    assert found.text.text.split("\n") == ["At least four people were killed.", "Nine were wounded."]


def test_words_that_are_not_on_the_page_lead_nowhere() -> None:
    found = trace(
        "Four people died here.\nNothing of this stands there at all.", "<p>Four <b>people</b> died here.</p>"
    )
    assert all(end <= len("Four people died here.") for _, end, _, _ in found.ranges)


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("2021-06-29", "2021-06-29"),
        ("2021-06-29T10:00:00Z", "2021-06-29T10:00:00+00:00"),
        ("2021-06-29 10:00", "2021-06-29T10:00:00"),
        ("20210629", "2021-06-29"),
        ("2021/06/29", "2021-06-29"),
        ("29 June 2021", "2021-06-29"),
        ("June 29, 2021", "2021-06-29"),
        ("29 Jun 2021", "2021-06-29"),
        ("Tue, 29 Jun 2021 10:00:00 +0300", "2021-06-29T10:00:00+03:00"),
        ("06/07/2021", None),
        ("2021-13-40", None),
        ("yesterday", None),
        ("7:58 AM ET", None),
        ("", None),
    ],
)
def test_days_of_publication(words: str, iso: str | None) -> None:
    assert read_published(words) == iso
