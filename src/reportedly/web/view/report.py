"""A report beside its record: the text with its findings marked, and the claims by incident in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote as percent

from reportedly.records import Claim, Reading, Span
from reportedly.web.view.highlight import Mark, Piece, pieces_of
from reportedly.wording import source_phrase, value_phrase

_FRAGMENT_WORDS = 4
_LONG = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim in the record: its number in the text, and the link to its words in the original."""

    claim: Claim
    number: int
    value: str
    source: str
    chain: tuple[str, ...]
    original: str | None

    @property
    def words(self) -> str:
        """The words it rests on."""
        return self.claim.span.words

    @property
    def bare(self) -> bool:
        """Whether the value is no more than the words themselves."""
        return self.claim.value is True or self.value.casefold() == self.words.casefold()


@dataclass(frozen=True, slots=True)
class Happening:
    """The claims of a report about one happening; `incident` is the id of the incident it belongs to in the archive."""

    title: str
    incident: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report laid out for reading."""

    reading: Reading
    pieces: tuple[Piece, ...]
    happenings: tuple[Happening, ...]
    sources: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many claims it holds."""
        return sum(len(h.entries) for h in self.happenings)


def view_report(reading: Reading, homes: Mapping[str, tuple[str, str]]) -> ReportView:
    """The page of a report; `homes` gives for a claim the id and the headline of its incident in the archive."""
    claims = sorted(reading.claims, key=lambda c: (c.span.start, c.span.end, c.id))
    numbers = {c.id: n for n, c in enumerate(claims, 1)}
    by_home: dict[str | None, list[Claim]] = {}
    for claim in claims:
        by_home.setdefault(homes.get(claim.id, (claim.incident or "", ""))[0] or None, []).append(claim)
    return ReportView(
        reading=reading,
        pieces=pieces_of(reading.report.text, marks_of(reading, numbers)),
        happenings=tuple(_happening(home, held, homes, numbers, reading) for home, held in by_home.items()),
        sources=tuple(dict.fromkeys(source_phrase(c.source) for c in claims)),
    )


def marks_of(reading: Reading, numbers: Mapping[str, int]) -> Iterator[Mark]:
    """Claims, the sources that make them, places and times."""
    for claim in reading.claims:
        yield Mark(claim.span, "claim", claim.id, numbers[claim.id])
        if claim.source and claim.source.span:
            yield Mark(claim.source.span, "source", claim.id)
    for where in reading.places:
        yield Mark(where.span, "place", "")
    for when in reading.times:
        if when.span:
            yield Mark(when.span, "time", "")


def _happening(
    home: str | None,
    claims: Sequence[Claim],
    homes: Mapping[str, tuple[str, str]],
    numbers: Mapping[str, int],
    reading: Reading,
) -> Happening:
    known = homes.get(claims[0].id)
    inside = {c.incident for c in claims}
    kinds = dict.fromkeys(m.type for m in reading.mentions if m.incident in inside and m.incident)
    return Happening(
        title=known[1] if known else ", ".join(kinds).capitalize() or "Of no one incident",
        incident=home if known else None,
        entries=tuple(_entry(c, numbers[c.id], reading) for c in claims),
    )


def _entry(claim: Claim, number: int, reading: Reading) -> Entry:
    source = claim.source
    return Entry(
        claim=claim,
        number=number,
        value=value_phrase(claim.value) + (f" ({claim.status})" if claim.status != "actual" else ""),
        source=source_phrase(source),
        chain=tuple(link.name for link in source.chain) if source else (),
        original=passage(reading.report.url, reading.report.text, claim.span),
    )


def passage(url: str | None, text: str, span: Span) -> str | None:
    """The address of a page that leads to the words themselves (URL text fragments, WICG).

    >>> passage("https://example.org/1", "Police said four people died.", Span.of("Police said four people died.", 12, 23))
    'https://example.org/1#:~:text=four%20people'
    """
    if not url or not url.startswith(("http://", "https://")):
        return None
    words = _sentence(text, span) if len(span.words.split()) < 2 else span.words
    parts = " ".join(words.split()).split(" ")
    if len(parts) > 3 * _FRAGMENT_WORDS:
        ends = " ".join(parts[:_FRAGMENT_WORDS]), " ".join(parts[-_FRAGMENT_WORDS:])
        fragment = ",".join(_escaped(end) for end in ends)
    else:
        fragment = _escaped(" ".join(parts))
    return f"{url.split('#', 1)[0]}#:~:text={fragment}"


def _sentence(text: str, span: Span) -> str:
    """A lone word with its neighbours, so that it is found where it stands."""
    left = text[max(0, span.start - _LONG) : span.start].rsplit("\n", 1)[-1].split(" ")[-_FRAGMENT_WORDS:]
    right = text[span.end : span.end + _LONG].split("\n", 1)[0].split(" ")[:_FRAGMENT_WORDS]
    return f"{' '.join(left)}{span.words}{' '.join(right)}"


def _escaped(words: str) -> str:
    return percent(words, safe="").replace("-", "%2D")
