"""How often something may be tried: so many times within so many seconds, for each key."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

_MOST_KEYS = 20_000


class Throttle:
    """A sliding window. `clock` gives seconds."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._tries: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def wait(self, *keys: str) -> int:
        """Seconds to wait before any of these may be tried again; 0 lets the try through and counts it."""
        now = self._clock()
        with self._lock:
            held = [self._recent(key, now) for key in keys]
            full = [tries[0] + self._seconds - now for tries in held if len(tries) >= self._most]
            if full:
                return max(1, round(max(full)))
            for tries in held:
                tries.append(now)
            return 0

    def forget(self, key: str) -> None:
        """Let a key begin anew: it was right after all."""
        with self._lock:
            self._tries.pop(key, None)

    def _recent(self, key: str, now: float) -> deque[float]:
        if len(self._tries) > _MOST_KEYS:
            self._tries = {k: v for k, v in self._tries.items() if v and v[-1] > now - self._seconds}
        tries = self._tries.setdefault(key, deque())
        while tries and tries[0] <= now - self._seconds:
            tries.popleft()
        return tries
