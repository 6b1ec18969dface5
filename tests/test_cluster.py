"""Many reports on Spark: the same readings, links and incidents as on one machine, whatever breaks on the way."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyspark.sql import SparkSession
from typer.testing import CliRunner, Result

from reportedly import api, cluster
from reportedly.cli.app import app
from reportedly.cluster.columns import in_spark
from reportedly.cluster.dialect import in_spark as condition_in_spark
from reportedly.cluster.happening_rows import HAPPENINGS
from reportedly.intake import Failure, IntakeOptions
from reportedly.linking import LinkSettings, link_anew
from reportedly.reading import ReaderSettings
from reportedly.records import Reading
from reportedly.samples import sample_files
from simulate import simulate
from sparks import SMALL, SRC, local_session, needs_java, standalone

pytestmark = [
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    needs_java,
]
BAD = (
    {"text": "", "outlet": "Nobody"},
    {"text": "Vier Menschen wurden am Sonntag bei einem Angriff auf den Markt der Stadt getötet, wie die Polizei mitteilte."},
    {"text": "Four people were killed in Kabul on Sunday, police said.", "published": "some day"},
)  # fmt: skip
COMMAND = [sys.executable, "-c", "from reportedly.cli import main; main()", "spark"]
Table = list[dict[str, Any]]


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    """One session for all these tests."""
    with local_session() as session:
        yield session


@pytest.fixture(scope="module")
def records() -> Table:
    """The sample reports, the first of them twice, and some that are no reports."""
    with sample_files() as files:
        good = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [*good, good[0], *BAD]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, records: Table) -> Path:
    """A folder with these reports in two Parquet files."""
    folder = tmp_path_factory.mktemp("cluster")
    (folder / "reports").mkdir()
    for number, some in enumerate((records[:6], records[6:])):
        pq.write_table(pa.Table.from_pylist(some, _schema(records)), folder / f"reports/{number}.parquet")
    return folder


@pytest.fixture(scope="module")
def read_run(spark: SparkSession, folder: Path) -> Path:
    """These reports, read by Spark."""
    said = run("read", folder / "reports", "--tagger", "none", "--task", 3, "--chunk", 5, "--out", folder / "read")
    assert said.exit_code == 1
    assert "10 reports, 10 readings" not in said.stderr
    assert "11 reports, 11 readings" in said.stderr
    assert "has no text; give it a key text or html that is not empty" in said.stderr
    assert "reports/1.parquet:7: is not in English (de)" in said.stderr
    return folder / "read"


@pytest.fixture(scope="module")
def link_run(read_run: Path) -> Path:
    """The incidents of these reports, linked by Spark."""
    assert run("link", read_run, "--out", read_run.parent / "linked").exit_code == 0
    return read_run.parent / "linked"


@pytest.fixture(scope="module")
def readings(folder: Path) -> list[Reading]:
    """The same reports, read here."""
    found = api.read_all([folder / "reports"], tagger="none")
    return [reading for reading in found if isinstance(reading, Reading)]


def _schema(records: Table) -> pa.Schema:
    return pa.schema([(name, pa.string()) for name in sorted({key for record in records for key in record})])


def run(command: str, *arguments: object) -> Result:
    """A `reportedly spark` command in this process, with the session that is there."""
    return CliRunner().invoke(app, ["spark", command, *map(str, arguments)])


def table(run_folder: Path, name: str) -> Table:
    """The rows of a table that a run wrote."""
    rows: Table = pq.read_table(run_folder / name).to_pylist()
    return rows


def test_spark_reads_what_one_machine_reads(read_run: Path, readings: list[Reading]) -> None:
    assert sorted(row["reading"] for row in table(read_run, "readings")) == sorted(r.to_json() for r in readings)
    failures = {(f["file"], f["line"], f["what"], f["lost"]) for f in table(read_run, "failures")}
    found = api.read_all([read_run.parent / "reports"], tagger="none")
    assert failures == {(f.file, f.line, f.what, f.lost) for f in found if isinstance(f, Failure)}


def test_claims_can_be_queried_without_json(read_run: Path, readings: list[Reading]) -> None:
    rows = {row["claim"]: row for row in table(read_run, "claims")}
    assert sorted(rows) == sorted(c.id for r in readings for c in r.claims)
    for claim in (c for r in readings for c in r.claims if c.field == "killed"):
        row = rows[claim.id]
        assert (row["low"], row["high"], row["words"]) == (claim.value.low, claim.value.high, claim.span.words)  # type: ignore[union-attr]
        assert row["source"] == (claim.source.name if claim.source else None)


def test_spark_weighs_what_one_machine_weighs(read_run: Path, link_run: Path, readings: list[Reading]) -> None:
    weighed = read_run.parent / "weighed"
    said = run("weigh", read_run, "--clusters", link_run, "--policy", "majority", "--out", weighed)
    assert said.exit_code == 0
    expected = {i.id: i for i in api.weigh(readings, policy="majority").incidents}
    assert {row["incident"]: row["json"] for row in table(weighed, "incidents")} == {
        key: incident.to_json() for key, incident in expected.items()
    }
    for row in table(weighed, "incidents"):
        total = next(
            (e for e in expected[row["incident"]].estimates if (e.field, e.victims) == ("killed", "all")), None
        )
        assert (row["killed_low"], row["killed_high"]) == ((total.low, total.high) if total else (None, None))


def test_a_crowded_world_is_linked_as_on_one_machine(spark: SparkSession, tmp_path: Path) -> None:
    world = simulate(450, seed=9)
    made(tmp_path / "first", world.readings[:180])
    made(tmp_path / "second", world.readings[150:])  # thirty reports were read twice
    runs = [str(tmp_path / "first"), str(tmp_path / "second")]
    done = cluster.link(spark, runs, str(tmp_path / "linked"), cluster.LinkOptions(crowd=15))
    expected = link_anew(world.readings, settings=LinkSettings(crowd=15))
    assert done.counts["crowded keys"] == len(expected.crowded) > 0
    found = {row["incident"]: row["cluster"] for row in table(tmp_path / "linked", "clusters")}
    assert found == {c.id: c.to_json() for c in expected.clusters}
    assert not (tmp_path / "linked/_work").exists()


def made(folder: Path, readings: list[Reading]) -> None:
    """A finished run of `spark read` with readings that were made by other means."""
    (folder / "readings").mkdir(parents=True)
    rows = [{"report": r.report.id, "reading": r.to_json()} for r in readings]
    pq.write_table(pa.Table.from_pylist(rows), folder / "readings/part-0.parquet")
    (folder / "run.json").write_text(json.dumps({"asked": {"command": "read"}, "done": {}}), encoding="utf-8")


def broken_off(read_run: Path, to: Path) -> dict[str, int]:
    """A copy of a finished run that is not finished, and what came of the finished one."""
    shutil.copytree(read_run, to)
    manifest = json.loads((to / "run.json").read_text())
    counts: dict[str, int] = manifest.pop("done")
    (to / "run.json").write_text(json.dumps(manifest), encoding="utf-8")
    return counts


def test_a_run_that_was_broken_off_goes_on_where_it_stopped(
    spark: SparkSession, folder: Path, read_run: Path
) -> None:
    broken, options = folder / "broken", ("--tagger", "none", "--task", 3, "--chunk", 5)
    counts = broken_off(read_run, broken)
    kept, lost = sorted((broken / "readings").iterdir())[:2]
    (lost / "_SUCCESS").unlink()
    (broken / "claims/_SUCCESS").unlink()
    before = {file.name for file in kept.iterdir()}
    assert run("link", broken, "--out", folder / "too early").exit_code == 2
    assert run("read", folder / "reports", *options, "--out", broken).exit_code == 1
    assert {file.name for file in kept.iterdir()} == before
    assert json.loads((broken / "run.json").read_text())["done"] == counts
    for name in ("reports", "readings", "claims", "failures"):
        assert sorted(map(str, table(broken, name))) == sorted(map(str, table(read_run, name)))
    assert "(finished before)" in run("read", folder / "reports", *options, "--out", broken).stderr


def test_what_did_not_arrive_is_missed(spark: SparkSession, folder: Path, read_run: Path, tmp_path: Path) -> None:
    broken_off(read_run, tmp_path / "read")
    files = (tmp_path / "read/readings/chunk=1").glob("*.parquet")
    max(files, key=lambda file: file.stat().st_size).unlink()  # a part may hold no row
    said = run("read", folder / "reports", "--tagger", "none", "--chunk", 5, "--out", tmp_path / "read")
    assert said.exit_code == 2
    assert "and should hold 11; can all machines write there?" in said.stderr


WRONG = [
    (("read", "{}/reports", "--out", "{}/read"), "holds a run with another chunk (5); choose another folder"),
    (("read", "{}/nowhere", "--out", "{}/new"), "no Parquet can be read there"),
    (("read", "{}/reports", "--out", "{}/reports"), "is not empty, and no run; choose another folder"),
    (("read", "{}/reports", "--out", "{}/new", "--model", "xx"), "no spaCy pipeline xx is installed"),
    (("read", "{}/reports", "--out", "{}/new", "--conf", "memory"), "'memory' is no setting"),
    (("link", "{}/reports", "--out", "{}/new"), "is no run; give a folder that `reportedly spark read` wrote"),
    (("weigh", "{}/read", "--clusters", "{}/read", "--out", "{}/new"), "was written by `spark read`, not `spark link`"),
    (("weigh", "{}/read", "--clusters", "{}/read", "--out", "{}/new", "--policy", "x"), "no policy is called 'x'"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "expected"), WRONG)
def test_what_is_wrong_is_said_in_a_line(
    spark: SparkSession, folder: Path, read_run: Path, command: tuple[str, ...], expected: str
) -> None:
    said = run(*(word.format(folder) for word in command))
    assert said.exit_code == 2
    assert expected in " ".join(said.stderr.replace("│", " ").split())
    assert not (folder / "new").exists()


def test_columns_may_have_other_names_and_types(spark: SparkSession, tmp_path: Path) -> None:
    moment = datetime(2021, 6, 29, 10, tzinfo=UTC)
    text = "Four people were killed in Kabul on Sunday, police said."
    pq.write_table(pa.table({"Body": [text], "seen": [moment], "day": [moment.date()]}), tmp_path / "a.parquet")
    options = cluster.ReadOptions(
        intake=IntakeOptions(mapping={"text": "body", "published": "seen", "outlet": "day"}),
        reader=ReaderSettings(tagger="none"),
        gate=0.0,
    )
    cluster.read(spark, [str(tmp_path / "a.parquet")], str(tmp_path / "read"), options)
    (row,) = table(tmp_path / "read", "readings")
    (here,) = api.read_all([tmp_path / "a.parquet"], options=options.intake, tagger="none")
    assert row["reading"] == here.to_json()  # type: ignore[union-attr]
    assert row["published"] == "2021-06-29T10:00:00+00:00"


def test_the_product_of_older_sparks_is_the_same(spark: SparkSession, link_run: Path) -> None:
    rows = spark.read.schema(in_spark(HAPPENINGS)).parquet(f"{link_run}/happenings").select("sketch")
    left, right = rows.toDF("sketch_l"), rows.toDF("sketch_r")
    alike = "array_inner_product(cast(sketch_l as float[256]), cast(sketch_r as float[256]))"
    both = (
        left.crossJoin(right)
        .selectExpr(condition_in_spark(alike), condition_in_spark(alike, fast=False))
        .collect()
    )
    assert len(both) > 50
    assert [row for row in both if row[0] != row[1]] == []


def test_a_worker_that_dies_costs_nothing(tmp_path: Path, folder: Path, read_run: Path) -> None:
    out = tmp_path / "read"
    with standalone(tmp_path) as sparks:
        conf = [f"--conf={name}={value}" for name, value in {**SMALL, "spark.executor.memory": "512m"}.items()]
        command = [*COMMAND, "read", folder / "reports", "--tagger", "none", "--task", "1", "--master", sparks.url]
        process = subprocess.Popen(
            [*command, *conf, "--out", out],
            env=os.environ | {"PYTHONPATH": str(SRC), "SPARK_LOCAL_IP": "127.0.0.1"},
            stderr=subprocess.PIPE,
            text=True,
        )
        while process.poll() is None and not (out / "reports/_SUCCESS").exists():
            time.sleep(0.05)
        time.sleep(0.5)  # the readings have begun
        assert process.poll() is None
        sparks.workers[0].kill()
        _, said = process.communicate(timeout=400)
    assert process.returncode == 1, said  # as ever, for the records that are no reports
    assert "11 reports, 11 readings" in said
    assert sorted(r["reading"] for r in table(out, "readings")) == sorted(
        r["reading"] for r in table(read_run, "readings")
    )
