"""How many, and who: stated numbers of people harmed, and victims by name."""

from reportedly.reading.tolls.find import find_tolls

__all__ = ["find_tolls"]
