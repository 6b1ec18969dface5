"""How politely and how far the fetcher goes."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], list[str]]


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system resolves them. Raises OSError where there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(item[4][0]) for item in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """Limits and manners. Times are in seconds, sizes in bytes after unpacking.

    `contact` stands in the User-Agent, for those who run the servers. `allowed` are addresses that may be fetched
    though they are not public; the default is none, and only tests and people who know their own network set it.
    """

    contact: str | None = None
    largest: int = 50_000_000
    connecting: float = 10.0
    reading: float = 15.0
    total: float = 60.0
    redirects: int = 5
    delay: float = 1.0
    longest_delay: float = 60.0
    allowed: tuple[str, ...] = ()
    resolver: Resolver = resolve
