"""The first tables, with what the database forbids and the index for search."""

from alembic import op

from reportedly.archive.fulltext import index_statements
from reportedly.archive.guards import guards
from reportedly.archive.schema import METADATA

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make everything."""
    connection = op.get_bind()
    METADATA.create_all(connection)
    for statement in (*guards(connection.dialect.name), *index_statements(connection.dialect.name)):
        connection.exec_driver_sql(
            statement.replace("%", "%%") if connection.dialect.name == "postgresql" else statement
        )
