"""Countries as the field's formats number and name them: ISO, Gleditsch and Ward (UCDP), ACLED."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reportedly.lexicon._load import LexiconError, load_csv

COLUMNS = ("code", "name", "iso3", "iso_numeric", "gwno", "ucdp", "acled", "acled_region")
# First and last number of a region, in the order of the numbers (UCDP/PRIO codebook, appendix on regions).
_REGIONS = ((2, 165, "Americas"), (200, 395, "Europe"), (400, 626, "Africa"), (630, 698, "Middle East"), (700, 990, "Asia"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166-1 alpha-2 `code`. `gwno` and the UCDP name are null where UCDP codes no state of its own."""

    code: str
    name: str
    iso3: str
    iso_numeric: int
    gwno: int | None
    ucdp: str | None
    acled: str
    acled_region: str

    @property
    def ucdp_region(self) -> str | None:
        """The UCDP region, which follows from the number."""
        return next((name for low, high, name in _REGIONS if self.gwno and low <= self.gwno <= high), None)


@cache
def load_countries() -> Mapping[str, Country]:
    """Every country by its alpha-2 code. Raises LexiconError where a row has a number that is none.

    >>> load_countries()["IQ"].gwno, load_countries()["IQ"].ucdp_region
    (645, 'Middle East')
    """
    return {row["code"]: _country(row) for row in load_csv("countries.csv", COLUMNS)}


def _country(row: dict[str, str]) -> Country:
    try:
        number, gwno = int(row["iso_numeric"]), int(row["gwno"]) if row["gwno"] else None
    except ValueError as error:
        raise LexiconError(f"countries.csv: {row['code']}: {error}") from error
    return Country(
        code=row["code"],
        name=row["name"],
        iso3=row["iso3"],
        iso_numeric=number,
        gwno=gwno,
        ucdp=row["ucdp"] or None,
        acled=row["acled"],
        acled_region=row["acled_region"],
    )
