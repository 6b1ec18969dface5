"""The relevance gate: a cheap first pass that says which texts may be about harm, before anything is parsed."""

from reportedly.reading.relevance.gate import PassedOver, RelevanceGate, relevance
from reportedly.reading.relevance.skim import skimmed

__all__ = ["PassedOver", "RelevanceGate", "relevance", "skimmed"]
