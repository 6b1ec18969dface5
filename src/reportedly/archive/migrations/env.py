"""How alembic runs here: on the connection, and in the transaction, that `reportedly.archive.migrate` hands it."""

from alembic import context

from reportedly.archive.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
