"""Signing in and out, one's own password, users and roles, the log."""

from __future__ import annotations

import hmac

from reportedly.web.asking import Answer, Ask, Note, Redirect, TroubleError, View
from reportedly.web.people import ROLES, TeamPeople
from reportedly.web.people.team import PeopleError

_PAGE = 100


def people_of(ask: Ask) -> TeamPeople:
    """The people of a team; routes that need them are not there without one."""
    if not isinstance(ask.site.people, TeamPeople):
        raise TroubleError(404, "Not found", "This archive is used by one person, without signing in.")
    return ask.site.people


def sign_in_page(ask: Ask) -> Answer:
    """The form, in a session of its own, so that nobody can sign another in behind their back."""
    if ask.session.user:
        return Redirect(ask.links.to())
    return _sign_in(ask)


def _sign_in(ask: Ask, note: Note | None = None, status: int = 200) -> View:
    return View(
        template="signin.html", title="Sign in", values={"next": ask.wants("next") or ask.given("next") or ""},
        sheets=("add.css",), note=note, status=status,
    )  # fmt: skip


def sign_in(ask: Ask) -> Answer:
    """Check name and password; a few tries in five minutes for each name and each address."""
    people, name = people_of(ask), ask.given("name") or ""
    wait = ask.site.tries.wait(f"name:{name}", f"address:{ask.address}")
    if wait:
        people.log(name, "sign-in held back", "", ask.address)
        return _sign_in(ask, Note(f"Too many tries. Wait {wait} seconds.", wrong=True), 429)
    user = people.check(name, next(iter(ask.form.get("password", ())), ""))
    if user is None:
        people.log(name, "sign-in refused", "", ask.address)
        return _sign_in(ask, Note("Name and password do not fit together.", wrong=True), 403)
    ask.site.tries.forget(f"name:{name}")
    people.close(ask.session)
    people.log(user.name, "signed in", "", ask.address)
    return Redirect(_inside(ask), session=people.open(user))


def _inside(ask: Ask) -> str:
    """Where to go on after signing in: only ever to a page of this server."""
    wanted = ask.given("next") or ""
    safe = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if safe else ask.links.to()


def sign_out(ask: Ask) -> Answer:
    """End the session."""
    people = people_of(ask)
    people.close(ask.session)
    people.log(ask.user.name, "signed out", "", ask.address)
    return Redirect(ask.links.to("signin"), ends=True)


def setup_page(ask: Ask) -> Answer:
    """The first admin, by the address that the server printed when it started."""
    _check_setup(ask, ask.wants("token"))
    return View(
        template="setup.html", title="The first admin", values={"token": ask.wants("token")}, sheets=("add.css",)
    )


def setup(ask: Ask) -> Answer:
    """Make the first admin and sign them in."""
    _check_setup(ask, ask.given("token"))
    people = people_of(ask)
    try:
        user = people.add(ask.given("name") or "", next(iter(ask.form.get("password", ())), ""), "admin")
    except PeopleError as error:
        values = {"token": ask.given("token")}
        note = Note(str(error), wrong=True)
        return View(
            template="setup.html",
            title="The first admin",
            values=values,
            sheets=("add.css",),
            note=note,
            status=422,
        )
    people.log(user.name, "first admin", user.name, ask.address)
    return Redirect(ask.links.to(), session=people.open(user))


def _check_setup(ask: Ask, token: str | None) -> None:
    wanted = ask.site.setup_token
    right = wanted is not None and hmac.compare_digest(wanted.encode(), (token or "").encode())
    if not right or people_of(ask).users():
        raise TroubleError(
            403, "Not allowed", "This address was for the first admin, once. Ask an admin for a user."
        )


def account(ask: Ask) -> View:
    """One's own user."""
    return View(template="account.html", title="Your account", sheets=("add.css",), data=ask.user)


def change_password(ask: Ask) -> Answer:
    """A new password, after the old one; every session of the user ends but this one's successor."""
    people = people_of(ask)
    old, new = (next(iter(ask.form.get(n, ())), "") for n in ("old", "new"))
    note = None
    if ask.site.tries.wait(f"name:{ask.user.name}"):
        note = Note("Too many tries. Wait a few minutes.", wrong=True)
    elif people.check(ask.user.name, old) is None:
        note = Note("The present password is another one.", wrong=True)
    else:
        try:
            people.change(ask.user.name, password=new)
        except PeopleError as error:
            note = Note(str(error), wrong=True)
    if note:
        return View(template="account.html", title="Your account", sheets=("add.css",), note=note, status=422)
    people.log(ask.user.name, "changed own password", "", ask.address)
    return Redirect(ask.links.to(), session=people.open(ask.user))


def users(ask: Ask) -> View:
    """Users and their roles."""
    return _users(ask)


def _users(ask: Ask, note: Note | None = None, status: int = 200) -> View:
    listed = people_of(ask).users()
    values = {"users": listed, "roles": ROLES}
    return View(template="users.html", title="Users", values=values, data=listed, note=note, status=status)


def add_user(ask: Ask) -> Answer:
    """A new user."""
    people = people_of(ask)
    try:
        user = people.add(
            ask.given("name") or "", next(iter(ask.form.get("password", ())), ""), ask.given("role") or "reader"
        )
    except PeopleError as error:
        return _users(ask, Note(str(error), wrong=True), 422)
    people.log(ask.user.name, f"added user as {user.role}", user.name, ask.address)
    return Redirect(ask.links.to("users"))


def change_user(ask: Ask) -> Answer:
    """Another role, another password, or no longer a user."""
    people, name = people_of(ask), ask.given("name") or ""
    role, active = ask.given("role"), ask.given("active")
    password = next(iter(ask.form.get("password", ())), "") or None
    try:
        people.change(name, role=role, active=None if active is None else active == "yes", password=password)
    except PeopleError as error:
        return _users(ask, Note(str(error), wrong=True), 422)
    told = [
        f"role {role}" if role else "",
        f"active {active}" if active else "",
        "new password" if password else "",
    ]
    people.log(ask.user.name, f"changed user: {', '.join(filter(None, told))}", name, ask.address)
    return Redirect(ask.links.to("users"))


def audit(ask: Ask) -> View:
    """Who did what, latest first."""
    before = ask.wants("before") or ""
    rows = people_of(ask).entries(
        who=ask.wants("who"), before=int(before) if before.isdecimal() and len(before) < 19 else None, limit=_PAGE
    )
    values = {"rows": rows, "more": rows[-1].seq if len(rows) == _PAGE else None, "who": ask.wants("who")}
    return View(template="audit.html", title="Log", values=values, data=rows)
