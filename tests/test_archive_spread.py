"""How incidents lie in space and time, counted by the database and by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

import made
import reportedly
from made import day, dead, town
from reportedly.archive import Archive, IncidentFilter

PLACES = {"Alpha": (10.0, 10.0), "Beta": (40.0, 170.0), "Gamma": (-5.0, -170.0)}
KINDS = ("bombing", "shooting", "arrest")
WORDS = ("market", "river", "school", "snow fell", "crowds sang", "bridges burned", "letters came")
DAYS = ("2019-12-31", "2020-02-03", "2020-02-28", "2020-05-01")


@pytest.fixture
def archive(archive_url: str) -> Iterator[Archive]:
    with reportedly.open_archive(archive_url) as opened:
        for n, (name, (latitude, longitude)) in enumerate(PLACES.items()):
            for m, when in enumerate(DAYS):
                where = town(name, country=f"X{n}", latitude=latitude, longitude=longitude)
                told = dead(3 + 40 * n + 17 * m, 3 + 40 * n + 17 * m, f"the mayor of {name}")
                report = made.reading(
                    f"r{n}{m}", told, text=f"{name}, {when}: {WORDS[n]} {WORDS[m + 3]}.", type=KINDS[n],
                    when=day(when), where=where, published=when,
                )  # fmt: skip
                opened.add(report, settled=False)
        opened.settle()
        yield opened


def test_places_and_months_count_every_incident(archive: Archive) -> None:
    rows = archive.incidents(limit=100).rows
    spread = archive.spread()
    assert {p.name: p.count for p in spread.places} == Counter(r.place for r in rows)
    assert [b.label for b in spread.bins][:3] == ["2019-12", "2020-01", "2020-02"]
    assert {b.label: b.count for b in spread.bins if b.count} == Counter((r.start or "")[:7] for r in rows)


@pytest.mark.parametrize(
    ("box", "names"),
    [
        ((0.0, 0.0, 20.0, 20.0), {"Alpha"}),
        ((160.0, -10.0, -160.0, 50.0), {"Beta", "Gamma"}),
        ((-180.0, -90.0, 180.0, 90.0), {"Alpha", "Beta", "Gamma"}),
        ((0.0, 50.0, 1.0, 51.0), set()),
    ],
)
def test_a_box_holds_what_lies_in_it(
    archive: Archive, box: tuple[float, float, float, float], names: set[str]
) -> None:
    assert {r.place for r in archive.incidents(IncidentFilter(box=box), limit=100).rows} == names


def test_each_leaves_its_own_filter_out(archive: Archive) -> None:
    box = (0.0, 0.0, 20.0, 20.0)
    both = archive.spread(IncidentFilter(box=box, since="2020-02-01"))
    assert both.places == archive.spread(IncidentFilter(since="2020-02-01")).places
    assert both.bins == archive.spread(IncidentFilter(box=box)).bins
    assert both.places != archive.spread().places
    assert both.bins != archive.spread().bins
    assert (both.box, both.since) == (box, "2020-02-01")


def test_centuries_are_counted_by_year(archive: Archive) -> None:
    archive.add(made.reading("old", dead(1, 1, "police"), when=day("1819-08-16"), published="1819-08-20"))
    bins = archive.spread().bins
    assert [b.label for b in bins][:2] == ["1819", "1820"]
    assert bins[-1].label == "2020"


def test_an_empty_archive_has_no_spread(archive_url: str) -> None:
    with reportedly.open_archive(archive_url) as empty:
        assert empty.spread().places == ()
        assert empty.spread().bins == ()
