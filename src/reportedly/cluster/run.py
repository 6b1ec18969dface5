"""A run: a folder whose tables are each written once, and a manifest that says what was asked and what came of it.

Spark commits a table as a whole: what tasks wrote that failed, were repeated or were lost with their machine never appears, and
`_SUCCESS` is written last. A run that was broken off goes on after the last table that has it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
from pyspark.sql import DataFrame, SparkSession

from reportedly import __version__
from reportedly.cluster.columns import in_spark
from reportedly.cluster.errors import ClusterError
from reportedly.cluster.files import Files

MANIFEST = "run.json"
_WORK = "_work"  # for what is needed on the way; Spark passes over names that begin so


@dataclass(frozen=True, slots=True)
class Done:
    """A finished run: its folder, how many rows of what it holds, and whether it had been finished before."""

    folder: str
    counts: Mapping[str, int]
    before: bool = False


class Run:
    """The folder of one run. Raises ClusterError where it holds anything else than this very run."""

    def __init__(self, session: SparkSession, folder: str, asked: Mapping[str, Any]) -> None:
        self.session = session
        self.folder = folder.rstrip("/")
        self.files = Files(session)
        self._asked = {**asked, "version": __version__}
        self._manifest = self._open()

    @property
    def done(self) -> Done | None:
        """What came of it, where it is finished."""
        counts = self._manifest.get("done")
        return None if counts is None else Done(self.folder, counts, before=True)

    @property
    def work(self) -> str:
        """A folder for what is needed on the way; it goes when the run is finished."""
        return f"{self.folder}/{_WORK}"

    def table(
        self, name: str, columns: pa.Schema, make: Callable[[], DataFrame], *, by: str | None = None
    ) -> DataFrame:
        """The table of this name, made and written where that has not been done; `by` is a column to part it by."""
        path = f"{self.folder}/{name}"
        if not self.files.exists(f"{path}/_SUCCESS"):
            writer = make().select(*columns.names).write.mode("overwrite")
            (writer.partitionBy(by) if by else writer).parquet(path)
        return self.open(name, columns)

    def open(self, name: str, columns: pa.Schema) -> DataFrame:
        """A table, or a folder of tables with the same columns, that is written."""
        return self.session.read.schema(in_spark(columns)).parquet(f"{self.folder}/{name}")

    def check(self, name: str, found: int, expected: int) -> None:
        """Raise ClusterError where a table has not as many rows as it must have."""
        if found != expected:
            raise ClusterError(
                f"{self.folder}/{name} holds {found:,} rows and should hold {expected:,}; can all machines write there?"
                " Choose a folder that they share for --out"
            )

    def finish(self, counts: Mapping[str, int]) -> Done:
        """Say in the manifest that all is done."""
        self._write({"asked": self._asked, "done": dict(counts)})
        self.files.remove(self.work)
        return Done(self.folder, counts)

    def _open(self) -> dict[str, Any]:
        path = f"{self.folder}/{MANIFEST}"
        if self.files.exists(path):
            manifest: dict[str, Any] = json.loads(self.files.read(path))
            asked = manifest.get("asked", {})
            other = sorted(k for k in asked.keys() | self._asked.keys() if asked.get(k) != self._asked.get(k))
            if other:
                raise ClusterError(
                    f"{self.folder} holds a run with another {other[0]} ({asked.get(other[0])!r});"
                    " choose another folder for --out"
                )
            return manifest
        if self.files.names(self.folder):
            raise ClusterError(f"{self.folder} is not empty, and no run; choose another folder for --out")
        manifest = {"asked": self._asked}
        self._write(manifest)
        return manifest

    def _write(self, manifest: Mapping[str, Any]) -> None:
        text = json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False)
        self.files.write(f"{self.folder}/{MANIFEST}", text + "\n")


def open_table(session: SparkSession, folder: str, name: str, columns: pa.Schema, *, command: str) -> DataFrame:
    """A table that an earlier run wrote. Raises ClusterError where that run is not there or not finished."""
    files = Files(session)
    path = f"{folder.rstrip('/')}/{MANIFEST}"
    if not files.exists(path):
        raise ClusterError(f"{folder} is no run; give a folder that `reportedly spark {command}` wrote")
    manifest = json.loads(files.read(path))
    if manifest["asked"]["command"] != command:
        raise ClusterError(
            f"{folder} was written by `spark {manifest['asked']['command']}`, not `spark {command}`"
        )
    if "done" not in manifest:
        raise ClusterError(f"{folder} is not finished; start its `spark {command}` again, which goes on with it")
    return session.read.schema(in_spark(columns)).parquet(f"{folder.rstrip('/')}/{name}")
