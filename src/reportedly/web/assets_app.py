"""Style sheets, modules, fonts and shapes: from this package alone, compressed once, kept by the browser.

An address with a stamp changes with the content and is kept for good; one without is asked after each time.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from functools import lru_cache

from fastapi import Request, Response
from starlette.types import Receive, Scope, Send

from reportedly.web.pages.links import STATIC

_TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
_SMALL = 1000


class Assets:
    """An ASGI app over the folder of assets. The address of an asset changes with its content."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        name = scope["path"].removeprefix(scope.get("root_path", "")).lstrip("/")
        found = _read(name, "gzip" in request.headers.get("accept-encoding", ""))
        stamped = bool(scope["query_string"])
        if request.method not in ("GET", "HEAD") or found is None:
            await Response("Not found", 404, media_type="text/plain")(scope, receive, send)
            return
        body, headers = found
        headers = {**headers, "Cache-Control": "public, max-age=31536000, immutable" if stamped else "no-cache"}
        known = request.headers.get("if-none-match") == headers["ETag"]
        answer = Response(status_code=304, headers=headers) if known else Response(body, headers=headers)
        await answer(scope, receive, send)


@lru_cache(maxsize=256)
def _read(name: str, zipped: bool) -> tuple[bytes, dict[str, str]] | None:
    if "\0" in name:
        return None
    file = (STATIC / name).resolve()
    if not file.is_relative_to(STATIC.resolve()) or not file.is_file():
        return None
    kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    charset = "; charset=utf-8" if kind.startswith("text/") else ""
    body = file.read_bytes()
    tag = hashlib.sha256(body).hexdigest()[:16]
    headers = {
        "Content-Type": kind + charset,
        "Vary": "Accept-Encoding",
        "ETag": f'"{tag}{"z" if zipped else ""}"',
    }
    if zipped and len(body) > _SMALL and file.suffix != ".woff2":
        return gzip.compress(body, 6), {**headers, "Content-Encoding": "gzip"}
    return body, headers
