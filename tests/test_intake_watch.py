"""Watching with a clock that is turned by hand: nothing is missed, nothing is taken twice, and nobody is pestered."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import watching
from hostile import Server, page
from reportedly.intake import Failure, FetchSettings, IntakeOptions
from reportedly.intake.watch.settings import WatchSettings, read_period
from reportedly.intake.watch.state import State, StateError
from reportedly.intake.watch.watcher import Round, Watcher
from reportedly.records import Report

FETCH = FetchSettings(allowed=("127.0.0.1/32",), delay=1.0, total=2.0)
START = 1_624_900_000.0


class Turned:
    """A clock that only sleeping moves."""

    def __init__(self, now: float = START) -> None:
        self.time = now

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds


def feed(*numbers: int, words: str = "people were killed in Tal Rahma, police said.") -> bytes:
    """An RSS feed of items by number."""
    items = "".join(
        f"<item><guid>item-{n}</guid><title>Report number {n}</title><link>http://127.0.0.1/{n}</link>"
        f"<description>At least {n} {words}</description></item>"
        for n in numbers
    )
    return f"<rss version='2.0'><channel><title>Courier</title>{items}</channel></rss>".encode()


def rss(*numbers: int, headers: tuple[str, ...] = ()) -> bytes:
    return page(feed(*numbers), *headers).replace(b"text/html", b"application/rss+xml")


class Watch:
    """A watcher over a server's feed, its clock, and what was taken."""

    def __init__(self, server: Server, folder: Path, *sources: str, **options: object) -> None:
        self.state = State(folder / "state.sqlite")
        self.clock = Turned()
        names = sources or (server.address + "/feed",)
        chosen = IntakeOptions(fetch=FETCH, **options)  # type: ignore[arg-type]
        self.watcher = Watcher(names, self.state, chosen, WatchSettings(every=900), self.clock)
        self._rounds = self.watcher.rounds()

    def look(self, *, keep: bool = True) -> tuple[list[str], list[str]]:
        """The next round: the titles of its reports, and its messages."""
        found = next(self._rounds)
        if keep:
            found.done()
        return titles(found), [str(f).partition(": ")[2] for f in found.found if isinstance(f, Failure)]


def titles(found: Round) -> list[str]:
    return [str(f.title).removeprefix("Report number ") for f in found.found if isinstance(f, Report)]


def test_new_items_are_taken_once_in_time(tmp_path: Path) -> None:
    with Server({"/feed": rss(1, 2)}) as server:
        watch = Watch(server, tmp_path)
        assert watch.look() == (["1", "2"], [])
        assert watch.clock.time - START < 2
        assert watch.look() == ([], [])
        assert watch.clock.time == pytest.approx(START + 900, abs=3)
        server.answers["/feed"] = rss(2, 3)
        assert watch.look() == (["3"], [])


def test_what_was_not_kept_is_handed_over_again(tmp_path: Path) -> None:
    with Server({"/feed": rss(1, 2)}) as server:
        assert Watch(server, tmp_path).look(keep=False) == (["1", "2"], [])
        assert Watch(server, tmp_path).look() == (["1", "2"], [])
        assert Watch(server, tmp_path).look() == ([], [])


def test_a_corrected_item_is_a_new_report_and_the_same_words_elsewhere_are_none(tmp_path: Path) -> None:
    with Server({"/feed": rss(1), "/other": rss(1)}) as server:
        watch = Watch(server, tmp_path, server.address + "/feed", server.address + "/other")
        assert [watch.look()[0], watch.look()[0]] == [["1"], []]
        server.answers["/feed"] = rss(1).replace(b"At least 1 ", b"At least 2 ")
        assert [watch.look()[0], watch.look()[0]] == [["1"], []]


def test_a_feed_that_did_not_change_is_not_sent(tmp_path: Path) -> None:
    headers = ('ETag: "v1"', "Last-Modified: Mon, 28 Jun 2021 15:00:00 GMT")
    with Server({"/feed": rss(1, headers=headers)}) as server:
        watch = Watch(server, tmp_path)
        watch.look()
        server.answers["/feed"] = page(b"", status="304 Not Modified")
        assert watch.look() == ([], [])
        assert 'If-None-Match: "v1"\r\n' in server.asked[-1]
        watch.look()
        assert "If-Modified-Since: Mon, 28 Jun 2021 15:00:00 GMT" in server.asked[-1]


@pytest.mark.parametrize(
    ("answer", "pauses"),
    [
        (page(b"", status="503 Service Unavailable"), [1800, 3600, 7200, 14400]),
        (page(b"", "Retry-After: 40000", status="429 Too Many Requests"), [40000, 40000]),
        (page(b"", "Retry-After: 99999999", status="429 Too Many Requests"), [86400, 86400]),
        (page(b"no feed", status="404 Not Found"), [1800, 3600]),
        (b"\x00\x01", [1800, 3600]),
    ],
)
def test_a_source_that_fails_is_left_alone_for_longer_each_time(
    tmp_path: Path, answer: bytes, pauses: list[int]
) -> None:
    with Server({"/feed": answer}) as server:
        watch = Watch(server, tmp_path)
        for pause in pauses:
            _, (message,) = watch.look()
            assert "; " in message
            assert watch.state.source(server.address + "/feed").due - watch.clock.time == pytest.approx(
                pause, abs=5
            )
        server.answers["/feed"] = rss(1)
        assert watch.look()[0] == ["1"]
        assert watch.look()[0] == []
        assert watch.state.source(server.address + "/feed").failures == 0


def test_a_feed_that_is_gone_is_not_asked_again(tmp_path: Path) -> None:
    with Server({"/feed": page(b"", status="410 Gone"), "/other": rss(1)}) as server:
        watch = Watch(server, tmp_path, server.address + "/feed", server.address + "/other")
        assert "is not there (status 410)" in watch.look()[1][0]
        for _ in range(3):
            watch.look()
        assert server.paths() == ["/feed", "/other", "/other", "/other"]


def test_a_gap_is_said(tmp_path: Path) -> None:
    with Server({"/feed": rss(*range(10))}) as server:
        watch = Watch(server, tmp_path)
        assert watch.look()[1] == []
        server.answers["/feed"] = rss(*range(20, 30))
        assert watch.look()[1] == [
            f"{server.address}/feed: holds nothing that was there the last time (10 new items): some may have been missed; "
            "watch it more often (--every)".partition(": ")[2]
        ]


def test_a_page_that_fails_for_now_is_tried_again(tmp_path: Path) -> None:
    items = b"<item><title>Report number 1</title><link>%s/1</link></item>"
    article = b"<html><body><article><p>At least four people were killed in Tal Rahma on Sunday, police said.</p></article>"
    with Server({"/1": page(b"", status="503 Service Unavailable")}) as server:
        body = b"<rss version='2.0'><channel>" + items % server.address.encode() + b"</channel></rss>"
        server.answers["/feed"] = page(body, 'ETag: "v1"')
        watch = Watch(server, tmp_path, follow=True)
        assert watch.look()[0] == []
        server.answers["/1"] = page(article)
        assert watch.look()[0] == ["1"]
        assert watch.look()[0] == []
        assert server.paths() == ["/feed", "/1", "/feed", "/1", "/feed"]


def test_a_folder_gives_each_settled_file_once(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    with Server({}) as server:
        watch = Watch(server, tmp_path, str(folder))

        def write(number: str, words: str, age: float) -> None:
            file = folder / f"{number}.txt"
            file.write_text(f"Report number {number}\n\n{words} people were killed in Tal Rahma, police said.")
            os.utime(file, (watch.clock.time - age, watch.clock.time - age))

        write("1", "Four", 60)
        write("2", "Nine", 1)
        assert watch.look() == (["1"], []), "the other is perhaps still being written"
        assert watch.look() == (["2"], [])
        assert watch.look() == ([], [])
        write("1", "Five", 60)
        assert watch.look() == (["1"], []), "it was changed"
        (folder / "1.txt").rename(folder / "3.txt")
        assert watch.look() == ([], []), "the same report under another name"


def test_a_folder_that_is_not_there_is_waited_for(tmp_path: Path) -> None:
    with Server({}) as server:
        watch = Watch(server, tmp_path, str(tmp_path / "reports"))
        assert watch.look() == ([], ["there is no such file; check the name"])
        (tmp_path / "reports").mkdir()
        assert watch.look() == ([], [])


def test_a_large_file_comes_in_portions_and_goes_on_where_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    lines = [
        f'{{"text": "At least {n} people were killed in Tal Rahma, police said.", "title": "{n}"}}\n'
        for n in range(250)
    ]
    (folder / "a.jsonl").write_text("".join(lines))
    os.utime(folder / "a.jsonl", (START - 60, START - 60))
    with Server({}) as server:
        assert len(Watch(server, tmp_path, str(folder)).look()[0]) == 100
        again = Watch(server, tmp_path, str(folder))
        assert [len(again.look()[0]) for _ in range(3)] == [100, 50, 0]


@pytest.mark.parametrize(
    ("words", "seconds"), [("15m", 900), ("2h", 7200), ("1d", 86400), (" 90 s ", 90), ("1.5h", 5400)]
)
def test_periods(words: str, seconds: float) -> None:
    assert read_period(words) == seconds


@pytest.mark.parametrize("words", ["", "15", "often", "30s", "-5m"])
def test_periods_that_are_none(words: str) -> None:
    with pytest.raises(ValueError, match=r"is no period|is too often"):
        read_period(words)


def test_a_state_belongs_to_where_its_reports_went(tmp_path: Path) -> None:
    State(tmp_path / "a", target="one").close()
    State(tmp_path / "a", target="one").close()
    with pytest.raises(StateError, match="belongs to a watch that writes to one; give another file for --state"):
        State(tmp_path / "a", target="two")
    (tmp_path / "b").write_bytes(b"no database at all, only words" * 100)
    with pytest.raises(StateError, match="is no state of a watch"):
        State(tmp_path / "b")


def test_ten_feeds_with_kills(tmp_path: Path) -> None:
    outcome = watching.simulate(tmp_path, hours=6, feeds=10, kills=2, seed=1)
    assert outcome.published > 100
    assert outcome.kills == 2
    assert (outcome.missed, outcome.twice, outcome.invented) == (0, 0, 0)
