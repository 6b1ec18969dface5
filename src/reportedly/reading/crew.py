"""Several processes that read reports side by side: models shared by fork, results in order, no report lost with another."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import Any, TypeVar

from reportedly.gazetteer import open_gazetteer
from reportedly.reading.reader import ReaderSettings
from reportedly.reading.readers import BUILT_IN, get_reader
from reportedly.reading.stumble import Stumble, last_words, read_each
from reportedly.records import Reading, Report

TOGETHER = 8  # reports that go to a process at once
AHEAD = 4  # parcels per process that are taken before the first of them is done
HELD = 2  # parcels that a process has at once, so that it need not wait for the one who sends
SERVES = 5_000  # reports that a process reads before a fresh one takes its place: memory stays flat

_Other = TypeVar("_Other")
_FIRST = Report(id="first", text="Police said on Monday that four people were killed in Kabul.", language="en")


@dataclass(slots=True, eq=False)
class _Parcel:
    """Items in the order in which they came; those that are reports are to be read. A suspect is one that a process may
    have died on: it goes to a process that has nothing else."""

    items: list[Any]
    done: list[Any] | None = None
    suspect: bool = False

    @property
    def reports(self) -> list[Report]:
        return [item for item in self.items if isinstance(item, Report)]


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, our end of the pipe to it, what it is to read, and how much it has been given."""

    process: BaseProcess
    pipe: Connection
    parcels: deque[_Parcel] = field(default_factory=deque)
    served: int = 0

    def takes(self, parcel: _Parcel, most: int) -> bool:
        """Whether it can be given a parcel when each may have so many."""
        if parcel.suspect or any(held.suspect for held in self.parcels):
            return not self.parcels
        return len(self.parcels) < most and self.served < SERVES


def read_beside(
    items: Iterable[Report | _Other], settings: ReaderSettings, processes: int, *, name: str = BUILT_IN
) -> Iterator[Reading | Stumble | _Other]:
    """Read reports by several processes; results come in the order of the reports, and what is no report passes through.

    Only a few parcels are taken ahead of the results that are asked for. Where a process dies, the reports that it had are
    read again one by one by another; the one that kills it again becomes a Stumble.
    """
    crew = _Crew(settings, processes, name)
    source = iter(items)
    waiting: deque[_Parcel] = deque()
    unread: deque[_Parcel] = deque()
    try:
        while True:
            while len(waiting) < AHEAD * processes and (taken := list(islice(source, TOGETHER))):
                parcel = _Parcel(taken)
                waiting.append(parcel)
                unread.append(parcel)
                crew.give_out(unread)
            if not waiting:
                return
            while waiting[0].done is None:
                crew.give_out(unread)
                for broken in crew.collect():
                    parts = [_Parcel([item], suspect=True) for item in broken.items]
                    at = waiting.index(broken)
                    waiting.remove(broken)
                    for offset, part in enumerate(parts):
                        waiting.insert(at + offset, part)
                    unread.extendleft(reversed(parts))
            crew.give_out(unread)
            yield from waiting.popleft().done or ()
    finally:
        crew.dismiss()


class _Crew:
    """The processes; each is busy with one parcel at most."""

    def __init__(self, settings: ReaderSettings, processes: int, name: str) -> None:
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        forks = "fork" in multiprocessing.get_all_start_methods()
        self._context: Any = multiprocessing.get_context("fork" if forks else "spawn")
        self._settings, self._name = settings, name
        reader = get_reader(name, settings)
        reader.prepare()
        if forks:
            reader.read(_FIRST)  # what is loaded now, every process has
            gc.collect()
            gc.freeze()
        self._workers = [self._hire() for _ in range(processes)]

    def give_out(self, unread: deque[_Parcel]) -> None:
        """Hand parcels to those that have fewest; what holds no report is done as it is."""
        for most in range(1, HELD + 1):
            for number in range(len(self._workers)):
                self._give_to(number, unread, most)

    def _give_to(self, number: int, unread: deque[_Parcel], most: int) -> None:
        """Hand parcels to a process until it has so many; to a fresh one where it has read enough."""
        worker = self._workers[number]
        if worker.served >= SERVES and not worker.parcels:
            self._let_go(worker)
            worker = self._workers[number] = self._hire()
        while unread:
            if not unread[0].reports:
                done = unread.popleft()
                done.done = done.items
            elif worker.takes(unread[0], most):
                parcel = unread.popleft()
                worker.parcels.append(parcel)
                worker.served += len(parcel.reports)
                with contextlib.suppress(OSError):  # a process that has died is noticed when it is to answer
                    worker.pipe.send(parcel.reports)
            else:
                return

    def collect(self) -> list[_Parcel]:
        """Wait until somebody is done; returns the parcels that a process had when it died, but for one it died on alone."""
        busy = {worker.pipe: number for number, worker in enumerate(self._workers) if worker.parcels}
        broken: list[_Parcel] = []
        for pipe in wait(list(busy)) if busy else ():
            number = busy[pipe]  # type: ignore[index]
            worker = self._workers[number]
            try:
                read = iter(worker.pipe.recv())
            except (EOFError, OSError):
                self._let_go(worker)
                self._workers[number] = self._hire()
                for parcel in worker.parcels:
                    if parcel.suspect:
                        parcel.done = [Stumble(parcel.items[0], last_words(worker.process.exitcode))]
                    else:
                        broken.append(parcel)
                continue
            parcel = worker.parcels.popleft()
            parcel.done = [next(read) if isinstance(item, Report) else item for item in parcel.items]
        return broken

    def dismiss(self) -> None:
        """End all processes, whatever they are doing."""
        for worker in self._workers:
            self._let_go(worker)
        gc.unfreeze()

    def _hire(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=_serve, args=(theirs, ours, self._settings, self._name), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _let_go(self, worker: _Worker) -> None:
        worker.process.terminate()  # closing the pipe tells it nothing: those forked after it hold the other end too
        worker.process.join()
        worker.pipe.close()


def _serve(pipe: Connection, other: Connection, settings: ReaderSettings, name: str) -> None:
    """Read parcel after parcel until nobody sends any more. Interrupts are for the one who sends.

    What comes and what goes passes through threads, so that neither end of the pipe ever waits for the other's work.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    other.close()
    open_gazetteer.cache_clear()  # a database connection is not to be shared
    reader = get_reader(name, settings)
    came: SimpleQueue[list[Report] | None] = SimpleQueue()
    goes: SimpleQueue[list[Reading | Stumble]] = SimpleQueue()
    threading.Thread(target=_receive, args=(pipe, came), daemon=True).start()
    threading.Thread(target=_send, args=(pipe, goes), daemon=True).start()
    while (reports := came.get()) is not None:
        goes.put(list(read_each(reports, reader)))


def _receive(pipe: Connection, came: SimpleQueue[list[Report] | None]) -> None:
    """Pass on what comes; None when nothing more will."""
    try:
        while True:
            came.put(pipe.recv())
    except (EOFError, OSError):
        pass
    finally:
        came.put(None)


def _send(pipe: Connection, goes: SimpleQueue[list[Reading | Stumble]]) -> None:
    """Send what was read, for as long as anybody listens."""
    with contextlib.suppress(OSError):
        while True:
            pipe.send(goes.get())
