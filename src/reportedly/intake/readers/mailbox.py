"""The mails of a mailbox file (mbox), one after the other."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from reportedly.intake.context import Context
from reportedly.intake.document import Document, Found
from reportedly.intake.limits import IntakeError

_OPENING = re.compile(rb"From \S+.*\d{4}")
_QUOTED = re.compile(rb"^>(>*From )", re.M)


def read(document: Document, context: Context) -> Iterator[Found]:
    """Each mail; the line "From …" after a blank one opens it."""
    if not document.head().startswith(b"From "):
        raise IntakeError("is no mailbox (it does not open with a line From …)", "save the mails as .eml")
    for number, mail in enumerate(_mails(document), 1):
        yield document.inside(f"{number}.eml", io.BytesIO(_QUOTED.sub(rb"\1", mail)), media_type="message/rfc822")


def _mails(document: Document) -> Iterator[bytes]:
    largest = document.budget.limits.document
    lines: list[bytes] = []
    size, blank = 0, True
    while line := document.stream.readline(largest):
        if blank and _OPENING.match(line):
            if lines:
                yield b"".join(lines)
            lines, size = [], 0
        else:
            lines.append(line)
            size += len(line)
            if size > largest:
                raise IntakeError(f"holds a mail larger than {largest // 1_000_000} MB", "save its mails as .eml")
        blank = not line.strip()
    if lines:
        yield b"".join(lines)
