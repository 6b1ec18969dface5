"""Three roles; each may do all that the ones before it may."""

from __future__ import annotations

from typing import Literal, get_args

Role = Literal["anyone", "reader", "reviewer", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)[1:]


def may(held: Role, needed: Role) -> bool:
    """Whether who holds a role may do what another role is needed for.

    >>> may("reviewer", "reader"), may("reader", "admin")
    (True, False)
    """
    order = get_args(Role)
    return bool(order.index(held) >= order.index(needed))
