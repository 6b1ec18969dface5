"""What runs inside a worker, without Spark: rows in, rows out."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from pyspark.errors import PySparkException

from made import day, dead, reading, town
from made_reports import made_reports
from reportedly.cluster import worker
from reportedly.cluster.claim_rows import claim_rows
from reportedly.cluster.dialect import in_spark
from reportedly.cluster.errors import reason_of
from reportedly.cluster.happening_rows import HAPPENINGS, happening_batches
from reportedly.cluster.linking import settle
from reportedly.cluster.weighing import cut, weighed
from reportedly.intake import IntakeOptions
from reportedly.linking import LinkSettings, link
from reportedly.linking.blocking import number_of
from reportedly.linking.comparisons import COMPARISONS
from reportedly.linking.engine import linked_pairs
from reportedly.linking.happenings import happenings_in
from reportedly.linking.rows import from_json
from reportedly.linking.scoring import weight_of
from reportedly.linking.shelf import Shelf
from reportedly.reading import DefaultReader, ReaderSettings
from reportedly.reading.parse import load_model
from reportedly.reading.relevance import RelevanceGate
from reportedly.records import Claim, Named, Reading, Report, Span, Toll
from reportedly.weighing import get_policy, weigh
from simulate import simulate

RULES = ReaderSettings(tagger="none")
NAMES = [
    ("file:///data/news/part-0.parquet", {"file:/data/news": "news"}, "news/part-0.parquet"),
    ("file:/data/news.parquet", {"file:/data/news.parquet": "./news.parquet"}, "./news.parquet"),
    ("file:///data/my%20news/a.parquet", {"file:/data/my news": "my news"}, "my news/a.parquet"),
    ("s3a://crawl/2020/a.parquet", {"s3a://crawl": "s3a://crawl"}, "s3a://crawl/2020/a.parquet"),
    ("file:/data/newspaper/a.parquet", {"file:/data/news": "news"}, "file:/data/newspaper/a.parquet"),
]


REASONS = [
    ("[PATH_NOT_FOUND] Path does not exist: file:/x. SQLSTATE: 42K03\n\nJVM stacktrace:\n\tat a.b", "[PATH_NOT_FOUND] Path does not exist: file:/x. SQLSTATE: 42K03"),
    ("An exception was thrown from the Python worker:\nTraceback (most recent call last):\n  File\nValueError: no\n\tat a", "ValueError: no"),
    ("", "PySparkException"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "expected"), REASONS)
def test_what_spark_says_is_told_in_a_line(said: str, expected: str) -> None:
    assert reason_of(PySparkException(said)) == expected


@pytest.mark.parametrize(("file", "roots", "expected"), NAMES)
def test_files_are_called_as_they_were_typed(file: str, roots: dict[str, str], expected: str) -> None:
    assert worker.named(file, roots) == expected


def taken(*records: dict[str, str]) -> list[worker.Row]:
    rows = ({**record, "file": "file:/a.parquet", "line": n} for n, record in enumerate(records))
    return list(worker.take(rows, IntakeOptions(), {"file:/a.parquet": "a.parquet"}))


def test_records_become_reports_or_say_why_not() -> None:
    good, bad = taken({"text": "Four people were killed in Kabul on Sunday, police said."}, {"text": " "})
    report = Report.from_json(good["json"])
    assert report.id == good["report"]
    assert report.original is not None
    assert (report.original.path, report.original.sha256) == ("a.parquet:1", good["original"])
    assert (bad["report"], bad["json"], bad["failures"][0]["what"]) == (None, None, "has no text")


def test_what_the_gate_passes_over_is_not_read_but_listed() -> None:
    texts = (
        "Four people were killed when gunmen attacked a market.",
        "The bank raised its rates by half a point.",
    )
    rows = ({"text": text, "file": "a.parquet", "line": n} for n, text in enumerate(texts))
    read, over = worker.take(rows, IntakeOptions(), {}, RelevanceGate().threshold)
    assert read["json"] is not None
    assert read["passed_over"] is None
    assert (over["report"], over["json"], over["failures"]) == (None, None, [])
    assert 0 < over["passed_over"] < RelevanceGate().threshold


def test_a_report_over_which_the_reader_stumbles_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = taken(*made_reports(3))
    honest = DefaultReader.read_parsed

    def stumbling(self: DefaultReader, parse: Any) -> Reading:
        if parse.report.id == rows[1]["report"]:
            raise RecursionError("too deep")
        return honest(self, parse)

    monkeypatch.setattr(DefaultReader, "read_parsed", stumbling)
    found = list(worker.read(rows, RULES))
    assert [row.get("reading") is not None for row in found] == [True, False, True]
    (failure,) = found[1]["failures"]
    assert (failure["file"], failure["line"]) == ("a.parquet", 2)
    assert failure["what"] == "the reader stumbled over this report (RecursionError: too deep)"
    assert "Traceback" in failure["detail"]


def test_a_worker_loads_its_reader_once() -> None:
    assert worker.reader_of(RULES) is worker.reader_of(ReaderSettings(tagger="none"))


def test_after_many_reports_a_worker_takes_a_fresh_model_and_reads_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = taken(*made_reports(4))
    before = list(worker.read(rows, RULES))
    model = load_model()
    monkeypatch.setattr(worker, "SERVES", 1)
    monkeypatch.setattr(worker, "TOGETHER", 2)
    assert list(worker.read(rows, RULES)) == before
    assert load_model() is not model


VALUES = [
    (Toll(low=4, high=4), {"value": "4", "low": 4, "high": 4, "approximate": False, "victims": []}),
    (Toll(low=7), {"value": "7 or more", "low": 7, "high": None, "approximate": False, "victims": []}),
    (Toll(low=3, high=5, approximate=True), {"value": "3 to 5", "low": 3, "high": 5, "approximate": True, "victims": []}),
    (Toll(vague="dozens"), {"value": "dozens", "low": None, "high": None, "approximate": False, "victims": []}),
    (day("2021-06-29"), {"value": "2021-06-29", "first_day": "2021-06-29", "last_day": "2021-06-29", "date_precision": 1}),
    (day("2021-06-01", "2021-06-30", 4), {"value": "2021-06-01/2021-06-30", "first_day": "2021-06-01", "last_day": "2021-06-30", "date_precision": 4}),
    (Named(name="the army", actor="xa-army"), {"value": "the army", "actor": "xa-army"}),
    (True, {"value": "true"}),
]  # fmt: skip


@pytest.mark.parametrize(("value", "expected"), VALUES)
def test_values_of_claims_in_columns(value: Any, expected: dict[str, Any]) -> None:
    claim = Claim(id="c", incident="i", field="killed", value=value, span=Span(start=0, end=4, words="Four"))
    one = reading("a").model_copy(update={"claims": (claim,)})
    (row,) = claim_rows(one)
    assert {key: row[key] for key in expected} == expected
    assert (row["claim"], row["words"], row["source"], row["chain"]) == ("c", "Four", None, [])


def test_places_of_claims_in_columns() -> None:
    claim = Claim(
        id="c", incident="i", field="place", value=town("Belmora"), span=Span(start=0, end=2, words="An")
    )
    (row,) = claim_rows(reading("a").model_copy(update={"claims": (claim,)}))
    assert (row["value"], row["country"], row["latitude"], row["place_precision"]) == ("Belmora", "XA", 10.0, 1)


def test_happenings_have_the_same_columns_wherever_they_are_made() -> None:
    readings = [r.to_json() for r in simulate(60, seed=2).readings]
    (together,) = happening_batches(readings)
    apart = [batch for r in readings for batch in happening_batches([r])]
    assert together.schema == HAPPENINGS == apart[0].schema
    assert sorted(map(str, together.to_pylist())) == sorted(
        str(row) for batch in apart for row in batch.to_pylist()
    )
    for row in together.to_pylist():
        assert row["unique_id"] == number_of(from_json(row["json"]).id)
        assert len(row["sketch"]) == 256


def test_components_are_settled_as_on_one_machine() -> None:
    world = simulate(300, seed=6)
    shelf = Shelf(row for r in world.readings for row in happenings_in(r))
    (batch,) = happening_batches(r.to_json() for r in world.readings)
    rows = {from_json(row["json"]).id: {**row, "component": 0, "links": None} for row in batch.to_pylist()}
    for left, right in linked_pairs(shelf, LinkSettings()).pairs:
        to = {"to": rows[right]["unique_id"], "match_weight": weight_of(shelf[left], shelf[right])}
        rows[left]["links"] = [*(rows[left]["links"] or ()), to]
    found = {row["incident"]: row["cluster"] for row in settle(rows.values())}
    assert found == {c.id: c.to_json() for c in link(world.readings)}
    unlinked = [row | {"links": None} for row in rows.values()]
    assert sorted(row["members"] for row in settle(unlinked)) == [[key] for key in sorted(rows)]


def test_incidents_are_weighed_as_on_one_machine() -> None:
    here = town("Belmora")
    readings = [
        reading(
            "a", dead(4, 4, "Police"), when=day("2020-05-01"), where=here, text="A bomb tore through the market."
        ),
        reading(
            "b", dead(6, None, "A doctor"), when=day("2020-05-01"), where=here, text="Traders died at the market."
        ),
        reading("c", dead(20, 20, "Police"), when=day("2020-04-11"), text="Jets struck a quarry."),
    ]
    clusters = link(readings)
    by_report = [
        {
            "report": r.report.id,
            "reading": r.to_json(),
            "clusters": [
                {"incident": c.id, "cluster": c.to_json()}
                for c in clusters
                if {m.incident for m in r.mentions} & set(c.members)
            ],
        }
        for r in readings
    ]
    slices = sorted(cut(by_report), key=lambda row: (row["incident"], row["report"]))
    found = {row["incident"]: row["json"] for row in weighed(slices, get_policy("range"))}
    assert found == {i.id: i.to_json() for i in weigh(clusters, readings, "range")}


def test_every_comparison_can_be_said_to_spark() -> None:
    for comparison in COMPARISONS:
        for condition in (comparison.unknown, *(sql for _, sql in comparison.levels)):
            said = in_spark(condition).lower() if condition != "else" else ""
            assert not [name for name in ("list_has_any", "len(", "array_inner_product", "&&") if name in said]


def test_without_spark_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("reportedly.cluster")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'reportedly\[spark\]'"):
        import reportedly.cluster  # noqa: F401
