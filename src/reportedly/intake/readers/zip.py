"""What a zip file holds; a Word document is one too. Nothing is ever written to disk."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import IO

from reportedly.intake.context import Context
from reportedly.intake.document import Document, Found, buffered
from reportedly.intake.failure import Failure
from reportedly.intake.limits import IntakeError
from reportedly.intake.readers.table import spooled
from reportedly.intake.unpack import DAMAGE, Counted

_ENCRYPTED = 0x1
_OFFICE = {
    "xl/workbook.xml": ("an Excel workbook", "save its sheet as .csv"),
    "ppt/presentation.xml": ("a PowerPoint file", "save its text as .txt"),
    "META-INF/container.xml": ("an EPUB book", "give its chapters as .html"),
    "META-INF/manifest.xml": ("an OpenDocument or Java file", "save it as .docx"),
}


def read(document: Document, context: Context) -> Iterator[Found]:
    """The files in it, in the order of its directory."""
    with spooled(document) as stream, opened(stream, document) as archive:
        names = set(archive.namelist())
        if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
            from reportedly.intake.readers.docx import read_archive

            yield from read_archive(archive, document)
            return
        for name, (what, advice) in _OFFICE.items():
            if name in names:
                raise IntakeError(f"is {what}, which is not read", advice)
        yield from _members(archive, document)


def opened(stream: IO[bytes], document: Document) -> zipfile.ZipFile:
    """The archive. Raises IntakeError where it is none, or where its directory speaks of a bomb."""
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise IntakeError(f"is damaged or cut off ({str(error) or 'no zip file'})", "get it again") from error
    files = archive.infolist()
    limits = document.budget.limits
    if len(files) > limits.members:
        raise IntakeError(f"holds more than {limits.members:,} things", "unpack it, and give the folder")
    packed = archive.start_dir or 1
    document.budget.compare(sum(file.file_size for file in files), packed)
    return archive


def _members(archive: zipfile.ZipFile, document: Document) -> Iterator[Found]:
    for file in archive.infolist():
        if file.is_dir() or is_clutter(file.filename):
            continue
        name = f"{document.name}!/{file.filename}"
        if file.flag_bits & _ENCRYPTED:
            yield Failure(name, None, "is encrypted", "unpack it with its password, and give the folder")
            continue
        try:
            with archive.open(file) as member:
                counted = buffered(Counted(member, file.compress_size, document.budget))
                yield document.inside(file.filename, counted)
        except DAMAGE as error:
            yield Failure(name, None, f"is damaged or packed in an odd way ({error})", "get it again")


def is_clutter(name: str) -> bool:
    """Whether it is hidden, or something that a system adds by itself."""
    parts = name.replace("\\", "/").split("/")
    return any(part == "__MACOSX" or (part.startswith(".") and part not in (".", "..")) for part in parts)
