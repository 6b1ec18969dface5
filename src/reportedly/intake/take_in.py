"""From what is named to Reports, one at a time: the way into the house."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator

from reportedly.intake.compose import composed
from reportedly.intake.context import Context
from reportedly.intake.decode import whole
from reportedly.intake.document import Row
from reportedly.intake.failure import Failure
from reportedly.intake.open_up import rows_of
from reportedly.intake.options import IntakeOptions
from reportedly.intake.seen import Seen
from reportedly.intake.sources import Source, find_sources
from reportedly.records import Original, Report


def take_text(text: str, options: IntakeOptions | None = None) -> Iterator[Report | Failure]:
    """The report of one text, or the Failure that says why there is none."""
    text = whole(text)
    data = text.encode()
    original = Original(
        sha256=hashlib.sha256(data).hexdigest(), media_type="text/plain", size=len(data), path="text"
    )
    return composed(Row("text", None, text, False, original, data=data), options or IntakeOptions())


def take_in(names: Iterable[str], options: IntakeOptions | None = None) -> Iterator[Report | Failure]:
    """Every report in these files, folders and addresses ("-" is standard input), in order, and what could not be taken in.

    The same report twice is one report. Memory does not grow with the size of a file.
    """
    context = Context(options or IntakeOptions())
    seen = Seen(verbatim=context.options.verbatim)
    try:
        for source in find_sources(names):
            if isinstance(source, Failure):
                yield source
                continue
            yield from take_source(source, context, seen)
    finally:
        seen.close()
        context.close()


def take_source(source: Source, context: Context, seen: Seen) -> Iterator[Report | Failure]:
    """Every report of one source that was not seen before."""
    options = context.options
    for row in rows_of(source, context):
        if isinstance(row, Failure):
            yield row
            continue
        for found in composed(row, options):
            if isinstance(found, Failure):
                yield found
                continue
            try:
                verdict = seen.judge(found)
            except sqlite3.Error as error:
                what = f"cannot be compared with what came before it ({error})"
                yield row.failure(what, "make room for temporary files; it may be taken in twice", lost=False)
                verdict = "new"
            if verdict == "new":
                if options.keep and found.original and row.data is not None:
                    options.keep(found.original, row.data)
                yield found
            elif verdict == "another":
                yield row.failure(f"the id {found.id} was used before, for another text", "give it its own id")
