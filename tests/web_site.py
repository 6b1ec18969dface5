"""A site for tests: the made archive, for one person or for a team, asked without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fastapi.testclient import TestClient

import reportedly
from reportedly.archive import Archive
from reportedly.archive.address import address_of
from reportedly.archive.store import Store
from reportedly.records import Reading
from reportedly.web.app import create_app
from reportedly.web.people import LocalPeople, TeamPeople
from reportedly.web.people import passwords as sealing
from reportedly.web.site import Desk, Site

PASSWORD = "four words in a row"
TEAM = {"rita": "reader", "rob": "reviewer", "ruth": "reviewer", "ada": "admin"}
_CSRF = re.compile(r'name="csrf" value="([^"]+)"')


@dataclass
class Open:
    """A site and the archive behind it."""

    site: Site
    archive: Archive

    def client(self, host: str = "localhost") -> TestClient:
        """A browser without pictures; it follows no redirect by itself."""
        return TestClient(create_app(self.site), base_url=f"http://{host}", follow_redirects=False)

    def signed_in(self, name: str) -> TestClient:
        """The browser of a user of the team."""
        client = self.client()
        page = client.get("/signin")
        data = {"name": name, "password": PASSWORD, "csrf": csrf_of(page.text)}
        assert client.post("/signin", data=data).status_code == 303
        return client


def csrf_of(page: str) -> str:
    """The token in the first form of a page."""
    found = _CSRF.search(page)
    assert found, "no form with a token on this page"
    return found[1]


@cache
def cheap_hasher() -> object:
    """Passwords sealed at little cost: what they cost in truth is tested by itself."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@contextmanager
def opened(folder: Path, readings: Iterable[Reading], *, team: bool = False) -> Iterator[Open]:
    """A site over these readings."""
    url = str(folder / "archive.sqlite")
    with reportedly.open_archive(url) as archive:
        for reading in readings:
            archive.add(reading, reading.report.text.encode(), settled=False)
        archive.settle()
        people: LocalPeople | TeamPeople = LocalPeople("ana")
        if team:
            sealing._hasher = cheap_hasher  # type: ignore[assignment]
            people = TeamPeople(Store(address_of(url)))
            for name, role in TEAM.items():
                people.add(name, PASSWORD, role)
        yield Open(Site(archive=archive, people=people, desk=Desk(archive)), archive)
