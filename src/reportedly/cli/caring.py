"""Commands that look after an archive: rebuild, reread, verify, backup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import options as opt
from reportedly.cli.opened import opened, somebody

if TYPE_CHECKING:
    from reportedly.archive import Checked, Reread


def rebuild(archive: opt.ArchiveUrl = None) -> None:
    """Throw away what is derived and derive it again from reports and decisions; the same things keep their ids."""
    with opened(archive) as kept:
        kept.rebuild()
        total = kept.incidents(limit=1).total
    typer.echo(f"{total} incidents")


def reread(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID...]", help="Reports; all of them where none is named.")
    ] = None,
    archive: opt.ArchiveUrl = None,
    take: Annotated[bool, typer.Option("--take", help="Let the new readings count from now on.")] = False,
    by: opt.By = None,
    model: opt.Model = None,
    tagger: opt.TaggerName = opt.Tagger.shipped,
    reader_name: opt.ReaderName = "default",
    gazetteer: opt.Gazetteer = None,
    form: opt.FormatChoice = opt.Format.text,
) -> None:
    """Read kept reports again with the reader of now, and say what changes; nothing is taken over without --take."""
    from reportedly.cli.output import counted
    from reportedly.reading import ReaderSettings, get_reader

    chosen = ReaderSettings(tagger=tagger.value, gazetteer=str(gazetteer) if gazetteer else None)
    if model:
        chosen = ReaderSettings(model=model, tagger=chosen.tagger, gazetteer=chosen.gazetteer)
    changed = lost = 0
    with opened(archive) as kept:
        for one in counted(kept.reread(get_reader(reader_name, chosen), only=ids, take=take, by=somebody(by))):
            changed += 1
            lost += len(one.lost)
            typer.echo(_changes(one) if form is opt.Format.text else one.to_json())
    done = "taken over" if take else "would change; --take lets them count"
    typer.echo(f"{changed} readings {done}; {lost} decisions lose their words", err=True)


def verify(archive: opt.ArchiveUrl = None, form: opt.FormatChoice = opt.Format.text) -> None:
    """Check every hash, offset and id, and that nothing was changed; exit status 0 only when all is well."""
    with opened(archive) as kept:
        checked = kept.verify()
    typer.echo(_checked(checked) if form is opt.Format.text else checked.to_json())
    if checked.problems:
        raise typer.Exit(1)


def backup(
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="A file, or the URL of a database, that is free.")
    ],
    archive: opt.ArchiveUrl = None,
) -> None:
    """Copy the archive as it is now, while others use it; SQLite and PostgreSQL either way."""
    with opened(archive) as kept:
        kept.backup(target)
        typer.echo(f"{kept} was copied to {target}")


def _changes(one: Reread) -> str:
    from reportedly.wording import source_phrase, value_phrase

    lines = [f"{one.report} as read by {one.reader}"]
    for sign, claims in (("-", one.gone), ("+", one.come)):
        lines += [
            f"  {sign} {c.field} {value_phrase(c.value)}, {source_phrase(c.source)} “{c.span.words}”"
            for c in claims
        ]
    for old, new in one.changed:
        before, after = (f"{value_phrase(c.value)}, {source_phrase(c.source)} ({c.status})" for c in (old, new))
        lines.append(f"  ~ {new.field} {before} → {after} “{new.span.words}”")
    lines += [f"  ! decision {key} loses its words and will stand in the queue" for key in one.lost]
    return "\n".join(" ".join(line.split()) if line.startswith("  ~") else line for line in lines)


def _checked(checked: Checked) -> str:
    counts = ", ".join(
        f"{getattr(checked, name)} {name}"
        for name in ("reports", "readings", "claims", "decisions", "originals", "incidents")
    )
    lines = [f"problem: {problem}" for problem in checked.problems]
    lines.append(counts)
    lines.append(f"ledger: {checked.entries} entries, seal {checked.seal}")
    lines.append(f"content: {checked.content}")
    lines.append("all is well" if not checked.problems else f"{len(checked.problems)} problems")
    return "\n".join(lines)
