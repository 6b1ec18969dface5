"""The list of incidents: found by facets, words, time and place; all of it in the address."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from reportedly.archive import Facet, IncidentRow
from reportedly.web.asking import Answer, Ask, Note, Redirect, View
from reportedly.web.pages.wanted import SORTS, Wanted, wanted_of
from reportedly.web.view.places import spelled_out
from reportedly.wording import day_phrase

PAGE = 50
FACETS = ("type", "country", "grade", "source")
_MOST_VALUES = 8
_COUNTED_AT_ONCE = 5_000
# How a filter changes the page without leaving it: the list, its count, form and chips come anew, the map stays.
SWAP = Markup(
    'hx-target="#found" hx-select="#found" hx-swap="outerHTML" hx-push-url="true" hx-select-oob="#count,#filters,#chips"'
)


@dataclass(frozen=True, slots=True)
class FacetList:
    """A facet and its most frequent values among what is wanted."""

    kind: str
    values: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the list in words."""

    row: IncidentRow
    where: str
    when: str


def incidents(ask: Ask) -> Answer:
    """The incidents that are wanted, a page of them, with the facets among them."""
    archive, wanted = ask.site.archive, wanted_of(ask)
    page = archive.incidents(wanted.filter, sort=wanted.sort, limit=PAGE, after=wanted.after)
    if not page.rows and not list(wanted.parts()) and not archive.reports(limit=1).total:
        return Redirect(ask.links.to())
    at_once = not ask.links.files and archive.incidents(limit=1).total <= _COUNTED_AT_ONCE
    facets = _facets(ask, wanted) if at_once else None
    return View(
        template="incidents.html",
        title=_title(wanted, page.total),
        values={
            "wanted": wanted,
            "page": page,
            "rows": [_shown(row) for row in page.rows],
            "facets": facets,
            "facet_address": ask.links.to("incidents", "facets", **wanted.query()),
            "sorts": SORTS,
            "swap": SWAP,
            "vendor": ask.links.asset("vendor/maplibre-gl.js").partition("maplibre-gl.js")[0],
        },
        data={"page": page, "faults": wanted.faults},
        sheets=("list.css",),
        modules=("list.js",),
        note=Note(" ".join(f"{fault}." for fault in wanted.faults), wrong=True) if wanted.faults else None,
    )


def facets(ask: Ask) -> View:
    """The facets among the incidents that are wanted: for lists so long that counting takes longer than listing."""
    wanted = wanted_of(ask)
    counted = _facets(ask, wanted)
    return View(
        template="facets.html",
        title="Facets",
        values={"wanted": wanted, "facets": counted},
        data={f.kind: f.values for f in counted},
        sheets=("list.css",),
        parts={"facets": "incidents_facets.html"},
    )


def _facets(ask: Ask, wanted: Wanted) -> list[FacetList]:
    found = (FacetList(kind, ask.site.archive.facets(kind, wanted.filter, limit=_MOST_VALUES)) for kind in FACETS)
    return [facet for facet in found if facet.values]


def spread(ask: Ask) -> View:
    """How the wanted incidents lie in space and time: what map and timeline are drawn from."""
    found = ask.site.archive.spread(wanted_of(ask).filter)
    return View(template="incidents.html", title="Spread", data=found)


def _shown(row: IncidentRow) -> Shown:
    headline = row.headline.removeprefix(f"{row.type}, ")
    when = day_phrase(row.start, row.end)
    where = headline.removesuffix(f", {when}") if when else headline
    told = spelled_out(where, row.country) if where != row.type and where != when else "place not stated"
    return Shown(row, told, when or "date not stated")


def _title(wanted: Wanted, total: int) -> str:
    """What the page shows, for its tab and for whoever hears it."""
    filters = ", ".join(f"{name} {value}" for name, value, _ in wanted.chips())
    return f"{total:,} incidents" + (f": {filters}" if filters else "")
