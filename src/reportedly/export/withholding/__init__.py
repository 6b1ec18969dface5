"""Withholding: what must not be published is taken out of the record before any exporter sees it."""

from reportedly.export.withholding.choice import CHOICES, Withhold
from reportedly.export.withholding.withhold import withhold

__all__ = ["CHOICES", "Withhold", "withhold"]
