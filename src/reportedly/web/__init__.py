"""The pages: a server for one person or a team, and the same pages as files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportedly.web.publishing import PublishError, PublishOptions, publish
    from reportedly.web.serve import ServeError, ServeOptions, prepare, run

__all__ = [
    "MissingPartError",
    "PublishError",
    "PublishOptions",
    "ServeError",
    "ServeOptions",
    "prepare",
    "publish",
    "run",
]


class MissingPartError(ImportError):
    """The optional part with the pages is not installed."""


def __getattr__(name: str) -> Any:
    """The functions of this room; they need the optional part `web`, and say so."""
    if name not in __all__:
        raise AttributeError(f"module 'reportedly.web' has no attribute {name!r}")
    try:
        from reportedly.web import publishing, serve
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("reportedly"):
            raise
        missing = f"the pages need {error.name}, which is not installed; install reportedly[web]"
        raise MissingPartError(missing) from None
    return getattr(publishing if name.casefold().startswith("publish") else serve, name)
