"""How records lie in the database: as their JSON, compressed, with its hash."""

from __future__ import annotations

import hashlib
import zlib
from typing import NamedTuple, TypeVar

from reportedly.records import Reading, Record, Report

_R = TypeVar("_R", bound=Record)
_LEVEL = 6
_NO_REPORT = b'{"report":{"id":"-","text":"-"},'


class Packed(NamedTuple):
    """A record as it is stored, and the SHA-256 of its JSON: the same content has the same hash everywhere."""

    body: bytes
    sha256: str


def pack(record: Record) -> Packed:
    """A record ready to be stored."""
    return _packed(record.to_json().encode())


def unpack(kind: type[_R], body: bytes) -> _R:
    """A record from its stored form."""
    return kind.from_json(stretch(body))


def pack_reading(reading: Reading) -> Packed:
    """A reading without its report, which is stored once however often it is read."""
    return _packed(reading.model_dump_json(exclude={"report"}).encode())


def unpack_reading(body: bytes, report: Report) -> Reading:
    """A reading of this report."""
    return Reading.from_json(_NO_REPORT + stretch(body)[1:]).model_copy(update={"report": report})


def digest(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def squeeze(data: bytes) -> bytes:
    """Bytes compressed (zlib)."""
    return zlib.compress(data, _LEVEL)


def stretch(data: bytes) -> bytes:
    """The bytes again. Raises zlib.error where they are damaged."""
    return zlib.decompress(data)


def _packed(content: bytes) -> Packed:
    return Packed(squeeze(content), digest(content))
