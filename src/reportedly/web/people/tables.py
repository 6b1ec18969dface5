"""The tables of a team, beside those of the archive in the same database."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, Table, Text

METADATA = MetaData()

users = Table(
    "web_users",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),  # an argon2id hash with its own salt and cost
    Column("active", Boolean, nullable=False),
    Column("created", Text, nullable=False),
)

sessions = Table(
    "web_sessions",
    METADATA,
    Column("token", Text, primary_key=True),  # the SHA-256 of what the cookie holds
    Column("csrf", Text, nullable=False),
    Column("user", Text, nullable=False),  # "" before signing in
    Column("opened", BigInteger, nullable=False),
    Column("used", BigInteger, nullable=False),
    Index("web_sessions_by_user", "user"),
)

audit = Table(
    "web_audit",
    METADATA,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("address", Text, nullable=False),
    Index("web_audit_by_who", "who"),
)
