"""Who says the words at a place: the innermost attribution around a span, and whom it came through."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.records import Attribution, Source, Span


def innermost(attributions: Sequence[Attribution], span: Span) -> Attribution | None:
    """The smallest attribution whose content holds a span, or None where the outlet speaks itself.

    In "A said that B claims the bridge fell", the innermost attribution around "bridge" is B's.
    """
    best, smallest = None, 0
    for attribution in attributions:
        if any(piece.contains(span) for piece in attribution.content):
            size = sum(piece.end - piece.start for piece in attribution.content)
            if best is None or size < smallest:
                best, smallest = attribution, size
    return best


def chain_of(attribution: Attribution, attributions: Sequence[Attribution]) -> tuple[Source, ...]:
    """Everyone through whom an attribution reached the reader, nearest to the reader first, its source last.

    Attributions that it is nested in (`parent`) come before it; a source that is hidden is left out.
    """
    by_id = {each.id: each for each in attributions}
    lineage = [attribution]
    while (parent := by_id.get(lineage[-1].parent or "")) is not None and parent not in lineage:
        lineage.append(parent)
    chain: list[Source] = []
    for each in reversed(lineage):
        if each.source is not None:
            for source in (*each.source.chain, each.source):
                if not any(_same(source, known) for known in chain):
                    chain.append(source)
    return tuple(chain)


def _same(left: Source, right: Source) -> bool:
    if left.actor is not None and left.actor == right.actor and left.kind == right.kind != "person":
        return True
    return left.name == right.name
