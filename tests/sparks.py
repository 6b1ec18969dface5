"""Spark for the tests: a session on this machine, and a cluster of a master and two workers on loopback."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyspark
import pytest
from pyspark.sql import SparkSession

from reportedly.cluster import SparkOptions, open_session

SPARK = Path(pyspark.__file__).parent
SRC = Path(__file__).resolve().parents[1] / "src"
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # a Java that lives for seconds need not optimise
SMALL: Mapping[str, str] = {
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
    "spark.driver.memory": "1g",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.driver.extraJavaOptions": QUICK,
    "spark.executor.extraJavaOptions": QUICK,
}
needs_java = pytest.mark.skipif(not shutil.which("java"), reason="Java is not installed (see .ci/packages)")
_STARTED = re.compile(r"Starting Spark (?:master|worker) (?:at spark://)?127\.0\.0\.1:(\d+)")
_WAIT = 120.0


@contextmanager
def local_session() -> Iterator[SparkSession]:
    """A session on two cores of this machine."""
    session = open_session(SparkOptions(master="local[2]", conf=SMALL))
    try:
        yield session
    finally:
        session.stop()


@dataclass
class Daemon:
    """A master or a worker, in a process group of its own, with its log."""

    process: subprocess.Popen[bytes]
    log: Path
    port: str = ""

    def kill(self) -> None:
        """End it with all that it started, at once, as a machine dies."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def wait(self) -> None:
        """Until it says that it has started."""
        until = time.monotonic() + _WAIT
        while time.monotonic() < until and self.process.poll() is None:
            if found := _STARTED.search(self.log.read_text(errors="replace")):
                self.port = found.group(1)
                return
            time.sleep(0.1)
        raise AssertionError(f"no Spark started: {self.log.read_text(errors='replace')[-2000:]}")


@dataclass
class Cluster:
    """A standalone cluster on loopback."""

    url: str
    workers: list[Daemon] = field(default_factory=list)


@contextmanager
def standalone(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A master and some workers of one core each; all of them are gone at the end."""
    with ExitStack() as stack:
        master = _start(folder / "master.log", "master.Master", "--port", "0")
        stack.callback(master.kill)
        master.wait()
        cluster = Cluster(f"spark://127.0.0.1:{master.port}")
        for number in range(workers):
            own = folder / f"worker-{number}"
            options = ("--port", "0", "--cores", "1", "--memory", "1g", "--work-dir", str(own))
            worker = _start(folder / f"worker-{number}.log", "worker.Worker", *options, cluster.url)
            stack.callback(worker.kill)
            cluster.workers.append(worker)
        for worker in cluster.workers:
            worker.wait()
        yield cluster


def _start(log: Path, name: str, *options: str) -> Daemon:
    command = [
        SPARK / "bin/spark-class",
        f"org.apache.spark.deploy.{name}",
        "--host",
        "127.0.0.1",
        "--webui-port",
        "0",
    ]
    environment = {
        **os.environ,
        "PYTHONPATH": str(SRC),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_DAEMON_JAVA_OPTS": QUICK,
        "SPARK_MASTER_OPTS": "-Dspark.master.rest.enabled=false",
    }
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [*command, *options], stdout=stream, stderr=stream, env=environment, start_new_session=True
        )
    return Daemon(process, log)
