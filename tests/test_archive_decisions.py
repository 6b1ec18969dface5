"""Decisions in an archive: what they change, how they are undone, where old ids lead, what the queue says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import made
import reportedly
from made import Said, day, dead, toll, town
from reportedly.archive import Archive, ArchiveError, IncidentFilter, NotFoundError
from reportedly.records import Incident, Named, Reading, Toll

ALPHA = {"when": day("2020-05-01"), "where": town("Alpha"), "targets": ("market",)}
BETA = {"when": day("2021-07-09"), "where": town("Beta", "XB", 50.0, 50.0), "targets": ("school",)}
WHO = {"by": "ana", "why": "seen on the photographs"}


def told(name: str, number: int, by: str = "police", **more: object) -> Reading:
    """A report that so many were killed."""
    return made.reading(name, dead(number, number, by), **{**ALPHA, **more})  # type: ignore[arg-type]


@pytest.fixture
def archive(archive_url: str) -> Iterator[Archive]:
    """Two reports of one incident, and one of another."""
    with reportedly.open_archive(archive_url) as opened:
        found = (told("a1", 3), told("a2", 4, "doctors"), told("b1", 9, "army", **BETA))
        list(opened.add_many((reading, None) for reading in found))
        yield opened


def id_of(archive: Archive, place: str) -> str:
    """The id of the one incident in a place."""
    (row,) = archive.incidents(IncidentFilter(place=place)).rows
    return row.id


def state(archive: Archive) -> dict[str, Incident]:
    """All incidents as they are now."""
    return {row.id: archive.incident(row.id) for row in archive.incidents(limit=1000).rows}


def killed(archive: Archive, incident: str) -> tuple[int | None, int | None]:
    """Low and high of the dead."""
    (found,) = [e for e in archive.incident(incident).estimates if e.field == "killed" and e.victims == "all"]
    return found.low, found.high


def test_a_correction_changes_the_figures_and_keeps_what_was_stated(archive: Archive) -> None:
    alpha = id_of(archive, "Alpha")
    assert killed(archive, alpha) == (3, 4)
    decision = archive.decide("correct", "a1.0", value=toll(2, 2), **WHO)
    assert killed(archive, alpha) == (2, 4)
    claim = next(c for r in archive.readings(archive.incident(alpha)) for c in r.claims if c.id == "a1.0")
    assert (claim.value, claim.stated, claim.decided) == (toll(2, 2), toll(3, 3), (decision.id,))
    assert archive.reading("a1").claims[0].value == toll(3, 3)
    archive.decide("undo", decision.id, by="ben")
    assert killed(archive, alpha) == (3, 4)
    assert [d.what for d in archive.decisions("a1.0")] == ["correct", "undo"]
    assert archive.decisions("a1.0", standing=True) == ()


def test_a_merge_joins_and_old_ids_lead_to_the_whole(archive: Archive) -> None:
    alpha, beta = id_of(archive, "Alpha"), id_of(archive, "Beta")
    before = state(archive)
    archive.decide("merge", (alpha, beta), **WHO)
    (row,) = archive.incidents().rows
    assert row.reports == 3
    assert archive.incident(alpha) == archive.incident(beta)
    archive.decide("split", (alpha, beta), **WHO)
    assert state(archive) == before


def test_a_split_takes_reports_out(archive: Archive) -> None:
    alpha = id_of(archive, "Alpha")
    before = state(archive)
    split = archive.decide("split", (alpha, "a2"), **WHO)
    assert {i.reports for i in state(archive).values()} == {("a1",), ("a2",), ("b1",)}
    archive.decide("undo", split.id, by="ana")
    assert state(archive) == before


def test_a_rejected_incident_is_gone_until_it_is_undone(archive: Archive) -> None:
    beta = id_of(archive, "Beta")
    before = state(archive)
    rejected = archive.decide("reject", beta, **WHO)
    assert beta not in state(archive)
    with pytest.raises(NotFoundError, match="is no incident now"):
        archive.incident(beta)
    archive.decide("undo", rejected.id, by="ana")
    assert state(archive) == before


def test_two_people_confirm_and_a_change_opens_again(archive: Archive) -> None:
    alpha = id_of(archive, "Alpha")

    def review() -> str:
        return next(row.review for row in archive.incidents().rows if row.id == alpha)

    assert review() == "open"
    archive.decide("accept", alpha, by="ana")
    archive.decide("accept", alpha, by="ana")
    assert review() == "accepted"
    assert [i.reasons for i in archive.queue().rows] == [("accepted by ana; a second person has not looked yet",)]
    archive.decide("accept", alpha, by="ben")
    assert review() == "confirmed"
    assert archive.incidents(IncidentFilter(review="confirmed")).total == 1
    assert archive.queue().rows == ()
    archive.add(told("a3", 8, "a monitor"))
    assert review() == "changed"
    (item,) = archive.queue().rows
    assert item.reasons[0] == "it has changed since ben accepted it"


def test_the_queue_puts_contradictions_first(archive: Archive) -> None:
    rebels, army = (
        Said("perpetrator", Named(name=n, actor=f"{n}-x"), by)
        for n, by in (("rebels", "army"), ("army", "rebels"))
    )
    archive.add(
        made.reading("c1", rebels, dead(50, 50, "army"), **{**BETA, "where": town("Gamma", "XC", 0.0, 0.0)})
    )  # type: ignore[arg-type]
    archive.add(
        made.reading("c2", army, dead(60, 60, "rebels"), **{**BETA, "where": town("Gamma", "XC", 0.0, 0.0)})
    )  # type: ignore[arg-type]
    first, second = archive.queue().rows
    assert "Gamma" in first.headline
    assert first.reasons[0] == "sources contradict each other on perpetrator"
    assert "sources differ on killed" in first.reasons
    assert "Alpha" in second.headline
    page = archive.queue(limit=1)
    assert archive.queue(limit=1, after=page.after).rows == (second,)


def test_a_decision_that_lost_its_words_is_queued_and_one_that_kept_them_is_not(archive: Archive) -> None:
    archive.decide("correct", "a1.0", value=toll(2, 2), **WHO)
    lost = archive.decide("reject", "a2.0", **WHO)

    class Other:
        """A reader that gives other ids, and finds nothing in the second report."""

        def read(self, report: object) -> Reading:
            reading = archive.reading(report.id)  # type: ignore[attr-defined]
            claims = tuple(c.model_copy(update={"id": f"{c.id}+"}) for c in reading.claims)
            info = reading.reader.model_copy(update={"version": "2"})
            return reading.model_copy(update={"reader": info, "claims": claims if report.id != "a2" else ()})  # type: ignore[attr-defined]

    assert [r.report for r in archive.reread(Other(), take=True)] == ["a1", "a2", "b1"]
    alpha = id_of(archive, "Alpha")
    assert killed(archive, alpha) == (2, 2)
    (item,) = [i for i in archive.queue().rows if i.kind == "decision"]
    assert item.id == lost.id
    assert "no longer found in report a2" in item.reasons[0]


@pytest.mark.parametrize(
    ("what", "on", "more", "message"),
    [
        ("correct", ("a1.0",), {"by": "ana", "value": toll(2, 2)}, "a reason is needed"),
        ("correct", ("a1.0",), {**WHO, "value": Named(name="x")}, "the value of killed must be a Toll"),
        ("correct", ("a1.0", "a2.0"), {**WHO, "value": toll(2, 2)}, "one claim at a time"),
        ("accept", (), {"by": "ana"}, "say on what"),
        ("accept", ("a1.0",), {"by": " "}, "say who you are"),
        ("accept", ("nothing",), {"by": "ana"}, "no incident has the id nothing"),
        ("merge", ("a1", "a1"), WHO, "these are one already"),
        ("split", ("a1", "a1"), WHO, "not all of them"),
        ("undo", ("decision-1",), {"by": "ana"}, "no decision has the id decision-1"),
        ("burn", ("a1",), WHO, "'burn' cannot be decided"),
    ],
)
def test_what_cannot_be_decided_is_refused_with_the_reason(
    archive: Archive, what: str, on: tuple[str, ...], more: dict[str, object], message: str
) -> None:
    with pytest.raises(ArchiveError, match=message):
        archive.decide(what, on, **more)  # type: ignore[arg-type]
    assert archive.decisions() == ()


def test_what_was_undone_cannot_be_undone_again(archive: Archive) -> None:
    note = archive.decide("note", "a1", by="ana", why="look again")
    undo = archive.decide("undo", note.id, by="ana")
    with pytest.raises(ArchiveError, match="was undone before"):
        archive.decide("undo", note.id, by="ben")
    archive.decide("undo", undo.id, by="ana")
    assert [d.id for d in archive.decisions(standing=True)] == [note.id]


def test_the_history_tells_who_did_what(archive: Archive) -> None:
    alpha = id_of(archive, "Alpha")
    archive.decide("correct", "a1.0", value=toll(2, 2), **WHO)
    archive.decide("note", alpha, by="ben", why="ask the hospital")
    steps = archive.history(alpha)
    assert [(s.kind, s.by, s.what) for s in steps] == [
        ("report", "", "added"),
        ("reading", "", "reading of a1"),
        ("report", "", "added"),
        ("reading", "", "reading of a2"),
        ("decision", "ana", "correct: seen on the photographs"),
        ("decision", "ben", "note: ask the hospital"),
    ]
    assert [s.kind for s in archive.history("a1.0")] == ["report", "reading", "decision"]
    with pytest.raises(NotFoundError):
        archive.history("nothing")


def test_a_source_is_shown_with_who_contradicts_it(archive: Archive) -> None:
    source = archive.source("Police")
    assert (source.count, source.contradicted, source.reports, source.incidents) == (1, 1, 1, 1)
    assert [(f.field, f.claims, f.contradicted) for f in source.fields] == [("killed", 1, 1)]
    assert [(c.id, c.value, c.incident) for c in source.claims] == [("a1.0", "3", id_of(archive, "Alpha"))]
    assert archive.source("army").contradicted == 0
    with pytest.raises(NotFoundError, match="no source called 'nobody'"):
        archive.source("nobody")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("harbour", ["h"]),
        ("HARBOURS", ["h"]),
        ('"at the harbour"', ["h"]),
        ('"harbour attack"', []),
        ("attack -harbour", ["b1", "a2", "a1"]),
        ("harbour OR nothing", ["h"]),
        ("customs", ["h"]),
        ("monitor ports", ["h"]),
        ('(harbour*) "', ["h"]),
    ],
)
def test_search(archive: Archive, words: str, found: list[str]) -> None:
    text = "An attack at the harbour was reported."
    archive.add(told("h", 9, "monitor of the ports", text=text, title="Customs house hit"))
    hits = archive.search(words)
    assert [hit.report for hit in hits.rows] == found
    assert hits.total == len(found)


def test_nothing_to_search_for_is_an_error(archive: Archive) -> None:
    for words in ("", "-attack", "!?"):
        with pytest.raises(ArchiveError, match="holds no word"):
            archive.search(words)


def test_a_rebuilt_archive_is_the_same(archive: Archive) -> None:
    archive.decide("correct", "a1.0", value=toll(2, 2), **WHO)
    archive.decide("merge", (id_of(archive, "Alpha"), id_of(archive, "Beta")), **WHO)
    before, queue = state(archive), archive.queue()
    hits = archive.search("attack").rows
    archive.rebuild()
    assert (state(archive), archive.queue(), archive.search("attack").rows) == (before, queue, hits)
    assert isinstance(next(iter(before.values())), Incident)
    assert isinstance(archive.reading("a1").claims[0].value, Toll)
