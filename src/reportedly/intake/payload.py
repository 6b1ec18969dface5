"""The body of an HTTP message, freed from what it was packed in for its way."""

from __future__ import annotations

import io
import re
from typing import Protocol

from reportedly.intake.limits import Budget, IntakeError
from reportedly.intake.unpack import Unpacked

_PACKINGS = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate", "br": "brotli"}
_CHUNK_SIZE = re.compile(rb"\s*([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")
_MOST_PACKINGS = 2


class _Headers(Protocol):
    def get(self, key: str, default: str | None = None, /) -> str | None: ...


def decoded(data: bytes, headers: _Headers, budget: Budget) -> bytes:
    """The body without chunks and packing, where it has them: some crawlers keep the headers of what they undid.

    Raises IntakeError where it is damaged, or unpacks to more than a text may have.
    """
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
        data = _joined(data)
    packings = [name.strip() for name in (headers.get("Content-Encoding") or "").lower().split(",")]
    packings = [name for name in packings if name and name != "identity"]
    if len(packings) > _MOST_PACKINGS:
        raise IntakeError(f"is packed {len(packings)} times", "look at it with care: it may be a bomb")
    for name in reversed(packings):
        data = _unpacked(data, name, budget)
    return data


def _unpacked(data: bytes, name: str, budget: Budget) -> bytes:
    packing = _PACKINGS.get(name)
    if packing is None:
        raise IntakeError(f"is packed as {name[:20]}, which is not read", "ask its publisher for a plain copy")
    if packing == "gzip" and not data.startswith(b"\x1f\x8b"):
        return data
    most = budget.limits.text
    unpacked = io.BufferedReader(Unpacked(io.BytesIO(data), packing, budget)).read(most + 1)
    if len(unpacked) > most:
        raise IntakeError(f"unpacks to more than {most // 1_000_000} MB", "look at it with care: it may be a bomb")
    return unpacked


def _joined(data: bytes) -> bytes:
    """Chunks put together; data that is not in chunks, or whose chunks break off, is left as far as it goes."""
    parts, at = [], 0
    while size := _CHUNK_SIZE.match(data, at):
        length = int(size[1], 16)
        parts.append(data[size.end() : size.end() + length])
        at = size.end() + length
        at += 2 if data[at : at + 2] == b"\r\n" else data[at : at + 1] == b"\n"
        if length == 0:
            break
    return b"".join(parts) if parts else data
