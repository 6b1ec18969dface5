"""Readings made by hand for tests of linking and weighing: a few words say what each report claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.records import (
    Claim,
    ClaimField,
    ClaimValue,
    Mention,
    Named,
    ReaderInfo,
    Reading,
    Report,
    Source,
    SourceKind,
    Span,
    Status,
    Toll,
    TollField,
    Victims,
    When,
    Where,
)

INFO = ReaderInfo(name="hand", version="1")


@dataclass(frozen=True)
class Said:
    """One claim: a field, its value, who says it (None: the outlet itself), and how."""

    field: ClaimField
    value: ClaimValue
    by: str | None = None
    kind: SourceKind = "organisation"
    role: str | None = None
    actor: str | None = None
    status: Status = "actual"


def toll(low: int | None, high: int | None = None, *categories: str, **more: object) -> Toll:
    """A toll; `side` and `description` tell whose victims they are."""
    victims = Victims(
        category=categories,
        side=str(more.pop("side")) if "side" in more else None,
        description=str(more.pop("description", "")),
    )
    return Toll.model_validate({"low": low, "high": high, "victims": victims, **more})


def dead(
    low: int, high: int | None, by: str | None, *categories: str, field: TollField = "killed", **more: object
) -> Said:
    """So many killed, says someone."""
    who = {k: more.pop(k) for k in ("kind", "role", "actor", "status") if k in more}
    return Said(field, toll(low, high, *categories, **more), by, **who)  # type: ignore[arg-type]


def day(start: str, end: str | None = None, precision: int = 1) -> When:
    """A day or a range of days."""
    return When(start=start, end=end or start, precision=precision)


def reading(
    name: str,
    *said: Said,
    text: str = "An attack was reported.",
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = "2020-05-02",
    type: str = "bombing",  # noqa: A002
    when: When | None = None,
    where: Where | None = None,
    agents: Sequence[str] = (),
    targets: Sequence[str] = (),
) -> Reading:
    """A report on one incident, whose id is the report's name with "!" behind it."""
    outlet = outlet or f"outlet of {name}"
    report = Report(id=name, text=text, title=title, outlet=outlet, published=published)
    span = Span.of(text, 0, 2)
    incident = f"{name}!"
    claims = []
    for number, one in enumerate(said):
        source = Source(name=one.by, kind=one.kind, role=one.role, actor=one.actor) if one.by else None
        claims.append(
            Claim(
                id=f"{name}.{number}",
                incident=incident,
                field=one.field,
                value=one.value,
                source=source or Source(name=outlet, kind="outlet"),
                span=Span.of(text, min(number, len(text) - 1), min(number, len(text) - 1) + 1),
                status=one.status,
            )
        )
    mention = Mention(
        id=f"{name}.m",
        type=type,
        trigger=span,
        incident=incident,
        when=when,
        where=(where,) if where else (),
        agents=tuple(Named(name=a, actor=a if "-" in a else None) for a in agents),
        targets=tuple(Named(name=t, actor=t if "-" in t else None) for t in targets),
    )
    return Reading(report=report, mentions=(mention,), claims=tuple(claims), reader=INFO)


def town(name: str, country: str = "XA", latitude: float = 10.0, longitude: float = 10.0) -> Where:
    """An exact place."""
    return Where(
        name=name,
        span=Span(start=0, end=len(name), words=name),
        place=f"{country}:{name}",
        country=country,
        admin1="Region",
        latitude=latitude,
        longitude=longitude,
        precision=1,
    )
