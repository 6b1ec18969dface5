"""The one place that a report speaks for as that of an incident: named with it, or derived from the rest with its reason."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeVar

from reportedly.lexicon.countries import load_countries
from reportedly.reading.events import scene_weights as weights
from reportedly.reading.events.scene_evidence import Evidence, Ground
from reportedly.reading.parse import Parse
from reportedly.records import Mention, Where

SURE = {"country": 0.4, "place": 0.5}  # share of all that speaks for any country, or for any place in it
REASONS = 3
OWN = "named with the event"
_EXACT, _NEAR, _COUNTRY = 1, 2, 6
Key = TypeVar("Key", str, int)


def with_scenes(parse: Parse, mentions: Sequence[Mention], places: Sequence[Where]) -> tuple[Mention, ...]:
    """The same mentions; the first of each incident bears its scene."""
    incidents: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.incident is not None:
            incidents[mention.incident].append(mention)
    if not incidents:
        return tuple(mentions)
    ground = Ground(parse, mentions, places)
    scene = {told[0].id: _scene(ground, told) for told in incidents.values()}
    return tuple(
        mention.model_copy(update={"scene": found}) if (found := scene.get(mention.id)) else mention
        for mention in mentions
    )


def _scene(ground: Ground, incident: Sequence[Mention]) -> Where | None:
    evidence = {country: ground.of_country(country, incident) for country in ground.of_report}
    country, sure = _best(evidence, weights.COUNTRY)
    if country is None or sure < SURE["country"]:
        return None
    why = f"{country}: {_reasons(evidence[country], weights.COUNTRY)}"
    spots = {place.span.start: ground.of_place(place, incident) for place in ground.candidates(country)}
    known = {place.span.start for place in ground.places if place.place}
    chosen = _spot(ground, {start: found for start, found in spots.items() if start in known}) or _spot(
        ground, spots
    )
    if chosen is None:
        return _somewhere(ground, incident, country, why, sure)
    place, share = _finest(ground, spots, chosen[0]), chosen[1]
    found = spots[place.span.start]
    why = f"{why}; {place.name}: {_reasons(found, weights.PLACE)}"
    told: dict[str, object] = {
        "country": country,
        "reason": why,
        "score": round(sure * share, 3),
        "runners_up": (),
    }
    if OWN not in found:
        told |= {"derived": True, "precision": _NEAR if place.precision == _EXACT else place.precision}
    return place.model_copy(update=told)


def _spot(ground: Ground, spots: Mapping[int, Evidence]) -> tuple[Where, float] | None:
    """The place whose name has most for it at all its spots together, at its best spot; none where no name stands out."""
    shares = _shares(spots, weights.PLACE)
    by_name: dict[str, float] = defaultdict(float)
    at = {place.span.start: place for place in ground.places if place.span.start in spots}
    for start, share in shares.items():
        by_name[at[start].name.casefold()] += share
    name = max(by_name, key=lambda each: by_name[each], default=None)
    if name is None or by_name[name] < SURE["place"]:
        return None
    start = max((n for n in shares if at[n].name.casefold() == name), key=lambda n: shares[n])
    return at[start], by_name[name]


def _finest(ground: Ground, spots: Mapping[int, Evidence], chosen: Where) -> Where:
    """The town that is named with the event as well, where a division that holds it was chosen: "Tabayin, in Sagaing"."""
    if OWN not in spots[chosen.span.start] or not chosen.admin1_code or (chosen.precision or 0) < 3:
        return chosen
    inside = [
        place
        for place in ground.places
        if OWN in spots.get(place.span.start, {})
        and place.admin1_code == chosen.admin1_code
        and (place.precision or 9) < (chosen.precision or 9)
    ]
    return min(inside, key=lambda place: place.precision or 9, default=chosen)


def _country_name(code: str) -> str:
    known = load_countries().get(code)
    return known.name if known else code


def _somewhere(ground: Ground, incident: Sequence[Mention], country: str, why: str, sure: float) -> Where:
    """The country alone, at the words that name it best: beside the event, by its own name, by its people, by a place or an
    armed group of it."""
    own = [where for mention in incident for where in mention.where if where.country == country]
    named = own or [place for place in ground.places if place.country == country]
    told = {"reason": why, "score": round(sure, 3), "derived": not own, "runners_up": ()}
    if not named:
        return Where(
            name=_country_name(country),
            span=ground.first_actor(country),
            country=country,
            precision=_COUNTRY,
            **told,
        )
    best = min(named, key=lambda place: (place.feature != "country", place.feature != "demonym", place.span.start))
    if own or best.feature == "country":
        return best.model_copy(update=told if own else {**told, "precision": _COUNTRY, "relation": None})
    return Where(name=_country_name(country), span=best.span, country=country, precision=_COUNTRY, **told)


def _best(evidence: Mapping[str, Evidence], table: Mapping[str, float]) -> tuple[str | None, float]:
    shares = _shares(evidence, table)
    best = max(shares, key=lambda name: shares[name], default=None)
    return best, shares[best] if best is not None else 0.0


def _shares(evidence: Mapping[Key, Evidence], table: Mapping[str, float]) -> dict[Key, float]:
    """How much of all that speaks for any of them speaks for each."""
    if not evidence:
        return {}
    scores = {key: _total(found, table) for key, found in evidence.items()}
    top = max(scores.values())
    powers = {key: math.exp(score - top) for key, score in scores.items()}
    whole = sum(powers.values())
    return {key: power / whole for key, power in powers.items()}


def _total(found: Evidence, table: Mapping[str, float]) -> float:
    return sum(table[name] * value for name, value in found.items())


def _reasons(found: Evidence, table: Mapping[str, float]) -> str:
    """What counts most for it, in words."""
    counted = sorted(found, key=lambda name: -table[name] * found[name])
    return ", ".join(name for name in counted[:REASONS] if table[name] * found[name] > 0.1)
