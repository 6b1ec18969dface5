"""Whether it happened: what the words around a word of harm say of its status."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.records import Status


def status_of(trigger: Token) -> Status:
    """The status of what a word of harm states."""
    return "actual"
