"""A team: users with passwords and roles, sessions that outlive the server, and a log that is only ever appended to."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from reportedly.archive.store import Store
from reportedly.records import Record
from reportedly.web.people.passwords import fault_of, fits, seal
from reportedly.web.people.roles import ROLES, Role
from reportedly.web.people.session import NOBODY, Session, User, digest, new_token
from reportedly.web.people.tables import METADATA, audit, sessions, users

IDLE, LONGEST = 12 * 3600, 14 * 24 * 3600  # seconds that a session may lie idle, and last at all
_TOUCH = 60
_NAME = re.compile(r"[\w][\w .@-]{0,63}")


class PeopleError(ValueError):
    """Something about users cannot be done; the message says why."""


class AuditRow(Record):
    """One entry of the log: who did what to what, from which address."""

    seq: int
    at: str
    who: str
    what: str
    subject: str
    address: str


class TeamPeople:
    """The users of a team, kept in the database of their archive."""

    team = True

    def __init__(self, store: Store) -> None:
        self._store = store
        store.write(lambda c: METADATA.create_all(c))
        self._dummy = seal(new_token())

    def session(self, token: str | None) -> Session | None:
        """The session of a cookie, if it is known, fresh, and its user may still sign in."""
        if not token:
            return None
        now = int(time.time())
        with self._store.read() as c:
            row = c.execute(select(sessions).where(sessions.c.token == digest(token))).first()
            found = c.execute(select(users).where(users.c.name == row.user)).first() if row and row.user else None
        if row is None or now - row.used > IDLE or now - row.opened > LONGEST:
            return None
        if row.user != NOBODY and (found is None or not found.active):
            return None
        if now - row.used > _TOUCH:
            self._store.write(
                lambda c: c.execute(update(sessions).where(sessions.c.token == row.token).values(used=now))
            )
        user = User(name=found.name, role=found.role, created=found.created) if found else None
        return Session(token, row.csrf, user)

    def open(self, user: User | None = None) -> Session:
        """A new session; without a user, the one in which someone signs in."""
        made = Session(new_token(), new_token(), user)
        now = int(time.time())
        row = {"token": digest(made.token), "csrf": made.csrf, "user": user.name if user else NOBODY}

        def keep(c: Connection) -> None:
            c.execute(delete(sessions).where((sessions.c.used < now - IDLE) | (sessions.c.opened < now - LONGEST)))
            c.execute(insert(sessions), {**row, "opened": now, "used": now})

        self._store.write(keep)
        return made

    def close(self, session: Session) -> None:
        """End a session."""
        self._store.write(lambda c: c.execute(delete(sessions).where(sessions.c.token == digest(session.token))))

    def check(self, name: str, password: str) -> User | None:
        """The user with this name and password. It takes as long where there is no such user."""
        with self._store.read() as c:
            row = c.execute(select(users).where(users.c.name == name)).first()
        right = fits(row.password if row else self._dummy, password)
        return User(name=row.name, role=row.role, created=row.created) if row and right and row.active else None

    def users(self) -> tuple[User, ...]:
        """All users by name."""
        with self._store.read() as c:
            rows = c.execute(select(users).order_by(users.c.name)).all()
        return tuple(User(name=r.name, role=r.role, active=r.active, created=r.created) for r in rows)

    def add(self, name: str, password: str, role: str) -> User:
        """A new user. Raises PeopleError."""
        name = name.strip()
        if not _NAME.fullmatch(name):
            raise PeopleError(
                "A name needs one to 64 letters, digits, blanks or . @ - and begins with a letter or digit."
            )
        made = User(name=name, role=_role(role), created=_now())
        fault = fault_of(password, name)
        if fault:
            raise PeopleError(fault)
        row = {
            "name": name,
            "role": made.role,
            "password": seal(password),
            "active": True,
            "created": made.created,
        }
        try:
            self._store.write(lambda c: c.execute(insert(users), row))
        except IntegrityError:
            raise PeopleError(f"There is a user {name} already.") from None
        return made

    def change(
        self, name: str, *, role: str | None = None, active: bool | None = None, password: str | None = None
    ) -> None:
        """Change a user's role, password, or whether they may sign in; their sessions end. Raises PeopleError."""
        values: dict[str, object] = {}
        if role is not None:
            values["role"] = _role(role)
        if active is not None:
            values["active"] = active
        if password is not None:
            fault = fault_of(password, name)
            if fault:
                raise PeopleError(fault)
            values["password"] = seal(password)

        def apply(c: Connection) -> None:
            if c.execute(update(users).where(users.c.name == name).values(**values)).rowcount == 0:
                raise PeopleError(f"There is no user {name}.")
            admins = select(func.count()).select_from(users).where(users.c.role == "admin", users.c.active)
            if c.execute(admins).scalar_one() == 0:
                raise PeopleError("A team needs at least one admin who can sign in.")
            c.execute(delete(sessions).where(sessions.c.user == name))

        self._store.write(apply)

    def log(self, who: str, what: str, subject: str, address: str) -> None:
        """Append an entry to the log."""
        row = {"at": _now(), "who": who, "what": what, "subject": subject[:300], "address": address}
        self._store.write(lambda c: c.execute(insert(audit), row))

    def entries(
        self, *, who: str | None = None, before: int | None = None, limit: int = 100
    ) -> Sequence[AuditRow]:
        """The log, latest first."""
        query = select(audit).order_by(audit.c.seq.desc()).limit(limit)
        query = query.where(audit.c.who == who) if who else query
        query = query.where(audit.c.seq < before) if before is not None else query
        with self._store.read() as c:
            return [AuditRow.model_validate(row._asdict()) for row in c.execute(query)]


def _role(name: str) -> Role:
    for role in ROLES:
        if role == name:
            return role
    raise PeopleError(f"There is no role {name!r}; there are {', '.join(ROLES)}.")


def _now() -> str:
    return datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
