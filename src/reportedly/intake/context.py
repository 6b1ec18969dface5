"""What readers may use: the options, the mapping of names, optional packages, and the way to the net."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

from reportedly.intake.limits import Budget, IntakeError
from reportedly.intake.options import IntakeOptions

if TYPE_CHECKING:
    from reportedly.intake.document import Document
    from reportedly.intake.fetch.clock import Clock
    from reportedly.intake.fetch.fetcher import Fetcher


@dataclass(slots=True)
class Context:
    """One run of the intake. The fetcher is made when something is to be fetched for the first time."""

    options: IntakeOptions
    _fetcher: Fetcher | None = field(default=None, repr=False)

    def fetch(self, url: str, fields: Mapping[str, Any] | None = None) -> Document:
        """What stands at an address. Raises IntakeError where it cannot or must not be fetched."""
        from reportedly.intake.fetched import document_of

        return document_of(self.fetcher().get(url), Budget(self.options.limits), fields or {})

    def fetcher(self, clock: Clock | None = None) -> Fetcher:
        """The fetcher of this run; the first who asks says by which clock it goes."""
        if self._fetcher is None:
            from reportedly.intake.fetch.fetcher import Fetcher

            self._fetcher = Fetcher(self.options.fetch, clock)
        return self._fetcher

    def close(self) -> None:
        """Let go of connections."""
        if self._fetcher is not None:
            self._fetcher.close()
            self._fetcher = None


def optional(module: str, what: str) -> Any:
    """A module of an optional part. Raises IntakeError that says how to install it.

    >>> optional("no_such_module", "PDF files")
    Traceback (most recent call last):
    reportedly.intake.limits.IntakeError: PDF files are read by an optional part that is not installed (no_such_module); \
pip install "reportedly[formats]"
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise IntakeError(
            f"{what} are read by an optional part that is not installed ({error.name or module})",
            'pip install "reportedly[formats]"',
        ) from error
