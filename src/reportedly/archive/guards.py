"""What the database itself forbids: to change, delete or replace what was appended, by whatever program."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.archive.schema import APPENDED


def guards(dialect: str) -> Iterator[str]:
    """The statements that make the triggers, for "sqlite" or "postgresql"."""
    if dialect == "postgresql":
        yield (
            "create function only_appended() returns trigger language plpgsql as $$ begin "
            "raise exception '% is append-only', tg_table_name; end $$"
        )
    for table in APPENDED:
        name = table.name
        if dialect == "postgresql":
            yield (
                f"create trigger {name}_is_append_only before update or delete or truncate on {name} "
                "for each statement execute function only_appended()"
            )
            continue
        refuse = f"begin select raise(abort, '{name} is append-only'); end"
        for verb in ("update", "delete"):
            yield f"create trigger {name}_no_{verb} before {verb} on {name} {refuse}"
        # "insert or replace" would delete without a word, so a key that is there is refused before
        keys = " and ".join(f'"{c.name}" = new."{c.name}"' for c in table.primary_key.columns)
        yield f"create trigger {name}_no_replace before insert on {name} when exists (select 1 from {name} where {keys}) {refuse}"
        for unique in (c.name for c in table.columns if c.unique):
            yield (
                f"create trigger {name}_no_replace_{unique} before insert on {name} "
                f'when exists (select 1 from {name} where "{unique}" = new."{unique}") {refuse}'
            )


def guard_names(dialect: str) -> set[str]:
    """The names of the triggers that must be there."""
    return {statement.split()[2] for statement in guards(dialect) if statement.startswith("create trigger")}
