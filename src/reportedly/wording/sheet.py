"""One incident laid out for reading: its accounts as columns, its fields as rows, its claims numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from reportedly.records import TOLL_FIELDS, Account, Claim, Incident, Reading, Report
from reportedly.wording.phrases import printable, quote, source_phrase, value_phrase

FIELDS = (*TOLL_FIELDS, "date", "place", "perpetrator", "target", "weapon", "damage")
_CITED = re.compile(r"\s?\[((?:claim-[0-9a-f]+(?:,\s)?)+)\]")
_MOST_LINES = 4
_KINDS = {"anonymous": "not named", "outlet": "in its own voice"}
_LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class Line:
    """One claim in a cell: its value, its number, the words of the report, and how it stands.

    Only figures and what is in dispute have a number and words; the rest is said in brief, unless `lay_out` is asked for
    every claim. `twins` are the ids of claims of the same source that say the same.
    """

    value: str
    number: int | None
    words: str | None
    claim: Claim
    report: Report
    disputed: bool = False
    replaced: bool = False
    twins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One account: who says it, what kind of source that is, where it was reported, and its claims by field."""

    source: str
    kind: str
    outlets: str
    account: Account
    cells: Mapping[str, tuple[Line, ...]]

    @property
    def tells(self) -> bool:
        """Whether it holds a figure or anything that is in dispute."""
        return any(line.number for lines in self.cells.values() for line in lines)

    @property
    def brief(self) -> str:
        """All it says in one phrase: "August Spies: perpetrator police, target crowd"."""
        said = [f"{name} {', '.join(line.value for line in lines)}" for name, lines in self.cells.items()]
        return f"{self.source} ({'; '.join(said)})" if said else self.source


@dataclass(frozen=True, slots=True)
class Sheet:
    """An incident ready to be printed. `brief` are the accounts without figures, a phrase each; `silent` their columns."""

    incident: Incident
    columns: tuple[Column, ...]
    silent: tuple[Column, ...]
    brief: tuple[str, ...]
    numbers: Mapping[str, int]

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

    def of(self, ids: Iterable[str]) -> list[tuple[Claim, Report]]:
        """The claims with these ids, each with its report."""
        return [self._held[i] for i in ids if i in self._held]


def lay_out(incident: Incident, claims: Claims, *, every: bool = False) -> Sheet:
    """The sheet of an incident; accounts with most figures come first, then those that say most.

    With `every`, each claim has its number and its words, and no cell is cut short.
    """
    disputed = {i for dispute in incident.disputes for side in dispute.sides for i in side.claims}

    def weight(account: Account) -> tuple[int, int, str]:
        fields = {c.field for c, _ in claims.of(account.claims)}
        return -len(fields.intersection(TOLL_FIELDS)), -len(fields), source_phrase(account.source)

    numbers: dict[str, int] = {}
    columns = [_column(a, claims, disputed, numbers, every) for a in sorted(incident.accounts, key=weight)]
    telling, silent = (tuple(c for c in columns if c.tells is tells) for tells in (True, False))
    return Sheet(incident, telling, silent, tuple(dict.fromkeys(c.brief for c in silent)), numbers)


def _column(account: Account, claims: Claims, disputed: set[str], numbers: dict[str, int], every: bool) -> Column:
    said = [(claim, report, False) for claim, report in claims.of(account.claims)]
    said += [(claim, report, True) for claim, report in claims.of(account.earlier)]
    if every:
        said.sort(key=lambda row: FIELDS.index(row[0].field) if row[0].field in FIELDS else len(FIELDS))
    cells: dict[str, list[Line]] = {}
    for claim, report, replaced in said:
        if claim.field not in FIELDS:
            continue
        lines = cells.setdefault(claim.field, [])
        value = value_phrase(claim.value) + (f" ({claim.status})" if claim.status != "actual" else "")
        twin = next((n for n, line in enumerate(lines) if line.value == value and line.replaced == replaced), None)
        if twin is not None:
            lines[twin] = replace(lines[twin], twins=(*lines[twin].twins, claim.id))
            if number := lines[twin].number:
                numbers[claim.id] = number
        elif len(lines) == _MOST_LINES and not every:
            continue
        elif every or claim.field in TOLL_FIELDS or claim.id in disputed:
            numbers[claim.id] = max(numbers.values(), default=0) + 1
            words = quote(report.text, claim.span)
            lines.append(Line(value, numbers[claim.id], words, claim, report, claim.id in disputed, replaced))
        elif not replaced:
            lines.append(Line(value, None, None, claim, report))
    source = source_phrase(account.source)
    outlets = dict.fromkeys(printable(report.outlet) for _, report, _ in said if report.outlet)
    return Column(
        source=source if len(source) <= _LONGEST_NAME else source[: _LONGEST_NAME - 1] + "…",
        kind=_kind(account),
        outlets=", ".join(outlet for outlet in outlets if outlet != source),
        account=account,
        cells={name: tuple(cells[name]) for name in FIELDS if cells.get(name)},
    )


def _kind(account: Account) -> str:
    """What kind of source it is, in a few words."""
    source = account.source
    if account.party:
        return "party to the conflict"
    if source is None:
        return "source not named"
    if source.role and source.role.casefold() not in source.name.casefold():
        return printable(source.role)
    return _KINDS.get(source.kind, source.kind)
