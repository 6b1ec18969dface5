"""The text layer of a PDF: its lines made paragraphs again, without running heads and page numbers."""

from __future__ import annotations

import io
import logging
import re
import time
from collections.abc import Iterator
from typing import IO, Any

from reportedly.intake.context import Context, optional
from reportedly.intake.document import Document, Found
from reportedly.intake.failure import Failure
from reportedly.intake.limits import IntakeError, Limits
from reportedly.intake.lines import legible, paragraphs, without_running_heads

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what it complains of is said by the Failure
logging.getLogger("pypdf").propagate = False

_FEWEST_LETTERS = 20
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_STATED = {"/Title": "title", "/Author": "author", "/CreationDate": "created", "/Producer": "producer"}


def read(document: Document, context: Context) -> Iterator[Found]:
    """The text of all pages as one report. Raises IntakeError for scans, and for what needs a password."""
    optional("pypdf", "PDF files")
    from pypdf.errors import DependencyError

    data = document.read(document.budget.limits.document)
    try:
        pages, stated = _text_of(io.BytesIO(data), document.budget.limits)
    except DependencyError as error:
        raise IntakeError("is encrypted", "save a copy without a password") from error
    except IntakeError:
        raise
    except Exception as error:  # over a damaged file, pypdf raises whatever it stumbles over
        raise IntakeError(
            f"is damaged or cut off ({str(error)[:100]})", "get it again, or print it to PDF"
        ) from error
    if sum(character.isalpha() for page in pages for character in page) < _FEWEST_LETTERS:
        raise IntakeError(
            "its pages have no text layer: it seems to be a scan",
            "let a program for text recognition (such as ocrmypdf) add one",
        )
    pages = [legible(page, made_by_tex="TeX" in stated.get("producer", "")) for page in pages]
    body = "\n\n".join(paragraphs(without_running_heads([page.split("\n") for page in pages])))
    unclear = len(_CONTROL.findall(body))
    if unclear:
        what = f"{unclear} of its characters are in a font that does not say what they are"
        yield Failure(document.name, None, what, "compare the text with the page", lost=False)
    known = {**document.headers, **stated}
    yield document.with_headers(known).row(body, data, "application/pdf")


def _text_of(stream: IO[bytes], limits: Limits) -> tuple[list[str], dict[str, str]]:
    """The text of each page, and what the file says about itself."""
    from pypdf import PasswordType, PdfReader

    reader: Any = PdfReader(stream)
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise IntakeError("is encrypted", "save a copy without a password")
    count = len(reader.pages)
    if count > limits.pages:
        raise IntakeError(
            f"has {count:,} pages, too many for a report", f"split it, at most {limits.pages:,} each"
        )
    if count == 0:
        raise IntakeError("has no pages", "get it again, or print it to PDF")
    end = time.monotonic() + limits.seconds
    pages = []
    for page in reader.pages:
        pages.append(page.extract_text())
        if time.monotonic() > end:
            raise IntakeError(
                f"took more than {limits.seconds:.0f} seconds to read", "print it to PDF again, or split it"
            )
    about = reader.metadata or {}
    stated = {name: str(about[key])[:200] for key, name in _STATED.items() if about.get(key)}
    return pages, stated
