"""The splink model in the SQL of Spark: the one of `linking.engine`, with its DuckDB functions under Spark's names.

Only these few functions differ; everything else is the SQL that both know. The tests hold both engines to the same pairs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlglot import exp, parse_one

from reportedly.linking.engine import model

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


_PRODUCT = "vector_inner_product"  # since Spark 4.3; before, the same is said with a function for each number
_SLOWER = "aggregate(zip_with({0}, {1}, (x, y) -> x * y), cast(0 as float), (sum, x) -> sum + x)"


def spark_model(session: SparkSession) -> dict[str, Any]:
    """The model of `linking.engine` for splink on this Spark."""
    fast = session.catalog.functionExists(_PRODUCT)
    settings = model()
    for comparison in settings["comparisons"]:
        for level in comparison["comparison_levels"]:
            if level["sql_condition"] != "else":
                level["sql_condition"] = in_spark(level["sql_condition"], fast=fast)
    return settings


def in_spark(condition: str, *, fast: bool = True) -> str:
    """A condition in DuckDB's SQL as Spark understands it; `fast` where it has products of vectors.

    >>> in_spark("list_has_any(spots_l, spots_r) and len(names_l) = 0")
    'ARRAYS_OVERLAP(spots_l, spots_r) AND SIZE(names_l) = 0'
    """

    def translated(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.ArrayOverlaps):
            return exp.Anonymous(this="arrays_overlap", expressions=[node.this, node.expression])
        if isinstance(node, exp.Length):
            return exp.Anonymous(this="size", expressions=[node.this])
        if isinstance(node, exp.Anonymous) and node.name.lower() == "array_inner_product":
            return _product(*(_bare(side) for side in node.expressions), fast=fast)
        return node

    return parse_one(condition, read="duckdb").transform(translated).sql(dialect="spark")


def _product(left: exp.Expr, right: exp.Expr, *, fast: bool) -> exp.Expr:
    if fast:
        return exp.Anonymous(this=_PRODUCT, expressions=[left, right])
    return parse_one(_SLOWER.format(left.sql(dialect="spark"), right.sql(dialect="spark")), read="spark")


def _bare(node: exp.Expr) -> exp.Expr:
    """Sketches are arrays of floats in Spark and need no cast."""
    return node.this if isinstance(node, exp.Cast) else node
