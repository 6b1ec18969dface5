"""A real browser on a real server, for the tests that walk the pages as a person would."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from reportedly.records import Reading
from reportedly.web.app import create_app
from web_site import Open, opened

AXE = Path(__file__).parents[1] / "src/reportedly/web/assets/node_modules/axe-core/axe.min.js"
FLAGS = [
    "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
PATIENCE = 20_000  # milliseconds: a machine may be busy with other tests
SERIOUS = ("serious", "critical")


def missing(what: str) -> None:
    """Skip where something is not installed; where CI is, that is a failure."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


@contextmanager
def browser() -> Iterator[Browser]:
    """Headless Chromium as Debian packs it."""
    path = shutil.which("chromium")
    if path is None:
        missing("Chromium is not installed: apt-get install chromium")
    if not AXE.exists():
        missing("the npm packages are not installed: install Node.js, then make install")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@contextmanager
def served(folder: Path, readings: Iterable[Reading], *, team: bool = False) -> Iterator[tuple[str, Open]]:
    """The pages over these readings, and the address at which they are served meanwhile."""
    with opened(folder, readings, team=team) as site, socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(create_app(site.site), log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://localhost:{listening.getsockname()[1]}", site
        server.should_exit = True
        thread.join(5)


class Watch:
    """What a page should not do: throw, be refused by its own policy, or ask another host."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.faults: list[str] = []
        self._address = address
        context.on("page", self._look)
        for page in context.pages:
            self._look(page)

    def _look(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on(
            "console", lambda message: self.faults.append(message.text) if self._counts(message.text) else None
        )
        page.on("dialog", lambda dialog: (self.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda r: None if self._own(r.url) else self.faults.append(f"asked {r.url}"))

    def _own(self, url: str) -> bool:
        return url.startswith((self._address, "data:", f"blob:{self._address}"))

    def _counts(self, text: str) -> bool:
        return "Content Security Policy" in text or "Refused" in text


def axe(page: Page) -> list[str]:
    """Serious findings about accessibility on a page (axe-core), each with the element that it is about.

    The checker is no part of the page, so it comes past the page's own policy.
    """
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "axe.run(document, {resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa']})"
    )
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:120]} {v['nodes'][0]['failureSummary'][:160]}"
        for v in found["violations"]
        if v["impact"] in SERIOUS
    ]
