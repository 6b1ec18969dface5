"""The PRIO-GRID cell of a place."""

from __future__ import annotations

from math import floor

COLUMNS, ROWS, CELLS_A_DEGREE = 720, 360, 2


def priogrid(latitude: float, longitude: float) -> int:
    """The id of the half-degree cell: 720 to a row, from 90°S 180°W eastwards and northwards, from 1 (Tollefsen 2012).

    >>> priogrid(-90, -180), priogrid(90, 180), priogrid(34.39, 40.99)
    (1, 259200, 179002)
    """
    row = min(ROWS - 1, floor(latitude * CELLS_A_DEGREE) + ROWS // 2)
    column = min(COLUMNS - 1, floor(longitude * CELLS_A_DEGREE) + COLUMNS // 2)
    return row * COLUMNS + column + 1
