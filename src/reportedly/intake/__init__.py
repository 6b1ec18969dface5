"""Reports from whatever they arrive as, with the original kept and the way back to it."""

from reportedly.intake.failure import Failure
from reportedly.intake.fetch.settings import FetchSettings
from reportedly.intake.kinds import Kind
from reportedly.intake.limits import IntakeError, Limits
from reportedly.intake.options import IntakeOptions, MappingError, read_mapping
from reportedly.intake.published import read_published
from reportedly.intake.sources import total_size
from reportedly.intake.take_in import take_in, take_text
from reportedly.intake.take_record import take_record

__all__ = [
    "Failure",
    "FetchSettings",
    "IntakeError",
    "IntakeOptions",
    "Kind",
    "Limits",
    "MappingError",
    "read_mapping",
    "read_published",
    "take_in",
    "take_record",
    "take_text",
    "total_size",
]
