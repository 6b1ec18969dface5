"""The line that says how far a long stream of reports is, on a terminal; nothing anywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from rich.console import Console
from rich.live import Live
from rich.text import Text

from reportedly.cli.output import Log
from reportedly.intake import total_size

if TYPE_CHECKING:
    from reportedly.reading.relevance import RelevanceGate

_Item = TypeVar("_Item")
_EVERY = 0.2  # seconds between two looks of the line


@dataclass(slots=True, kw_only=True)
class Progress:
    """What has been gone through so far. The line is drawn when something comes, by no thread of its own: processes are
    forked meanwhile."""

    log: Log
    gate: RelevanceGate | None = None
    total: int | None = None  # bytes
    live: Live | None = None
    done: int = 0
    bytes: int = 0
    began: float = field(default_factory=time.monotonic)
    drawn: float = 0.0

    @classmethod
    @contextmanager
    def over(cls, files: Iterable[str], log: Log, gate: RelevanceGate | None = None) -> Iterator[Progress]:
        """The progress of a stream from these files. Result lines on the same terminal stand above the line."""
        console = Console(stderr=True)
        if not console.is_terminal:
            yield cls(log=log, gate=gate)
            return
        with Live(
            console=console, auto_refresh=False, transient=True, redirect_stdout=sys.stdout.isatty()
        ) as live:
            yield cls(log=log, gate=gate, total=total_size(files), live=live)

    @property
    def shown(self) -> bool:
        """Whether there is anybody to see it."""
        return self.live is not None

    def taken(self, size: int) -> None:
        """So many more bytes have been gone through."""
        self.bytes += size
        self._draw()

    def counted(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """The same items, counted as they come."""
        for item in items:
            self.done += 1
            yield item
            self._draw()

    def line(self, now: float) -> str:
        """The line: reports, their speed, what was passed over, what failed, and the time left where that is known."""
        over = self.gate.passed_over if self.gate else 0
        seen, spent = self.done + over + self.log.failed, max(now - self.began, 1e-3)
        parts = [f"{seen:,} reports", f"{seen / spent:,.1f} a second"]
        if self.gate:
            parts.append(f"{over:,} passed over")
        parts += [f"{self.done:,} done", f"{self.log.failed:,} failed", f"{clock(spent)} so far"]
        if self.total and self.bytes:
            parts.append(f"{clock(spent * max(self.total - self.bytes, 0) / self.bytes)} left")
        return " · ".join(parts)

    def _draw(self) -> None:
        now = time.monotonic()
        if self.live is not None and now - self.drawn >= _EVERY:
            self.drawn = now
            self.live.update(Text(self.line(now), no_wrap=True, overflow="ellipsis"), refresh=True)


def clock(seconds: float) -> str:
    """Seconds as people read them.

    >>> clock(3725)
    '1:02:05'
    """
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
