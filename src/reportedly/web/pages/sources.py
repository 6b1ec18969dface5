"""Sources: who speaks in this archive, what each has claimed, where others contradict it, how it is cited."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.archive import Facet, IncidentFilter, NotFoundError
from reportedly.lexicon.actors import load_actors
from reportedly.web.asking import Ask, View, not_found

_MOST, _CLAIMS = 300, 200


@dataclass(frozen=True, slots=True)
class Entry:
    """A source in the list: how it is addressed, how it is called, in how many incidents it speaks."""

    key: str
    name: str
    count: int


def sources(ask: Ask) -> View:
    """Who speaks in most incidents; an actor that the table knows stands there once, by its name."""
    found = ask.site.archive.facets("source", IncidentFilter(), limit=_MOST)
    entries = _once(found)
    return View(
        template="sources.html", title=f"{len(entries)} sources", values={"entries": entries, "most": _MOST},
        data=entries, sheets=("list.css",),
    )  # fmt: skip


def _once(found: tuple[Facet, ...]) -> list[Entry]:
    actors = load_actors()
    out: dict[str, Entry] = {}
    for facet in found:
        match = None if facet.value in actors.actors else actors.lookup(facet.value)
        key = match.actor.id if match else facet.value
        name = actors.actors[key].name if key in actors.actors else facet.value
        if key not in out or out[key].count < facet.count:
            out[key] = Entry(key, name, facet.count)
    return sorted(out.values(), key=lambda e: (-e.count, e.name))


def source(ask: Ask) -> View:
    """Everything one source has claimed, and how often others say what cannot both hold."""
    try:
        row = ask.site.archive.source(ask.path["id"], limit=_CLAIMS)
    except NotFoundError:
        raise not_found("No source of this name has claimed anything in this archive.") from None
    actor = load_actors().actors.get(row.actor or "")
    through = ask.site.archive.facets("outlet", IncidentFilter(source=row.actor or row.name), limit=12)
    return View(
        template="source.html",
        title=row.name[:120],
        values={"row": row, "actor": actor, "through": through},
        data=row,
        sheets=("list.css", "source.css"),
    )
