"""The same readings, links and incidents for millions of reports: Spark runs the functions of the other rooms.

Parquet in, Parquet out. `read` makes readings of reports, `link` brings them together, `weigh` weighs each incident; each
writes its tables into a folder of its own, every table once, and goes on where it stopped when it is started again.
"""

from __future__ import annotations

try:
    import pandas  # noqa: F401
    import pyarrow  # type: ignore[import-untyped]  # noqa: F401
    import pyspark  # noqa: F401
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        f"Spark is an optional part, and {error.name} is not installed; pip install 'reportedly[spark]' (and Java 17)",
        name=error.name,
    ) from error

from reportedly.cluster.errors import SPARK_ERRORS, ClusterError, reason_of
from reportedly.cluster.linking import LinkOptions, link
from reportedly.cluster.reading import ReadOptions, read
from reportedly.cluster.run import Done
from reportedly.cluster.session import SparkOptions, open_session
from reportedly.cluster.weighing import WeighOptions, weigh

__all__ = [
    "SPARK_ERRORS",
    "ClusterError",
    "Done",
    "LinkOptions",
    "ReadOptions",
    "SparkOptions",
    "WeighOptions",
    "link",
    "open_session",
    "read",
    "reason_of",
    "weigh",
]
