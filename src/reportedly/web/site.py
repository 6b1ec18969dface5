"""What the pages stand on: one archive, its readers, its people."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from reportedly.archive import Added, Archive
from reportedly.intake import Failure, IntakeOptions
from reportedly.records import Reading
from reportedly.web.people import LocalPeople, TeamPeople, Throttle

if TYPE_CHECKING:
    from reportedly.web.asking import Upload


@dataclass(frozen=True, slots=True)
class Kept:
    """A report that was read and kept, and what became of it."""

    reading: Reading
    added: Added


@dataclass(slots=True)
class Desk:
    """Where reports are read: one after the other, since the parser is one."""

    archive: Archive
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def warm_up(self) -> None:
        """Load what reading needs before anybody waits for it."""
        from reportedly import api

        with self._turn:
            list(api.read_all([]))

    def take(self, files: tuple[Upload, ...], options: IntakeOptions, by: str) -> Iterator[Kept | Failure]:
        """Read files and keep what was read; each failure is said in its place."""
        with TemporaryDirectory() as folder:
            paths = [_put(Path(folder), number, file) for number, file in enumerate(files)]
            yield from self.take_paths(paths, options, by)

    def take_paths(self, paths: list[Path], options: IntakeOptions, by: str) -> Iterator[Kept | Failure]:
        """The same for files that are there already; the incidents are brought up to date once, at the end."""
        from reportedly import api

        with self._turn:
            for found in api.read_all(paths, options=options):
                if isinstance(found, Failure):
                    yield found
                else:
                    reading = _named(found)
                    original = _original(reading, paths)
                    yield Kept(reading, self.archive.add(reading, original, by=by, settled=False))
            self.archive.settle()


def _put(folder: Path, number: int, file: Upload) -> Path:
    """A sent file under its own name, in a folder of its own."""
    home = folder / str(number)
    home.mkdir()
    name = PurePosixPath(file.name.replace("\\", "/")).name.strip(". \x00") or "report.txt"
    path = home / name[-100:]
    path.write_bytes(file.body)
    return path


def _original(reading: Reading, paths: list[Path]) -> bytes | None:
    """The bytes of a report that is a whole file."""
    kept = reading.report.original
    for path in paths:
        if kept and path.stat().st_size == kept.size:
            body = path.read_bytes()
            if hashlib.sha256(body).hexdigest() == kept.sha256:
                return body
    return None


def _named(reading: Reading) -> Reading:
    """A reading whose original is named as it was sent, without the folder it lay in meanwhile."""
    report = reading.report
    if report.original is None or report.original.path is None:
        return reading
    original = report.original.model_copy(update={"path": Path(report.original.path).name})
    return reading.model_copy(update={"report": report.model_copy(update={"original": original})})


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One server's worth of everything."""

    archive: Archive
    people: LocalPeople | TeamPeople
    desk: Desk
    tries: Throttle = field(default_factory=lambda: Throttle(10, 300))
    setup_token: str | None = None

    @property
    def team(self) -> bool:
        """Whether people sign in."""
        return self.people.team
