"""The library in three functions: read one report, read many, weigh what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

from reportedly.decisions import apply, rebased
from reportedly.intake import Failure, IntakeOptions, take_in, take_text
from reportedly.lexicon.policies import Policy
from reportedly.linking import link
from reportedly.reading import ReaderSettings, Stumble, get_reader, read_beside, read_each
from reportedly.reading.reader import TaggerChoice
from reportedly.reading.readers import AnyReader
from reportedly.records import Decision, Reading, Report, Weighed
from reportedly.weighing import weigh as weigh_clusters

TOGETHER = 16  # reports that are parsed together
_Other = TypeVar("_Other")


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
    skim: bool = False,
    reader: str = "default",
) -> Reading:
    """Read one report: a text (str), or the first report of a file (Path).

    >>> read("Four people were killed in Kabul on Sunday, police said.").claims[0].value.low  # doctest: +SKIP
    4

    Raises UnreadableError where there is none, or where it is not in English.
    """
    options = IntakeOptions(published=published, outlet=outlet, url=url, verbatim=verbatim)
    found = take_text(source, options) if isinstance(source, str) else take_in([str(source)], options)
    for reading in _read(found, _settings(model, tagger, gazetteer, skim), reader):
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
    skim: bool = False,
    reader: str = "default",
    processes: int = 1,
) -> Iterator[Reading | Failure]:
    """Read every report of these files and folders, in order, a few at a time; what fails is said in its place.

    With more than one of `processes` they read side by side: the readings and their order stay the same. With `skim` only
    the passages of a report are read that may tell of harm, and those beside them.
    """
    return _read(take_in(map(str, paths), options), _settings(model, tagger, gazetteer, skim), reader, processes)


def read_reports(
    reports: Iterable[Report | _Other],
    /,
    *,
    model: str | None = None,
    tagger: TaggerChoice = "shipped",
    gazetteer: str | Path | None = None,
    skim: bool = False,
    reader: str = "default",
    processes: int = 1,
) -> Iterator[Reading | Failure | _Other]:
    """Read reports that were taken in already, in order; failures and whatever else is among them pass through."""
    return _read(reports, _settings(model, tagger, gazetteer, skim), reader, processes)


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


def _settings(model: str | None, tagger: TaggerChoice, gazetteer: str | Path | None, skim: bool) -> ReaderSettings:
    own = str(gazetteer) if gazetteer is not None else None
    settings = ReaderSettings(tagger=tagger, gazetteer=own, skim=skim)
    return replace(settings, model=model) if model else settings


def _read(
    found: Iterable[Report | _Other], settings: ReaderSettings, name: str, processes: int = 1
) -> Iterator[Reading | Failure | _Other]:
    """Readings of the reports and what is among them, in order; a fault in one report does not cost the others."""
    if processes > 1:
        results: Iterator[Reading | Stumble | _Other] = read_beside(found, settings, processes, name=name)
    else:
        results = _read_alone(found, get_reader(name, settings))
    for result in results:
        yield _failure(result) if isinstance(result, Stumble) else result


def _read_alone(found: Iterable[Report | _Other], reader: AnyReader) -> Iterator[Reading | Stumble | _Other]:
    """Some at a time: that is quicker than one by one, and memory does not grow."""
    reader.prepare()
    source = iter(found)
    while some := list(islice(source, TOGETHER)):
        read = read_each([item for item in some if isinstance(item, Report)], reader)
        for item in some:
            yield next(read) if isinstance(item, Report) else item


def _failure(stumbled: Stumble) -> Failure:
    report = stumbled.report
    place = (report.original.path if report.original else None) or report.id
    return Failure(place, None, stumbled.what, "please report it as a bug", detail=stumbled.detail or "")
