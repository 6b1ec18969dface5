"""What a page is asked, and what it answers with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reportedly.web.pages.links import Links
from reportedly.web.people import Session, User

if TYPE_CHECKING:
    from reportedly.web.site import Site


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent."""

    name: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One request, once it was let in. `part` names the element of the page that is wanted alone (htmx)."""

    site: Site
    session: Session
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)
    form: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: tuple[Upload, ...] = ()
    links: Links = field(default_factory=Links)
    part: str | None = None
    address: str = ""

    @property
    def user(self) -> User:
        """Who asks; pages that need a role are never reached without one."""
        return self.session.user or User(name="", role="anyone")

    def wants(self, name: str) -> str | None:
        """A value of the query, None where it is left out or empty."""
        return next((v.strip() for v in self.query.get(name, ()) if v.strip()), None)

    def given(self, name: str) -> str | None:
        """A value of the form, None where it is left out or empty."""
        return next((v.strip() for v in self.form.get(name, ()) if v.strip()), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A page: its template with values, and the same as data for its JSON twin.

    `parts` are templates by the id of the element that they fill, for requests that want no more than that.
    """

    template: str
    title: str
    values: Mapping[str, Any] = field(default_factory=dict)
    data: Any = None
    sheets: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    status: int = 200
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A line at the top of a page. `undo` is the id of a decision that can be taken back."""

    text: str
    wrong: bool = False
    undo: str | None = None


@dataclass(frozen=True, slots=True)
class Redirect:
    """Go on there (303). `session` replaces the cookie; an empty one ends it."""

    to: str
    session: Session | None = None
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Download:
    """Bytes to be saved, never shown."""

    body: bytes
    name: str
    media_type: str = "application/octet-stream"


Answer = View | Redirect | Download


class TroubleError(Exception):
    """A request that cannot be answered: its status, and what to tell the person who asked."""

    def __init__(self, status: int, title: str, text: str) -> None:
        super().__init__(text)
        self.status, self.title, self.text = status, title, text


def not_found(what: str) -> TroubleError:
    """Nothing has this address."""
    return TroubleError(404, "Not found", f"{what} It may have been mistyped, or it is in another archive.")
