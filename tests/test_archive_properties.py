"""Whatever people decide and undo, in whatever order: the incidents are those that the decisions give from scratch."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

import made
import reportedly
from made import day, dead, toll, town
from reportedly.archive import Archive, ArchiveError
from reportedly.decisions import find_claim
from reportedly.records import Claim, Incident, Mention, Reading, Report, Source, Span, Toll

PLACES = (town("Alpha"), town("Beta", "XB", 50.0, 50.0), town("Gamma", "XC", -20.0, 100.0))
WHY = {"why": "because"}
slow = settings(
    max_examples=int(os.environ.get("EXAMPLES", "10")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize="EXAMPLES" not in os.environ,
    phases=[Phase.explicit, Phase.generate],
)


@cache
def world() -> tuple[Reading, ...]:
    """Seven reports of three incidents."""
    return tuple(
        made.reading(
            f"r{n}",
            dead(n + 1, n + 1, f"source {n}"),
            dead(n + 2, None, f"witness {n}"),
            text=f"{PLACES[n % 3].name}: an attack was reported.",
            when=day(f"2020-05-0{1 + 3 * (n % 3)}"),
            where=PLACES[n % 3],
            targets=(f"market {n % 3}",),
        )
        for n in range(7)
    )


@cache
def template() -> Path:
    """An archive of these reports."""
    file = Path(tempfile.mkdtemp()) / "world.sqlite"
    with reportedly.open_archive(file) as archive:
        list(archive.add_many((reading, None) for reading in world()))
    return file


@contextmanager
def fresh() -> Iterator[Archive]:
    """A copy of it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "copy.sqlite"
        shutil.copy(template(), file)
        with reportedly.open_archive(file) as archive:
            yield archive


def state(archive: Archive) -> dict[str, Incident]:
    return {row.id: archive.incident(row.id) for row in archive.incidents(limit=1000).rows}


@dataclass(frozen=True)
class Step:
    """Something a person tries; the numbers choose among what there is."""

    what: str
    first: int
    second: int
    figure: int


STEPS = st.builds(
    Step,
    st.sampled_from(["accept", "reject", "reject incident", "correct", "merge", "split", "undo", "undo", "note"]),
    st.integers(0, 30),
    st.integers(0, 30),
    st.integers(0, 40),
)


def take(archive: Archive, step: Step) -> bool:
    """Try a step; whether it could be taken."""
    rows = sorted(archive.incidents(limit=1000).rows, key=lambda row: row.id)
    claims = [f"r{n}.{m}" for n in range(7) for m in range(2)]
    made_before = archive.decisions()
    one = claims[step.first % len(claims)]
    ids = [rows[n % len(rows)].id for n in (step.first, step.second)] if rows else ["r0"]
    try:
        match step.what:
            case "correct":
                archive.decide("correct", one, by="ana", value=toll(step.figure, step.figure), **WHY)
            case "accept" | "reject":
                archive.decide(step.what, one, by="ana", **WHY)  # type: ignore[arg-type]
            case "reject incident":
                archive.decide("reject", ids[0], by="ana", **WHY)
            case "merge":
                archive.decide("merge", ids, by="ana", **WHY)
            case "split":
                archive.decide("split", (ids[0], f"r{step.second % 7}"), by="ana", **WHY)
            case "undo" if made_before:
                archive.decide("undo", made_before[step.first % len(made_before)].id, by="ben")
            case _:
                archive.decide("note", f"r{step.first % 7}", by="ana")
    except ArchiveError:
        return False
    return True


@slow
@example(
    [Step("split", 26, 7, 5), Step("reject", 10, 15, 27), Step("split", 5, 29, 9), Step("correct", 26, 17, 3)]
)
@given(st.lists(STEPS, min_size=1, max_size=8))
def test_any_decisions_and_undos_give_what_they_give_from_scratch(steps: list[Step]) -> None:
    with fresh() as archive:
        for step in steps:
            take(archive, step)
        found = state(archive)
        weighed = reportedly.weigh(world(), decisions=archive.decisions())
        assert found == {incident.id: incident for incident in weighed.incidents}
        archive.rebuild()
        assert state(archive) == found
        assert archive.verify().problems == ()


@slow
@given(st.lists(STEPS, max_size=3), st.integers(0, 30), st.integers(0, 30))
def test_a_merge_and_then_a_split_of_it_change_nothing(steps: list[Step], first: int, second: int) -> None:
    with fresh() as archive:
        for step in steps:
            take(archive, step)
        before = state(archive)
        ids = sorted(before)
        pair = [ids[n % len(ids)] for n in (first, second)] if ids else []
        if len(set(pair)) == 2:
            archive.decide("merge", pair, by="ana", **WHY)
            assert len(state(archive)) == len(before) - 1
            archive.decide("split", pair, by="ana", **WHY)
        assert state(archive) == before


@slow
@given(st.lists(STEPS, min_size=1, max_size=5))
def test_undoing_everything_brings_everything_back(steps: list[Step]) -> None:
    with fresh() as archive:
        before = state(archive)
        for step in steps:
            take(archive, step)
        standing = [d.id for d in archive.decisions(standing=True)]
        if standing:
            archive.decide("undo", standing, by="ana")
        assert state(archive) == before


def of_text(text: str, figures: list[tuple[int, int]], suffix: str = "") -> Reading:
    """A reading that claims a number of dead on each of these stretches of a text."""
    claims = tuple(
        Claim(
            id=f"c{number}{suffix}",
            incident=f"e{suffix}",
            field="killed",
            value=Toll(low=number, high=number),
            source=Source(name=f"source {number}", kind="organisation"),
            span=Span.of(text, start, end),
        )
        for number, (start, end) in enumerate(figures)
    )
    mention = Mention(id="m", type="bombing", trigger=Span.of(text, 0, 4), incident=f"e{suffix}")
    report = Report(id="r", text=text)
    info = made.INFO.model_copy(update={"version": suffix or "1"})
    return Reading(report=report, mentions=(mention,), claims=claims, reader=info)


class Shifting:
    """A reader whose every id is another, and which begins and ends each claim elsewhere, or leaves it out."""

    def __init__(self, kept: Reading, shifts: list[tuple[int, int] | None]) -> None:
        text = kept.report.text
        self.figures = [
            (claim.span.start + shift[0], claim.span.end + shift[1])
            for claim, shift in zip(kept.claims, shifts, strict=False)
            if shift is not None
        ]
        self.reading = of_text(text, self.figures, suffix="-2")

    def read(self, report: Report) -> Reading:
        return self.reading


SHIFTS = st.lists(
    st.one_of(st.none(), st.just((0, 0)), st.tuples(st.integers(-3, 3), st.integers(-3, 3))),
    min_size=4,
    max_size=4,
)


@slow
@given(SHIFTS, st.lists(st.sampled_from(["correct", "reject", "accept"]), min_size=4, max_size=4))
def test_reading_again_keeps_every_correction_or_queues_it(shifts: list[Any], whats: list[Any]) -> None:
    text = "Bomb kills many. Police said 13 died, doctors said 14 died. Later 13 died, and 20 died of wounds, they said."
    starts = [text.index("13"), text.index("14"), text.rindex("13"), text.index("20")]
    kept = of_text(text, [(start, start + 7) for start in starts])
    with tempfile.TemporaryDirectory() as folder, reportedly.open_archive(Path(folder) / "a.sqlite") as archive:
        archive.add(kept)
        decided = {}
        for number, what in enumerate(whats):
            value = toll(99, 99) if what == "correct" else None
            decided[number] = archive.decide(what, f"c{number}", by="ana", value=value, **WHY)
        reader = Shifting(kept, shifts)
        list(archive.reread(reader, take=True))
        queued = {item.id for item in archive.queue().rows if item.kind == "decision"}
        (now,) = archive.readings(["r"])
        for number, decision in decided.items():
            home = find_claim(reader.reading, decision.marks[0])
            applied = [c for c in now.claims if decision.id in c.decided]
            if home is None:
                assert decision.id in queued
                assert not applied
            elif decision.what == "reject":
                assert home.id not in {c.id for c in now.claims}
            else:
                assert [c.id for c in applied] == [home.id]
                assert decision.what != "correct" or applied[0].value == toll(99, 99)
            if shifts[number] == (0, 0):
                assert home is not None
                assert home.span == kept.claims[number].span
        assert archive.verify().problems == ()
