"""Which network addresses may be asked: public ones, and those that a setting allows by name."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from reportedly.intake.fetch.settings import Address, FetchSettings
from reportedly.intake.limits import IntakeError

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def checked(host: str, port: int, settings: FetchSettings) -> list[str]:
    """The addresses of a host, resolved once. Raises IntakeError where there are none, or where one is not public.

    One private address among public ones is enough to refuse them all: such a name is a trap.
    """
    try:
        found = settings.resolver(host, port)
    except (OSError, UnicodeError) as error:
        raise IntakeError(f"the host {host} is not found", "check the address, and the connection") from error
    if not found:
        raise IntakeError(f"the host {host} has no address", "check the address")
    refused = next((a for a in found if not _allowed(a, settings.allowed)), None)
    if refused is not None:
        what = "is" if host.strip("[]") == refused else f"leads to {refused}, which is"
        raise IntakeError(f"{host} {what} not a public address", "save the page, and give the file")
    return found


def _allowed(address: str, allowed: Iterable[str]) -> bool:
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return is_public(ip) or any(ip in ipaddress.ip_network(network) for network in allowed)


def is_public(ip: Address) -> bool:
    """Whether an address is one of the public net; an IPv4 address inside an IPv6 one is looked at too.

    >>> is_public(ipaddress.ip_address("::ffff:127.0.0.1")), is_public(ipaddress.ip_address("9.9.9.9"))
    (False, True)
    """
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64 or ip.packed[:12] == bytes(12):  # the second is the old form ::127.0.0.1
            inner.append(ipaddress.IPv4Address(ip.packed[12:]))
        if any(old is not None and not is_public(old) for old in inner) or ip.is_site_local:
            return False
        if ip.ipv4_mapped is not None:
            return True
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)
