"""The first tables, with what the database forbids and the index for search.

It stays as it is: what comes later is a migration of its own (`guards` for a new appended table among it).
"""

import sqlalchemy as sa
from alembic import op

from reportedly.archive.fulltext import index_statements
from reportedly.archive.guards import guards

revision = "0001"
down_revision = None

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make everything."""
    _tables()
    connection = op.get_bind()
    for statement in (*guards(connection.dialect.name), *index_statements(connection.dialect.name)):
        connection.exec_driver_sql(
            statement.replace("%", "%%") if connection.dialect.name == "postgresql" else statement
        )


def _tables() -> None:
    op.create_table(
        "decisions",
        sa.Column("seq", _SERIAL, autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "happenings",
        sa.Column("seq", _SERIAL, autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("report", _SERIAL, nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("happenings_by_incident", "happenings", ["incident"], unique=False)
    op.create_index("happenings_by_report", "happenings", ["report", "incident"], unique=False)
    op.create_table(
        "incident_disputes",
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("incident", "field", "claim"),
    )
    op.create_index("incident_disputes_by_claim", "incident_disputes", ["claim"], unique=False)
    op.create_table(
        "incident_facets",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "value", "incident"),
        sqlite_with_rowid=False,
    )
    op.create_index("incident_facets_by_incident", "incident_facets", ["incident"], unique=False)
    op.create_table(
        "incident_records",
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("incident"),
    )
    op.create_table(
        "incident_tolls",
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=True),
        sa.Column("best", sa.Integer(), nullable=True),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("incident", "field"),
    )
    op.create_index("incident_tolls_by_field", "incident_tolls", ["field", "high"], unique=False)
    op.create_table(
        "incidents",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column("end", sa.Text(), nullable=False),
        sa.Column("precision", sa.Integer(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("place_precision", sa.Integer(), nullable=True),
        sa.Column("killed", _SERIAL, nullable=False),
        sa.Column("reports", _SERIAL, nullable=False),
        sa.Column("sources", _SERIAL, nullable=False),
        sa.Column("independent", _SERIAL, nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("review", sa.Text(), nullable=False),
        sa.Column("urgency", _SERIAL, nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("estimates", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("incidents_by_killed", "incidents", ["killed", "id"], unique=False)
    op.create_index("incidents_by_point", "incidents", ["latitude", "longitude"], unique=False)
    op.create_index("incidents_by_review", "incidents", ["review", "start", "id"], unique=False)
    op.create_index("incidents_by_reports", "incidents", ["reports", "id"], unique=False)
    op.create_index("incidents_by_start", "incidents", ["start", "id"], unique=False)
    op.create_index("incidents_by_type", "incidents", ["type", "id"], unique=False)
    op.create_index("incidents_by_urgency", "incidents", ["urgency", "id"], unique=False)
    op.create_table(
        "ledger",
        sa.Column("seq", _SERIAL, autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("ledger_by_subject", "ledger", ["subject"], unique=False)
    op.create_table(
        "link_keys",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("happening", _SERIAL, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "happening"),
        sqlite_with_rowid=False,
    )
    op.create_index("link_keys_by_happening", "link_keys", ["happening"], unique=False)
    op.create_table(
        "link_pairs",
        sa.Column("one", _SERIAL, autoincrement=False, nullable=False),
        sa.Column("other", _SERIAL, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("one", "other"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "moved",
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("report", _SERIAL, nullable=False),
        sa.PrimaryKeyConstraint("old"),
    )
    op.create_index("moved_by_report", "moved", ["report"], unique=False)
    op.create_table(
        "originals",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", _SERIAL, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "pending",
        sa.Column("report", _SERIAL, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("report"),
    )
    op.create_table(
        "reports",
        sa.Column("seq", _SERIAL, autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=True),
        sa.Column("instant", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("original", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("reports_by_instant", "reports", ["instant", "seq"], unique=False)
    op.create_index("reports_by_page", "reports", ["page"], unique=False)
    op.create_table(
        "settings",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "strays",
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("report", _SERIAL, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("decision", "target", "report"),
    )
    op.create_index("strays_by_report", "strays", ["report"], unique=False)
    op.create_table(
        "decision_targets",
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("decision", _SERIAL, nullable=False),
        sa.ForeignKeyConstraint(
            ["decision"],
            ["decisions.seq"],
        ),
        sa.PrimaryKeyConstraint("target", "decision"),
    )
    op.create_table(
        "names",
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("report", _SERIAL, nullable=False),
        sa.ForeignKeyConstraint(
            ["report"],
            ["reports.seq"],
        ),
        sa.PrimaryKeyConstraint("incident"),
    )
    op.create_table(
        "readings",
        sa.Column("seq", _SERIAL, autoincrement=True, nullable=False),
        sa.Column("report", _SERIAL, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"],
            ["reports.seq"],
        ),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("readings_by_id", "readings", ["id"], unique=False)
    op.create_index("readings_by_report", "readings", ["report", "seq"], unique=False)
    op.create_table(
        "claims",
        sa.Column("reading", _SERIAL, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=True),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=True),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reading"],
            ["readings.seq"],
        ),
        sa.PrimaryKeyConstraint("reading", "number"),
    )
    op.create_index("claims_by_actor", "claims", ["actor"], unique=False)
    op.create_index("claims_by_id", "claims", ["id"], unique=False)
    op.create_index("claims_by_source", "claims", ["source"], unique=False)
