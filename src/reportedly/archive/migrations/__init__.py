"""Changes of the tables, one after the other (alembic). They ship with the package and run when an archive is opened."""
