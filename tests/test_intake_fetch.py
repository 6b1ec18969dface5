"""Fetching from servers that mean harm: each is refused in bounded time and memory, and says why in one line."""

from __future__ import annotations

import gzip
import ipaddress
import time
import tracemalloc
import zlib
from pathlib import Path

import pytest

from hostile import Answer, Server, dripping, page, redirect
from reportedly.intake import Failure, IntakeOptions, take_in
from reportedly.intake.fetch.addresses import is_public
from reportedly.intake.fetch.fetcher import Fetcher
from reportedly.intake.fetch.settings import FetchSettings
from reportedly.intake.limits import IntakeError
from reportedly.records import Report

LOOPBACK = ("127.0.0.1/32",)
_OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def settings(**changes: object) -> FetchSettings:
    """Short limits, and the test's own server allowed."""
    usual = {
        "allowed": LOOPBACK,
        "largest": 300_000,
        "total": 1.0,
        "reading": 0.6,
        "connecting": 0.6,
        "delay": 0.0,
    }
    return FetchSettings(**{**usual, **changes})  # type: ignore[arg-type]


def fetch(address: str, **changes: object) -> tuple[str, bytes]:
    fetched = Fetcher(settings(**changes)).get(address)
    return fetched.url, fetched.body


def refusal(answer: Answer, **changes: object) -> str:
    """Why an answer is refused; it takes at most the time that is allowed, and hardly any memory."""
    with Server({"/": answer}) as server:
        fetcher = Fetcher(settings(**changes))
        tracemalloc.start()
        begun = time.monotonic()
        with pytest.raises(IntakeError) as caught:
            fetcher.get(server.address + "/")
        took, (_, peak) = time.monotonic() - begun, tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert took < 3.0
    assert peak < 6_000_000
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fc00::1",
        "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "2001:db8::1", "2001:0:0:0:0:0:80ff:fffe",
    ],
)  # fmt: skip
def test_private_addresses(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["9.9.9.9", "93.184.216.34", "2620:fe::fe", "::ffff:9.9.9.9"])
def test_public_addresses(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "017700000001", "127.1", "[::1]", "[::ffff:127.0.0.1]"],
)
def test_loopback_is_refused_by_default_however_it_is_written(host: str) -> None:
    with Server({"/": page()}) as server, pytest.raises(IntakeError) as caught:
        Fetcher(FetchSettings()).get(f"http://{host}:{server.port}/")
    assert "not a public address" in str(caught.value) or "is not found" in str(caught.value)
    assert server.asked == []


def test_a_name_that_resolves_to_loopback_is_refused() -> None:
    with Server({"/": page()}) as server:
        for found in (["127.0.0.1"], ["9.9.9.9", "10.0.0.1"], ["::1"], ["fe80::1%eth0"], []):
            with pytest.raises(IntakeError, match=r"not a public address|has no address"):
                fetch(f"http://news.example:{server.port}/", allowed=(), resolver=lambda _host, _port, f=found: f)
    assert server.asked == []


def test_a_name_is_resolved_once_and_the_checked_address_is_the_one_that_is_asked() -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]])
    with Server({"/": page()}) as server:
        _, body = fetch(f"http://news.example:{server.port}/", resolver=lambda _host, _port: next(answers))
        assert body == b"<p>Four people were killed.</p>"
        assert f"Host: news.example:{server.port}" in server.asked[-1]


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("http://10.0.0.1/", "10.0.0.1 is not a public address; save the page"),
        ("http://169.254.169.254/latest/meta-data/", "not a public address"),
        ("http://[::1]/", "not a public address"),
        ("//192.168.0.1/", "not a public address"),
        ("file:///etc/passwd", "leads to file:, which is not fetched"),
        ("ftp://127.0.0.1/", "leads to ftp:, which is not fetched"),
        ("javascript:alert(1)", "leads to javascript:, which is not fetched"),
        ("http://user:secret@127.0.0.1/", "holds a name or a password"),
        ("http://" + "a" * 5000 + "/", "is an address of"),
        ("/", "leads on more than 5 times"),
    ],
)
def test_redirects_are_looked_at_like_the_first_address(to: str, why: str) -> None:
    assert why in refusal(redirect(to))


def test_a_redirect_to_a_page_is_followed_and_said() -> None:
    with Server({"/": redirect("/b?x=1#part"), "/b": page()}) as server:
        url, body = fetch(server.address)
        assert (url, body) == (f"{server.address}/b?x=1", b"<p>Four people were killed.</p>")


BOMB = gzip.compress(bytes(50_000_000))


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (dripping(_OK.encode() + b"\r\n", b"x" * 65_536, 0.0), "is larger than"),
        (dripping((_OK + "Transfer-Encoding: chunked\r\n\r\n").encode(), b"1000\r\n" + b"x" * 4096 + b"\r\n", 0.0), "is larger than"),
        (dripping(_OK.encode() + b"\r\n", b"x", 0.05), "takes too long to answer"),
        (dripping(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", 0.05), "takes too long to answer"),
        (dripping(b"", b"H", 0.05), "takes too long to answer"),
        (dripping(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n", 0.01), "takes too long to answer"),
        (dripping(b"HTTP/1.1 200 OK\r\n", b"X-A: " + b"b" * 4096 + b"\r\n", 0.0), "against the rules of HTTP"),
        (lambda connection: time.sleep(2), "takes too long to answer"),
        (page(BOMB, "Content-Encoding: gzip"), "is larger than"),
        (page(zlib.compress(bytes(50_000_000)), "Content-Encoding: deflate"), "is larger than"),
        (page(gzip.compress(BOMB), "Content-Encoding: gzip, gzip"), "is packed as 'gzip, gzip', which was not asked for"),
        (page(b"abc", "Content-Encoding: br"), "is packed as 'br', which was not asked for"),
        (page(b"no gzip at all", "Content-Encoding: gzip"), "is damaged (gzip:"),
        (page(gzip.compress(b"x" * 999)[:20], "Content-Encoding: gzip"), "is cut off (its gzip stream does not end)"),
        ((_OK + "Content-Length: 5000\r\n\r\n<p>too short").encode(), "or breaks off"),
        ((_OK + "Content-Length: 99999999999\r\n\r\n<p>").encode(), "is larger than"),
        ((_OK + "Content-Length: -5\r\n\r\n<p>").encode(), "against the rules of HTTP"),
        ((_OK + "Content-Length: 5\r\nContent-Length: 9\r\n\r\n<p>abcdefg").encode(), "against the rules of HTTP"),
        ((_OK + "Transfer-Encoding: chunked\r\n\r\nZZZ\r\n<p>").encode(), "against the rules of HTTP"),
        ((_OK + "Transfer-Encoding: chunked\r\n\r\nff\r\n<p>").encode(), "or breaks off"),
        (b"\x00\x01\x02 this is no HTTP\r\n\r\n", "against the rules of HTTP"),
        (b"", "or breaks off"),
        (page(b"", status="404 Not Found"), "is not there (status 404); check the address"),
        (page(b"", status="403 Forbidden"), "is not given to programs (status 403); save the page"),
        (page(b"", "Retry-After: 120", status="429 Too Many Requests"), "status 429); try again in 120 seconds"),
        (page(b"", status="503 Service Unavailable"), "is not given (status 503); try again later"),
    ],
)  # fmt: skip
def test_answers_that_are_refused(answer: Answer, why: str) -> None:
    assert why in refusal(answer)


@pytest.mark.parametrize(
    "media_type", ["image/png", "video/mp4", "application/javascript", "font/woff2", "text/css"]
)
def test_what_is_no_text_is_refused_before_it_is_read(media_type: str) -> None:
    start = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\n\r\n".encode()
    assert f"is {media_type}, which is not read" in refusal(dripping(start, b"x" * 65_536, 0.01), largest=10**9)


def test_a_body_longer_than_it_says_is_read_as_far_as_it_says() -> None:
    with Server({"/": (_OK + "Content-Length: 4\r\n\r\nabcdHTTP/1.1 200 OK\r\n").encode()}) as server:
        assert fetch(server.address)[1] == b"abcd"


def test_a_packed_page_is_unpacked() -> None:
    with Server({"/": page(gzip.compress(b"<p>Four people"), "Content-Encoding: gzip")}) as server:
        assert fetch(server.address)[1] == b"<p>Four people"


@pytest.mark.parametrize(
    ("robots", "why"),
    [
        (page(b"User-agent: *\nDisallow: /"), "its site does not want programs there (robots.txt)"),
        (page(b"User-agent: reportedly\nDisallow: /news"), "its site does not want programs there (robots.txt)"),
        (page(b"", status="500 Server Error"), "cannot be had (status 500); try again later"),
        (redirect("http://10.0.0.1/robots.txt"), "not a public address"),
        (dripping(_OK.encode() + b"\r\n", b"x" * 65_536, 0.0), "is larger than"),
        (dripping(b"", b"H", 0.05), "cannot be had (takes too long to answer); try again later"),
        (page(b"User-agent: other\nDisallow: /\n\nUser-agent: *\nAllow: /"), None),
        (page(b"", status="404 Not Found"), None),
        (page(b"\xff\xfe\x00 nonsense \x00\x01"), None),
    ],
)
def test_robots_are_respected(robots: Answer, why: str | None) -> None:
    with Server({"/robots.txt": robots, "/news": page()}) as server:
        if why is None:
            assert fetch(server.address + "/news")[1]
        else:
            with pytest.raises(IntakeError) as caught:
                fetch(server.address + "/news")
            assert why in str(caught.value)
            assert server.paths() == []


class Still:
    """A clock that stands still but for who sleeps."""

    def __init__(self) -> None:
        self.time, self.slept = 0.0, list[float]()

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


def test_a_host_is_spared_between_two_requests_as_it_asks() -> None:
    for robots, pause in (
        (b"", 2.0),
        (b"User-agent: *\nCrawl-delay: 7", 7.0),
        (b"User-agent: *\nCrawl-delay: 900", 60.0),
    ):
        clock = Still()
        with Server({"/robots.txt": page(robots), "/": page()}) as server:
            fetcher = Fetcher(settings(delay=2.0), clock)
            for _ in range(3):
                fetcher.get(server.address + "/")
            assert clock.slept == [pause, pause]
            assert [request.split()[1] for request in server.asked].count("/robots.txt") == 1


def test_who_asks_says_so() -> None:
    with Server({"/": page()}) as server:
        fetch(server.address, contact="desk@records.example")
        assert "User-Agent: reportedly/0.1.0 (+desk@records.example)\r\n" in server.asked[-1]
        assert "Cookie" not in server.asked[-1]


def test_what_has_not_changed_is_not_sent_again() -> None:
    with Server({"/": page(b"", status="304 Not Modified")}) as server:
        fetched = Fetcher(settings()).get(
            server.address + "/", etag='"abc"', modified="Mon, 28 Jun 2021 15:00:00 GMT"
        )
        assert (fetched.status, fetched.body) == (304, b"")
        assert 'If-None-Match: "abc"' in server.asked[-1]
        assert "If-Modified-Since: Mon, 28 Jun 2021 15:00:00 GMT" in server.asked[-1]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("gopher://example.org/", "leads to gopher:, which is not fetched"),
        ("http://[::1", "is no address ("),
        ("http:///page", "names no host"),
        ("https://a:b@example.org/", "holds a name or a password"),
        ("http://127.0.0.1:1/", "cannot be reached ("),
    ],
)
def test_addresses_that_cannot_be(address: str, why: str) -> None:
    with pytest.raises(IntakeError) as caught:
        fetch(address)
    assert why in str(caught.value)


def test_nothing_is_proxied_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://10.0.0.1:3128")
    with Server({"/": page()}) as server:
        assert fetch(server.address)[1]


FILES = Path(__file__).parent / "files"


@pytest.mark.parametrize(
    ("name", "media_type", "count"),
    [
        ("docx/pandoc.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", 1),
        ("pdf/libreoffice.pdf", "application/pdf", 1),
        ("packed/zip.zip", "application/octet-stream", 3),
        ("packed/gnu.tgz", "application/gzip", 3),
        ("table/pandas.parquet", "application/octet-stream", 3),
        ("table/polars.csv", "text/csv", 3),
        ("table/jq.jsonl", "text/plain", 3),
        ("warc/warcio.warc.gz", "application/octet-stream", 3),
        ("mail/mutt-attachments.eml", "message/rfc822", 3),
        ("feed/feedgen.atom", "text/html", 3),
        ("html/iconv-undeclared.html", "text/html; charset=windows-1252", 1),
        ("text/iconv-windows-1252.txt", "text/plain; charset=windows-1252", 1),
    ],
)
def test_every_kind_comes_from_an_address_too(name: str, media_type: str, count: int) -> None:
    answer = page((FILES / name).read_bytes()).replace(b"text/html", media_type.encode(), 1)
    options = IntakeOptions(
        fetch=settings(total=5.0), mapping={"text": "body"} if name.startswith("table") else {}
    )
    with Server({f"/{name}": answer}) as server:
        found = list(take_in([f"{server.address}/{name}"], options))
    reports = [report for report in found if isinstance(report, Report)]
    assert len(reports) == len(found) == count
    for report in reports:
        assert report.original
        assert report.original.fetched
        assert report.original.url
        assert "content-type" in report.original.headers


def test_a_feed_and_a_sitemap_lead_to_their_pages_only_when_asked() -> None:
    article = b"<html><body><article><p>At least four people were killed in Tal Rahma on Sunday, police said.</p></article>"
    with Server({"/a": page(article), "/b": page(article.replace(b"four", b"nine"))}) as server:
        here = server.address.encode()
        items = b"".join(
            b"<item><title>T</title><link>%s/%s</link></item>" % (here, path) for path in (b"a", b"gone", b"b")
        )
        server.answers["/feed"] = page(
            b"<rss version='2.0'><channel><title>Courier</title>" + items + b"</channel></rss>"
        )
        urls = b"".join(b"<url><loc>%s/%s</loc></url>" % (here, path) for path in (b"a", b"b"))
        server.answers["/map"] = page(b"<urlset>" + urls + b"</urlset>")
        server.answers["/index"] = page(
            b"<sitemapindex><sitemap><loc>%s/map</loc></sitemap></sitemapindex>" % here
        )
        for path in ("/feed", "/map"):
            assert not any(
                isinstance(f, Report) for f in take_in([server.address + path], IntakeOptions(fetch=settings()))
            )
        assert server.paths() == ["/feed", "/map"]
        options = IntakeOptions(fetch=settings(), follow=True)
        found = list(take_in([server.address + "/feed"], options))
        assert [(f.outlet, f.text[:18]) if isinstance(f, Report) else f.what for f in found] == [
            ("Courier", "At least four peop"),
            "is not there (status 404)",
            ("Courier", "At least nine peop"),
        ]
        for path in ("/map", "/index"):
            assert len(list(take_in([server.address + path], options))) == 2
        one = IntakeOptions(fetch=settings(), follow=True, most=1)
        assert [type(f) for f in take_in([server.address + "/map"], one)] == [Failure, Report]
