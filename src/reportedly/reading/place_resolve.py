"""Which place a name means here: every candidate weighed by the rest of the report, with its reason."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.gazetteer import Hit, Place

NEAR_KM = 150.0
MAX_RUNNERS_UP = 3
_KIND_PRIOR = {
    "country": 3.2,
    "continent": 4.0,
    "capital": 2.2,
    "admin1": 1.6,
    "city": 0.6,
    "admin2": -0.4,
    "place": 1.5,
}
_MATCH_PRIOR = {"name": 0.6, "alias": 0.0, "demonym": 0.0, "spelling": -1.0}


@dataclass(frozen=True, slots=True)
class Name:
    """A place name of the report, ready to be resolved. `holder` is the number of the name right after it that
    may contain it ("Mahmoud, Idlib"); `kind` is the kind that words beside it announce ("Idlib province")."""

    words: str
    hits: tuple[Hit, ...]
    holder: int | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """The place chosen, its score, why, and the best of the others."""

    place: Place | None
    match: str | None
    score: float
    reason: str
    runners_up: tuple[tuple[Place, float], ...] = ()


def resolve(names: Sequence[Name]) -> list[Resolved]:
    """Resolve all names of a report together: the sure ones first, which then vote on the others."""
    first_look = [_choose(name, [], None, Counter(), []) for name in names]
    countries, anchors = _context(names, first_look)
    chosen: dict[int, Resolved] = {}
    for number in reversed(range(len(names))):
        name = names[number]
        holder = chosen.get(name.holder) if name.holder is not None else None
        outer = [holder.place] if holder and holder.place else []
        chosen[number] = _choose(name, outer, first_look[number].place, countries, anchors)
    settled = [chosen[number] for number in range(len(names))]
    countries, anchors = _context(names, settled)
    out: dict[int, Resolved] = {}
    for number in reversed(range(len(names))):
        name = names[number]
        holder = out.get(name.holder) if name.holder is not None else None
        outer = [holder.place] if holder and holder.place else []
        out[number] = _choose(name, outer, settled[number].place, countries, anchors)
    return _agree(names, [out[number] for number in range(len(names))])


def _context(names: Sequence[Name], resolved: Sequence[Resolved]) -> tuple[Counter[str], list[Place]]:
    """Votes for countries and first-order divisions, and the places themselves, each name once."""
    votes: Counter[str] = Counter()
    anchors: dict[str, Place] = {}
    for name, choice in zip(names, resolved, strict=True):
        place = choice.place
        if place is None:
            continue
        sure = 1.0 if not choice.runners_up or choice.score - choice.runners_up[0][1] > 1.0 else 0.35
        weight = sure * (0.5 if choice.match == "demonym" else 1.0)
        if place.country:
            votes[place.country] += weight  # type: ignore[assignment]
        if place.admin1_code:
            votes[place.admin1_code] += weight  # type: ignore[assignment]
        if sure == 1.0 and place.kind not in {"country", "continent"}:
            anchors.setdefault(place.id, place)
    return votes, list(anchors.values())[:40]


def _choose(
    name: Name, outer: list[Place], self_vote: Place | None, votes: Counter[str], anchors: list[Place]
) -> Resolved:
    if not name.hits:
        return Resolved(None, None, 0.0, f"the gazetteer has no place named {name.words!r}")
    scored = [(*_score(hit, name, outer, self_vote, votes, anchors), hit) for hit in name.hits]
    scored.sort(key=lambda row: -row[0])
    score, reasons, hit = scored[0]
    reason = _sentence(hit, reasons, len(scored))
    runners = tuple((other.place, round(value, 2)) for value, _, other in scored[1 : 1 + MAX_RUNNERS_UP])
    return Resolved(hit.place, hit.match, round(score, 2), reason, runners)


def _score(
    hit: Hit,
    name: Name,
    outer: list[Place],
    self_vote: Place | None,
    votes: Counter[str],
    anchors: list[Place],
) -> tuple[float, list[str]]:
    place, reasons = hit.place, []
    score = 0.55 * math.log10(place.population + 1) + _KIND_PRIOR.get(place.kind, 1.8) + _MATCH_PRIOR[hit.match]
    if place.user:
        score += 100
        reasons.append("it is in the user's own gazetteer")
    if place.latitude is None:
        score -= 2.0
    if name.kind:
        fits = _fits(place, name.kind)
        score += 2.5 if fits else -0.8
        if fits:
            reasons.append(f"the words call it a {name.kind}")
    for holder in outer:
        if _inside(place, holder):
            score += 6.0
            reasons.append(f"it lies in {holder.name}, named right after it")
    score += _votes(place, self_vote, votes, reasons)
    near = sum(1 for anchor in anchors if anchor.id != place.id and _close(place, anchor))
    if near:
        score += min(2.0, 0.8 * near)
        reasons.append(
            f"{near} other place{'s' if near > 1 else ''} of the report lie{'s' if near == 1 else ''} nearby"
        )
    return score, reasons


def _votes(place: Place, self_vote: Place | None, votes: Counter[str], reasons: list[str]) -> float:
    """How much the countries and divisions named elsewhere in the report speak for this place."""
    total = 0.0
    for code, most in ((place.country, 2.5), (place.admin1_code, 2.5)):
        if code is None:
            continue
        own = 1.0 if self_vote and code in (self_vote.country, self_vote.admin1_code) else 0.0
        others = max(0.0, votes[code] - own)
        if others > 0.2:
            total += most * (1 - math.exp(-others / 1.5))
            if others >= 1:
                reasons.append(f"the report names other places of {code}")
    return total


def _fits(place: Place, kind: str) -> bool:
    match kind:
        case "city":
            return place.kind in {"city", "capital", "place"}
        case "admin1":
            return place.kind in {"admin1", "region"}
        case "admin2":
            return place.kind in {"admin2", "admin1"}
        case "water":
            return place.kind in {"river", "lake", "sea", "ocean", "strait", "mountain", "region"}
        case "island":
            return place.kind in {"island", "peninsula"}
    return place.kind == kind


def _inside(place: Place, holder: Place) -> bool:
    if place.id == holder.id:
        return False
    if holder.kind == "country":
        return place.country == holder.country
    if holder.kind == "admin2":
        return place.admin2_code == holder.admin2_code
    if holder.kind == "admin1":
        return place.admin1_code == holder.admin1_code
    return holder.kind in {"city", "capital"} and _close(place, holder, 60)


def _close(place: Place, anchor: Place, limit: float = NEAR_KM) -> bool:
    if place.latitude is None or anchor.latitude is None or abs(place.latitude - anchor.latitude) > limit / 110:
        return False
    distance = place.distance(anchor)
    return distance is not None and distance <= limit


def _sentence(hit: Hit, reasons: list[str], count: int) -> str:
    start = {
        "name": "the gazetteer has this name",
        "alias": f"the gazetteer has this name for {hit.place.name}",
        "demonym": f"the word is the adjective of {hit.place.name}",
        "spelling": f"the gazetteer has {hit.place.name}, of which this is another spelling",
    }[hit.match]
    if count > 1 and not reasons:
        reasons = [f"it is the best known of {count}"]
    return "; ".join([start, *reasons])


def _agree(names: Sequence[Name], resolved: list[Resolved]) -> list[Resolved]:
    """One name means one place throughout a report: the choice with the highest score."""
    best: dict[tuple[str, str | None], Resolved] = {}
    for name, choice in zip(names, resolved, strict=True):
        key = (name.words.lower(), name.kind)
        if key not in best or choice.score > best[key].score:
            best[key] = choice
    return [best[(name.words.lower(), name.kind)] for name in names]
