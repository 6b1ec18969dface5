"""The vocabulary of the project: every record that flows through the program, frozen and typed."""

from reportedly.records.base import Record, make_id, normalised
from reportedly.records.claim import (
    TOLL_FIELDS,
    Claim,
    ClaimField,
    ClaimValue,
    Person,
    Toll,
    TollField,
    Victims,
)
from reportedly.records.incident import (
    Account,
    Decision,
    Dependence,
    Dispute,
    Estimate,
    Grade,
    Incident,
    IncidentActor,
    Link,
    LinkWeight,
    Mark,
    Side,
)
from reportedly.records.mention import Mention, Named, Status
from reportedly.records.reading import Reader, ReaderInfo, Reading, Weighed, spans_of
from reportedly.records.report import Dateline, Original, OriginRange, Report
from reportedly.records.source import Attribution, Mode, Source, SourceKind, Stance
from reportedly.records.span import Span
from reportedly.records.when import Anchor, Timex, When
from reportedly.records.where import PlaceCandidate, Where

__all__ = [
    "TOLL_FIELDS",
    "Account",
    "Anchor",
    "Attribution",
    "Claim",
    "ClaimField",
    "ClaimValue",
    "Dateline",
    "Decision",
    "Dependence",
    "Dispute",
    "Estimate",
    "Grade",
    "Incident",
    "IncidentActor",
    "Link",
    "LinkWeight",
    "Mark",
    "Mention",
    "Mode",
    "Named",
    "OriginRange",
    "Original",
    "Person",
    "PlaceCandidate",
    "Reader",
    "ReaderInfo",
    "Reading",
    "Record",
    "Report",
    "Side",
    "Source",
    "SourceKind",
    "Span",
    "Stance",
    "Status",
    "Timex",
    "Toll",
    "TollField",
    "Victims",
    "Weighed",
    "When",
    "Where",
    "make_id",
    "normalised",
    "spans_of",
]
