"""From bytes to text: UTF-8 and UTF-16 with or without a mark, Windows-1252 where a byte is neither."""

from __future__ import annotations

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(
    rb"""<(?:meta[^>]+charset\s*=\s*["']?|\?xml[^>]+encoding\s*=\s*["'])([\w.:-]{2,40})""", re.I
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 8192
_MAGIC = ((b"%PDF", "a PDF file"), (b"PK\x03\x04", "a ZIP or Office file"), (b"\x1f\x8b", "a gzip file"))


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are not UTF-8 one by one as Windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.decode("windows-1252", errors="replace"), error.end


codecs.register_error("windows-1252", _as_windows_1252)


def sniff(sample: bytes) -> tuple[str, int]:
    """The encoding that the first bytes speak for, and the length of the byte order mark to skip."""
    for bom, name in _BOMS:
        if sample.startswith(bom):
            return name, len(bom)
    even, odd = sample[0:_SAMPLE:2], sample[1:_SAMPLE:2]
    if len(odd) > 1 and odd.count(0) > len(odd) * 0.6 and even.count(0) < len(even) * 0.1:
        return "utf-16-le", 0
    if len(odd) > 1 and even.count(0) > len(even) * 0.6 and odd.count(0) < len(odd) * 0.1:
        return "utf-16-be", 0
    return "utf-8", 0


def not_text(sample: bytes) -> str | None:
    """What the bytes are when they are no text ("a PDF file"), or None."""
    for magic, name in _MAGIC:
        if sample.startswith(magic):
            return name
    if sniff(sample)[0] != "utf-8":
        return None
    head = sample[:_SAMPLE]
    return "a binary file" if len(_CONTROL.findall(head)) > len(head) // 100 else None


def decode(data: bytes, *, html: bool = False) -> str:
    """Text from bytes, never an error; an HTML page's declared charset is believed where it can be."""
    encoding, skip = sniff(data)
    declared = _DECLARED.search(data[:_SAMPLE]) if html and encoding == "utf-8" and not skip else None
    if declared and not declared[1].lower().startswith(b"utf-16"):  # what declares itself in ASCII is none
        try:
            return whole(data.decode(declared[1].decode("ascii")))
        except (LookupError, UnicodeError):
            pass  # an unknown or a wrong charset: read it as any other text
    if encoding == "utf-8":
        return data[skip:].decode("utf-8", errors="windows-1252")
    return data[skip:].decode(encoding, errors="replace")


def whole(text: str) -> str:
    """The text with every lone surrogate replaced by U+FFFD, one for one, so that offsets stay."""
    return _SURROGATE.sub("\ufffd", text)
