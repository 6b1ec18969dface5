"""What a tar file holds, read from front to back. Links and devices are passed over; nothing is written to disk."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import IO, cast

from reportedly.intake.context import Context
from reportedly.intake.document import Document, Found, buffered
from reportedly.intake.failure import Failure
from reportedly.intake.limits import IntakeError
from reportedly.intake.readers.zip import is_clutter
from reportedly.intake.unpack import Counted


def read(document: Document, context: Context) -> Iterator[Found]:
    """The files in it, in order."""
    stream = _Watched(document.stream)
    try:
        with tarfile.open(fileobj=cast(IO[bytes], stream), mode="r|", bufsize=65_536) as archive:
            while (member := archive.next()) is not None:
                archive.members.clear()  # type: ignore[attr-defined]  # tarfile remembers every member; memory is to stay flat
                if member.issym() or member.islnk():
                    yield _passed_over(document, member.name)
                elif not is_clutter(member.name) and (file := archive.extractfile(member)) is not None:
                    counted = Counted(file, member.size, document.budget)
                    yield document.inside(member.name.removeprefix("./"), buffered(counted))
    except (tarfile.TarError, EOFError) as error:
        raise IntakeError(
            f"is damaged or cut off ({error})", "get it again; what was before is taken in"
        ) from error
    if stream.last.strip(b"\0"):
        raise IntakeError("is cut off (it has no end mark)", "get it again; what was before is taken in")


class _Watched:
    """A stream that remembers its last bytes: a whole tar file ends in zeros."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self.last = stream, b""

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self.last = data[-512:] or self.last
        return data


def _passed_over(document: Document, name: str) -> Failure:
    return Failure(f"{document.name}!/{name}", None, "is a link", "passed over: give what it leads to", lost=False)
