"""Corrections of who said it and of what it is about; and what two people settle at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import reportedly
from reportedly.archive import Archive, ArchiveError, ConflictError, NotFoundError
from reportedly.records import Claim, Source
from web_made import archive_readings

BY = {"by": "ana", "why": "read it again"}


@pytest.fixture
def archive(archive_url: str) -> Iterator[Archive]:
    with reportedly.open_archive(archive_url) as opened:
        for reading in archive_readings():
            opened.add(reading, settled=False)
        opened.settle()
        yield opened


def claim(archive: Archive, words: str) -> Claim:
    """The claim on these words in the report of the wire, as people corrected it."""
    (reading,) = archive.readings(["report-wire"])
    return next(c for c in reading.claims if c.span.words == words)


def test_another_source(archive: Archive) -> None:
    mayor = Source(name="the mayor", kind="person")
    before = claim(archive, "30 people")
    made = archive.decide("correct", before.id, source=mayor, **BY)
    after = claim(archive, "30 people")
    assert (after.source, after.value, after.decided) == (mayor, before.value, (made.id,))
    home = archive.incidents(limit=10).rows
    assert any(a.source == mayor for row in home for a in archive.incident(row.id).accounts)
    archive.decide("undo", made.id, by="ben")
    assert claim(archive, "30 people") == before


def test_another_event_of_the_report(archive: Archive) -> None:
    clash = claim(archive, "clash").incident
    before = claim(archive, "30 people")
    made = archive.decide("correct", before.id, event=clash, **BY)
    assert claim(archive, "30 people").incident == clash
    archive.rebuild()
    assert claim(archive, "30 people").incident == clash
    archive.decide("undo", made.id, by="ben")
    assert claim(archive, "30 people") == before


def test_value_and_source_are_corrected_one_after_the_other(archive: Archive) -> None:
    before = claim(archive, "30 people")
    archive.decide("correct", before.id, source=Source(name="the mayor", kind="person"), **BY)
    archive.decide("correct", before.id, value=claim(archive, "Two soldiers").value, **BY)
    after = claim(archive, "30 people")
    assert (after.source and after.source.name, after.stated) == ("the mayor", before.value)


def test_an_event_that_the_report_does_not_speak_of(archive: Archive) -> None:
    with pytest.raises(NotFoundError, match="speaks of no event"):
        archive.decide("correct", claim(archive, "30 people").id, event="event-x", **BY)
    with pytest.raises(ArchiveError, match="must be a Toll"):
        archive.decide("correct", claim(archive, "30 people").id, **BY)


def test_who_did_not_see_the_last_decision_is_told(archive: Archive) -> None:
    key = claim(archive, "30 people").id
    first = archive.decide("accept", key, by="ana", known="")
    with pytest.raises(ConflictError, match=r"ana has settled this meanwhile \(accept\)"):
        archive.decide("reject", key, by="ben", why="not about this", known="")
    assert [d.id for d in archive.decisions(key)] == [first.id]
    archive.decide("reject", key, by="ben", why="not about this", known=first.id)
    assert len(archive.decisions(key)) == 2
