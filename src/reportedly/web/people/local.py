"""One person on their own machine: no password, but a session, so that no other page in the browser can act for them."""

from __future__ import annotations

import threading
from collections import OrderedDict

from reportedly.web.people.session import Session, User, new_token

_MOST = 1000


class LocalPeople:
    """Every browser that reaches this machine's own address is the one user, who may do everything."""

    team = False

    def __init__(self, name: str) -> None:
        self.user = User(name=name, role="admin")
        self._sessions: OrderedDict[str, Session] = OrderedDict()
        self._lock = threading.Lock()

    def session(self, token: str | None) -> Session | None:
        """The session of a cookie, if this server gave it out."""
        with self._lock:
            return self._sessions.get(token or "")

    def open(self) -> Session:
        """A new session. The oldest of very many is dropped."""
        made = Session(new_token(), new_token(), self.user)
        with self._lock:
            self._sessions[made.token] = made
            if len(self._sessions) > _MOST:
                self._sessions.popitem(last=False)
        return made
