"""Who may do what: users, passwords, sessions, limits, and the log of what was done."""

from __future__ import annotations

from reportedly.web.people.local import LocalPeople
from reportedly.web.people.roles import ROLES, Role, may
from reportedly.web.people.session import Session, User
from reportedly.web.people.team import TeamPeople
from reportedly.web.people.throttle import Throttle

__all__ = ["ROLES", "LocalPeople", "Role", "Session", "TeamPeople", "Throttle", "User", "may"]
