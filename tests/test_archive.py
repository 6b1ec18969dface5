"""The archive keeps what it is given, once, and answers what it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import made
import reportedly
from made import Said, day, dead, town
from reportedly.archive import (
    Archive,
    ArchiveError,
    ConflictError,
    IncidentFilter,
    NotFoundError,
    to_arrow,
    to_pandas,
)
from reportedly.records import Reading
from simulate import simulate

ATTACK = {"when": day("2020-05-01"), "where": town("Alpha"), "targets": ("market",)}


def told(name: str, number: int, by: str = "police", **more: object) -> Reading:
    """A report that so many were killed in the attack."""
    return made.reading(name, dead(number, number, by), **{**ATTACK, **more})  # type: ignore[arg-type]


@pytest.fixture
def archive(archive_url: str) -> Iterator[Archive]:
    with reportedly.open_archive(archive_url) as opened:
        yield opened


def test_what_is_kept_comes_back(archive: Archive) -> None:
    world = simulate(60)
    for reading in world.readings:
        assert archive.add(reading, reading.report.text.encode()).status == "new"
    for reading in world.readings:
        assert archive.reading(reading.report.id) == reading
        assert archive.add(reading).status == "known"
    assert archive.reports(limit=1).total == len(world.readings)


def test_the_incidents_are_those_of_weigh(archive: Archive) -> None:
    world = simulate(120)
    for reading in world.readings:
        archive.add(reading, settled=False)
    archive.settle()
    for policy in ("range", "majority"):
        expected = {i.id: i for i in reportedly.weigh(world.readings, policy=policy).incidents}
        rows = archive.incidents(limit=1000).rows
        assert {row.id for row in rows} == set(expected)
        assert all(archive.incident(key, policy=policy) == expected[key] for key in expected)


def test_pages_follow_each_other_without_gaps(archive: Archive) -> None:
    for reading in simulate(60).readings:
        archive.add(reading, settled=False)
    archive.settle()
    for sort in ("newest", "oldest", "killed", "reports", "urgency"):
        whole = archive.incidents(sort=sort, limit=1000).rows
        found, after = [], None
        while True:
            page = archive.incidents(sort=sort, limit=7, after=after)
            found += page.rows
            after = page.after
            if after is None:
                break
        assert tuple(found) == whole


def test_an_id_of_another_text_is_refused(archive: Archive) -> None:
    archive.add(told("r", 3))
    with pytest.raises(ConflictError, match="the id r belongs to another text"):
        archive.add(told("r", 3, text="Another attack was reported."))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (IncidentFilter(), {"Alpha", "Beta"}),
        (IncidentFilter(place="beta"), {"Beta"}),
        (IncidentFilter(country="XA"), {"Alpha"}),
        (IncidentFilter(since="2020-06-01"), {"Beta"}),
        (IncidentFilter(until="2020-05-01"), {"Alpha"}),
        (IncidentFilter(at_least=5), {"Beta"}),
        (IncidentFilter(at_most=5), {"Alpha"}),
        (IncidentFilter(source="Police"), {"Alpha"}),
        (IncidentFilter(outlet="outlet of b"), {"Beta"}),
        (IncidentFilter(near=(10.0, 10.0, 50.0)), {"Alpha"}),
        (IncidentFilter(words="harbour"), {"Beta"}),
        (IncidentFilter(words="-harbour attacks"), {"Alpha"}),
        (IncidentFilter(grade="contested"), set()),
        (IncidentFilter(report="b"), {"Beta"}),
        (IncidentFilter(type="bombing", disputed=False), {"Alpha", "Beta"}),
    ],
)
def test_filters(archive: Archive, wanted: IncidentFilter, found: set[str]) -> None:
    archive.add(told("a", 3))
    beta = town("Beta", "XB", 50.0, 50.0)
    archive.add(told("b", 9, "a doctor", text="An attack at the harbour.", when=day("2020-06-02"), where=beta))
    assert {row.place for row in archive.incidents(wanted).rows} == found


def test_a_changed_text_of_one_page_is_a_new_version(archive: Archive) -> None:
    def page(name: str, number: int, text: str) -> Reading:
        reading = told(name, number, text=text)
        return reading.model_copy(update={"report": reading.report.model_copy(update={"url": "https://x.org/1"})})

    archive.add(page("a", 3, "At least three people died."))
    added = archive.add(page("b", 4, "At least four people died."))
    assert (added.status, added.version_of) == ("version", "a")
    assert [(c.old, c.new) for c in added.changes] == [("three", "four")]
    rows = archive.reports().rows
    assert [(row.id, row.version, row.current) for row in rows] == [("b", 2, True), ("a", 1, False)]
    (incident,) = archive.incidents().rows
    assert archive.incident(incident.id).reports == ("b",)


def test_what_is_not_there_is_said(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no report has the id nowhere"):
        archive.reading("nowhere")
    with pytest.raises(NotFoundError, match="no incident has the id nowhere"):
        archive.incident("nowhere")
    with pytest.raises(ArchiveError, match="there is no archive here yet"):
        reportedly.open_archive(tmp_path / "none.sqlite", create=False)


def test_lists_become_tables(archive: Archive) -> None:
    archive.add(told("a", 3))
    archive.add(
        made.reading(
            "n",
            Said("happened", True),
            **{**ATTACK, "where": town("Beta", "XB", 50, 50), "when": day("2022-01-01"), "targets": ()},
        )
    )  # type: ignore[arg-type]
    rows = archive.incidents(sort="killed").rows
    table, frame = to_arrow(rows), to_pandas(rows)
    assert table.column("killed_best").to_pylist() == [3, None]
    assert frame["killed_high"].dtype == "Int64"
    assert frame["country"].tolist() == ["XA", "XB"]
    assert to_arrow(()).num_rows == 0
