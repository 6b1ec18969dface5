"""One incident laid out for reading: its accounts as columns, its fields as rows, its claims numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.cli.phrases import printable, quote, source_phrase, value_phrase
from reportedly.records import Account, Claim, Incident, Reading, Report, Toll

FIELDS = (
    "killed", "wounded", "missing", "detained", "abducted", "displaced", "date", "place", "perpetrator", "target",
    "weapon", "damage",
)  # fmt: skip
_CITED = re.compile(r"\s?\[((?:claim-[0-9a-f]+(?:,\s)?)+)\]")
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One claim in a cell: its value in words, its number, the words of the report, and how it stands."""

    value: str
    number: int
    words: str
    disputed: bool
    replaced: bool


@dataclass(frozen=True, slots=True)
class Column:
    """One account: who says it, what kind of source that is, where it was reported, and its claims by field."""

    source: str
    kind: str
    outlets: str
    cells: Mapping[str, tuple[Line, ...]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """An incident ready to be printed. `silent` are the sources that only say that it happened."""

    incident: Incident
    columns: tuple[Column, ...]
    silent: tuple[str, ...]
    numbers: Mapping[str, int]

    @property
    def has_toll(self) -> bool:
        """Whether any source states a number of people."""
        return bool(self.incident.estimates)

    def cite(self, sentence: str) -> str:
        """A sentence with the ids of claims replaced by their numbers on this sheet."""

        def numbered(match: re.Match[str]) -> str:
            numbers = sorted({self.numbers[i] for i in match[1].split(", ") if i in self.numbers})
            return f" [{', '.join(map(str, numbers))}]" if numbers else ""

        return printable(_CITED.sub(numbered, sentence))


class Claims:
    """Every claim of some readings by id, with the report that holds it."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._held = {c.id: (c, r.report) for r in readings for c in r.claims}

    def __getitem__(self, claim: str) -> tuple[Claim, Report]:
        return self._held[claim]

    def __contains__(self, claim: str) -> bool:
        return claim in self._held


def lay_out(incident: Incident, claims: Claims) -> Sheet:
    """The sheet of an incident; accounts with tolls come first, then those that say most."""
    disputed = {i for dispute in incident.disputes for side in dispute.sides for i in side.claims}
    told = {id(a): [claims[i] for i in a.claims if i in claims] for a in incident.accounts}

    def weight(account: Account) -> tuple[int, int, str]:
        held = [c for c, _ in told[id(account)]]
        tolls = sum(isinstance(c.value, Toll) for c in held)
        return -tolls, -len({c.field for c in held}), source_phrase(account.source)

    numbers: dict[str, int] = {}
    columns, silent = [], []
    for account in sorted(incident.accounts, key=weight):
        column = _column(account, told[id(account)], claims, disputed, numbers)
        if column.cells:
            columns.append(column)
        else:
            silent.append(column.source)
    return Sheet(incident, tuple(columns), tuple(dict.fromkeys(silent)), numbers)


def _column(
    account: Account,
    held: list[tuple[Claim, Report]],
    claims: Claims,
    disputed: set[str],
    numbers: dict[str, int],
) -> Column:
    earlier = [claims[i] for i in account.earlier if i in claims]
    cells: dict[str, list[Line]] = {}
    for (claim, report), replaced in [*((pair, False) for pair in held), *((pair, True) for pair in earlier)]:
        if claim.field not in FIELDS:
            continue
        lines = cells.setdefault(claim.field, [])
        value = ("not " if claim.status == "denied" else "") + value_phrase(claim.value)
        if any(line.value == value and not replaced for line in lines) or len(lines) == _MOST_LINES:
            continue
        numbers[claim.id] = len(numbers) + 1
        words = quote(report.text, claim.span)
        lines.append(Line(value, numbers[claim.id], words, claim.id in disputed, replaced))
    outlets = dict.fromkeys(report.outlet for _, report in [*held, *earlier] if report.outlet)
    source = source_phrase(account.source)
    return Column(
        source=source,
        kind=_kind(account),
        outlets=", ".join(printable(o) for o in outlets if printable(o) != source),
        cells={name: tuple(cells[name]) for name in FIELDS if cells.get(name)},
    )


def _kind(account: Account) -> str:
    """What kind of source it is, in a few words."""
    if account.party:
        return "party to the conflict"
    source = account.source
    if source is None:
        return "source not named"
    if source.kind == "outlet":
        return "its own voice"
    return printable(source.role) if source.role else source.kind
