"""Who is let in, and what every answer carries: host, session, role, CSRF token, headers."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from reportedly.web.asking import TroubleError
from reportedly.web.people import Role, Session, may

COOKIE = "reportedly_session"
CSP = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)
_STALE = "This form is not of your present session. Open the page again and repeat what you did."
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def is_loopback(host: str) -> bool:
    """Whether an address or name is this machine's own."""
    name = host.strip("[]").casefold()
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def host_of(header: str) -> str:
    """The host in a Host header, without its port."""
    return header.rsplit(":", 1)[0] if not header.endswith("]") and ":" in header else header


def check_host(header: str, *, team: bool) -> None:
    """Without passwords only this machine's own names are answered, so that no foreign name can be bent to it."""
    if not team and not is_loopback(host_of(header)):
        raise TroubleError(400, "Wrong address", "Use the address that `reportedly serve` has printed.")


def check_role(session: Session | None, needed: Role, *, team: bool) -> None:
    """Whether the user of a session may ask for this."""
    if needed == "anyone":
        return
    if session is None and not team:
        raise TroubleError(403, "Not accepted", _STALE)
    if session is None or session.user is None:
        raise TroubleError(401, "Not signed in", "Sign in first.")
    if not may(session.user.role, needed):
        raise TroubleError(403, "Not allowed", f"This needs the role {needed}; yours is {session.user.role}.")


def check_change(session: Session | None, csrf: str | None, headers: Mapping[str, str]) -> None:
    """A change must come from a page of this server, in the session that it was made for."""
    origin, host = headers.get("origin"), headers.get("host", "")
    site = headers.get("sec-fetch-site", "same-origin")
    foreign = site not in ("same-origin", "none") or (origin is not None and urlsplit(origin).netloc != host)
    if foreign or session is None or not session.confirms(csrf):
        raise TroubleError(403, "Not accepted", _STALE)
