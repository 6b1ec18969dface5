"""The archive that a command works on, with its errors as lines on standard error."""

from __future__ import annotations

import contextlib
import getpass
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from reportedly.archive import Archive


@contextlib.contextmanager
def opened(
    url: str | None, *, create: bool = False, originals: Literal["inside", "beside"] | None = None
) -> Iterator[Archive]:
    """The archive of --archive; what is wrong with it, or with what is asked of it, ends the command with status 2."""
    from reportedly.archive import ArchiveError, open_archive
    from reportedly.cli.output import fail

    try:
        with open_archive(url, create=create, originals=originals) as archive:
            yield archive
    except ArchiveError as error:
        fail(str(error))


def somebody(by: str | None) -> str:
    """Who makes a decision: as stated, by the environment, or by the name on this machine."""
    return by or os.environ.get("REPORTEDLY_USER") or getpass.getuser()
