"""The exporters there are: entry points of the group `reportedly.exporters`, the built-in ones among them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import entry_points

from reportedly.export.format import Format
from reportedly.export.optional import ExportError

GROUP = "reportedly.exporters"


@cache
def format_names() -> tuple[str, ...]:
    """The names of the formats that are installed, in order."""
    return tuple(sorted({point.name for point in entry_points(group=GROUP)}))


def get_format(name: str) -> Format:
    """A format by its name. Raises ExportError that lists those there are, or says what is wrong with a plug-in."""
    found = [point for point in entry_points(group=GROUP) if point.name == name]
    if not found:
        there = ", ".join(format_names()) or "none: install reportedly again, its entry points are missing"
        raise ExportError(f"no format is called {name!r}; there are {there}")
    own = [point for point in found if point.dist and point.dist.name == "reportedly"]
    point = (own or found)[0]  # a plug-in cannot pose as a built-in format
    try:
        form = point.load()
    except (ImportError, AttributeError) as error:
        raise ExportError(f"format {name!r} ({point.value}) cannot be loaded: {error}") from error
    if not isinstance(form, Format):
        raise ExportError(f"format {name!r} ({point.value}) is no reportedly.export.Format")
    return form


def formats() -> Mapping[str, Format]:
    """Every format by its name."""
    return {name: get_format(name) for name in format_names()}
