"""Folders and small files wherever Spark can write: a disk, HDFS, S3 and what else Hadoop knows."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from py4j.protocol import Py4JJavaError
from pyspark.sql import SparkSession

from reportedly.cluster.errors import ClusterError, reason_of


class Files:
    """The file systems that a session reaches, by path or URL."""

    def __init__(self, session: SparkSession) -> None:
        self._jvm: Any = session._jvm
        self._conf: Any = session._jsc.hadoopConfiguration()

    def exists(self, path: str) -> bool:
        """Whether there is such a file or folder."""
        system, at = self._at(path)
        return bool(system.exists(at))

    def whole(self, path: str) -> str:
        """The path with its scheme and root, as Spark names files."""
        system, at = self._at(path)
        return str(system.makeQualified(at).toString())

    def names(self, path: str) -> list[str]:
        """What is in a folder; nothing where there is none."""
        system, at = self._at(path)
        found = system.listStatus(at) if system.exists(at) else []
        return sorted(PurePosixPath(str(status.getPath().toString())).name for status in found)

    def read(self, path: str) -> str:
        """The text of a small file."""
        system, at = self._at(path)
        stream = system.open(at)
        try:
            return str(self._jvm.org.apache.commons.io.IOUtils.toString(stream, "UTF-8"))
        finally:
            stream.close()

    def write(self, path: str, text: str) -> None:
        """Write a small file as a whole: it is there with all its text, or as it was before."""
        system, at = self._at(path)
        _, beside = self._at(f"{path}.part")
        try:
            stream = system.create(beside, True)
            stream.write(bytearray(text.encode()))
            stream.close()
            system.delete(at, False)
            system.rename(beside, at)
        except Py4JJavaError as error:
            raise ClusterError(
                f"{path} cannot be written ({reason_of(error)}); choose another folder for --out"
            ) from error

    def remove(self, path: str) -> None:
        """Remove a folder with all that is in it."""
        system, at = self._at(path)
        system.delete(at, True)

    def _at(self, path: str) -> tuple[Any, Any]:
        at = self._jvm.org.apache.hadoop.fs.Path(path)
        try:
            system = at.getFileSystem(self._conf)
        except Py4JJavaError as error:
            raise ClusterError(f"{path} cannot be reached ({reason_of(error)})") from error
        system.setVerifyChecksum(False)  # people may look into a manifest with an editor, which knows no checksums
        system.setWriteChecksum(False)
        return system, at
