"""An exporter: one line of text for each incident, oldest first."""

from __future__ import annotations

from reportedly.export import Edition, Format, Holds, Loss, Written


def write(edition: Edition) -> Written:
    """One file. An incident without a day has no place on a timeline: it is listed as a loss, not dropped in silence."""
    dated = [case for case in edition.cases if case.when]
    lines = []
    for case in sorted(dated, key=lambda case: (case.when.start, case.id)):
        killed = case.estimate("killed")
        dead = "no dead stated" if killed is None else f"{killed.low} to {killed.high} dead"
        place = case.place.name if case.place else "place not stated"
        lines.append(f"{case.when.start[:10]}  {case.incident.type}, {place}: {dead}\n")
    left = tuple(
        Loss(incident=case.id, what="incident", count=1, reason="no day is known")
        for case in edition.cases
        if not case.when
    )
    return Written(files={"": "".join(lines).encode()}, incidents=tuple(case.id for case in dated), losses=left)


TIMELINE = Format(
    name="timeline",
    version="0.1.0",
    about="a line for each incident, oldest first",
    suffix=".txt",
    write=write,
    holds=Holds({"killed": ("range", "the line"), "date": ("one", "the line"), "place": ("one", "the line")}),
)
