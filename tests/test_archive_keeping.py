"""An archive loses nothing: what the database forbids, what `verify` finds, backups, and what goes wrong in one clear line."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

import made
import reportedly
from databases import Server
from made import day, dead, toll, town
from reportedly.archive import Archive, ArchiveError, NotFoundError
from reportedly.archive.address import address_of
from reportedly.archive.migrate import ready
from reportedly.archive.schema import APPENDED, HEAD
from reportedly.archive.store import Store
from reportedly.records import Original, Reading

BYTES = b"An attack was reported."


def told(name: str, number: int) -> Reading:
    """A report of so many killed, with its original."""
    text = "Alpha: an attack was reported."
    found = made.reading(
        name, dead(number, number, "police"), text=text, when=day("2020-05-01"), where=town("Alpha")
    )
    original = Original(sha256="0" * 64, media_type="text/plain", size=len(BYTES))
    return found.model_copy(update={"report": found.report.model_copy(update={"original": original})})


def filled(url: str) -> Archive:
    """An archive that holds something of everything."""
    archive = reportedly.open_archive(url)
    list(archive.add_many([(told("a", 3), BYTES), (told("b", 4), BYTES + b" Twice.")], by="ana"))
    archive.decide("correct", "a.0", value=toll(2, 2), by="ana", why="misprint")
    return archive


@pytest.fixture
def archive(archive_url: str) -> Iterator[Archive]:
    with filled(archive_url) as opened:
        yield opened


def raw(url: str, *statements: str) -> None:
    """Run SQL as somebody would who goes around the program."""
    store = Store(address_of(url))
    try:
        with store.engine.connect() as connection, connection.begin():
            for statement in statements:
                connection.execute(text(statement))
    finally:
        store.close()


@pytest.mark.parametrize("table", [table.name for table in APPENDED])
def test_what_was_appended_cannot_be_changed(archive: Archive, archive_url: str, table: str) -> None:
    column = next(c.name for c in APPENDED if c.name == table for c in c.columns)
    statements = [f'update {table} set "{column}" = "{column}"', f"delete from {table}"]
    if archive_url.startswith("sqlite"):
        statements.append(f"insert or replace into {table} select * from {table}")
        statements.append(f"replace into {table} select * from {table}")
    else:
        statements.append(f"truncate {table} cascade")
    for statement in statements:
        with pytest.raises(DBAPIError, match="is append-only"):
            raw(archive_url, statement)
    assert archive.verify().problems == ()


def test_a_sound_archive_is_sound(archive: Archive) -> None:
    checked = archive.verify()
    assert checked.problems == ()
    assert (checked.reports, checked.readings, checked.decisions, checked.originals) == (2, 2, 1, 2)
    assert checked.entries == 7
    assert len(checked.seal) == len(checked.content) == 64


def unguarded(url: str, table: str, *statements: str) -> None:
    """Change an appended table behind the back of its triggers, and put them back."""
    if url.startswith("sqlite"):
        file = url.removeprefix("sqlite:///")
        with sqlite3.connect(file) as connection:
            triggers = connection.execute(
                "select name, sql from sqlite_master where type = 'trigger' and tbl_name = ?", (table,)
            ).fetchall()
            for name, _ in triggers:
                connection.execute(f"drop trigger {name}")
            for statement in statements:
                connection.execute(statement)
            for _, sql in triggers:
                connection.execute(sql)
        connection.close()
    else:
        raw(
            url,
            f"alter table {table} disable trigger user",
            *statements,
            f"alter table {table} enable trigger user",
        )


@pytest.mark.parametrize(
    ("table", "statement", "found"),
    [
        ("decisions", "delete from decisions", "decision .* was kept, and is gone or changed"),
        ("decisions", "update decisions set by = 'ben'", "is not what its hash says"),
        ("reports", "update reports set sha256 = 'x' where id = 'a'", "report a was kept, and is gone or changed"),
        ("claims", "delete from claims where id = 'b.0'", "the claims of report b are not those of its reading"),
        ("readings", "update readings set body = x'78' where seq = 2", "report b cannot be read"),
        ("originals", "update originals set body = x'78'", "is damaged"),
        ("ledger", "update ledger set by = 'ben' where seq = 2", "the ledger is broken at entry 2"),
        ("ledger", "delete from ledger where seq = 7", "the ledger does not know it"),
        ("happenings", "update happenings set incident = 'gone'", "reports without an incident"),
        ("link_pairs", "insert into link_pairs values (98, 99)", "links lead to events that are not there"),
    ],
)
def test_whoever_changes_something_is_found_out(
    archive: Archive, archive_url: str, table: str, statement: str, found: str
) -> None:
    if archive_url.startswith("postgresql"):
        statement = statement.replace("x'78'", r"'\x78'")
        statement = statement.replace("set by =", 'set "by" =')
    if table == "decisions" and statement.startswith("delete"):
        unguarded(archive_url, "decision_targets", "delete from decision_targets")
    unguarded(archive_url, table, statement)
    problems = [str(problem) for problem in archive.verify().problems]
    assert [p for p in problems if re.search(found, p)], problems


def test_a_trigger_that_is_gone_is_missed(archive: Archive, archive_url: str) -> None:
    on = "" if archive_url.startswith("sqlite") else " on claims"
    name = "claims_no_update" if archive_url.startswith("sqlite") else "claims_is_append_only"
    raw(archive_url, f"drop trigger {name}{on}")
    assert [p.what for p in archive.verify().problems] == [f"the trigger {name} is gone, so rows can be changed"]


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_a_backup_is_the_same_archive(
    archive: Archive, request: pytest.FixtureRequest, tmp_path: Path, target: str
) -> None:
    if target == "sqlite":
        url = f"sqlite:///{tmp_path / 'copy.sqlite'}"
    else:
        server: Server = request.getfixturevalue("server")
        url = server.new("empty_archive")
    archive.backup(url)
    with reportedly.open_archive(url, create=False) as copy:
        assert copy.verify() == archive.verify()
        assert copy.decisions() == archive.decisions()
        assert copy.search("attack") == archive.search("attack")
        copy.add(told("c", 5))
        copy.decide("note", "c", by="ben")
        assert copy.verify().problems == ()
    with pytest.raises(ArchiveError, match="there is"):
        archive.backup(url)


def test_originals_may_lie_beside_the_archive(
    archive_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with reportedly.open_archive(archive_url, originals="beside") as archive:
        archive.add(told("a", 3), BYTES)
        (file,) = tmp_path.rglob("*.z")
        sha256 = file.name.removesuffix(".z")
        assert archive.original(sha256) == BYTES
        archive.backup(tmp_path / "copy.sqlite")
    with reportedly.open_archive(tmp_path / "copy.sqlite") as copy:
        assert copy.original(sha256) == BYTES
        assert copy.verify().problems == ()
    file.write_bytes(b"x")
    with reportedly.open_archive(archive_url) as archive:
        assert [p.what for p in archive.verify().problems] == [
            f"original {sha256} is damaged (Error -5 while decompressing data: incomplete or truncated stream)"
        ]
        with pytest.raises(NotFoundError):
            archive.original("0" * 64)
    with pytest.raises(ArchiveError, match="the originals of this archive lie beside it"):
        reportedly.open_archive(archive_url, originals="inside")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("mysql://root@localhost/x", "an archive cannot live in mysql; write sqlite:///file.sqlite"),
        ("postgresql://nobody@127.0.0.1:9/x", "cannot be reached"),
        ("sqlite://", "names no file"),
        ("http://[", "an archive cannot live in http"),
        ("a://b:c", "is no address of an archive"),
        ("sqlite:////nowhere/at/all.sqlite", "check the folder and its permissions"),
    ],
)
def test_a_wrong_address_is_said_in_a_line(url: str, message: str) -> None:
    with pytest.raises(ArchiveError, match=message) as caught:
        reportedly.open_archive(url)
    assert "\n" not in str(caught.value)


def test_the_address_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert address_of(None).file == Path("reportedly.sqlite")
    monkeypatch.setenv("REPORTEDLY_ARCHIVE", "sqlite:///other.sqlite")
    assert address_of(None).file == Path("other.sqlite")


def test_a_newer_archive_is_left_alone(archive: Archive, archive_url: str) -> None:
    raw(archive_url, "update alembic_version set version_num = '9999'")
    with pytest.raises(
        ArchiveError, match=f"made by a newer version of reportedly .schema 9999, this one knows {HEAD}"
    ):
        reportedly.open_archive(archive_url)


def test_a_database_of_something_else_is_left_alone(archive_url: str) -> None:
    raw(archive_url, "drop table alembic_version") if archive_url.startswith("postgresql") else raw(
        archive_url, "create table other (a int)"
    )
    with pytest.raises(ArchiveError, match="this database holds something else"):
        reportedly.open_archive(archive_url)


@pytest.mark.parametrize("harm", ["overwritten", "cut", "no database"])
def test_a_damaged_file_is_said_to_be(tmp_path: Path, harm: str) -> None:
    file = tmp_path / "a.sqlite"
    filled(f"sqlite:///{file}").close()
    data = file.read_bytes()
    if harm == "overwritten":
        file.write_bytes(data[:4096] + os.urandom(len(data) - 4096))
    elif harm == "cut":
        file.write_bytes(data[: len(data) // 2])
    else:
        file.write_bytes(b"this is a text\n" * 1000)
    harmed = file.read_bytes()
    with pytest.raises(ArchiveError, match="is damaged or is no archive") as caught:
        opened(file)
    assert "\n" not in str(caught.value)
    assert file.read_bytes() == harmed or harm != "no database"


def opened(file: Path) -> None:
    """Open an archive, look at it, and add to it."""
    with reportedly.open_archive(file) as archive:
        archive.verify()
        archive.add(told("c", 3))


FILL = """
import resource, signal, sys
sys.path[:0] = {path!r}
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
import reportedly, test_archive_keeping as t
from reportedly.archive import ArchiveError
archive = reportedly.open_archive({file!r})
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
kept = 0
try:
    for number in range(100):
        archive.add(t.told(f"r{{number}}", 3), str(number).encode() * 20_000)
        kept += 1
except ArchiveError as error:
    print(kept, error)
"""


def test_a_full_disk_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    file = str(tmp_path / "a.sqlite")
    script = FILL.format(path=[p for p in sys.path if p], file=file)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120)
    kept, _, message = done.stdout.strip().partition(" ")
    assert "nothing more can be written" in message
    assert 0 < int(kept) < 100
    with reportedly.open_archive(file) as archive:
        assert archive.reports().total >= int(kept)
        archive.settle()
        assert archive.verify().problems == ()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody who may not read the file")
def test_a_file_that_may_not_be_written_is_said_to_be(tmp_path: Path) -> None:
    folder = Path("/tmp") / f"{tmp_path.name}.{os.getpid()}"
    folder.mkdir(mode=0o755)
    try:
        file = folder / "a.sqlite"
        filled(f"sqlite:///{file}").close()
        script = (
            f"import os, sys; sys.path[:0] = {[p for p in sys.path if p]!r}\n"
            "import reportedly, test_archive_keeping as t\n"
            "from reportedly.archive import ArchiveError\n"
            f"t.filled({str(tmp_path / 'other.sqlite')!r}).close()  # whatever is imported late is imported now\n"
            "os.setuid(65534)\n"
            f"try: reportedly.open_archive({str(file)!r}).add(t.told('c', 3))\n"
            "except ArchiveError as error: print(error)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120
        )
    finally:
        shutil.rmtree(folder)
    assert "check the folder and its permissions" in done.stdout


def test_the_tables_are_those_of_the_migrations(archive_url: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from reportedly.archive.schema import METADATA

    store = Store(address_of(archive_url))
    ready(store, create=True)
    with store.read() as connection:
        ours = {"include_object": lambda thing, name, *_: not str(name).startswith(("search", "alembic"))}
        assert compare_metadata(MigrationContext.configure(connection, opts=ours), METADATA) == []
    store.close()
