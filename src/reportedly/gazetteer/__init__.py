"""Places of the world with their names, coordinates and administrative levels, offline."""

from reportedly.gazetteer.keys import exact_key, loose_key
from reportedly.gazetteer.place import Hit, Kind, Match, Place, kilometres
from reportedly.gazetteer.sources import GazetteerError, abbreviations
from reportedly.gazetteer.store import Gazetteer, ensure_built, open_gazetteer

__all__ = [
    "Gazetteer",
    "GazetteerError",
    "Hit",
    "Kind",
    "Match",
    "Place",
    "abbreviations",
    "ensure_built",
    "exact_key",
    "kilometres",
    "loose_key",
    "open_gazetteer",
]
