"""Optional parts: a clear error where the package for a format is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class ExportError(ValueError):
    """An export that cannot be made; the message says why and what to do."""


@contextmanager
def needs(form: str, package: str, *, extra: str) -> Iterator[None]:
    """Turn a missing package into an ExportError that names the extra to install."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise ExportError(f'{form} needs {package}; install it with: pip install "reportedly[{extra}]"') from error
