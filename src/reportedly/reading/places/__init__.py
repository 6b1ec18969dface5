"""Where: place names recognised and resolved against the gazetteer."""

from reportedly.reading.places.find import find_places

__all__ = ["find_places"]
