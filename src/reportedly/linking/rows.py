"""A happening as one line of JSON, for those who keep what linking looks at, and back again."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import fields
from typing import Any, get_type_hints

from reportedly.linking.happenings import Happening

_HINTS = get_type_hints(Happening)
_FIELDS = tuple((field.name, field.default) for field in fields(Happening))
_SETS = frozenset(name for name, hint in _HINTS.items() if hint == frozenset[str])
_RANGES = frozenset({"killed", "wounded", "killed_span", "wounded_span", "topics"})


def to_json(happening: Happening) -> str:
    """One line of JSON; what is unknown is left out. Equal happenings give equal lines."""
    row: dict[str, Any] = {}
    for name, unknown in _FIELDS:
        value = getattr(happening, name)
        if value != unknown:
            row[name] = sorted(value) if name in _SETS else value
    if "sketch" in row:
        row["sketch"] = b64encode(row["sketch"]).decode("ascii")
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def from_json(line: str | bytes) -> Happening:
    """The happening of a line that `to_json` made.

    >>> from_json(to_json(Happening(id="x", report="r", spots=frozenset({"b", "a"})))).spots == {"a", "b"}
    True
    """
    row: dict[str, Any] = json.loads(line)
    for name, value in row.items():
        if name in _SETS:
            row[name] = frozenset(value)
        elif name in _RANGES:
            row[name] = tuple(value)
    if "sketch" in row:
        row["sketch"] = b64decode(row["sketch"])
    return Happening(**row)
