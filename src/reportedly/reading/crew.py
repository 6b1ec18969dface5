"""Several processes that read reports side by side: models shared by fork, results in order, no report lost with another."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from reportedly.gazetteer import open_gazetteer
from reportedly.reading.reader import ReaderSettings
from reportedly.reading.readers import BUILT_IN, AnyReader, get_reader
from reportedly.records import Reading, Report

TOGETHER = 8  # reports that go to a process at once
AHEAD = 3  # parcels per process that are taken before the first of them is done
SERVES = 5_000  # reports that a process reads before a fresh one takes its place: memory stays flat

_Other = TypeVar("_Other")
_FIRST = Report(id="first", text="Police said on Monday that four people were killed in Kabul.", language="en")


@dataclass(frozen=True, slots=True)
class Stumble:
    """A report that could not be read: what the reader said of it, or that the process that read it died."""

    report: Report
    what: str
    detail: str | None = None


@dataclass(slots=True, eq=False)
class _Parcel:
    """Items in the order in which they came; those that are reports are to be read."""

    items: list[Any]
    done: list[Any] | None = None

    @property
    def reports(self) -> list[Report]:
        return [item for item in self.items if isinstance(item, Report)]


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, our end of the pipe to it, what it is reading, and how much it has read."""

    process: BaseProcess
    pipe: Connection
    parcel: _Parcel | None = None
    served: int = 0


def read_beside(
    items: Iterable[Report | _Other], settings: ReaderSettings, processes: int, *, name: str = BUILT_IN
) -> Iterator[Reading | Stumble | _Other]:
    """Read reports by several processes; results come in the order of the reports, and what is no report passes through.

    Only a few parcels are taken ahead of the results that are asked for. Where a process dies, its reports are read
    again one by one by another; the one that kills it again becomes a Stumble.
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
                    parts = [_Parcel([item]) for item in broken.items]
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
        """Hand parcels to those that are idle; what holds no report is done as it is."""
        for number, worker in enumerate(self._workers):
            while unread and worker.parcel is None:
                parcel = unread.popleft()
                if not parcel.reports:
                    parcel.done = parcel.items
                    continue
                if worker.served >= SERVES:
                    self._let_go(worker)
                    worker = self._workers[number] = self._hire()
                worker.parcel = parcel
                with contextlib.suppress(OSError):  # a process that has died is noticed when it is to answer
                    worker.pipe.send(parcel.reports)

    def collect(self) -> list[_Parcel]:
        """Wait until somebody is done; returns the parcels on which a process died that hold more than one item."""
        broken = []
        if not any(worker.parcel for worker in self._workers):
            return []
        busy = {worker.pipe: number for number, worker in enumerate(self._workers) if worker.parcel}
        for pipe in wait(list(busy)):
            number = busy[pipe]  # type: ignore[index]
            worker = self._workers[number]
            parcel = worker.parcel
            assert parcel is not None
            worker.parcel = None
            try:
                read = iter(worker.pipe.recv())
            except (EOFError, OSError):
                self._let_go(worker)
                self._workers[number] = self._hire()
                if len(parcel.items) > 1:
                    broken.append(parcel)
                else:
                    parcel.done = [Stumble(parcel.items[0], _last_words(worker.process.exitcode))]
                continue
            worker.served += len(parcel.reports)
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
    """Read parcel after parcel until nobody sends any more. Interrupts are for the one who sends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    other.close()
    open_gazetteer.cache_clear()  # a database connection is not to be shared
    reader = get_reader(name, settings)
    while True:
        try:
            reports = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(list(read_each(reports, reader)))


def read_each(reports: list[Report], reader: AnyReader) -> Iterator[Reading | Stumble]:
    """Readings of some reports; where the reader stumbles, each is read alone, and only the one at fault is lost."""
    try:
        yield from list(reader.read_many(reports))
        return
    except Exception:  # whatever it is, it belongs to one of them
        pass
    for report in reports:
        try:
            yield reader.read(report)
        except Exception as error:
            yield stumble(report, error)


def stumble(report: Report, error: Exception) -> Stumble:
    """What is said of a report that the reader could not read."""
    said = f"the reader stumbled over this report ({type(error).__name__}: {str(error)[:120]})"
    return Stumble(report, said, "".join(traceback.format_exception(error)))


def _last_words(code: int | None) -> str:
    """Why a process ended, as far as its exit code tells.

    >>> _last_words(-9)
    'the process that read this report was killed (SIGKILL; perhaps memory ran out)'
    """
    if code is not None and code < 0:
        name = signal.Signals(-code).name
        memory = "; perhaps memory ran out" if name == "SIGKILL" else ""
        return f"the process that read this report was killed ({name}{memory})"
    return f"the process that read this report ended (exit code {code})"
