"""The library in three functions: read one report, read many, weigh what they say."""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from reportedly.decisions import apply, rebased
from reportedly.intake import Failure, IntakeOptions, take_in, take_text
from reportedly.lexicon.policies import Policy
from reportedly.linking import link
from reportedly.reading import ReaderSettings, get_reader
from reportedly.reading.reader import TaggerChoice
from reportedly.records import Decision, Reading, Report, Weighed
from reportedly.weighing import weigh as weigh_clusters

_T = TypeVar("_T")


class UnreadableError(ValueError):
    """A report that cannot be read; the message says where, why, and what to do."""


def read(
    source: str | Path,
    /,
    *,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    verbatim: bool = False,
    model: str | None = None,
    tagger: TaggerChoice = "shipped",
    gazetteer: str | Path | None = None,
    reader: str = "default",
) -> Reading:
    """Read one report: a text (str), or the first report of a file (Path).

    >>> read("Four people were killed in Kabul on Sunday, police said.").claims[0].value.low  # doctest: +SKIP
    4

    Raises UnreadableError where there is none, or where it is not in English.
    """
    options = IntakeOptions(published=published, outlet=outlet, url=url, verbatim=verbatim)
    found = take_text(source, options) if isinstance(source, str) else take_in([str(source)], options)
    for reading in _read(found, _settings(model, tagger, gazetteer), reader):
        if isinstance(reading, Reading):
            return reading
        if reading.lost:
            raise UnreadableError(str(reading))
    raise UnreadableError("no report was given")


def read_all(
    paths: Iterable[str | Path],
    /,
    *,
    options: IntakeOptions | None = None,
    model: str | None = None,
    tagger: TaggerChoice = "shipped",
    gazetteer: str | Path | None = None,
    reader: str = "default",
) -> Iterator[Reading | Failure]:
    """Read every report of these files and folders, in order, a few at a time; what fails is said in its place."""
    return _read(take_in(map(str, paths), options), _settings(model, tagger, gazetteer), reader)


def read_reports(
    reports: Iterable[Report | Failure],
    /,
    *,
    model: str | None = None,
    tagger: TaggerChoice = "shipped",
    gazetteer: str | Path | None = None,
    reader: str = "default",
) -> Iterator[Reading | Failure]:
    """Read reports that were taken in already, in order; failures among them pass through."""
    return _read(reports, _settings(model, tagger, gazetteer), reader)


def weigh(
    readings: Iterable[Reading], /, *, policy: str | Policy = "range", decisions: Iterable[Decision] = ()
) -> Weighed:
    """Bring reports of one happening together and weigh what their sources say, by a policy, as people decided.

    Raises ValueError naming the policies there are where none has this name.
    """
    decided = tuple(decisions)
    applied = [apply(reading, decided) for reading in readings]
    held = tuple(a.reading for a in applied)
    moved = {old: new for a in applied for old, new in a.moved.items()}
    return Weighed(readings=held, incidents=weigh_clusters(link(held, rebased(decided, moved)), held, policy))


def _settings(model: str | None, tagger: TaggerChoice, gazetteer: str | Path | None) -> ReaderSettings:
    own = str(gazetteer) if gazetteer is not None else None
    settings = ReaderSettings(tagger=tagger, gazetteer=own)
    return replace(settings, model=model) if model else settings


def _read(found: Iterable[Report | Failure], settings: ReaderSettings, name: str) -> Iterator[Reading | Failure]:
    """Readings of the reports and the failures among them; a fault in one report does not cost the others."""
    reader = get_reader(name, settings)
    waiting: deque[Report] = deque()
    failures: deque[Failure] = deque()

    def reports() -> Iterator[Report]:
        for item in found:
            if isinstance(item, Failure):
                failures.append(item)
            else:
                waiting.append(item)
                yield item

    stream = reader.read_many(reports())
    while True:
        try:
            result: Reading | Failure | None = next(stream, None)
        except Exception as error:  # whatever it is, it belongs to the report that was being read
            result = _stumbled(waiting[0], error)
        yield from _emptied(failures)
        if result is None:
            break
        waiting.popleft()
        yield result
    for report in _emptied(waiting):  # the stream broke: what was under way is read one by one
        try:
            yield reader.read(report)
        except Exception as error:
            yield _stumbled(report, error)


def _stumbled(report: Report, error: Exception) -> Failure:
    place = (report.original.path if report.original else None) or report.id
    what = f"the reader stumbled over this report ({type(error).__name__}: {str(error)[:120]})"
    return Failure(
        place, None, what, "please report it as a bug", detail="".join(traceback.format_exception(error))
    )


def _emptied(queue: deque[_T]) -> Iterator[_T]:
    while queue:
        yield queue.popleft()
