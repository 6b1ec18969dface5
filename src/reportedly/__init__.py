"""From news reports to an attributed, reconciled record of what violence did to people."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportedly.api import UnreadableError, read, read_all, weigh
    from reportedly.archive import open_archive
    from reportedly.ingest import add_all

__version__ = "0.1.0"
__all__ = ["UnreadableError", "__version__", "add_all", "open_archive", "read", "read_all", "weigh"]


def __getattr__(name: str) -> Any:
    """The functions of `reportedly.api`, `add_all` and `open_archive`, imported when they are first used."""
    if name == "add_all":
        from reportedly import ingest

        return ingest.add_all
    if name == "open_archive":
        from reportedly import archive

        return archive.open_archive
    if name in __all__:
        from reportedly import api

        return getattr(api, name)
    raise AttributeError(f"module 'reportedly' has no attribute {name!r}")
