"""The table of routes: every address, how it is asked, by whom, and which page answers. The app and the tests walk it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from reportedly.web.asking import Answer, Ask
from reportedly.web.pages import add, decide, incident, incidents, reports, review, sources, team
from reportedly.web.people import Role


@dataclass(frozen=True, slots=True)
class Route:
    """One address. `twin` says that the same stands as JSON under the same address with .json; `section` is the entry of
    the menu that it belongs to; `team` that it is there only where people sign in, `only_json` that it is
    read by the modules of a page and has no page of its own."""

    path: str
    page: Callable[[Ask], Answer]
    role: Role = "reader"
    method: Literal["GET", "POST"] = "GET"
    twin: bool = True
    section: str = ""
    team: bool = False
    only_json: bool = False


ROUTES: tuple[Route, ...] = (
    Route("/", add.home, twin=False),
    Route("/add", add.add, role="reviewer", section="add"),
    Route("/add", add.take, role="reviewer", method="POST", section="add"),
    Route("/demo", add.demo, role="reviewer", method="POST", section="add"),
    Route("/incidents", incidents.incidents, section="incidents"),
    Route("/incidents/spread.json", incidents.spread, section="incidents", only_json=True),
    Route("/incidents/facets", incidents.facets, section="incidents"),
    Route("/incidents/{id:path}", incident.incident, section="incidents"),
    Route("/reports", reports.reports, section="reports"),
    Route("/reports/{id:path}", reports.report, section="reports"),
    Route("/originals/{sha256}", reports.original, twin=False, section="reports"),
    Route("/sources", sources.sources, section="sources"),
    Route("/sources/{id:path}", sources.source, section="sources"),
    Route("/review", review.queue, role="reviewer", section="review"),
    Route("/review/{id:path}", review.review, role="reviewer", section="review"),
    Route("/decisions", decide.decisions, section="review"),
    Route("/decisions", decide.decide, role="reviewer", method="POST", section="review"),
    Route("/signin", team.sign_in_page, role="anyone", twin=False, team=True),
    Route("/signin", team.sign_in, role="anyone", method="POST", team=True),
    Route("/signout", team.sign_out, method="POST", team=True),
    Route("/setup", team.setup_page, role="anyone", twin=False, team=True),
    Route("/setup", team.setup, role="anyone", method="POST", team=True),
    Route("/account", team.account, section="account", team=True),
    Route("/account", team.change_password, method="POST", section="account", team=True),
    Route("/users", team.users, role="admin", section="users", team=True),
    Route("/users", team.add_user, role="admin", method="POST", section="users", team=True),
    Route("/users/change", team.change_user, role="admin", method="POST", section="users", team=True),
    Route("/audit", team.audit, role="admin", section="audit", team=True),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the menu."""

    path: str
    label: str
    role: Role = "reader"
    team: bool = False


MENU: tuple[Entry, ...] = (
    Entry("incidents", "Incidents"),
    Entry("review", "Review", role="reviewer"),
    Entry("reports", "Reports"),
    Entry("sources", "Sources"),
    Entry("add", "Add", role="reviewer"),
    Entry("users", "Users", role="admin", team=True),
    Entry("audit", "Log", role="admin", team=True),
)
