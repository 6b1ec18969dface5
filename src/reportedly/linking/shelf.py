"""Many happenings in little memory: each packed in a few hundred bytes and unpacked when it is looked at."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields

from reportedly.linking.happenings import Happening

_NAMES = tuple(field.name for field in fields(Happening))


class Shelf(Mapping[str, Happening]):
    """Happenings by id, in order of id. One that is put in twice stands there once."""

    def __init__(self, happenings: Iterable[Happening] = ()) -> None:
        packed = {row.id: _packed(row) for row in happenings}
        self._packed = {key: packed[key] for key in sorted(packed)}

    def __getitem__(self, key: str) -> Happening:
        return Happening(**dict(zip(_NAMES, pickle.loads(self._packed[key]), strict=True)))

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def _packed(row: Happening) -> bytes:
    return pickle.dumps(tuple(getattr(row, name) for name in _NAMES), protocol=5)
