"""Streams that are unpacked a little at a time, with every byte counted: a bomb is refused before it goes off."""

from __future__ import annotations

import bz2
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from typing import IO, Protocol

from reportedly.intake.context import optional
from reportedly.intake.limits import Budget, IntakeError

DAMAGE = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
)
_CHUNK = 65_536
_XZ_MEMORY = 256_000_000


class _Unpacker(Protocol):
    """What bz2 and lzma offer, and `_Gzip` too."""

    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...

    @property
    def eof(self) -> bool: ...

    @property
    def needs_input(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...


class _Gzip:
    """zlib for one gzip member (or a bare zlib stream, as HTTP's deflate), in the manner of bz2."""

    def __init__(self, bits: int = 31) -> None:
        self._z = zlib.decompressobj(wbits=bits)
        self._full = False

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        out = self._z.decompress(self._z.unconsumed_tail + data, max(max_length, 0))
        self._full = len(out) == max_length
        return out

    @property
    def eof(self) -> bool:
        return self._z.eof

    @property
    def needs_input(self) -> bool:
        return not self._z.unconsumed_tail and not self._full

    @property
    def unused_data(self) -> bytes:
        return self._z.unused_data


class _Brotli:
    """Brotli, which only crawl files hold, in the manner of bz2."""

    unused_data = b""

    def __init__(self) -> None:
        self._b = optional("brotli", "pages packed with brotli").Decompressor()

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        try:
            return bytes(self._b.process(data, output_buffer_limit=max_length))
        except Exception as error:  # brotli.error, a class of a module that may be missing
            raise OSError(str(error)) from error

    @property
    def eof(self) -> bool:
        return bool(self._b.is_finished())

    @property
    def needs_input(self) -> bool:
        return bool(self._b.can_accept_more_data())


PACKINGS: dict[str, tuple[bytes, Callable[[], _Unpacker]]] = {
    "gzip": (b"\x1f\x8b", _Gzip),
    "bzip2": (b"BZh", bz2.BZ2Decompressor),
    "xz": (b"\xfd7zXZ\x00", lambda: lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)),
    "brotli": (b"", _Brotli),
    "deflate": (b"", lambda: _Gzip(15)),
}
"""Name, first bytes and unpacker of each way to pack one stream; several may follow one another."""


class Unpacked(io.RawIOBase):
    """The bytes inside a packed stream. Raises IntakeError where they are damaged, cut off, or too many."""

    def __init__(self, stream: IO[bytes], packing: str, budget: Budget) -> None:
        self._stream, self._packing, self._budget = stream, packing, budget
        self._magic, self._new = PACKINGS[packing]
        self._unpacker = self._new()
        self._in = self._out = 0
        self._back = b""
        self._over = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as far as there are bytes."""
        at = 0
        while at < len(buffer) and (data := self._more(len(buffer) - at)):
            buffer[at : at + len(data)] = data
            at += len(data)
        return at

    def _more(self, most: int) -> bytes:
        while not self._over:
            if self._unpacker.eof and not self._next_member():
                break
            hungry = self._unpacker.needs_input
            packed = self._take() if hungry else b""
            try:
                data = self._unpacker.decompress(packed, most)
            except (zlib.error, OSError, lzma.LZMAError, EOFError) as error:
                raise IntakeError(
                    f"is damaged ({self._packing}: {error})", "get it again, or unpack it"
                ) from error
            if data:
                self._out += len(data)
                self._budget.unpack(len(data))
                self._budget.compare(self._out, self._in)
                return data
            if hungry and not packed and not self._unpacker.eof:
                raise IntakeError(f"is cut off (its {self._packing} stream does not end)", "get it again")
        return b""

    def _take(self) -> bytes:
        """Packed bytes: those that were put back, then the next of the stream."""
        data, self._back = self._back or self._stream.read(_CHUNK), b""
        self._in += len(data)
        return data

    def _next_member(self) -> bool:
        """Go on with what follows the member that ended; padding and foreign bytes end the stream."""
        rest = self._unpacker.unused_data
        self._in -= len(rest)
        while len(rest) < len(self._magic) and (data := self._stream.read(_CHUNK)):
            rest += data
        if not self._magic or not rest.startswith(self._magic):
            self._over = True
            return False
        self._unpacker, self._back = self._new(), rest
        return True


class Counted(io.RawIOBase):
    """A stream that somebody else unpacks, with its bytes counted; `packed` is the size that it had."""

    def __init__(self, stream: IO[bytes], packed: int, budget: Budget) -> None:
        self._stream, self._packed, self._budget = stream, packed, budget
        self._out = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as far as there are bytes."""
        at = 0
        try:
            while at < len(buffer) and (data := self._stream.read(len(buffer) - at)):
                buffer[at : at + len(data)] = data
                at += len(data)
        except DAMAGE as error:
            raise IntakeError(f"is damaged ({error})", "get it again") from error
        self._out += at
        self._budget.unpack(at)
        self._budget.compare(self._out, self._packed)
        return at
