"""Who says it: quotations, sources, attributions, and the tagger beside the rules."""

from reportedly.reading.saying.attributions import find_attributions
from reportedly.reading.saying.quotations import find_quotations

__all__ = ["find_attributions", "find_quotations"]
