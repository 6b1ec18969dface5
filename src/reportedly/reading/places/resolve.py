"""Which place a name means here: every candidate weighed by the rest of the report, with its reason."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from reportedly.gazetteer import Hit, Place
from reportedly.reading.places.doubt import Home, doubt, home_of, is_small_town
from reportedly.reading.places.weights import RESOLUTION as WEIGHTS

NEAR_KM = 120.0
MAX_RUNNERS_UP = 3
MAX_ANCHORS = 25
LOOKS = 2
_SETTLED = {"city", "capital", "place"}
_LISTED_FIRST = {"country", "continent", "capital", "admin1"}
_NAMED_FEATURES = {"river", "lake", "sea", "ocean", "strait", "mountain", "region", "desert", "border"}
_FITS = {
    "city": _SETTLED,
    "capital": {"capital"},
    "admin1": {"admin1", "region"},
    "admin2": {"admin2", "admin1"},
    "country": {"country"},
    "island": {"island", "peninsula", "country"},
    "water": _NAMED_FEATURES,
}


@dataclass(frozen=True, slots=True)
class Name:
    """A place name of the report, ready to be resolved. `holder` is the number of the name right after it that
    may contain it ("Mahmoud, Idlib"); `kind` is the kind that the word beside it, `kind_word`, announces; `spot` is
    the word beside it that shows a spot within a town ("the Haymarket", "McCormick works")."""

    words: str
    hits: tuple[Hit, ...]
    holder: int | None = None
    kind: str | None = None
    kind_word: str | None = None
    spot: str | None = None

    @property
    def key(self) -> tuple[str, str | None]:
        """Names with this in common mean one place throughout a report."""
        return self.words.lower(), self.kind


@dataclass(frozen=True, slots=True)
class Resolved:
    """The place chosen, how probable it is among those of its name, why, and the best of the others. `country` is where an
    unresolved name lies by the rest of the report."""

    place: Place | None
    match: str | None
    score: float
    reason: str
    runners_up: tuple[tuple[Place, float], ...] = ()
    country: str | None = None


@dataclass(slots=True)
class _Context:
    """What the rest of the report says: how much is named in each country and division, and sure places."""

    votes: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    own: dict[str, dict[str, float]] = field(default_factory=dict)
    anchors: list[Place] = field(default_factory=list)
    inside: dict[str, dict[str, float]] = field(default_factory=dict)

    def home(self, name: str) -> Home:
        """Where the report is at home by all its other names."""
        votes: dict[str, float] = defaultdict(float)
        inside: dict[str, float] = defaultdict(float)
        for other, own in self.own.items():
            if other == name:
                continue
            for code, vote in own.items():
                if len(code) == 2:
                    votes[code] += vote
            for code, vote in self.inside.get(other, {}).items():
                inside[code] += vote
        return home_of(votes, inside)

    def others(self, name: str, code: str | None) -> float:
        """How much all other names of the report speak for a country or division."""
        if code is None:
            return 0.0
        return max(0.0, self.votes.get(code, 0.0) - self.own.get(name, {}).get(code, 0.0))


Shares = list[float]
Inner = dict[int, int]


def resolve(names: Sequence[Name]) -> list[Resolved]:
    """Resolve all names of a report together: each look takes the last look's answers as context."""
    shares, context, inner = _settle(names)
    return _agree(names, [_answer(n, names, shares, context, inner) for n in range(len(names))])


def explain(names: Sequence[Name]) -> list[list[dict[str, float]]]:
    """The evidence for every place of every name, in the order of their hits: what the weights are fitted on."""
    shares, context, inner = _settle(names)
    return [[evidence(hit, n, names, shares, context, inner) for hit in name.hits] for n, name in enumerate(names)]


def _settle(names: Sequence[Name]) -> tuple[list[Shares], _Context, Inner]:
    inner = {name.holder: number for number, name in enumerate(names) if name.holder is not None}
    shares = [_prior(name) for name in names]
    for _ in range(LOOKS):
        shares = _look(names, shares, _context(names, shares), inner)
    return shares, _context(names, shares), inner


def _prior(name: Name) -> Shares:
    return _softmax([_total(_standing(hit) | _kind(hit, name)) for hit in name.hits])


def _look(names: Sequence[Name], shares: list[Shares], context: _Context, inner: Inner) -> list[Shares]:
    """The shares of every name; names that stand in no pair are weighed once however often they come."""
    alone: dict[tuple[str, str | None], Shares] = {}
    out = []
    for number, name in enumerate(names):
        paired = name.holder is not None or number in inner
        share = None if paired else alone.get(name.key)
        if share is None:
            scores = [_total(evidence(hit, number, names, shares, context, inner)) for hit in name.hits]
            share = _softmax(scores)
            if not paired:
                alone[name.key] = share
        out.append(share)
    return out


def evidence(
    hit: Hit,
    number: int,
    names: Sequence[Name],
    shares: Sequence[Shares],
    context: _Context,
    inner: Inner,
) -> dict[str, float]:
    """All that speaks for or against one place under one name; each has a weight."""
    name = names[number]
    out = _standing(hit) | _kind(hit, name) | _around(hit.place, name, context)
    if name.holder is not None and names[name.holder].hits:
        share = _share_holding(hit.place, names[name.holder], shares[name.holder])
        out["lies in the place named after it"] = share
    if number in inner:
        held = names[inner[number]]
        pairs = zip(held.hits, shares[inner[number]], strict=True)
        out["holds the place named before it"] = sum(p for other, p in pairs if _inside(other.place, hit.place))
    return out


def _standing(hit: Hit) -> dict[str, float]:
    """How well known the place is, of what kind, and by which of its names it is called."""
    place = hit.place
    settled = place.kind in _SETTLED
    known = math.log10(place.population + 1)
    out = {f"is called by {hit.match}": 1.0, f"kind {place.kind}": 1.0}
    out["population" if settled else "population of its area"] = known
    if hit.match == "alias" and settled:
        out["is a town called by alias"] = 1.0
    if place.latitude is None:
        out["has no coordinates"] = 1.0
    if place.user:
        out["is the user's own"] = 1.0
    return out


def _kind(hit: Hit, name: Name) -> dict[str, float]:
    """Whether the place is what a word beside the name calls it; a bare "Homs" is rather the city than the province."""
    if name.kind is None:
        large = takewhile(lambda other: other.place.kind in _LISTED_FIRST, name.hits)
        twin = hit.place.kind in _SETTLED and any(
            other.place.kind == "admin1" and other.place.admin1_code == hit.place.admin1_code for other in large
        )
        return {"shares the name of its division": 1.0} if twin else {}
    return {"is of the kind named" if hit.place.kind in _FITS[name.kind] else "is of another kind": 1.0}


def _around(place: Place, name: Name, context: _Context) -> dict[str, float]:
    out: dict[str, float] = {}
    key = name.words.lower()
    country = context.others(key, place.country)
    if country > 0.05:
        out["its country is named"] = 1 - math.exp(-country)
    division = context.others(key, place.admin1_code) if place.kind != "admin1" else 0.0
    if division > 0.05:
        out["its division is named"] = 1 - math.exp(-division)
    district = context.others(key, place.admin2_code) if place.kind != "admin2" else 0.0
    if district > 0.05:
        out["its district is named"] = 1 - math.exp(-district)
    near = sum(1 for anchor in context.anchors if anchor.id != place.id and _close(place, anchor))
    if near:
        out["other places are near"] = 1 - math.exp(-near / 1.5)
    return out


def _context(names: Sequence[Name], shares: Sequence[Shares]) -> _Context:
    """Votes of all names, each name once however often it stands in the report."""
    context = _Context()
    anchors: dict[str, Place] = {}
    for name, share in zip(names, shares, strict=True):
        key = name.words.lower()
        if key in context.own or not share:
            continue
        own: dict[str, float] = defaultdict(float)
        inside: dict[str, float] = defaultdict(float)
        for hit, probability in zip(name.hits, share, strict=True):
            if probability < 0.02:
                continue
            place = hit.place
            if name.spot and is_small_town(place):
                continue
            for code in dict.fromkeys((place.country, place.admin1_code, place.admin2_code)):
                if code:
                    own[code] += probability
            if place.country and place.kind != "country":
                inside[place.country] += probability
            if probability > 0.7 and place.kind not in {"country", "continent", "admin1", "region", "ocean"}:
                anchors.setdefault(place.id, place)
        context.own[key], context.inside[key] = own, inside
        for code, vote in own.items():
            context.votes[code] += vote
    context.anchors = list(anchors.values())[:MAX_ANCHORS]
    return context


def _share_holding(place: Place, holder: Name, share: Shares) -> float:
    return sum(p for hit, p in zip(holder.hits, share, strict=True) if _inside(place, hit.place))


def _inside(place: Place, holder: Place) -> bool:
    if place.id == holder.id:
        return False
    if holder.kind == "country":
        return place.country == holder.country
    if holder.kind == "admin2":
        return place.admin2_code == holder.admin2_code
    if holder.kind == "admin1":
        return place.admin1_code == holder.admin1_code
    return holder.kind in _SETTLED and place.kind in _SETTLED and _close(place, holder, 60)


def _close(place: Place, anchor: Place, limit: float = NEAR_KM) -> bool:
    if place.latitude is None or anchor.latitude is None or abs(place.latitude - anchor.latitude) > limit / 110:
        return False
    distance = place.distance(anchor)
    return distance is not None and distance <= limit


def _total(features: dict[str, float]) -> float:
    return sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items())


def _softmax(scores: list[float]) -> Shares:
    if not scores:
        return []
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def _answer(
    number: int, names: Sequence[Name], shares: Sequence[Shares], context: _Context, inner: Inner
) -> Resolved:
    name, share = names[number], shares[number]
    home = context.home(name.words.lower())
    if not share:
        return _unresolved(f"the gazetteer has no place named {name.words!r}", home)
    order = sorted(range(len(share)), key=lambda n: -share[n])
    best = name.hits[order[0]]
    held = name.holder is not None and _share_holding(best.place, names[name.holder], shares[name.holder]) > 0.5
    only = len(name.hits) == 1 and best.match == "name" and " " in name.words
    if not held and number not in inner and (why := doubt(best.place, home, context.anchors, name.spot, only)):
        return _unresolved(why, home, home.of_towns if name.spot else None)
    foreign = best.place.country is not None and home.votes and home.votes.get(best.place.country, 0.0) < 0.05
    if best.match == "spelling" and foreign and not held:
        why = f"{name.words!r} is only another spelling of {best.place.name}, in a country that the report does not name"
        return _unresolved(why, home, home.of_towns)
    reason = _sentence(best, name, evidence(best, number, names, shares, context, inner), names)
    others = tuple((name.hits[n].place, round(share[n], 3)) for n in order[1 : 1 + MAX_RUNNERS_UP])
    return Resolved(best.place, best.match, round(share[order[0]], 3), reason, others)


def _unresolved(why: str, home: Home, spot_in: str | None = None) -> Resolved:
    country = home.country or spot_in
    if country is None:
        return Resolved(None, None, 0.0, why)
    return Resolved(None, None, 0.0, f"{why}; other places of the report are in {country}", country=country)


def _sentence(hit: Hit, name: Name, features: dict[str, float], names: Sequence[Name]) -> str:
    place = hit.place
    said = {
        "name": "the gazetteer has this name",
        "alias": f"the gazetteer has this name for {place.name}",
        "demonym": f"the word is the adjective of {place.name}",
        "spelling": f"the gazetteer has {place.name}, of which this is another spelling",
        "short": f"short for {place.name}, which the report names in full",
    }[hit.match]
    reasons = [said]
    if place.user:
        reasons.append("it is in the user's own gazetteer")
    if features.get("lies in the place named after it", 0) > 0.5 and name.holder is not None:
        reasons.append(f"it lies in {names[name.holder].words}, named right after it")
    if "is of the kind named" in features:
        reasons.append(f"the word {name.kind_word!r} stands beside it")
    if features.get("its division is named", 0) > 0.5:
        reasons.append(f"the report names other places in {place.admin1}")
    elif features.get("its country is named", 0) > 0.5:
        reasons.append(f"the report names other places in {place.country}")
    if features.get("other places are near", 0) > 0.4:
        reasons.append(f"other places of the report are within {NEAR_KM:.0f} km")
    if len(reasons) == 1 and len(name.hits) > 1:
        reasons.append(f"it is the best known of {len(name.hits)}")
    return "; ".join(reasons)


def _agree(names: Sequence[Name], resolved: list[Resolved]) -> list[Resolved]:
    """One name means one place throughout a report: the choice that is surest."""
    best: dict[tuple[str, str | None], Resolved] = {}
    for name, choice in zip(names, resolved, strict=True):
        if name.key not in best or choice.score > best[name.key].score:
            best[name.key] = choice
    return [best[name.key] for name in names]
