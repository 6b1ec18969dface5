"""What a user chooses to withhold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from reportedly.export.optional import ExportError

CHOICES = {
    "names": "names of victims, minors and witnesses",
    "victims": "names of those who were harmed",
    "minors": "names of victims under 18; they are part of every list but `nothing`",
    "witnesses": "names of people who speak for nobody but themselves",
    "speakers": "names of people who speak for a public body",
    "exact-places": "the scenes, down to their first-order division",
    "sources": "who says it: people, unnamed sources, organisations, outlets, addresses",
    "nothing": "publish everything",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Withhold:
    """What is withheld. As it stands: the names of victims, minors and witnesses."""

    victims: bool = True
    minors: bool = True
    witnesses: bool = True
    speakers: bool = False
    places: bool = False
    sources: bool = False

    @classmethod
    def nothing(cls) -> Self:
        """Everything is published."""
        return cls(victims=False, minors=False, witnesses=False)

    @classmethod
    def parse(cls, words: str) -> Self:
        """A list such as "names,exact-places". Raises ExportError naming what there is.

        >>> Withhold.parse("exact-places")
        Withhold(victims=False, minors=True, witnesses=False, speakers=False, places=True, sources=False)
        """
        asked = [word.strip() for word in words.split(",") if word.strip()]
        unknown = [word for word in asked if word not in CHOICES]
        if unknown or not asked:
            raise ExportError(
                f"{', '.join(unknown) or 'an empty list'} cannot be withheld; choose from {', '.join(CHOICES)}"
            )
        if "nothing" in asked:
            if len(asked) > 1:
                raise ExportError("nothing cannot be withheld together with something; leave one of them out")
            return cls.nothing()
        chosen = replace(cls.nothing(), minors=True)
        for word in asked:
            chosen = replace(chosen, **_FIELDS[word])
        return chosen

    @property
    def anything(self) -> bool:
        """Whether anything is withheld."""
        return any((self.victims, self.minors, self.witnesses, self.speakers, self.places, self.sources))


_FIELDS: dict[str, dict[str, bool]] = {
    "names": {"victims": True, "minors": True, "witnesses": True},
    "exact-places": {"places": True},
    **{name: {name: True} for name in ("victims", "minors", "witnesses", "speakers", "sources")},
}
