"""The parts of a source: items of a feed, pages of a sitemap, files of a folder, or one page. Each is taken once as it is."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from reportedly.intake.compose import composed
from reportedly.intake.context import Context
from reportedly.intake.document import Document, Found, Row, buffered
from reportedly.intake.failure import Failure
from reportedly.intake.fetch.fetcher import Fetched
from reportedly.intake.fetched import document_of
from reportedly.intake.kinds import kind_of
from reportedly.intake.limits import Budget
from reportedly.intake.open_up import open_up, rows_of
from reportedly.intake.readers.feed import Item, items_of, read_item
from reportedly.intake.readers.sitemap import Entry, entries_of, read_entry
from reportedly.intake.sources import find_sources
from reportedly.intake.watch.settings import WatchSettings
from reportedly.records import Report


@dataclass(frozen=True, slots=True)
class Part:
    """A part by its name in the source and by what it is now, and the way to what it holds."""

    key: str
    digest: str
    take: Callable[[], Iterator[Row | Failure]]


def parts_of(fetched: Fetched, context: Context) -> tuple[list[Part], list[Failure]]:
    """The parts of what an address gave, and notices about it. Raises IntakeError where it is damaged."""
    document = document_of(fetched, Budget(context.options.limits), {})
    kind = kind_of(document.name, document.head(), document.media_type)
    if kind is not None and kind.name == "feed":
        items, notice = items_of(document)
        parts = [Part(item.key, _digest_of(item), partial(_item, item, document, context)) for item in items]
        return parts, [notice] if notice else []
    if kind is not None and kind.name == "sitemap" and context.options.follow:
        pages, sitemaps = entries_of(document)
        entries = [*sitemaps, *pages]
        return [Part(e.url, e.changed, partial(_entry, e, document, context)) for e in entries], []
    digest = hashlib.sha256(fetched.body).hexdigest()
    again = replace(document, stream=buffered(io.BytesIO(fetched.body)))
    return [Part("", digest, partial(open_up, again, context, alone=True))], []


def files_of(name: str, context: Context, settings: WatchSettings, now: float) -> tuple[list[Part], list[Failure]]:
    """The files of a folder that nobody is writing to any more, and what is wrong with it."""
    parts, failures = [], []
    for source in find_sources([name]):
        if isinstance(source, Failure):
            if "is empty" not in source.what:
                failures.append(source)
            continue
        try:
            about = Path(source.name).stat()
        except OSError:
            continue  # it went away meanwhile; if it comes back, it is new
        if about.st_mtime <= now - settings.settled:
            digest = f"{about.st_mtime_ns}:{about.st_size}"
            parts.append(Part(source.name, digest, partial(rows_of, source, context)))
    return parts, failures


def reports_of(part: Part, context: Context) -> Iterator[Report | Failure]:
    """The reports of a part; whatever goes wrong in it is a Failure."""
    for row in part.take():
        if isinstance(row, Failure):
            yield row
            continue
        for found in composed(row, context.options):
            if isinstance(found, Report) and found.original and row.data is not None and context.options.keep:
                context.options.keep(found.original, row.data)
            yield found


def _digest_of(item: Item) -> str:
    return hashlib.sha256("\0".join([item.fields.get("title", ""), item.body]).encode()).hexdigest()


def _item(item: Item, document: Document, context: Context) -> Iterator[Row | Failure]:
    yield from _opened(read_item(item, document, context), context)


def _entry(entry: Entry, document: Document, context: Context) -> Iterator[Row | Failure]:
    yield from _opened(iter([read_entry(entry, document, context)]), context)


def _opened(found: Iterator[Found], context: Context) -> Iterator[Row | Failure]:
    for item in found:
        if isinstance(item, Document):
            yield from open_up(item, context)
        else:
            yield item
