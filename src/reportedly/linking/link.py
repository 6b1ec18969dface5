"""From readings to clusters: all of them at once."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

from reportedly.linking.decisions import constraints_of
from reportedly.linking.engine import linked_pairs
from reportedly.linking.happenings import happenings_in
from reportedly.linking.join import Joined
from reportedly.linking.settings import LinkSettings
from reportedly.linking.settle import Cluster, clusters_of
from reportedly.linking.shelf import Shelf
from reportedly.records import Decision, Reading

_LOG = logging.getLogger(__name__)


def link(readings: Iterable[Reading], decisions: Sequence[Decision] = ()) -> tuple[Cluster, ...]:
    """Bring the incidents of many reports together; the order of the readings does not matter.

    Two incidents of one report are never joined unless a decision says so.
    """
    return tuple(link_anew(readings, decisions).clusters)


def link_anew(
    readings: Iterable[Reading], decisions: Sequence[Decision] = (), *, settings: LinkSettings | None = None
) -> Joined:
    """The same with all that an index keeps, so that later reports can `join` without linking these again.

    Readings are looked at once, one by one, and need not fit in memory together.
    """
    chosen = settings or LinkSettings()
    shelf = Shelf(row for reading in readings for row in happenings_in(reading))
    found = linked_pairs(shelf, chosen)
    if found.crowded:
        most = max(found.crowded, key=lambda c: c.holders)
        _LOG.warning(
            "%d keys are shared by more than %d happenings each, which are not compared for that alone;"
            " the commonest is %r (%d)",
            len(found.crowded),
            chosen.crowd,
            most.words,
            most.holders,
        )
    return Joined(
        happenings=shelf.values(),
        linked=found.pairs,
        settled=tuple(shelf),
        clusters=clusters_of(shelf, found.pairs, constraints_of(decisions)),
        crowded=found.crowded,
    )
