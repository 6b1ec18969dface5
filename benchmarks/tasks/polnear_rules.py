"""PolNeAR read by rules alone, without the tagger."""

from __future__ import annotations

from reportedly.reading import ReaderSettings
from tasks.polnear import CORPUS, figures, predict

__all__ = ["CORPUS", "SETTINGS", "figures", "predict"]

SETTINGS = ReaderSettings(tagger="none")
