"""From readings to clusters of happenings, with the links that hold them together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

from reportedly.cluster.columns import CLUSTERS, CROWDED, batches, in_spark, rows_of
from reportedly.cluster.happening_rows import HAPPENINGS, happening_batches
from reportedly.cluster.pairs import COMPONENTS, PAIRS, components, crowded_keys, predicted_pairs
from reportedly.cluster.reading import readings_of
from reportedly.cluster.run import Done, Run
from reportedly.lexicon.link_weights import load_link_weights
from reportedly.linking import LinkSettings
from reportedly.linking.decisions import constraints_of
from reportedly.linking.engine import MARGIN
from reportedly.linking.rows import from_json
from reportedly.linking.scoring import weight_of
from reportedly.linking.settle import clusters_of

Row = dict[str, Any]
_BATCH = 1_000
_NONE = constraints_of(())


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkOptions:
    """`crowd`: a key that more happenings hold is too common to seek pairs by, as in `LinkSettings`."""

    crowd: int = LinkSettings().crowd


def link(session: SparkSession, readings: Sequence[str], out: str, options: LinkOptions | None = None) -> Done:
    """Bring the readings of finished runs together into the folder `out`: `happenings`, `pairs`, `components`, `clusters`.

    Raises ClusterError where the folders are not what they should be.
    """
    chosen = options or LinkOptions()
    found = readings_of(session, readings)
    run = Run(session, out, {"command": "link", "input": list(readings), "crowd": chosen.crowd})
    if run.done:
        return run.done
    happenings = run.table("happenings", HAPPENINGS, lambda: _happenings(found))
    crowded = run.table("crowded", CROWDED, lambda: crowded_keys(happenings, chosen.crowd))
    least = load_link_weights().threshold - MARGIN
    pairs = run.table("pairs", PAIRS, lambda: predicted_pairs(happenings, crowded, least, run.work))
    homes = run.table("components", COMPONENTS, lambda: components(happenings, pairs, run.work))
    clusters = run.table("clusters", CLUSTERS, lambda: _settled(happenings, pairs, homes))
    members = clusters.select(f.coalesce(f.sum(f.size("members")), f.lit(0))).collect()[0][0]
    run.check("clusters", members, happenings.count())
    counts = {"happenings": happenings.count(), "links": pairs.count(), "incidents": clusters.count()}
    return run.finish({**counts, "crowded keys": crowded.count()})


def _happenings(readings: DataFrame) -> DataFrame:
    """A row for each linkable incident of each report."""
    return readings.select("reading").mapInArrow(
        lambda found: happening_batches(row["reading"] for row in rows_of(found)), in_spark(HAPPENINGS)
    )


def _settled(happenings: DataFrame, pairs: DataFrame, homes: DataFrame) -> DataFrame:
    """The clusters of every component; all of a component's happenings and links come to one task, one after the other."""
    links = pairs.groupBy(f.least("unique_id_l", "unique_id_r").alias("unique_id")).agg(
        f.collect_list(f.struct(f.greatest("unique_id_l", "unique_id_r").alias("to"), "match_weight")).alias(
            "links"
        )
    )
    rows = happenings.select("unique_id", "json").join(homes, "unique_id").join(links, "unique_id", "left")
    together = rows.repartition("component").sortWithinPartitions("component", "unique_id")
    return together.mapInArrow(lambda found: batches(settle(rows_of(found)), CLUSTERS, _BATCH), in_spark(CLUSTERS))


def settle(rows: Iterable[Row]) -> Iterator[Row]:
    """The clusters of happenings that come sorted by component, each with its links to others of it."""
    for _, some in groupby(rows, key=itemgetter("component")):
        group = list(some)
        known = {row["unique_id"]: from_json(row["json"]) for row in group}
        threshold = load_link_weights().threshold
        linked = []
        for row in group:
            for link_row in row["links"] or ():
                left, right = known[row["unique_id"]], known[link_row["to"]]
                bits = link_row["match_weight"]
                if bits > threshold + MARGIN or weight_of(left, right) > threshold:
                    linked.append((min(left.id, right.id), max(left.id, right.id)))
        happenings = {h.id: h for h in sorted(known.values(), key=lambda h: h.id)}
        for cluster in clusters_of(happenings, sorted(linked), _NONE):
            yield {
                "incident": cluster.id,
                "members": list(cluster.members),
                "reports": sorted({happenings[m].report for m in cluster.members}),
                "cluster": cluster.to_json(),
            }
