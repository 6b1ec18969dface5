"""A server on loopback that answers as it is told to, byte for byte: honestly, slowly, endlessly, wrongly."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Self

Answer = bytes | Callable[[socket.socket], None]


def page(body: bytes = b"<p>Four people were killed.</p>", *headers: str, status: str = "200 OK") -> bytes:
    """An honest answer."""
    lines = [f"HTTP/1.1 {status}", "Content-Type: text/html", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def redirect(to: str) -> bytes:
    """An answer that leads elsewhere."""
    return page(b"", f"Location: {to}", status="302 Found")


def dripping(start: bytes, piece: bytes, pause: float) -> Callable[[socket.socket], None]:
    """An answer that goes on for ever, a piece at a time."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(start)
        for _ in range(1_000_000):
            connection.sendall(piece)
            time.sleep(pause)

    return answer


class Server:
    """Serves `answers` by path (404 for any other), one connection a request; `asked` is what was requested, whole."""

    def __init__(self, answers: dict[str, Answer]) -> None:
        self.answers, self.asked = answers, list[str]()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        self._open = True
        threading.Thread(target=self._serve, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open = False
        self._socket.close()

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        """The paths that were asked for, in order, without robots.txt."""
        found = [request.split(" ", 2)[1] for request in self.asked]
        return [path for path in found if path != "/robots.txt"]

    def _serve(self) -> None:
        while self._open:
            with contextlib.suppress(OSError):
                connection, _ = self._socket.accept()
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            for request in self._requests(connection):
                self.asked.append(request)
                answer = self.answers.get(
                    request.split(" ", 2)[1].partition("?")[0], page(b"", status="404 Not Found")
                )
                if callable(answer):
                    answer(connection)
                else:
                    connection.sendall(answer)
                return

    @staticmethod
    def _requests(connection: socket.socket) -> Iterator[str]:
        data = b""
        while b"\r\n\r\n" not in data and (more := connection.recv(65_536)):
            data += more
        if data:
            yield data.decode("latin-1")
