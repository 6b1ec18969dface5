"""Which happenings link, and which hang together: splink on Spark, with the model that links on one machine."""

from __future__ import annotations

from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f
from splink import Linker, SettingsCreator
from splink.backends.spark import SparkAPI
from splink.clustering import cluster_pairwise_predictions_at_threshold

from reportedly.cluster.columns import CROWDED, batches, in_spark, rows_of
from reportedly.cluster.dialect import spark_model
from reportedly.linking.blocking import keys_of, number_of
from reportedly.linking.rows import from_json

PAIRS = pa.schema([("unique_id_l", pa.int64()), ("unique_id_r", pa.int64()), ("match_weight", pa.float64())])
COMPONENTS = pa.schema([("unique_id", pa.int64()), ("component", pa.int64())])
_BATCH = 1_000


def crowded_keys(happenings: DataFrame, crowd: int) -> DataFrame:
    """The keys that more than `crowd` happenings hold, by which no pairs are sought, in words and how many hold them."""
    keys = happenings.select("json", f.explode("keys").alias("key"))
    found = keys.groupBy("key").agg(f.count("*").alias("holders"), f.min("json").alias("json"))
    return found.where(f.col("holders") > crowd).mapInArrow(
        lambda some: batches((_in_words(row) for row in rows_of(some)), CROWDED, _BATCH), in_spark(CROWDED)
    )


def _in_words(row: dict[str, Any]) -> dict[str, Any]:
    words = next(key for key in keys_of(from_json(row["json"])) if number_of(key) == row["key"])
    return {"key": row["key"], "words": words, "holders": row["holders"]}


def predicted_pairs(happenings: DataFrame, crowded: DataFrame, least: float, work: str) -> DataFrame:
    """Pairs that share a key and that splink scores at `least` bits or more; `work` is a folder for what lies between.

    splink's own threshold is left out: Spark would put every comparison into the filter as often as it has levels.
    """
    columns = happenings.drop("json")
    if not crowded.isEmpty():
        columns = _without(columns, crowded)
    settings = SettingsCreator(**spark_model(happenings.sparkSession))
    linker = Linker(
        _api(happenings.sparkSession, work).register(columns), settings, log_level=None, validate_settings=False
    )
    compared = linker.inference.predict()
    return happenings.sparkSession.table(compared.physical_name).where(f.col("match_weight") >= least)


def _without(columns: DataFrame, crowded: DataFrame) -> DataFrame:
    """The same rows without the keys that too many hold."""
    keys = columns.select("unique_id", f.explode("keys").alias("key")).join(crowded, "key", "left_anti")
    kept = keys.groupBy("unique_id").agg(f.collect_list("key").alias("keys"))
    struck = columns.drop("keys").join(kept, "unique_id", "left")
    return struck.withColumn("keys", f.coalesce("keys", f.array().cast("array<bigint>")))


def components(happenings: DataFrame, pairs: DataFrame, work: str) -> DataFrame:
    """For each happening the component of linked ones that it is in, named by its smallest number."""
    found = cluster_pairwise_predictions_at_threshold(
        nodes=happenings.select("unique_id"),
        edges=pairs.select("unique_id_l", "unique_id_r"),
        db_api=_api(happenings.sparkSession, work),
        node_id_column_name="unique_id",
    )
    return happenings.sparkSession.table(found.physical_name).withColumnRenamed("cluster_id", "component")


def _api(session: SparkSession, work: str) -> Any:
    """splink's way to Spark, without the functions that need a jar; it keeps what lies between in `work`."""
    session.sparkContext.setCheckpointDir(work)
    return SparkAPI(spark_session=session, register_udfs_automatically=False)  # type: ignore[no-untyped-call]
