"""From a record to the form in which it may be published: every text masked, every id replaced, every way back cut."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from reportedly.export.edition import Edition
from reportedly.export.records import Withheld
from reportedly.export.withholding.choice import Withhold
from reportedly.export.withholding.mask import Mask, Masked
from reportedly.export.withholding.whom import LABELS, Register, is_public, register
from reportedly.records import (
    Decision,
    Incident,
    Person,
    Reading,
    Record,
    Report,
    Source,
    Span,
    Weighed,
    Where,
)

# Fields that hold ids, and fields whose values come from closed lists or from a clock; all other texts are masked.
IDS = frozenset({"id", "incident", "attribution", "parent", "mentions", "claims", "earlier", "reports", "independent", "left", "right", "who", "on", "groups", "event"})  # fmt: skip
CLOSED = frozenset({"type", "status", "field", "kind", "mode", "stance", "anchor", "language", "label", "policy", "convention", "category", "country", "actor", "side", "sex", "what", "start", "end", "at", "published", "clock", "victims", "comparison", "level", "feature", "media_type", "sha256"})  # fmt: skip
_CITED = re.compile(r"\[([^\[\]]+)\]")
_R = TypeVar("_R", bound=Record)


def withhold(edition: Edition, chosen: Withhold) -> Edition:
    """The edition without what is withheld. Where nothing has to be withheld it stays as it is, ids included.

    Otherwise ids become plain numbers within the edition, since a hash of a text can be guessed back; originals are left
    out; offsets point into the masked text, not into that of the report.
    """
    if not chosen.anything:
        return edition
    found = register(edition.weighed, chosen)
    counted = _counted(found, chosen)
    mask = Mask(found.forms)
    if not mask and not edition.decisions:
        return replace(edition, withheld=counted)
    publisher = _Publisher(found, mask, chosen, edition)
    if edition.decisions:
        counted = (
            *counted,
            Withheld(kind="names of recorders", count=len(publisher.staff), replaced_by="Recorder 1, …"),
        )
    if edition.originals:
        counted = (*counted, Withheld(kind="originals", count=len(edition.originals), replaced_by="nothing"))
    if publisher.addresses:
        counted = (
            *counted,
            Withheld(kind="addresses", count=publisher.addresses, replaced_by="the site alone, or nothing"),
        )
    return replace(
        edition,
        weighed=publisher.weighed,
        decisions=publisher.decisions,
        originals={},
        filters=tuple(mask.text(line) for line in edition.filters),
        withheld=counted,
    )


def _counted(found: Register, chosen: Withhold) -> tuple[Withheld, ...]:
    """How many of each kind that was asked for, zero included: the rule was applied all the same."""
    asked = {
        "names of victims": chosen.victims,
        "names of minors": chosen.minors,
        "names of witnesses": chosen.witnesses,
        "names of speakers": chosen.speakers,
        "sources": chosen.sources,
        "outlets": chosen.sources,
        "exact places": chosen.places,
    }
    return tuple(
        Withheld(kind=kind, count=found.counts.get(kind, 0), replaced_by=f"{LABELS[kind]} 1, …")
        for kind, wanted in asked.items()
        if wanted
    )


class _Publisher:
    """Rewrites records one by one; the id of a thing becomes its kind and the number at which it was met."""

    def __init__(self, found: Register, mask: Mask, chosen: Withhold, edition: Edition) -> None:
        self._register, self._mask, self._chosen = found, mask, chosen
        self._ids: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        self._texts: dict[str, Masked] = {}
        self.staff: dict[str, str] = {}
        self.addresses = 0
        readings = tuple(self._reading(reading) for reading in edition.weighed.readings)
        self._reports = {reading.report.id: reading.report for reading in edition.weighed.readings}
        incidents = tuple(self._incident(incident) for incident in edition.weighed.incidents)
        self.weighed = Weighed(readings=readings, incidents=incidents)
        self.decisions = tuple(self._decision(decision) for decision in edition.decisions)

    def _reading(self, reading: Reading) -> Reading:
        report = reading.report
        self._id(report.id, "report")
        for mention in reading.mentions:
            self._id(mention.incident, "event")
            self._id(mention.id, "mention")
        for attribution in reading.attributions:
            self._id(attribution.id, "attribution")
        for claim in reading.claims:
            self._id(claim.id, "claim")
        self._texts[report.id] = self._mask.cover(report.text)
        return self._walked(reading, (report,))

    def _incident(self, incident: Incident) -> Incident:
        self._id(incident.id, "incident")
        for account in incident.accounts:
            self._id(account.independent, "group")
        reports = tuple(self._reports[key] for key in incident.reports if key in self._reports)
        return self._walked(incident, reports)

    def _decision(self, decision: Decision) -> Decision:
        self._id(decision.id, "decision")
        by = self.staff.setdefault(decision.by, f"Recorder {len(self.staff) + 1}")
        bare = decision.model_copy(update={"marks": (), "seen": None})  # both tell of the text as it was
        return self._walked(bare, ()).model_copy(update={"by": by})

    def _id(self, key: str | None, kind: str = "thing") -> str | None:
        if key is None:
            return None
        if key not in self._ids:
            self._numbers[kind] = self._numbers.get(kind, 0) + 1
            self._ids[key] = f"{kind}-{self._numbers[kind]}"
        return self._ids[key]

    def _walked(self, record: _R, reports: Sequence[Report]) -> _R:
        """The record with everything in it rewritten; `reports` are those that its spans may point into."""
        values = {name: self._value(getattr(record, name), name, reports) for name in type(record).model_fields}
        match record:
            case Report():
                values |= self._report(record)
            case Source():
                values |= self._source(record)
            case Person():
                label = self._register.label(record.name)
                values |= {"name": label, "spellings": (), "kin": None} if label else {}
            case Where() if self._register.is_scene(record):
                values |= self._coarse(record)
        return type(record)(**values)

    def _value(self, value: Any, name: str, reports: Sequence[Report]) -> Any:
        match value:
            case Span():
                return self._span(value, reports)
            case Record():
                return self._walked(value, reports)
            case tuple() | list():
                return tuple(self._value(item, name, reports) for item in value)
            case str() if name in IDS:
                return self._id(value)
            case str() if name == "actor" and value in self._register.media:
                return None
            case str() if name in CLOSED:
                return value
            case str():
                return self._mask.text(_CITED.sub(self._cited, value))
            case Mapping():
                return {key: self._value(item, "settings", reports) for key, item in value.items()}
        return value

    def _cited(self, match: re.Match[str]) -> str:
        return f"[{', '.join(self._ids.get(key, key) for key in match[1].split(', '))}]"

    def _span(self, span: Span, reports: Sequence[Report]) -> Span:
        """The same place in the masked text; a span that stands in no text of these keeps its place, its words masked."""
        for report in reports:
            if span.stands_in(report.text):
                masked = self._texts[report.id]
                start, end = masked.at(span.start, span.end)
                return Span(start=start, end=end, words=masked.text[start:end])
        words = self._mask.text(span.words)
        return Span(start=span.start, end=span.start + len(words), words=words)

    def _report(self, report: Report) -> dict[str, Any]:
        """Text under the mask; no original, no way back to it, no address that tells."""
        values: dict[str, Any] = {"text": self._texts[report.id].text, "original": None, "origin": ()}
        url = self._address(report.url)
        self.addresses += url != report.url
        values["url"] = url
        if self._chosen.sources:
            values |= {"byline": None, "dateline": None}
        return values

    def _address(self, url: str | None) -> str | None:
        if url is None or self._chosen.sources:
            return None
        plain = unquote(unquote(url))
        if self._mask.text(plain) == plain:
            return url
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.hostname}/"
        return site if self._mask.text(site) == site else None

    def _source(self, source: Source) -> dict[str, Any]:
        label = self._register.label(source.name)
        if label is None:
            return {}
        hidden = self._chosen.sources and not is_public(source)
        return {"name": label, **({"role": None, "affiliation": None} if hidden else {})}

    def _coarse(self, where: Where) -> dict[str, Any]:
        """A scene down to its first-order division: no coordinates, no gazetteer id, no other candidates."""
        admin1 = where.admin1 and self._mask.text(where.admin1)
        division = admin1 if admin1 == where.admin1 else None
        return {
            "name": self._register.label(where.name),
            "place": None,
            "admin1": division,
            "admin1_code": where.admin1_code if division else None,
            "admin2": None,
            "admin2_code": None,
            "latitude": None,
            "longitude": None,
            "precision": 4 if division else 6 if where.country else None,
            "relation": None,
            "distance": None,
            "runners_up": (),
            "score": None,
            "reason": "withheld",
        }
