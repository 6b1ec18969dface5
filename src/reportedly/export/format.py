"""What an exporter is: a named, pinned format and a pure function from an edition to files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reportedly.export.edition import Edition
from reportedly.export.losses import Holds
from reportedly.export.records import Loss
from reportedly.export.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The files that a format made: their bytes by a word for the part, "" where there is but one.

    `incidents` are the ids of those that are in the files; `losses` what the exporter itself left out, with its reasons.
    """

    files: Mapping[str, bytes]
    incidents: tuple[str, ...]
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format to export to. `version` pins the layout that is written; `write` is a pure function: the same edition
    gives the same bytes. `policy` chooses figures where the user names none; `rules` are its own rules of inclusion, for
    the method statement; `tables` its columns, for the documentation. `whole` is true where the file is the record
    itself, to be read in again: nothing is withheld in it unless that is asked for.
    """

    name: str
    version: str
    about: str
    suffix: str
    write: Callable[[Edition], Written]
    holds: Holds
    policy: str = "range"
    rules: tuple[str, ...] = ()
    tables: tuple[Table[Any], ...] = field(default=())
    whole: bool = False
