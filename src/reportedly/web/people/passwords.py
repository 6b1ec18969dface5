"""Passwords: argon2id with the costs of RFC 9106 (low memory), and a few plain rules about what will do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST: Final = 12
LONGEST: Final = 1000


def seal(password: str) -> str:
    """The hash that is kept."""
    return str(_hasher().hash(password))


def fits(sealed: str, password: str) -> bool:
    """Whether a password is the one that was sealed."""
    from argon2.exceptions import Argon2Error, InvalidHashError

    try:
        return bool(_hasher().verify(sealed, password))
    except (Argon2Error, InvalidHashError):
        return False


def fault_of(password: str, name: str) -> str | None:
    """Why a password will not do, or None."""
    if len(password) < SHORTEST:
        return f"A password needs at least {SHORTEST} characters; a few words in a row are easy to remember."
    if len(password) > LONGEST:
        return f"A password may have at most {LONGEST} characters."
    if len(set(password)) < 5 or (name and password.casefold().strip() in (name.casefold(), name.casefold() * 2)):
        return "This password is too easy to guess; a few words in a row are better."
    return None


def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher
    from argon2.profiles import RFC_9106_LOW_MEMORY

    return PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
