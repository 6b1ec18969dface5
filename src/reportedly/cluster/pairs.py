"""Which happenings link, and which hang together: splink on Spark, with the model that links on one machine."""

from __future__ import annotations

from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f
from splink import Linker, SettingsCreator
from splink.backends.spark import SparkAPI
from splink.clustering import cluster_pairwise_predictions_at_threshold

from reportedly.cluster.dialect import spark_model
from reportedly.linking.blocking import Crowded, keys_of, number_of
from reportedly.linking.rows import from_json

PAIRS = pa.schema([("unique_id_l", pa.int64()), ("unique_id_r", pa.int64()), ("match_weight", pa.float64())])
COMPONENTS = pa.schema([("unique_id", pa.int64()), ("component", pa.int64())])


def crowded_keys(happenings: DataFrame, crowd: int) -> tuple[Crowded, ...]:
    """The keys that more than `crowd` happenings hold: no pairs are sought by them."""
    keys = happenings.select("json", f.explode("keys").alias("key"))
    found = (
        keys.groupBy("key")
        .agg(f.count("*").alias("held"), f.min("json").alias("json"))
        .where(f.col("held") > crowd)
    )
    crowded = (
        Crowded(
            next(w for w in keys_of(from_json(row["json"])) if number_of(w) == row["key"]), row["key"], row["held"]
        )
        for row in found.collect()
    )
    return tuple(sorted(crowded, key=lambda c: c.words))


def predicted_pairs(happenings: DataFrame, crowded: tuple[Crowded, ...], least: float, work: str) -> DataFrame:
    """Pairs that share a key and that splink scores at `least` bits or more; `work` is a folder for what lies between.

    splink's own threshold is left out: Spark would put every comparison into the filter as often as it has levels.
    """
    columns = happenings.drop("json")
    if crowded:
        gone = f.array(*(f.lit(c.key) for c in crowded))
        columns = columns.withColumn("keys", f.array_except("keys", gone))
    api = _api(happenings.sparkSession, work)
    settings = SettingsCreator(**spark_model(happenings.sparkSession))
    linker = Linker(api.register(columns), settings, log_level=None, validate_settings=False)
    compared = linker.inference.predict()
    return happenings.sparkSession.table(compared.physical_name).where(f.col("match_weight") >= least)


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
