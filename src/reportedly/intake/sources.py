"""Which files there are to take in, and what kind each one is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from reportedly.intake.failure import Failure

STDIN = "-"
KINDS = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
}
_KNOWN = ".txt, .html, .jsonl or .csv"


def find_files(paths: Iterable[str]) -> Iterator[tuple[str, str] | Failure]:
    """(path, kind) of every file named, folders searched in sorted order; hidden files are passed over."""
    for path in paths:
        if path == STDIN:
            yield path, "stdin"
        elif Path(path).is_dir():
            yield from _in_folder(Path(path))
        elif kind := KINDS.get(Path(path).suffix.lower()):
            yield path, kind
        elif not Path(path).exists():
            yield Failure(path, None, "there is no such file", "check the name")
        else:
            yield _unknown(path, f"give {_KNOWN}")


def _in_folder(folder: Path) -> Iterator[tuple[str, str] | Failure]:
    files = [file for file in sorted(folder.rglob("*")) if file.is_file() and not _is_hidden(file, folder)]
    for file in files:
        kind = KINDS.get(file.suffix.lower())
        yield (str(file), kind) if kind else _unknown(str(file), "passed over", lost=False)
    if not files:
        yield Failure(str(folder), None, "the folder is empty", f"put {_KNOWN} files into it")


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def _unknown(path: str, advice: str, *, lost: bool = True) -> Failure:
    suffix = Path(path).suffix
    return Failure(
        path,
        None,
        f"files ending in {suffix} are not read" if suffix else "a file without an ending is not read",
        advice,
        lost,
    )
