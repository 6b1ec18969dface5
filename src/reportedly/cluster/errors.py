"""What can go wrong with a run as a whole."""

from __future__ import annotations

import re

from py4j.protocol import Py4JError, Py4JJavaError
from pyspark.errors import PySparkException

SPARK_ERRORS = (PySparkException, Py4JError)
_RAISED = re.compile(r"[\w.]*(?:Error|Exception): ")


class ClusterError(Exception):
    """A run that cannot begin or go on; the message says what is wrong and what to do."""


def reason_of(error: Exception) -> str:
    """What Spark says went wrong, in one line without its traces."""
    if isinstance(error, Py4JJavaError):
        words = str(error.java_exception.getMessage() or error.java_exception.getClass().getSimpleName())
    else:
        words = str(error)
    lines = [line for line in words.splitlines() if line.strip()]
    raised = [line for line in lines if _RAISED.match(line)]  # what a Python worker raised ends its trace
    return next(iter([*raised[-1:], *lines]), type(error).__name__).strip()[:200]
