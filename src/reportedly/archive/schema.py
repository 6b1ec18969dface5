"""The tables. What people and reports said is only ever appended; what follows from it is derived and can be made anew.

Appended: `originals`, `reports`, `readings`, `claims`, `names`, `decisions`, `decision_targets`, `ledger`. The database itself
refuses to change or delete their rows (see `guards.py`). Derived: `happenings`, `link_keys`, `link_pairs`, `incidents` and the
tables beside it, `strays` and `moved`. `pending` names the reports whose derived rows are still to be made.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

HEAD = "0001"  # the migration that makes these tables

METADATA = MetaData()
_Serial = BigInteger().with_variant(Integer, "sqlite")


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _number(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, _Serial, nullable=null)


originals = Table(
    "originals",
    METADATA,
    Column("sha256", Text, primary_key=True),
    _text("media_type"),
    _number("size"),
    Column("body", LargeBinary, nullable=True),  # null where it lies in the folder beside the archive
)

reports = Table(
    "reports",
    METADATA,
    Column("seq", _Serial, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    _text(
        "page", null=True
    ),  # the address without what does not matter; reports that share it are versions of one
    _text("instant"),  # when it was published, as text that sorts
    _text("title", null=True),
    _text("outlet", null=True),
    _text("url", null=True),
    _text("original", null=True),
    _text("sha256"),
    Column("body", LargeBinary, nullable=False),
    Index("reports_by_page", "page"),
    Index("reports_by_instant", "instant", "seq"),
)

readings = Table(
    "readings",
    METADATA,
    Column("seq", _Serial, primary_key=True, autoincrement=True),
    Column("report", _Serial, ForeignKey("reports.seq"), nullable=False),
    _text("id"),
    _text("reader"),
    _text("version"),
    _text("settings"),
    _text("sha256"),
    Column("body", LargeBinary, nullable=False),
    Index("readings_by_report", "report", "seq"),
    Index("readings_by_id", "id"),
)

claims = Table(
    "claims",
    METADATA,
    Column("reading", _Serial, ForeignKey("readings.seq"), primary_key=True),
    Column("number", Integer, primary_key=True),
    _text("id"),
    _text("event", null=True),
    _text("field"),
    _text("status"),
    Column("low", Integer),
    Column("high", Integer),
    _text("value"),
    _text("source"),  # the normalised name, or "" where the text hides it
    _text("actor", null=True),
    Index("claims_by_id", "id"),
    Index("claims_by_source", "source"),
    Index("claims_by_actor", "actor"),
)

decisions = Table(
    "decisions",
    METADATA,
    Column("seq", _Serial, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    _text("by"),
    _text("at"),
    _text("what"),
    _text("sha256"),
    Column("body", LargeBinary, nullable=False),
)

decision_targets = Table(
    "decision_targets",
    METADATA,
    Column("target", Text, primary_key=True),
    Column("decision", _Serial, ForeignKey("decisions.seq"), primary_key=True),
)

ledger = Table(
    "ledger",
    METADATA,
    Column("seq", _Serial, primary_key=True, autoincrement=False),
    _text("at"),
    _text("by"),
    _text("kind"),
    _text("subject"),
    _text("sha256"),
    _text("chain"),
    Index("ledger_by_subject", "subject"),
)

names = Table(
    "names",
    METADATA,
    Column("incident", Text, primary_key=True),  # the id that an incident has when this event names it
    _text("event"),
    Column("report", _Serial, ForeignKey("reports.seq"), nullable=False),
)

settings = Table(
    "settings",
    METADATA,
    Column("name", Text, primary_key=True),
    _text("value"),
)

pending = Table(
    "pending",
    METADATA,
    Column("report", _Serial, primary_key=True, autoincrement=False),
)

happenings = Table(
    "happenings",
    METADATA,
    Column("seq", _Serial, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    _number("report"),
    _text("incident"),
    Column("body", LargeBinary, nullable=False),
    Index("happenings_by_report", "report", "incident"),
    Index("happenings_by_incident", "incident"),
)

link_keys = Table(
    "link_keys",
    METADATA,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("happening", _Serial, primary_key=True, autoincrement=False),
    Index("link_keys_by_happening", "happening"),
    sqlite_with_rowid=False,
)

link_pairs = Table(
    "link_pairs",
    METADATA,
    Column("one", _Serial, primary_key=True, autoincrement=False),
    Column("other", _Serial, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

incidents = Table(
    "incidents",
    METADATA,
    Column("id", Text, primary_key=True),
    _text("type"),
    _text("headline"),
    _text("start"),  # "" where it is not known
    _text("end"),
    Column("precision", Integer),
    _text("place", null=True),
    _text("country", null=True),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("place_precision", Integer),
    _number("killed"),  # the best figure, or the highest where it is undecided; -1 where none is known
    _number("reports"),
    _number("sources"),
    _number("independent"),
    _text("grade"),
    Column("disputed", Boolean, nullable=False),
    _text("review"),
    _number("urgency"),
    _text("reasons"),
    _text("estimates"),
    Index("incidents_by_point", "latitude", "longitude"),
    *(Index(f"incidents_by_{name}", name, "id") for name in ("start", "killed", "reports", "urgency", "type")),
    Index("incidents_by_review", "review", "start", "id"),
)

incident_records = Table(  # apart, so that lists need not read past them
    "incident_records",
    METADATA,
    Column("incident", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

incident_facets = Table(
    "incident_facets",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("incident", Text, primary_key=True),
    Index("incident_facets_by_incident", "incident"),
    sqlite_with_rowid=False,
)

incident_tolls = Table(
    "incident_tolls",
    METADATA,
    Column("incident", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("low", Integer),
    Column("best", Integer),
    Column("high", Integer),
    Index("incident_tolls_by_field", "field", "high"),
)

incident_disputes = Table(
    "incident_disputes",
    METADATA,
    Column("incident", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("claim", Text, primary_key=True),
    Index("incident_disputes_by_claim", "claim"),
)

strays = Table(
    "strays",
    METADATA,
    Column("decision", Text, primary_key=True),
    Column("target", Text, primary_key=True),
    Column("report", _Serial, primary_key=True, autoincrement=False),
    Index("strays_by_report", "report"),
)

moved = Table(
    "moved",
    METADATA,
    Column("old", Text, primary_key=True),
    _text("new"),
    _number("report"),
    Index("moved_by_report", "report"),
)

APPENDED = (originals, reports, readings, claims, names, decisions, decision_targets, ledger)
DERIVED = (
    happenings,
    link_keys,
    link_pairs,
    incidents,
    incident_records,
    incident_facets,
    incident_tolls,
    incident_disputes,
    strays,
    moved,
)
