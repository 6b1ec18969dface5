"""Which candidate pairs link: in Python for a handful, by splink on DuckDB for many. Both find the same pairs."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

from reportedly.lexicon.link_weights import load_link_weights
from reportedly.linking.blocking import candidates, keys_of, number_of
from reportedly.linking.clusters import Pair
from reportedly.linking.comparisons import COMPARISONS
from reportedly.linking.happenings import Happening
from reportedly.linking.scoring import weight_of
from reportedly.linking.wording import SKETCH

HANDFUL = 400  # happenings; below, splink's start-up costs more than it saves
_MARGIN = 0.01  # bits; weights near the threshold are decided by their exact sum


def linked_pairs(happenings: Sequence[Happening], *, handful: int = HANDFUL) -> list[Pair]:
    """Every candidate pair whose weight is above the threshold, in order."""
    threshold = load_link_weights().threshold
    known = {h.id: h for h in happenings}
    if len(happenings) <= handful:
        pairs = [(a.id, b.id) for a, b in candidates(happenings)]
    else:
        pairs = _by_splink(happenings, threshold - _MARGIN)
    return sorted((a, b) for a, b in pairs if weight_of(known[a], known[b]) > threshold)


def _by_splink(happenings: Sequence[Happening], least: float) -> list[Pair]:
    """Pairs that splink scores at `least` bits or more, left id before right id."""
    import duckdb
    from splink import DuckDBAPI, Linker, SettingsCreator

    connection = duckdb.connect()
    table = DuckDBAPI(connection).register(table_of(happenings))
    linker = Linker(table, SettingsCreator(**settings()), log_level=None, validate_settings=False)
    found = linker.inference.predict(threshold_match_weight=least)
    name = found.physical_name
    rows = connection.execute(f"select unique_id_l, unique_id_r from {name}").fetchall()
    connection.close()
    return [(a, b) if a < b else (b, a) for a, b in rows]


def settings() -> dict[str, Any]:
    """The splink model: the comparisons of `comparisons.py` with the shipped weights, blocking on shared keys."""
    weights = load_link_weights()
    return {
        "link_type": "dedupe_only",
        "probability_two_random_records_match": weights.prior,
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": "l.keys = r.keys and l.report <> r.report", "arrays_to_explode": ["keys"]}
        ],
        "comparisons": [
            {
                "output_column_name": comparison.name,
                "comparison_levels": [
                    {
                        "sql_condition": comparison.unknown,
                        "label_for_charts": "not known",
                        "is_null_level": True,
                    },
                    *(
                        {
                            "sql_condition": condition,
                            "label_for_charts": name,
                            "m_probability": weights.level(comparison.name, name).m,
                            "u_probability": weights.level(comparison.name, name).u,
                        }
                        for name, condition in comparison.levels
                    ),
                ],
            }
            for comparison in COMPARISONS
        ],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
    }


def table_of(happenings: Sequence[Happening]) -> Any:
    """The happenings as an Arrow table, one row each."""
    import pyarrow as pa  # type: ignore[import-untyped]

    def column(name: str) -> list[Any]:
        return [getattr(h, name) for h in happenings]

    def sets(name: str) -> Any:
        return pa.array([sorted(getattr(h, name)) for h in happenings], pa.list_(pa.string()))

    def tolls(name: str, end: int) -> Any:
        stated = [
            toll or getattr(h, name.removesuffix("_span"))
            for h, toll in zip(happenings, column(name), strict=True)
        ]
        return pa.array([None if toll is None else toll[end] for toll in stated], pa.int32())

    cells = pa.array(array("b", b"".join(h.sketch for h in happenings)), pa.int8()).cast(pa.float32())
    numbers = {"published": "published", "lead_day": "lead_day", "day_start": "start", "day_end": "end"}
    return pa.table(
        {
            "unique_id": pa.array(column("id"), pa.string()),
            "report": pa.array(column("report"), pa.string()),
            "keys": pa.array([[number_of(k) for k in keys_of(h)] for h in happenings], pa.list_(pa.int64())),
            **{name: pa.array(column(field), pa.int32()) for name, field in numbers.items()},
            "day_precise": pa.array(column("day_precise"), pa.bool_()),
            "general": pa.array(column("general"), pa.bool_()),
            "latitude": pa.array(column("latitude"), pa.float64()),
            "longitude": pa.array(column("longitude"), pa.float64()),
            **{name: sets(name) for name in _SETS},
            **{f"{field}_{end}": tolls(name, at) for field, end, name, at in _TOLLS},
            "worded": pa.array([any(h.sketch) for h in happenings], pa.bool_()),
            "sketch": pa.FixedSizeListArray.from_arrays(cells, SKETCH),
        }
    )


_SETS = (
    "families",
    "kinds",
    "spots",
    "regions",
    "countries",
    "agents",
    "targets",
    "known_agents",
    "known_targets",
    "names",
)
_TOLLS = tuple(
    (field, end, name, at)
    for field in ("killed", "wounded")
    for name, ends in ((field, ("low", "high")), (f"{field}_span", ("least", "most")))
    for at, end in enumerate(ends)
)
