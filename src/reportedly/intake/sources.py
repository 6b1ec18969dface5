"""What there is to take in: files, folders searched in order, addresses, standard input."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportedly.intake.failure import Failure

STDIN = "-"
_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)


@dataclass(frozen=True, slots=True)
class Source:
    """One of them; `found` is true for a file that a folder holds and nobody named."""

    name: str
    found: bool = False

    @property
    def is_url(self) -> bool:
        """Whether it is to be fetched."""
        return is_url(self.name)


def is_url(name: str) -> bool:
    """Whether a name is an address: it opens with a scheme."""
    return bool(_URL.match(name))


def find_sources(names: Iterable[str]) -> Iterator[Source | Failure]:
    """Every source that is named, folders searched in sorted order; hidden files are passed over."""
    for name in names:
        if name == STDIN or is_url(name):
            yield Source(name)
        elif Path(name).is_dir():
            yield from _in_folder(Path(name))
        elif Path(name).exists():
            yield Source(name)
        else:
            yield Failure(name, None, "there is no such file", "check the name")


def total_size(names: Iterable[str]) -> int | None:
    """How many bytes there are to go through; None where that cannot be known beforehand: an address, standard input."""
    total = 0
    for source in find_sources(names):
        if isinstance(source, Failure):
            continue
        if source.is_url or source.name == STDIN or not Path(source.name).is_file():
            return None
        total += Path(source.name).stat().st_size
    return total


def _in_folder(folder: Path) -> Iterator[Source | Failure]:
    files = [file for file in sorted(folder.rglob("*")) if file.is_file() and not _is_hidden(file, folder)]
    for file in files:
        yield Source(str(file), found=True)
    if not files:
        yield Failure(str(folder), None, "the folder is empty", "put reports into it")


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)
