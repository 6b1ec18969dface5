"""MEANTIME (Wikinews): time expressions with their TIMEX3 values (score_timex.py)."""

from __future__ import annotations

from tasks.tempeval3 import figures, predict

__all__ = ["CORPUS", "figures", "predict"]

CORPUS = "meantime"
