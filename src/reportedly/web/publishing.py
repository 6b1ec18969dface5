"""The archive, or a part of it, as a folder of files: the same pages, read-only, with names withheld."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from pydantic_core import to_json

from reportedly.archive import Archive, IncidentFilter
from reportedly.export import Edition, Withheld, Withhold, withhold
from reportedly.export.gather import gather
from reportedly.web.app import page_values
from reportedly.web.asking import Answer, Ask, View
from reportedly.web.pages import incident, incidents, reports, sources
from reportedly.web.pages.links import STATIC, FileLinks, file_of
from reportedly.web.pages.render import render
from reportedly.web.people import LocalPeople, Session, User
from reportedly.web.routes import Route
from reportedly.web.shelf import Shelf
from reportedly.web.site import Desk, Site
from reportedly.weighing import get_policy

_UNNEEDED = (
    "maplibre-gl.js",
    "maplibre-gl-worker.js",
    "maplibre-gl.css",
    "countries-50m.json",
    "htmx.js",
    ".built",
)
_MARK = "reportedly.txt"


class PublishError(Exception):
    """The folder cannot be written; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishOptions:
    """What is published, by which policy, and what of it is withheld."""

    wanted: IncidentFilter | None = None
    policy: str = "range"
    withhold: Withhold = field(default_factory=Withhold)


@dataclass(frozen=True, slots=True)
class Published:
    """What was written: how many pages, and what was withheld."""

    pages: int
    withheld: tuple[Withheld, ...]


def publish(archive: Archive, folder: Path, options: PublishOptions | None = None) -> Published:
    """Write the pages into a folder: a new one, or one that was published before. Raises PublishError, ArchiveError."""
    options = options or PublishOptions()
    policy = get_policy(options.policy)
    gathered = gather(archive, policy, options.wanted)
    edition = withhold(Edition(weighed=gathered.weighed, policy=policy), options.withhold)
    _make_room(folder)
    shelf = cast(Archive, Shelf(edition.weighed, policy))
    people = LocalPeople("")
    people.user = User(name="", role="reader")
    site = Site(archive=shelf, people=people, desk=Desk(shelf))
    count = 0
    for parts, page, section in _pages(shelf, edition):
        _write(folder, site, parts, page, section)
        count += 1
    shutil.copytree(STATIC, folder / "static", ignore=shutil.ignore_patterns(*_UNNEEDED), dirs_exist_ok=True)
    (folder / _MARK).write_text(
        "Published by reportedly; the folder is emptied when it is published again.\n", "utf-8"
    )
    return Published(count, edition.withheld)


def _make_room(folder: Path) -> None:
    """An empty folder. What was not published by this program is never deleted."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / _MARK).exists():
            raise PublishError(f"{folder} is not empty and was not published by reportedly; choose another folder")
        shutil.rmtree(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PublishError(f"{folder} cannot be made ({error.strerror}); choose another folder") from None


Page = tuple[tuple[str, ...], Callable[[Ask], Answer], str]


def _pages(archive: Archive, edition: Edition) -> Iterator[Page]:
    """Every page with the parts of its address and its entry in the menu."""
    yield (), incidents.incidents, "incidents"
    yield ("incidents",), incidents.incidents, "incidents"
    yield ("reports",), reports.reports, "reports"
    yield ("sources",), sources.sources, "sources"
    for key in (i.id for i in edition.weighed.incidents):
        yield ("incidents", key), incident.incident, "incidents"
    for reading in edition.weighed.readings:
        yield ("reports", reading.report.id), reports.report, "reports"
    keys = {f.value for f in archive.facets("source", limit=100_000)}
    named = {(c.source.actor or c.source.name) for r in edition.weighed.readings for c in r.claims if c.source}
    for key in sorted(keys | named):
        yield ("sources", key), sources.source, "sources"


def _write(folder: Path, site: Site, parts: tuple[str, ...], page: Callable[[Ask], Answer], section: str) -> None:
    path = {"id": parts[1]} if len(parts) > 1 else {}
    links = FileLinks(depth=max(0, len(parts) - 1))
    ask = Ask(site=site, session=Session("", "", site.people.user), path=path, links=links)  # type: ignore[union-attr]
    view = page(ask)
    if not isinstance(view, View):
        return
    route = Route("/".join(("", *parts)) or "/", page, twin=False, section=section)
    values = {**page_values(ask, view, route), **view.values}
    file = folder / file_of(*parts)
    twin = file.with_suffix(".json")
    values["twin"] = twin.name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(render(view.template, values), "utf-8")
    twin.write_bytes(to_json(view.data))
