"""Reports from text, HTML, CSV and JSONL, with the original kept and the way back to it."""

from reportedly.intake.failure import Failure
from reportedly.intake.options import IntakeOptions
from reportedly.intake.published import read_published
from reportedly.intake.take_in import take_in, take_text

__all__ = ["Failure", "IntakeOptions", "read_published", "take_in", "take_text"]
