"""Reading kept reports again with another reader: what would change, before anything is taken over."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from reportedly.archive.current import is_latest_version, latest_reading, versions_of
from reportedly.archive.decision_rows import decisions_on
from reportedly.archive.keep import find_report, keep_reading
from reportedly.archive.pack import pack_reading
from reportedly.archive.schema import reports
from reportedly.decisions import apply
from reportedly.records import Claim, Reading, Record
from reportedly.weighing.phrases import words_of


class Reread(Record):
    """What another reading of a report changes: claims that go, come, or stay on their words with another value or source.

    `lost` are the decisions whose words the new reading does not claim; they will stand in the queue.
    """

    report: str
    reader: str
    gone: tuple[Claim, ...] = ()
    come: tuple[Claim, ...] = ()
    changed: tuple[tuple[Claim, Claim], ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether anything that is claimed changes."""
        return bool(self.gone or self.come or self.changed or self.lost)


def to_reread(connection: Connection, only: Collection[str] | None) -> list[str]:
    """The ids of the reports that count, or those of these that do, in the order of arrival."""
    query = select(reports.c.id).where(is_latest_version).order_by(reports.c.seq)
    found = list(connection.execute(query).scalars())
    return [key for key in found if only is None or key in only]


def compare(connection: Connection, new: Reading) -> Reread | None:
    """What a new reading changes; None where it is the reading that there is."""
    old = latest_reading(connection, new.report.id)
    if pack_reading(old).sha256 == pack_reading(new).sha256:
        return None
    before, after = _by_words(old), _by_words(new)
    formerly = [v for v in versions_of(connection, new.report.id) if v != new.report.id]
    on = decisions_on(connection, [new.report.id, *formerly])
    lost = {s.decision for s in apply(new, on, formerly=formerly).strays}
    was_lost = {s.decision for s in apply(old, on, formerly=formerly).strays}
    both = sorted(before.keys() & after.keys())
    return Reread(
        report=new.report.id,
        reader=f"{new.reader.name} {new.reader.version}",
        gone=tuple(before[key] for key in sorted(before.keys() - after.keys())),
        come=tuple(after[key] for key in sorted(after.keys() - before.keys())),
        changed=tuple((before[k], after[k]) for k in both if _told(before[k]) != _told(after[k])),
        lost=tuple(sorted(lost - was_lost)),
    )


def take_over(connection: Connection, new: Reading, *, by: str) -> None:
    """Make a reading the one that counts; the one before is kept."""
    found = find_report(connection, new.report.id)
    if found is not None:
        keep_reading(connection, new, found[0], by=by)


def _by_words(reading: Reading) -> dict[tuple[int, int, str, int], Claim]:
    """The claims of a reading by where they stand and their field, numbered where several do."""
    found: dict[tuple[int, int, str, int], Claim] = {}
    for claim in reading.claims:
        number = 0
        while (key := (claim.span.start, claim.span.end, claim.field, number)) in found:
            number += 1
        found[key] = claim
    return found


def _told(claim: Claim) -> tuple[str, str, str | None]:
    return words_of(claim), claim.status, claim.source.name if claim.source else None
