"""Addresses of pages and assets: on a server from its root, in a published folder from the page itself."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlencode

STATIC = Path(__file__).parents[1] / "static"
_PLAIN = re.compile(r"[\w.-]{1,120}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses on a server that is mounted at `root`."""

    root: str = ""
    files: bool = False

    def to(self, *parts: str, **query: object) -> str:
        """The address of a page: `to("incidents", id, policy="range")`."""
        path = "/".join(quote(part, safe="") for part in parts)
        asked = {name: value for name, value in query.items() if value not in (None, "")}
        return f"{self.root}/{path}" + (f"?{urlencode(asked, doseq=True)}" if asked else "")

    def asset(self, name: str) -> str:
        """The address of an asset, which changes with its content, so that browsers may keep it."""
        return f"{self.root}/static/{name}?{_stamp(name)}"


@dataclass(frozen=True, slots=True)
class FileLinks(Links):
    """Addresses between files: from a page `depth` folders down."""

    depth: int = 0
    files: bool = True

    def to(self, *parts: str, **query: object) -> str:
        """The file of a page, from here. Queries have no file and are left out."""
        return "../" * self.depth + file_of(*parts)

    def asset(self, name: str) -> str:
        """The file of an asset, from here."""
        return f"{'../' * self.depth}static/{name}"


def file_of(*parts: str) -> str:
    """The file that a page is published as; ids that are no plain names are named by their hash.

    >>> file_of("incidents", "incident-1613f9374fc1")
    'incidents/incident-1613f9374fc1.html'
    """
    return "/".join(map(_plain, parts or ("index",))) + ".html"


def _plain(part: str) -> str:
    if _PLAIN.fullmatch(part) and not part.startswith("."):
        return part
    return hashlib.sha256(part.encode()).hexdigest()[:16]


@cache
def _stamp(name: str) -> str:
    file = STATIC / name
    return hashlib.sha256(file.read_bytes()).hexdigest()[:8] if file.exists() else "0"


def assets_built() -> bool:
    """Whether what comes from npm is there (`make install` builds it where Node.js is installed)."""
    return (STATIC / "vendor" / "fonts.css").exists()
