"""Templates to pages. Whatever is printed is escaped, and made safe to look at, in this one place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reportedly.web.view.places import country_name, spelled_out
from reportedly.web.view.text import clipped, shown
from reportedly.wording import day_phrase, number

TEMPLATES = Path(__file__).parents[1] / "templates"


@cache
def environment() -> Environment:
    """The templates, with the few filters they use."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_safe,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "number": number,
        "clip": clipped,
        "count": _counted,
        "day": _day,
        "country": country_name,
        "spelled": spelled_out,
        "says": _says,
        "thousands": lambda amount: f"{amount:,}",
        "bare": lambda words: words.strip("“”"),
    }
    return made


def render(template: str, values: Mapping[str, Any]) -> str:
    """A page as HTML."""
    return environment().get_template(template).render(values)


def _safe(value: object) -> object:
    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _counted(amount: int, noun: str) -> str:
    """
    >>> _counted(2, "report")
    '2 reports'
    """
    return f"{amount:,} {noun}" + "s" * (amount != 1)


def _day(published: str | None) -> str:
    """A date or date-time as people write it, or that there is none."""
    try:
        moment = datetime.fromisoformat(published or "")
    except ValueError:
        return published or "undated"
    day = day_phrase(moment.date().isoformat(), None) or ""
    return f"{day}, {moment:%H:%M}" if moment.hour or moment.minute else day


def _says(words: str, value: str) -> bool:
    """Whether the words are no more than the value itself."""
    return words.strip("“”…").casefold() == value.casefold()
