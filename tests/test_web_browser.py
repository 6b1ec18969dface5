"""The pages in a browser, walked as people walk them: looking, comparing, correcting, by pointer and by keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from reportedly.archive import Archive, IncidentFilter
from web_browser import Watch, axe, browser, served
from web_made import Told, archive_readings, hostile_readings, number, report
from web_site import PASSWORD, Open

DESKTOP, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 780}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def reading_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Open]]:
    """A site that is only looked at."""
    with served(tmp_path_factory.mktemp("looked-at"), archive_readings()) as both:
        yield both


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[str, Open]]:
    """A site that may be changed."""
    with served(tmp_path, archive_readings()) as both:
        yield both


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context(viewport=DESKTOP)  # type: ignore[arg-type]
    made.set_default_timeout(30_000)
    yield made
    made.close()


def chief(archive: Archive) -> str:
    """The id of the incident with most reports: the bombing."""
    return archive.incidents(sort="reports", limit=1).rows[0].id


def test_an_incident_is_read_and_compared(reading_site: tuple[str, Open], context: BrowserContext) -> None:
    address, _ = reading_site
    watch, page = Watch(context, address), context.new_page()
    page.goto(address)
    page.get_by_role("link", name=re.compile("bombing Alpha")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bombing · Alpha")
    expect(page.locator(".accounts thead")).to_contain_text("Doctors")
    expect(page.get_by_text("What cannot both hold")).to_be_visible()
    dot = page.locator(".dot", has_text="Doctors").first
    dot.hover()
    claim = dot.get_attribute("data-on")
    expect(page.locator(f".said[data-on~='{claim}']")).to_have_class(re.compile(r"\blit\b"))
    expect(page.locator(f".said[data-on~='{claim}'] .value")).to_have_text("12")
    before = page.locator(".range .chief dd").first.inner_text()
    page.get_by_label("Policy").select_option("conservative")
    expect(page).to_have_url(re.compile("policy=conservative"))
    expect(page.locator(".range .chief dd").first).to_have_text("9")
    assert before != "9"
    page.locator(f".said[data-on~='{claim}'] .value").click()
    expect(page.locator(f"li[id='{claim}']")).to_be_in_viewport()
    assert watch.faults == []


def test_a_report_lights_up_from_either_side(reading_site: tuple[str, Open], context: BrowserContext) -> None:
    address, _ = reading_site
    page = context.new_page()
    page.goto(f"{address}/reports/report-evening")
    entry = page.locator(".happening li", has_text="twelve bodies")
    entry.hover()
    expect(page.locator(".body .claim", has_text="twelve bodies")).to_have_class(re.compile(r"\blit\b"))
    page.locator(".body .claim", has_text="nine people").hover()
    expect(page.locator(".happening li", has_text="nine people")).to_have_class(re.compile(r"\blit\b"))
    expect(entry.get_by_role("link", name="in the original")).to_have_attribute(
        "href", "https://example.org/evening#:~:text=twelve%20bodies"
    )
    assert page.locator("#text").evaluate("e => e.textContent") == next(
        r.report.text for r in archive_readings() if r.report.id == "report-evening"
    )


def test_map_and_timeline_choose_and_the_address_holds_it(
    reading_site: tuple[str, Open], context: BrowserContext
) -> None:
    address, _ = reading_site
    watch, page = Watch(context, address), context.new_page()
    page.goto(f"{address}/incidents")
    expect(page.locator("#count")).to_have_text("2 incidents")
    expect(page.locator("#timeline .bar")).to_have_count(1)
    expect(page.locator(".maplibregl-canvas")).to_be_visible()
    page.locator("#timeline .handle").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("since=2021-03-01&until=2021-03-31"))
    page.locator("#map").scroll_into_view_if_needed()
    box = page.locator("#map").bounding_box()
    assert box
    page.mouse.move(box["x"] + 100, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 260, box["y"] + 140, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile("box=-?[0-9.]+%2C"))
    expect(page.locator("#chips")).to_contain_text("box")
    page.get_by_role("link", name=re.compile("^without box")).click()
    expect(page).not_to_have_url(re.compile("box="))
    page.locator(".facets").get_by_role("link", name="armed clash").click()
    expect(page.locator("#count")).to_have_text("1 incident")
    page.reload()
    expect(page.locator("#count")).to_have_text("1 incident")
    page.go_back()
    expect(page.locator("#count")).to_have_text("2 incidents")
    assert watch.faults == []


def test_facets_of_a_long_list_come_after_it(
    reading_site: tuple[str, Open], context: BrowserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportedly.web.pages.incidents._COUNTED_AT_ONCE", 0)
    address, _ = reading_site
    watch, page = Watch(context, address), context.new_page()
    page.goto(f"{address}/incidents")
    page.locator(".facets").get_by_role("link", name="armed clash").click()
    expect(page.locator("#count")).to_have_text("1 incident")
    expect(page.locator(".facets").get_by_role("link", name="armed clash")).to_be_visible()
    expect(page).to_have_url(re.compile(r"incidents\?type=armed\+clash"))
    assert watch.faults == []


def press(page: Page, *keys: str) -> None:
    """Keys, once the page listens to them."""
    expect(page.locator("#review[data-ready]")).to_be_attached()
    for key in keys:
        page.keyboard.press(key)


def review_all(page: Page, total: int) -> None:
    """Accept what is still open, by one key."""
    for _ in range(total):
        open_ones = page.locator(".state.open").count()
        if not open_ones:
            return
        press(page, "a")
        expect(page.locator(".state.open")).to_have_count(open_ones - 1)


def open_claim(page: Page, words: str) -> None:
    """Go on by j until these words are in hand."""
    for _ in range(40):
        if words in page.locator(".card .words").inner_text():
            return
        heading = page.get_by_role("heading", level=1).inner_text()
        press(page, "j")
        expect(page.get_by_role("heading", level=1)).not_to_have_text(heading)
    raise AssertionError(f"no claim on {words!r}")


def test_review_by_keyboard_alone(site: tuple[str, Open], context: BrowserContext) -> None:
    """Every claim of the bombing and the clash is settled, two incidents are merged, and the merge is undone."""
    address, opened = site
    archive = opened.archive
    incidents = {row.type: row.id for row in archive.incidents().rows}
    watch, page = Watch(context, address), context.new_page()
    keys = page.keyboard
    page.goto(f"{address}/review")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Claim 1 of")
    total = page.locator(".tasks li").count()

    open_claim(page, "twelve bodies")
    press(page, "c", "Control+A")
    keys.type("10 to 12")
    keys.press("Enter")
    expect(page.get_by_text("Corrected.")).to_be_visible()

    page.goto(f"{address}/review/{incidents['bombing']}")
    open_claim(page, "nine people")
    press(page, "s")
    expect(page.locator("#text")).to_have_class(re.compile("picking"))
    for _ in range(4):
        keys.press("ArrowRight")
    keys.press("Enter")
    picked = page.locator("[name=source]").input_value()
    assert picked == "Doctors"
    keys.press("Enter")
    expect(page.get_by_text("Corrected.")).to_be_visible()

    page.goto(f"{address}/review/{incidents['bombing']}")
    open_claim(page, "30 people")
    press(page, "r", "2")
    expect(page.get_by_text("Rejected.")).to_be_visible()

    review_all(page, total)
    expect(page.get_by_text("All its claims are settled.")).to_be_visible()

    press(page, "m", "1", "Enter")
    expect(page.get_by_text("Merged.")).to_be_visible()
    assert archive.incidents().total == 1
    page.locator("#undo-last").focus()
    keys.press("Enter")
    expect(page.get_by_text("Undone.")).to_be_visible()
    assert archive.incidents().total == 2

    page.goto(f"{address}/review/{incidents['armed clash']}")
    review_all(page, 10)
    made = archive.decisions()
    standing = archive.decisions(standing=True)
    assert {d.by for d in made} == {"ana"}
    assert [d.what for d in made if d.what not in ("accept", "undo")] == ["correct", "correct", "reject", "merge"]
    assert [d.what for d in standing if d.what != "accept"] == ["correct", "correct", "reject"]
    claims = {c.id for r in archive_readings() for c in r.claims}
    assert len(claims) >= 20
    assert {d.on[0] for d in standing} == claims
    assert all(len(d.on) == 1 for d in standing)
    assert watch.faults == []


def test_two_reviewers_at_once(tmp_path: Path, chromium: Browser) -> None:
    with served(tmp_path, archive_readings(), team=True) as (address, opened):
        incident = chief(opened.archive)
        held = next(c for r in archive_readings() for c in r.claims if c.span.words == "nine people")
        pages = {}
        for name in ("rob", "ruth"):
            page = chromium.new_context(viewport=DESKTOP).new_page()  # type: ignore[arg-type]
            page.set_default_timeout(30_000)
            page.goto(f"{address}/review/{incident}?claim={held.id}")
            page.get_by_label("Name").fill(name)
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            expect(page.locator(".card .big")).to_have_text("9")
            pages[name] = page
        press(pages["rob"], "a")
        expect(pages["rob"].get_by_text("Accepted.")).to_be_visible()
        press(pages["ruth"], "r", "1")
        expect(pages["ruth"].get_by_text("rob has settled this meanwhile (accept)")).to_be_visible()
        assert [d.by for d in opened.archive.decisions()] == ["rob"]
        pages["ruth"].get_by_role("button", name="Reject all the same").click()
        expect(pages["ruth"].get_by_text("Rejected.")).to_be_visible()
        assert [d.by for d in opened.archive.decisions()] == ["rob", "ruth"]
        for name in ("rob", "ruth"):
            pages[name].goto(f"{address}/review/{incident}")
            press(pages[name], "Shift+A")
            expect(pages[name].get_by_text("Accepted.")).to_be_visible()
        assert opened.archive.incidents(IncidentFilter(review="confirmed")).total == 1
        for page in pages.values():
            page.context.close()


def test_an_empty_archive_is_one_click_from_the_demo(tmp_path: Path, context: BrowserContext) -> None:
    with served(tmp_path, []) as (address, opened):
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(address)
        page.get_by_label("Text of the report").fill(
            "KABUL, March 3 - At least seven people were killed when a bomb exploded at a market in Kabul on Sunday, police said."
        )
        page.get_by_role("textbox", name="Published").fill("2021-03-04")
        page.get_by_role("button", name="Read").click()
        expect(page.locator(".happening li", has_text="killed").first).to_contain_text("7 or more")
        page.get_by_role("link", name="Add").click()
        page.locator("input[type=file]").set_input_files(
            {
                "name": "two.jsonl",
                "mimeType": "text/plain",
                "buffer": b'{"text": "Two men died in Homs on Monday, medics said."}\nrubbish',
            }
        )
        page.get_by_role("button", name="Read").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("1 report read")
        expect(page.get_by_text("two.jsonl:2")).to_be_visible()
        assert opened.archive.reports().total == 2
        page.goto(f"{address}/add")
        with page.expect_navigation():
            page.locator("#take").evaluate(
                "(form, action) => { form.action = action; form.submit(); }", f"{address}/demo"
            )
        expect(page.locator("#count")).to_contain_text("incidents")
        assert opened.archive.reports().total == 12


def test_hostile_text_is_text(tmp_path: Path, context: BrowserContext) -> None:
    with served(tmp_path, hostile_readings()) as (address, opened):
        watch, page = Watch(context, address), context.new_page()
        incidents = [row.id for row in opened.archive.incidents(limit=100).rows]
        reports = [row.id for row in opened.archive.reports(limit=100).rows]
        paths = [
            "incidents", "reports", "review", "decisions", *(f"incidents/{i}" for i in incidents),
            *(f"reports/{r}" for r in reports), *(f"review/{i}" for i in incidents[:4]),
        ]  # fmt: skip
        for path in paths:
            page.goto(f"{address}/{path}")
            assert page.evaluate("window.pwned") is None, path
            assert (
                page.locator("main [onerror], main [onload], main iframe, main base, main style").count() == 0
            ), path
            assert page.locator("main a[href^='javascript:' i]").count() == 0, path
            assert len(page.title()) < 400
            for dot in page.locator("[data-on]").all()[:3]:
                dot.dispatch_event("pointerover")
        page.goto(f"{address}/reports/report-evil4")
        assert "{{ 7*7 }}" in page.locator("#text").inner_text()
        page.goto(f"{address}/reports/report-arabic")
        assert page.locator("#text").evaluate("e => getComputedStyle(e).direction") == "rtl"
        assert watch.faults == []


def test_a_source_and_what_became_of_its_claims(site: tuple[str, Open], context: BrowserContext) -> None:
    address, opened = site
    incident = chief(opened.archive)
    held = next(c for r in archive_readings() for c in r.claims if c.span.words == "nine people")
    made = opened.archive.decide("correct", held.id, by="ana", why="a typing error", value=held.value)
    page = context.new_page()
    page.goto(f"{address}/incidents/{incident}")
    expect(page.locator("section", has=page.get_by_role("heading", name="History"))).to_contain_text(
        "a typing error"
    )
    page.locator(".accounts .source", has_text="Police").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("police", re.IGNORECASE))
    expect(page.get_by_role("heading", name="What it speaks of")).to_be_visible()
    expect(page.get_by_role("heading", name="Who cites it")).to_be_visible()
    page.goto(f"{address}/decisions")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("undone")).to_be_visible()
    assert made.id not in {d.id for d in opened.archive.decisions(standing=True)}


def test_reports_are_found_and_their_versions_compared(tmp_path: Path, context: BrowserContext) -> None:
    text = "A bomb exploded at the market in Alpha on Wednesday. Police said ten people were killed. Doctors counted twelve."
    night = report(
        "night",
        text,
        [Told("killed", "ten people", number(10), "Police")],
        title="Bomb at a market kills ten",
        url="https://example.org/evening",
        published="2021-03-03T23:30:00",
    )
    with served(tmp_path, [*archive_readings(), night]) as (address, _):
        page = context.new_page()
        page.goto(f"{address}/reports")
        page.get_by_label("Words in title").fill("doctors")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text("hold")
        page.get_by_role("link", name="Bomb at a market kills ten").click()
        page.get_by_role("link", name=re.compile("Compare with the version of 3 March 2021, 20:00")).click()
        expect(page.locator("del", has_text="nine")).to_be_visible()
        expect(page.locator("ins", has_text="ten")).to_be_visible()


def test_a_team_is_looked_after(tmp_path: Path, context: BrowserContext) -> None:
    with served(tmp_path, archive_readings(), team=True) as (address, _):
        watch, page = Watch(context, address), context.new_page()
        page.goto(f"{address}/users")
        assert axe(page) == []
        page.get_by_label("Name").fill("ada")
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Users")
        assert axe(page) == []
        form = page.locator("section", has=page.get_by_role("heading", name="Add a user"))
        form.get_by_label("Name").fill("nora")
        form.get_by_label("Password").fill("another four words here")
        form.get_by_label("Role").select_option("reviewer")
        form.get_by_role("button", name="Add").click()
        expect(page.get_by_role("cell", name="nora", exact=True)).to_be_visible()
        page.get_by_role("link", name="Log").click()
        expect(page.get_by_role("row").nth(1)).to_contain_text("added user as reviewer")
        assert axe(page) == []
        page.get_by_role("link", name="ada").first.click()
        assert axe(page) == []
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
        assert watch.faults == []


PAGES = ["/incidents", "/incidents/{incident}", "/reports", "/reports/report-evening", "/review", "/review/{incident}",
         "/decisions", "/add", "/sources", "/sources/police", "/incidents/none"]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_for_everyone(
    reading_site: tuple[str, Open], chromium: Browser, path: str, scheme: str
) -> None:
    """No serious finding of axe-core, in light and dark; on a phone nothing has to be scrolled sideways."""
    address, site = reading_site
    context = chromium.new_context(viewport=DESKTOP, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address + path.format(incident=chief(site.archive)))
    assert axe(page) == []
    if scheme == "light":
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    context.close()
