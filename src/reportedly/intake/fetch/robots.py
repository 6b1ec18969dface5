"""What a site asks robots to do (RFC 9309), remembered for a day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reportedly.intake.fetch.errors import FetchError

_AGENT = "reportedly"
_LARGEST = 500_000
_A_DAY = 86_400.0


class Robots:
    """The robots.txt of every site that was asked; `ask` fetches one and returns its status and its body."""

    def __init__(self, ask: Callable[[str], tuple[int, bytes]], now: Callable[[], float]) -> None:
        self._ask, self._now = ask, now
        self._known: dict[str, tuple[float, Any]] = {}

    def check(self, origin: str, url: str) -> float | None:
        """How many seconds the site wants between two requests. Raises FetchError where it does not want this one."""
        rules = self._rules(origin)
        if not rules.can_fetch(url, _AGENT):
            raise FetchError(
                "its site does not want programs there (robots.txt)", "save the page, and give the file"
            )
        delay = rules.crawl_delay(_AGENT)
        return float(delay) if delay is not None else None

    def _rules(self, origin: str) -> Any:
        from protego import Protego

        known = self._known.get(origin)
        if known is not None and self._now() - known[0] < _A_DAY:
            return known[1]
        try:
            status, body = self._ask(f"{origin}/robots.txt")
        except FetchError as error:
            if not error.passing:
                raise
            raise FetchError(
                f"the robots.txt of {origin} cannot be had ({error.what})", "try again later", passing=True
            ) from error
        rules = Protego.parse(body[:_LARGEST].decode("utf-8", errors="replace") if status == 200 else "")
        self._known[origin] = (self._now(), rules)
        return rules
