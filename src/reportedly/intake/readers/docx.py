"""The words of a Word document: paragraphs and tables in order, footnotes at the end, nothing that was deleted."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

from reportedly.intake.context import Context, optional
from reportedly.intake.document import Document, Found
from reportedly.intake.limits import IntakeError
from reportedly.intake.readers.table import spooled
from reportedly.intake.readers.zip import opened
from reportedly.intake.unpack import DAMAGE

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NOTES = ("/word/footnotes.xml", "/word/endnotes.xml")
_STATED = ("title", "author", "created", "modified", "last_modified_by")


def read(document: Document, context: Context) -> Iterator[Found]:
    """The document as one report."""
    if not document.head().startswith(b"PK"):
        raise IntakeError("is called .docx but is no Word document", "open it and save it as .docx or .txt")
    with spooled(document) as stream, opened(stream, document) as archive:
        yield from read_archive(archive, document)


def read_archive(archive: zipfile.ZipFile, document: Document) -> Iterator[Found]:
    """The report in a zip file that is a Word document; its directory was looked at before."""
    docx = optional("docx", "Word documents")
    stream = archive.fp
    if stream is None:
        raise IntakeError("is closed", "read it again")
    stream.seek(0)
    data = stream.read()
    try:
        _is_small(archive, document)
        stream.seek(0)
        word = docx.Document(stream)
        texts = [*_paragraphs(word.element.body), *_notes(word)]
        stated = _stated(word) if "docProps/core.xml" in archive.namelist() else {}
    except (*DAMAGE, KeyError, ValueError, SyntaxError, AttributeError, TypeError) as error:
        raise IntakeError(
            f"is a damaged Word document ({str(error)[:100]})", "open it and save it again"
        ) from error
    yield document.with_headers({**document.headers, **stated}).row("\n\n".join(texts), data, _MEDIA_TYPE)


def _stated(word: Any) -> dict[str, str]:
    """What the document says about itself; where it says nothing, the library would make something up."""
    properties = word.core_properties
    stated = {name: str(getattr(properties, name) or "")[:200] for name in _STATED}
    return {name: value for name, value in stated.items() if value}


def _is_small(archive: zipfile.ZipFile, document: Document) -> None:
    """Raises IntakeError where the parts of the document unpack to more than a document may have."""
    unpacked = sum(file.file_size for file in archive.infolist() if file.filename.endswith((".xml", ".rels")))
    if unpacked > document.budget.limits.document:
        raise IntakeError(f"unpacks to {unpacked // 1_000_000:,} MB of text", "split it")


def _paragraphs(tree: Any) -> Iterator[str]:
    """The paragraphs of a part that have words. Text boxes stand there twice: the fallback for old programs is skipped."""
    for paragraph in tree.iter(f"{_W}p"):
        if any(ancestor.tag == _FALLBACK for ancestor in paragraph.iterancestors()):
            continue
        words = "".join(_words(paragraph)).strip()
        if words:
            yield words


def _words(element: Any) -> Iterator[str]:
    """The words of a paragraph without those of paragraphs inside it, which come by themselves."""
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in (f"{_W}p", _FALLBACK, f"{_W}del", f"{_W}pPr", f"{_W}rPr"):
            yield from _words(child)


def _notes(word: Any) -> Iterator[str]:
    """The footnotes and endnotes of a document."""
    from lxml import etree

    safe = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    for part in word.part.package.iter_parts():
        if str(part.partname) in _NOTES:
            yield from _paragraphs(etree.fromstring(part.blob, safe))
