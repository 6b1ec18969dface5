"""The body of an answer, read no further than it may go, and unpacked no larger than it may be."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import IO, cast

from reportedly.intake.fetch.errors import FetchError
from reportedly.intake.limits import Budget, IntakeError, Limits
from reportedly.intake.unpack import Unpacked

_PACKINGS = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate"}


def read_body(chunks: Iterator[bytes], headers: Mapping[str, str], largest: int) -> bytes:
    """All of it. Raises FetchError where it is too large, packed in a way that was not asked for, or damaged."""
    stated = headers.get("content-length", "")
    if stated.isdigit() and int(stated) > largest:
        raise _too_large(largest)
    packing = headers.get("content-encoding", "").strip().lower()
    stream: IO[bytes] = cast(IO[bytes], _Chunks(chunks))
    if packing and packing != "identity":
        if packing not in _PACKINGS:
            raise FetchError(
                f"is packed as {packing[:40]!r}, which was not asked for", "save the page, and give the file"
            )
        budget = Budget(Limits(unpacked=2 * largest))
        stream = cast(IO[bytes], io.BufferedReader(Unpacked(stream, _PACKINGS[packing], budget)))
    parts, size = [], 0
    try:
        while data := stream.read(65_536):
            parts.append(data)
            size += len(data)
            if size > largest:
                raise _too_large(largest)
    except FetchError:
        raise
    except IntakeError as error:
        raise FetchError(error.what, error.advice) from error
    return b"".join(parts)


class _Chunks:
    """The chunks of an answer as a stream; a read gives one of them, whatever its size."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks

    def read(self, size: int) -> bytes:
        return next((chunk for chunk in self._chunks if chunk), b"")


def _too_large(largest: int) -> FetchError:
    return FetchError(f"is larger than {largest // 1_000_000} MB", "save it, and give the file")
