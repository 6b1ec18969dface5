"""From one raw record to a Report."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.intake.failure import Failure
from reportedly.intake.options import IntakeOptions
from reportedly.intake.rows import Row
from reportedly.records import OriginRange, Report


def compose(row: Row, options: IntakeOptions) -> Iterator[Report | Failure]:
    """The Report of a record, after any notices about it; or the Failure that says why there is none."""
    fields = row.fields
    text = row.body
    if not text.strip():
        yield row.failure("has no text", "give a report that is not empty")
        return
    title = fields.get("title")
    outlet = fields.get("outlet") or options.outlet
    yield Report(
        id=fields.get("id")
        if options.verbatim and fields.get("id")
        else Report.id_of(text, title=title, outlet=outlet),
        text=text,
        title=title,
        url=fields.get("url") or options.url,
        outlet=outlet,
        published=fields.get("published") or options.published,
        language="en",
        original=row.original,
        origin=(OriginRange(start=0, end=len(text), original_start=0, original_end=len(text)),),
    )
