"""A simulated week of watching ten feeds on loopback, with a clock that is turned and a watcher that is killed at random.

    .venv/bin/python benchmarks/watching.py [--hours 168] [--feeds 10] [--kills 40]

Each feed publishes at its own pace, corrects an item now and then, is down for an hour now and then, and shows its latest 40 items.
What was written by the watcher is compared with what was published: every version of every item has to be there, once.
"""

from __future__ import annotations

import argparse
import http.server
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

START = 1_624_900_000.0
SHOWN = 40
EVERY = 900.0
HOUR = 3_600.0


@dataclass(frozen=True)
class Version:
    """One version of an item: it is shown from `at` on, until the next version of the item is."""

    at: float
    key: str
    text: str
    until: float = float("inf")


@dataclass(frozen=True)
class Outcome:
    published: int
    written: int
    missed: int
    twice: int
    invented: int
    kills: int
    asked: int
    unchanged: int
    seconds: float


@dataclass
class Feed:
    """What one feed shows at any time, and when it is down."""

    name: str
    versions: list[Version]
    down: list[tuple[float, float]]

    def body(self, now: float) -> bytes:
        shown = [v for v in self.versions if v.at <= now < v.until]
        items = "".join(
            f"<item><guid>{v.key}</guid><title>Report {v.key}</title><description>{v.text}</description></item>"
            for v in sorted(shown, key=lambda v: v.at, reverse=True)[:SHOWN]
        )
        return f"<rss version='2.0'><channel><title>Feed {self.name}</title>{items}</channel></rss>".encode()

    def is_down(self, now: float) -> bool:
        return any(start <= now < end for start, end in self.down)


def make_feed(number: int, hours: float, chance: random.Random) -> Feed:
    """A feed with its own pace: an item every 10 to 120 minutes."""
    pace = chance.uniform(10, 120) * 60
    versions: list[Version] = []
    at = START - 10 * pace
    while at < START + hours * HOUR:
        key = f"{number}-{len(versions)}"
        killed = chance.randint(2, 99)
        text = f"{killed} people were killed in the town of Tal Rahma {key}, police said."
        correction = at + 3 * HOUR if chance.random() < 0.05 else float("inf")
        versions.append(Version(at, key, text, correction))
        if correction < START + hours * HOUR:
            versions.append(Version(correction, key, text.replace("police said", "the army said")))
        at += chance.expovariate(1 / pace)
    downs = [START + chance.uniform(0, hours) * HOUR for _ in range(int(hours // 48) + 1)]
    return Feed(str(number), versions, [(down, down + HOUR) for down in downs])


class Site:
    """The feeds on loopback; the time is what stands in a file that the watcher writes when it sleeps."""

    def __init__(self, feeds: list[Feed], clock: Path) -> None:
        self.feeds = {f"/{feed.name}.rss": feed for feed in feeds}
        self.clock, self.asked, self.unchanged = clock, 0, 0
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server.server_port}{path}"

    def answer(self, handler: http.server.BaseHTTPRequestHandler) -> None:
        feed = self.feeds.get(handler.path)
        now = float(self.clock.read_text())
        if feed is None or feed.is_down(now):
            handler.send_response(404 if feed is None else 503)
            handler.send_header("Content-Length", "0")
            handler.end_headers()
            return
        self.asked += 1
        body = feed.body(now)
        tag = f'"{hash(body)}"'
        same = handler.headers.get("If-None-Match") == tag
        self.unchanged += same
        handler.send_response(304 if same else 200)
        handler.send_header("ETag", tag)
        handler.send_header("Content-Type", "application/rss+xml")
        handler.send_header("Content-Length", "0" if same else str(len(body)))
        handler.end_headers()
        if not same:
            handler.wfile.write(body)


def simulate(folder: Path, *, hours: float, feeds: int, kills: int, seed: int = 0) -> Outcome:
    """Run the watcher over all of it, killing it so many times, and compare."""
    chance = random.Random(seed)
    made = [make_feed(number, hours, chance) for number in range(feeds)]
    clock, out = folder / "clock", folder / "out.jsonl"
    clock.write_text(str(START))
    site = Site(made, clock)
    begun = time.monotonic()
    end, killed = START + hours * HOUR, 0
    sources = [site.address(path) for path in site.feeds]
    command = [sys.executable, __file__, "--child", str(folder), str(end), *sources]
    while True:
        child = subprocess.Popen(command)
        if killed < kills and _asks(child, site, chance.randint(1, 4 * feeds)):
            time.sleep(chance.uniform(0, 0.05))  # somewhere between this question and what it leads to
            child.send_signal(signal.SIGKILL)
            child.wait()
            killed += 1
            continue
        child.wait()
        if child.returncode:
            raise SystemExit(f"the watcher ended with {child.returncode}")
        break
    site.server.shutdown()
    last = float(clock.read_text())
    expected = {f"{v.key}|{v.text}" for feed in made for v in _shown(feed, last)}
    written = [f"{row['key']}|{row['text']}" for row in map(json.loads, out.read_text().splitlines())]
    return Outcome(
        published=len(expected), written=len(written), missed=len(expected - set(written)),
        twice=len(written) - len(set(written)), invented=len(set(written) - expected - _late(made, last)),
        kills=killed, asked=site.asked, unchanged=site.unchanged, seconds=time.monotonic() - begun,
    )  # fmt: skip


def _asks(child: subprocess.Popen[bytes], site: Site, more: int) -> bool:
    """Wait until a watcher has asked so many more times; False where it ends before."""
    asked = site.asked + more
    while site.asked < asked:
        if child.poll() is not None:
            return False
        time.sleep(0.005)
    return True


def _shown(feed: Feed, last: float) -> list[Version]:
    """The versions that a watcher must have seen: shown after the start, and two hours before the end at the latest."""
    return [v for v in feed.versions if v.until > START and v.at < last - 2 * HOUR]


def _late(feeds: list[Feed], last: float) -> set[str]:
    """The versions of the last hours, which it may have seen."""
    return {f"{v.key}|{v.text}" for feed in feeds for v in feed.versions if v.at >= last - 2 * HOUR}


class _FileClock:
    """A clock that stands in a file, so that it goes on where a killed watcher left it."""

    def __init__(self, path: Path) -> None:
        self._path, self._now = path, float(path.read_text())

    def now(self) -> float:
        return self._now

    def sleep(self, seconds: float) -> None:
        self._now += seconds
        draft = self._path.with_suffix(".draft")
        draft.write_text(str(self._now))
        draft.replace(self._path)


def child(folder: Path, end: float, sources: list[str]) -> None:
    """The watcher itself: it writes every report on a line, once, and goes on where it was."""
    from reportedly.intake import FetchSettings, IntakeOptions
    from reportedly.intake.watch.settings import WatchSettings
    from reportedly.intake.watch.state import State
    from reportedly.intake.watch.watcher import Watcher
    from reportedly.records import Report

    clock = _FileClock(folder / "clock")
    options = IntakeOptions(fetch=FetchSettings(allowed=("127.0.0.1/32",)))
    watcher = Watcher(sources, State(folder / "state.sqlite"), options, WatchSettings(every=EVERY), clock)
    with JsonLines(folder / "out.jsonl") as out:
        for found in watcher.rounds():
            for report in found.found:
                if isinstance(report, Report):
                    key = (report.title or "").removeprefix("Report ")
                    out.write(report.id, {"id": report.id, "key": key, "text": report.text})
            out.settle()
            found.done()
            if clock.now() >= end:
                return


class JsonLines:
    """A file of lines that holds each id once; a line that a kill cut off is cut away."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes() if path.exists() else b""
        whole = data[: data.rfind(b"\n") + 1]
        self._ids = {json.loads(line)["id"] for line in whole.splitlines()}
        self._stream = path.open("r+b" if data else "wb")
        self._stream.truncate(len(whole))
        self._stream.seek(len(whole))

    def __enter__(self) -> JsonLines:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def write(self, name: str, row: dict[str, str]) -> None:
        if name not in self._ids:
            self._ids.add(name)
            self._stream.write(json.dumps(row).encode() + b"\n")

    def settle(self) -> None:
        self._stream.flush()
        os.fsync(self._stream.fileno())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hours", type=float, default=168)
    parser.add_argument("--feeds", type=int, default=10)
    parser.add_argument("--kills", type=int, default=40)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = simulate(Path(folder), hours=chosen.hours, feeds=chosen.feeds, kills=chosen.kills)
    print(
        f"{chosen.feeds} feeds, {chosen.hours:.0f} hours: {outcome.published} versions of items published, "
        f"{outcome.written} written, {outcome.missed} missed, {outcome.twice} twice, {outcome.invented} never published; "
        f"{outcome.kills} kills; {outcome.asked} requests, {outcome.unchanged} answered 304; {outcome.seconds:.0f} s"
    )
    if outcome.missed or outcome.twice or outcome.invented:
        raise SystemExit(1)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(Path(sys.argv[2]), float(sys.argv[3]), sys.argv[4:])
    else:
        main()
