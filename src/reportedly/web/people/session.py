"""A user and a session: the cookie holds a random token, the server its hash."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from reportedly.records import Record
from reportedly.web.people.roles import Role

NOBODY = ""


class User(Record):
    """Someone who works with the archive. `active` is false for those who may no longer sign in."""

    name: str
    role: Role
    active: bool = True
    created: str | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One browser of one user; `csrf` must come with everything it changes."""

    token: str
    csrf: str
    user: User | None

    def confirms(self, csrf: str | None) -> bool:
        """Whether a token is the one of this session, compared in constant time."""
        return hmac.compare_digest(self.csrf.encode(), (csrf or "").encode())


def new_token() -> str:
    """A secret that nobody guesses: 256 bits."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What the server keeps of a token, so that a copy of its tables opens no session."""
    return hashlib.sha256(token.encode()).hexdigest()
