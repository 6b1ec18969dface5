"""Which incidents are wanted, as the address says it; and addresses that say it a little otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import get_args

from reportedly.archive import IncidentFilter, Review, Sort
from reportedly.records import TOLL_FIELDS
from reportedly.web.asking import Ask

SORTS: tuple[Sort, ...] = get_args(Sort)
_REVIEWS: tuple[Review, ...] = get_args(Review)
_WORDS = ("words", "type", "grade", "country", "place", "actor", "source", "outlet")
LABELS = {"since": "from", "until": "to", "at_least": "at least", "at_most": "at most", "words": "search"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The state of the list: filter, order, place in it; `faults` says which parts of the address make no sense."""

    filter: IncidentFilter
    sort: Sort = "newest"
    after: str | None = None
    faults: tuple[str, ...] = ()

    def query(self) -> dict[str, str]:
        """The state as it stands in an address; what is as usual is left out."""
        out = {}
        for name, value in self.parts():
            out[name] = value
        if self.sort != "newest":
            out["sort"] = self.sort
        return out

    def parts(self) -> Iterator[tuple[str, str]]:
        """The filters in use."""
        usual = IncidentFilter()
        for field in fields(self.filter):
            value = getattr(self.filter, field.name)
            if value != getattr(usual, field.name):
                yield field.name, _told(value)

    def chips(self) -> Iterator[tuple[str, str, dict[str, str]]]:
        """Each filter in use: its name, its value, and the state without it."""
        held = self.query()
        for name, value in self.parts():
            yield LABELS.get(name, name), value, {k: v for k, v in held.items() if k != name}

    def with_(self, **values: str) -> dict[str, str]:
        """The state with other values, from the beginning of the list."""
        return {**self.query(), **values}


def _told(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ",".join(f"{part:g}" for part in value)
    return str(value)


def wanted_of(ask: Ask) -> Wanted:
    """The state that an address asks for; what cannot be understood is left out and said."""
    faults: list[str] = []

    def read(name: str, parse: Callable[[str], object]) -> object:
        text = ask.wants(name)
        try:
            return parse(text) if text else None
        except ValueError as error:
            faults.append(f"{LABELS.get(name, name)}: {error}")
            return None

    values: dict[str, object] = {name: read(name, lambda text: text[:200]) for name in _WORDS}
    values |= {name: read(name, _day) for name in ("since", "until")}
    values |= {name: read(name, _number) for name in ("at_least", "at_most")}
    values |= {
        "near": read("near", _near),
        "box": read("box", _box),
        "disputed": read("disputed", lambda t: _one_of(t, ("yes", "no")) == "yes"),
        "review": read("review", lambda t: _one_of(t, _REVIEWS)),
        "field": read("field", lambda t: _one_of(t, TOLL_FIELDS)) or "killed",
        "report": read("report", str),
    }
    known = {f.name for f in fields(IncidentFilter)}
    chosen = replace(IncidentFilter(), **{k: v for k, v in values.items() if k in known})  # type: ignore[arg-type]
    sort: Sort = next((s for s in SORTS if s == ask.wants("sort")), "newest")
    return Wanted(chosen, sort, ask.wants("after"), tuple(faults))


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(f"“{text[:40]}” is no day; write it like 2021-06-29") from None


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise ValueError(f"“{text[:40]}” is no number")
    return int(text)


def _near(text: str) -> tuple[float, ...]:
    return _floats(text, 3, "latitude, longitude and kilometres, parted by commas")


def _box(text: str) -> tuple[float, ...]:
    return _floats(text, 4, "west, south, east and north, parted by commas")


def _floats(text: str, count: int, what: str) -> tuple[float, ...]:
    try:
        found = tuple(float(part) for part in text.split(","))
    except ValueError:
        found = ()
    if len(found) != count or not all(-20_000 < value < 20_000 for value in found):
        raise ValueError(f"“{text[:40]}” is not {what}")
    return found


def _one_of(text: str, allowed: tuple[str, ...]) -> str:
    if text not in allowed:
        raise ValueError(f"“{text[:40]}” is none of {', '.join(allowed)}")
    return text
