"""From clusters and readings to weighed incidents: every incident by itself, with the claims that speak of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

from reportedly.cluster.columns import CLUSTERS, INCIDENTS, SLICES, batches, in_spark, rows_of
from reportedly.cluster.incident_rows import incident_row
from reportedly.cluster.reading import readings_of
from reportedly.cluster.run import Done, Run, open_table
from reportedly.lexicon.policies import Policy
from reportedly.linking import Cluster
from reportedly.records import Reading
from reportedly.weighing import essence, get_policy
from reportedly.weighing import weigh as weigh_clusters

Row = dict[str, Any]
_BATCH = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighOptions:
    """The policy, by its name or as it stands in a file of its own."""

    policy: str | Policy = "range"


def weigh(
    session: SparkSession, readings: Sequence[str], clusters: str, out: str, options: WeighOptions | None = None
) -> Done:
    """Weigh the clusters of a finished run, with the readings they were made of, into the folder `out`: `incidents`.

    Raises ClusterError where the folders are not what they should be, ValueError where there is no such policy.
    """
    asked = (options or WeighOptions()).policy
    policy = get_policy(asked) if isinstance(asked, str) else asked
    found = readings_of(session, readings)
    linked = open_table(session, clusters, "clusters", CLUSTERS, command="link")
    run = Run(
        session,
        out,
        {"command": "weigh", "input": list(readings), "clusters": clusters, "policy": repr(policy)},
    )
    if run.done:
        return run.done
    incidents = run.table("incidents", INCIDENTS, lambda: _weighed(_slices(found, linked), policy))
    run.check("incidents", incidents.count(), linked.count())
    return run.finish({"incidents": incidents.count()})


def _slices(readings: DataFrame, clusters: DataFrame) -> DataFrame:
    """For each incident and each of its reports the reading, cut down to what it says of that incident."""
    wanted = clusters.select(f.explode("reports").alias("report"), f.struct("incident", "cluster").alias("one"))
    by_report = wanted.groupBy("report").agg(f.collect_list("one").alias("clusters"))
    return by_report.join(readings, "report").mapInArrow(
        lambda found: batches(cut(rows_of(found)), SLICES, _BATCH), in_spark(SLICES)
    )


def cut(rows: Iterable[Row]) -> Iterator[Row]:
    """The part of each reading that each of its clusters is about; weighing looks at nothing else."""
    for row in rows:
        reading = Reading.from_json(row["reading"])
        for one in row["clusters"]:
            part = essence(reading, set(Cluster.from_json(one["cluster"]).members))
            yield {**one, "report": reading.report.id, "reading": part.to_json()}


def _weighed(slices: DataFrame, policy: Policy) -> DataFrame:
    """Every incident weighed; all that is said of one comes to one task, one after the other."""
    together = slices.repartition("incident").sortWithinPartitions("incident", "report")
    return together.mapInArrow(
        lambda found: batches(weighed(rows_of(found), policy), INCIDENTS, _BATCH), in_spark(INCIDENTS)
    )


def weighed(rows: Iterable[Row], policy: Policy) -> Iterator[Row]:
    """The incidents of slices that come sorted by incident."""
    for _, some in groupby(rows, key=itemgetter("incident")):
        group = list(some)
        cluster = Cluster.from_json(group[0]["cluster"])
        readings = [Reading.from_json(row["reading"]) for row in group]
        for incident in weigh_clusters((cluster,), readings, policy):
            yield incident_row(incident)
