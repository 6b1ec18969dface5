"""From Parquet of reports to Parquet of readings and claims."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial, reduce
from typing import Any

from pyspark.errors import AnalysisException
from pyspark.sql import Column, DataFrame, SparkSession, Window
from pyspark.sql import functions as f
from pyspark.sql.types import TimestampType

from reportedly.cluster import worker
from reportedly.cluster.claim_rows import claim_rows
from reportedly.cluster.columns import CHUNKED, CLAIMS, FAILURES, READINGS, REPORTS, batches, in_spark, rows_of
from reportedly.cluster.errors import ClusterError, reason_of
from reportedly.cluster.run import Done, Run, open_table
from reportedly.intake import IntakeError, IntakeOptions
from reportedly.intake.mapped import check_columns
from reportedly.intake.options import FIELDS
from reportedly.reading import ReaderSettings
from reportedly.records import Reading

_USED_BEFORE = (
    "struct(file, line, concat('the id ', report, ' was used before, for another text') as what,"
    " 'give it its own id' as advice, true as lost, '' as detail)"
)
_BATCH = 64
_CLAIMS_BATCH = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How reports are taken in and read. `gate` is the score below which a text is passed over, unread; None reads all.
    `task` is how many reports one task reads (what is read again when it fails), `chunk` how many are committed together
    (what is read again when the whole run is broken off)."""

    intake: IntakeOptions = field(default_factory=IntakeOptions)
    reader: ReaderSettings = field(default_factory=ReaderSettings)
    gate: float | None = None
    task: int = 500
    chunk: int = 1_000_000

    def asked(self) -> dict[str, Any]:
        """The options that change what comes out."""
        names = ("published", "outlet", "url", "verbatim", "mapping")
        intake = {name: getattr(self.intake, name) for name in names}
        return {"intake": intake, "reader": asdict(self.reader), "gate": self.gate, "chunk": self.chunk}


def read(session: SparkSession, reports: Sequence[str], out: str, options: ReadOptions | None = None) -> Done:
    """Read every report of some Parquet files or folders into the folder `out`: `reports`, `readings`, `claims`, `failures`.

    The same report twice is one report. Raises ClusterError where the files or the folder are not what they should be.
    """
    chosen = options or ReadOptions()
    records = _records(session, reports, chosen.intake.mapping)
    run = Run(session, out, {"command": "read", "input": list(reports), **chosen.asked()})
    if run.done:
        return run.done
    roots = {run.files.whole(path): path.rstrip("/") for path in reports}
    taken = run.table("reports", CHUNKED, lambda: _taken(records, chosen, roots), by="chunk")
    if not records.isEmpty():
        run.check("reports", min(1, taken.count()), 1)
    counted = taken.where("json is not null").groupBy("chunk").count().collect()
    held = {row["chunk"]: row["count"] for row in counted} or {0: 0}
    for chunk, count in sorted(held.items()):
        run.table(f"readings/chunk={chunk}", READINGS, partial(_read, taken, chunk, count, chosen))
    readings = run.open("readings", READINGS)
    run.check("readings", readings.count(), sum(held.values()))
    claims = run.table("claims", CLAIMS, lambda: _claims(readings))
    failures = run.table("failures", FAILURES, lambda: _failures(taken).unionByName(_failures(readings)))
    return run.finish(
        {
            "reports": sum(held.values()),
            "readings": readings.where("reading is not null").count(),
            "claims": claims.count(),
            "passed over": taken.where("passed_over is not null").count(),
            "failed": failures.where("lost").count(),
        }
    )


def readings_of(session: SparkSession, folders: Sequence[str]) -> DataFrame:
    """The readings of finished runs, `report` and `reading`; of a report in several of them the last one's."""
    tables = [
        open_table(session, folder, "readings", READINGS, command="read").where("reading is not null")
        for folder in folders
    ]
    if len(tables) == 1:
        return tables[0].select("report", "reading")
    numbered = [table.select("report", "reading", f.lit(n).alias("run")) for n, table in enumerate(tables)]
    return (
        reduce(DataFrame.unionByName, numbered).groupBy("report").agg(f.max_by("reading", "run").alias("reading"))
    )


def _records(session: SparkSession, paths: Sequence[str], mapping: Mapping[str, str]) -> DataFrame:
    """The columns that a report may have, as text, with the file and the row they come from."""
    try:
        table = session.read.parquet(*paths)
        check_columns(table.columns, mapping)
    except AnalysisException as error:
        raise ClusterError(f"{', '.join(paths)}: no Parquet can be read there ({reason_of(error)})") from error
    except IntakeError as error:
        raise ClusterError(f"{', '.join(paths)}: {error}") from error
    named = {name.lower(): name for name in table.columns} | dict(mapping)
    known = [_as_text(table, named[name]).alias(name) for name in FIELDS if name in named]
    place = f.col("_metadata.file_path").alias("file"), f.col("_metadata.row_index").alias("line")
    return table.select(*known, *place)


def _as_text(table: DataFrame, name: str) -> Column:
    """A column as text; a moment with its zone."""
    column = table[f"`{name}`"]
    if isinstance(table.select(column).schema[0].dataType, TimestampType):
        return f.date_format(column, "yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx")
    return column.cast("string")


def _taken(records: DataFrame, options: ReadOptions, roots: Mapping[str, str]) -> DataFrame:
    """Every record as a report, the same one once: that which stands first."""
    intake, gate, count = replace(options.intake, mapping={}), options.gate, records.count()
    chunks = max(1, math.ceil(count / options.chunk))
    taken = records.repartition(_tasks(records, count, options), "file", "line").mapInArrow(
        lambda found: batches(worker.take(rows_of(found), intake, roots, gate), REPORTS, _BATCH), in_spark(REPORTS)
    )
    order = Window.partitionBy("key").orderBy("file", "line")
    ranked = taken.select(
        "*",
        f.expr("coalesce(report, concat_ws(':', file, line)) as key"),
    ).select("*", f.row_number().over(order).alias("rank"), f.first("original").over(order).alias("first"))
    return ranked.where("rank = 1" if not intake.verbatim else "rank = 1 or original <> first").select(
        "report",
        "file",
        "line",
        "original",
        f.expr("if(rank = 1, json, null) as json"),
        "passed_over",
        f.expr(f"if(rank = 1, failures, array({_USED_BEFORE})) as failures"),
        f.expr(f"cast(pmod(xxhash64(key), {chunks}) as int) as chunk"),
    )


def _read(taken: DataFrame, chunk: int, count: int, options: ReadOptions) -> DataFrame:
    """The readings of one chunk."""
    reader = options.reader
    reports = taken.where((f.col("chunk") == chunk) & f.col("json").isNotNull()).select("file", "line", "json")
    return reports.repartition(_tasks(taken, count, options), "file", "line").mapInArrow(
        lambda found: batches(worker.read(rows_of(found), reader), READINGS, _BATCH), in_spark(READINGS)
    )


def _claims(readings: DataFrame) -> DataFrame:
    """A row for each claim of the readings."""
    return (
        readings.where("reading is not null")
        .select("reading")
        .mapInArrow(
            lambda found: batches(
                (row for r in rows_of(found) for row in claim_rows(Reading.from_json(r["reading"]))),
                CLAIMS,
                _CLAIMS_BATCH,
            ),
            in_spark(CLAIMS),
        )
    )


def _failures(table: DataFrame) -> DataFrame:
    return table.select(f.explode("failures").alias("failure")).select("failure.*")


def _tasks(table: DataFrame, count: int, options: ReadOptions) -> int:
    """How many tasks: as many as `task` asks for, and a few for each core so that none waits long for the last."""
    cores = table.sparkSession.sparkContext.defaultParallelism
    return max(1, min(count, max(math.ceil(count / options.task), 4 * cores)))
