"""A Spark session that is set up for this program: this Python, small batches of Arrow, output committed as a whole."""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pyspark.sql import SparkSession

from reportedly.cluster.errors import SPARK_ERRORS, ClusterError, reason_of

_QUIET = Path(__file__).parent / "data" / "log4j2.properties"
_ALWAYS = {
    "spark.app.name": "reportedly",
    "spark.driver.defaultJavaOptions": f"-Dlog4j2.configurationFile={_QUIET.as_uri()}",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "256",  # a reading is far larger than a row of numbers
    "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version": "1",  # files appear when their job is done
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.session.timeZone": "UTC",
    "spark.python.worker.reuse": "true",  # the model of a worker process is loaded once and stays
}
_HERE = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "4g",
    "spark.ui.enabled": "false",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SparkOptions:
    """`master` as Spark writes it (`local[*]`, `spark://host:7077`, `yarn`, `k8s://…`); `conf` is any setting of Spark."""

    master: str = "local[*]"
    conf: Mapping[str, str] = field(default_factory=dict)


def open_session(options: SparkOptions | None = None) -> SparkSession:
    """The session of these options, or the one that runs already.

    Raises ClusterError where there is no Java, or no Spark to be reached.
    """
    chosen = options or SparkOptions()
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise ClusterError("Java is not installed, and Spark needs it; install Java 17, or set JAVA_HOME")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)  # none is used
    local = chosen.master.startswith("local")
    builder = SparkSession.builder.master(chosen.master)
    progress = {"spark.ui.showConsoleProgress": str(sys.stderr.isatty()).lower()}
    for name, value in (_ALWAYS | progress | (_HERE if local else {}) | dict(chosen.conf)).items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except (*SPARK_ERRORS, OSError) as error:
        raise ClusterError(f"no Spark at {chosen.master} ({reason_of(error)}); see --master and --conf") from error
