"""A kind of document from a package of its own: the spoken words of subtitles, as one report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.intake import Kind
from reportedly.intake.decode import decode
from reportedly.intake.document import Document, Found
from reportedly.intake.limits import IntakeError

_TIMES = re.compile(r"\d\d:\d\d[:.,\d]* --> .*")
_MARKUP = re.compile(r"<[^>]*>|\{\\[^}]*\}")


def read(document: Document, context: object) -> Iterator[Found]:
    """All cues of a file of subtitles as one report. Raises IntakeError where there are none."""
    data = document.read()
    lines = [line.strip() for line in decode(data, charset=document.charset).splitlines()]
    if not any(map(_TIMES.fullmatch, lines)):
        raise IntakeError("holds no subtitles", "export it again as .srt or .vtt")
    spoken = [_MARKUP.sub("", line) for at, line in enumerate(lines) if _is_spoken(lines, at)]
    yield document.row(" ".join(spoken), data, "text/vtt")


def _is_spoken(lines: list[str], at: int) -> bool:
    """Whether a line is neither a time, nor the number or name of a cue, nor the heading of the file."""
    line, after = lines[at], lines[at + 1] if at + 1 < len(lines) else ""
    return (
        bool(line) and not line.startswith("WEBVTT") and not _TIMES.fullmatch(line) and not _TIMES.fullmatch(after)
    )


SUBTITLES = Kind(
    name="subtitles",
    read=read,
    endings=(".srt", ".vtt"),
    media_types=("text/vtt", "application/x-subrip"),
    magic=((0, b"WEBVTT"),),
    text=True,
)
