"""Each source when it is due: asked whether it changed, its new parts handed over, and only then remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from reportedly.intake.context import Context
from reportedly.intake.failure import Failure
from reportedly.intake.fetch.clock import Clock, SystemClock
from reportedly.intake.fetch.errors import FetchError
from reportedly.intake.limits import IntakeError
from reportedly.intake.options import IntakeOptions
from reportedly.intake.sources import is_url
from reportedly.intake.watch.parts import Part, files_of, parts_of, reports_of
from reportedly.intake.watch.settings import WatchSettings
from reportedly.intake.watch.state import Known, State
from reportedly.records import Report

_FEWEST_FOR_A_GAP = 5


@dataclass(frozen=True, slots=True)
class Round:
    """Some new reports of one source and what went wrong. They count as taken when `done` is called, and not before."""

    source: str
    found: tuple[Report | Failure, ...]
    done: Callable[[], None] = field(repr=False)


class Watcher:
    """Watches addresses (of feeds, sitemaps, pages) and folders.

    Whoever keeps the reports of a round calls its `done` afterwards. Killed between the two, the watcher hands the same reports
    over again: keeping a report twice has to be as keeping it once.
    """

    def __init__(
        self,
        sources: Iterable[str],
        state: State,
        options: IntakeOptions | None = None,
        settings: WatchSettings | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._sources = list(dict.fromkeys(sources))
        self._state = state
        self._settings = settings or WatchSettings()
        self._clock = clock or SystemClock()
        self._context = Context(options or IntakeOptions())

    def rounds(self, *, once: bool = False) -> Iterator[Round]:
        """Every round as it comes, for ever; with `once`, each source is looked at one time, due or not."""
        if once:
            for name in self._sources:
                yield from self._look(name)
            return
        while waiting := [k for k in map(self._state.source, self._sources) if not k.gone]:
            first = min(waiting, key=lambda known: known.due)
            if (pause := first.due - self._clock.now()) > 0:
                self._clock.sleep(pause)
            yield from self._look(first.name)

    def close(self) -> None:
        """Let go of connections."""
        self._context.close()

    def _look(self, name: str) -> Iterator[Round]:
        """One look at a source: the rounds of what is new, the last of which says when it is due again."""
        known = self._state.source(name)
        try:
            parts, notices, after = self._address(known) if is_url(name) else self._folder(known)
        except IntakeError as error:
            after = self._after_failure(known, error)
            yield self._round(known, [error.failure(name)], [], after)
            return
        new = [part for part in parts if not self._state.is_known(name, part.key, part.digest)]
        if len(new) == len(parts) >= _FEWEST_FOR_A_GAP and is_url(name) and self._state.has_parts(name):
            what = f"holds nothing that was there the last time ({len(new)} new items): some may have been missed"
            notices.append(Failure(name, None, what, "watch it more often (--every)", lost=False))
        yield from self._rounds(known, new, notices, after)

    def _rounds(self, known: Known, new: list[Part], notices: list[Failure], after: Known) -> Iterator[Round]:
        """The new parts in portions. Where one has to be tried again, the source is to be sent whole the next time."""
        found: list[Report | Failure] = [*notices]
        done: list[Part] = []
        ids: set[str] = set()
        for part in new[: self._context.options.most]:
            has_reports = to_try_again = False
            for item in reports_of(part, self._context):
                if isinstance(item, Failure):
                    to_try_again |= item.passing
                    found.append(item)
                else:
                    has_reports = True
                    found += [item] if self._is_new(item, ids) else []
                if len(found) >= self._settings.batch:
                    yield self._round(known, found, done, None)
                    found, done = [], []
            if has_reports or not to_try_again:
                done.append(part)
            else:
                after = replace(after, etag=None, modified=None)
        if len(new) > self._context.options.most:
            after = replace(after, etag=None, modified=None)
        yield self._round(known, found, done, after)

    def _is_new(self, report: Report, ids: set[str]) -> bool:
        """Whether a report was never handed over, nor stands in this round already."""
        if report.id in ids or self._state.is_taken(report.id):
            return False
        ids.add(report.id)
        return True

    def _round(self, known: Known, found: list[Report | Failure], parts: list[Part], after: Known | None) -> Round:
        ids = [item.id for item in found if isinstance(item, Report)]
        keys = [(part.key, part.digest) for part in parts]
        return Round(known.name, tuple(found), lambda: self._state.keep(after, known.name, keys, ids))

    def _address(self, known: Known) -> tuple[list[Part], list[Failure], Known]:
        """The parts of what an address gives now; none where it has not changed. Raises IntakeError."""
        fetched = self._context.fetcher(self._clock).get(known.name, etag=known.etag, modified=known.modified)
        after = replace(known, due=self._clock.now() + self._settings.every, failures=0)
        if fetched.status == 304:
            return [], [], after
        parts, notices = parts_of(fetched, self._context)
        after = replace(after, etag=fetched.headers.get("etag"), modified=fetched.headers.get("last-modified"))
        return parts, notices, after

    def _folder(self, known: Known) -> tuple[list[Part], list[Failure], Known]:
        """The files of a folder that are settled. Raises IntakeError where it is not there."""
        parts, failures = files_of(known.name, self._context, self._settings, self._clock.now())
        if failures:
            raise IntakeError(failures[0].what, failures[0].advice)
        return parts, [], replace(known, due=self._clock.now() + self._settings.every, failures=0)

    def _after_failure(self, known: Known, error: IntakeError) -> Known:
        """When a source that failed is due again: later each time, and no sooner than it asks."""
        failures = known.failures + 1
        pause = min(self._settings.every * 2.0 ** min(failures, 20), self._settings.longest)
        if isinstance(error, FetchError):
            pause = max(pause, min(error.retry_after or 0.0, self._settings.longest))
        gone = isinstance(error, FetchError) and error.gone
        return replace(known, due=self._clock.now() + pause, failures=failures, gone=gone)
