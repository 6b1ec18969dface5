"""From bytes to text: by their own signs, then as declared, then Windows-1252 where a byte is not UTF-8."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark opens it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta[^>]+charset\s*=\s*["']?|\?xml[^>]+encoding\s*=\s*["'])([\w.:-]{2,40})""", re.I
)
_AS_BROWSERS_READ = {
    "iso8859-1": "windows-1252",
    "ascii": "windows-1252",
    "gb2312": "gb18030",
    "shift_jis": "cp932",
}
_NO_CHARSETS = (
    "idna",
    "punycode",
    "undefined",
    "unicode_escape",
    "raw_unicode_escape",
    "utf-7",
    "utf-16",
    "utf-32",
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
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
    controls = len(head) - len(head.translate(None, _CONTROL))
    return "a binary file" if controls > len(head) // 100 else None


def decode(data: bytes, *, html: bool = False, charset: str | None = None) -> str:
    """Text from bytes, never an error.

    A mark at the beginning comes first. What is whole UTF-8 is read as such, whatever is declared: no other text looks like
    it by chance. Then comes the charset that was stated with the bytes, then the one that an HTML page declares; a wrong or
    unknown one is passed over.
    """
    encoding, skip = sniff(data)
    if encoding != "utf-8" or skip:
        return whole(data[skip:].decode(encoding, errors="windows-1252" if encoding == "utf-8" else "replace"))
    stated = [charset] if charset else []
    declared = _DECLARED.search(data[:_SAMPLE]) if html else None
    if declared:
        stated.append(declared[1].decode("ascii", errors="replace"))
    names = [name for name in map(_known, stated) if name]
    if not any(name.startswith("iso2022") or name == "hz" for name in names):  # these look like ASCII
        names = ["utf-8", *names]
    for name in names:
        try:
            return whole(data.decode(name))
        except UnicodeError:
            continue  # a wrong charset: the next one, or as any other text
    return data.decode("utf-8", errors="windows-1252")


def _known(charset: str) -> str | None:
    """The codec of a charset, as browsers take it; None where there is none, or none that a page may be in."""
    try:
        codec = codecs.lookup(charset.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    name = _AS_BROWSERS_READ.get(codec.name, codec.name)
    is_charset = getattr(codec, "_is_text_encoding", True) and name not in _NO_CHARSETS
    return name if is_charset and not name.startswith(("utf-16", "utf-32")) else None


def whole(text: str) -> str:
    """The text with every lone surrogate replaced by U+FFFD, one for one, so that offsets stay."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)
