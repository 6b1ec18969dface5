"""Which candidate pairs link: in Python for a handful, by splink on DuckDB for many. Both find the same pairs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from reportedly.lexicon.link_weights import load_link_weights
from reportedly.linking.blocking import Crowded, candidates, keys_of, number_of
from reportedly.linking.clusters import Pair, pair
from reportedly.linking.comparisons import COMPARISONS
from reportedly.linking.happenings import Happening
from reportedly.linking.scoring import weight_of
from reportedly.linking.settings import LinkSettings
from reportedly.linking.table import Tables

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

HANDFUL = 400  # happenings; below, splink's start-up costs more than it saves
_BATCH = 5_000  # happenings that are put into the database at a time
_THREAD, _ROW = (
    250,
    0.002,
)  # megabytes of the database for each thread and each happening, unless settings say otherwise
MARGIN = 0.01  # bits; weights near the threshold are decided by their exact sum


@dataclass(frozen=True, slots=True)
class Linked:
    """Every candidate pair whose weight is above the threshold, in order, and the keys too common to seek pairs by."""

    pairs: tuple[Pair, ...]
    crowded: tuple[Crowded, ...] = ()


def linked_pairs(happenings: Mapping[str, Happening], settings: LinkSettings, *, handful: int = HANDFUL) -> Linked:
    """The links between some happenings."""
    threshold = load_link_weights().threshold
    if len(happenings) <= handful:
        pairs, crowded = candidates(happenings.values(), settings.crowd)
        linked = ((a.id, b.id) for a, b in pairs if weight_of(a, b) > threshold)
        return Linked(tuple(linked), crowded)
    with TemporaryDirectory(prefix="reportedly-") as folder:
        return _by_splink(happenings, settings, Path(folder), threshold)


def _by_splink(
    happenings: Mapping[str, Happening], settings: LinkSettings, folder: Path, threshold: float
) -> Linked:
    """The same found in a database that lives in a folder, so that it need not fit in memory."""
    import duckdb

    with duckdb.connect(str(folder / "linking.duckdb")) as connection:
        connection.execute("set enable_progress_bar = false")  # a library prints nothing
        _bound(connection, settings, folder, len(happenings))
        ids = _fill(connection, happenings)
        crowded = _thin_out(connection, ids, happenings, settings.crowd)
        near = ((ids[a], ids[b], bits) for a, b, bits in _predicted(connection, threshold - MARGIN))
        linked = [
            pair(a, b)
            for a, b, bits in near
            if bits > threshold + MARGIN or weight_of(happenings[a], happenings[b]) > threshold
        ]
    return Linked(tuple(sorted(linked)), crowded)


def _bound(connection: DuckDBPyConnection, settings: LinkSettings, folder: Path, count: int) -> None:
    """Keep the database of so many happenings within its threads and memory; what does not fit goes to the folder."""
    connection.execute("set temp_directory = ?", [str(folder / "spill")])
    connection.execute("set preserve_insertion_order = false")
    if settings.threads is not None:
        connection.execute("set threads = ?", [settings.threads])
    enough = _THREAD * (settings.threads or os.cpu_count() or 1) + _ROW * count
    connection.execute("set memory_limit = ?", [settings.memory or f"{enough:.0f}MB"])


def _fill(connection: DuckDBPyConnection, happenings: Mapping[str, Happening]) -> list[str]:
    """Put the happenings into a table, numbered as they come; their ids in that order."""
    ids: list[str] = []
    tables = Tables()
    rows = iter(happenings.values())
    while batch := tuple(islice(rows, _BATCH)):
        arrow = tables.of(batch, first=len(ids))
        connection.register("batch", arrow)
        connection.execute(
            f"{'insert into happenings' if ids else 'create table happenings as'} select * from batch"
        )
        connection.unregister("batch")
        ids += [row.id for row in batch]
    return ids


def _thin_out(
    connection: DuckDBPyConnection, ids: Sequence[str], happenings: Mapping[str, Happening], crowd: int
) -> tuple[Crowded, ...]:
    """Strike the keys that too many hold, and say which they are."""
    found = connection.execute(
        "select key, count(*), any_value(unique_id) from (select unique_id, unnest(keys) as key from happenings)"
        " group by key having count(*) > ?",
        [crowd],
    ).fetchall()
    if found:
        connection.execute(
            "create table crowded as select unnest(?::bigint[]) as key", [[key for key, _, _ in found]]
        )
        connection.execute(
            "update happenings set keys = (select list(k) from (select unnest(keys) as k) where k not in"
            " (select key from crowded))"
        )
    words = {
        key: next(w for w in keys_of(happenings[ids[holder]]) if number_of(w) == key) for key, _, holder in found
    }
    return tuple(sorted((Crowded(words[key], key, held) for key, held, _ in found), key=lambda c: c.words))


def _predicted(connection: DuckDBPyConnection, least: float) -> Iterator[tuple[int, int, float]]:
    """Pairs that splink scores at `least` bits or more, with their bits."""
    from splink import DuckDBAPI, Linker, SettingsCreator

    table = DuckDBAPI(connection).register("happenings")
    linker = Linker(table, SettingsCreator(**model()), log_level=None, validate_settings=False)
    found = linker.inference.predict(threshold_match_weight=least)
    rows = connection.execute(f"select unique_id_l, unique_id_r, match_weight from {found.physical_name}")
    while some := rows.fetchmany(_BATCH):
        yield from some


def model() -> dict[str, Any]:
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
