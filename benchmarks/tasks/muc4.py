"""MUC-4: incidents of Latin American terrorism as templates, with tolls (score_muc4.py).

MUC counts violence against civilians, officials and property, not combat between armed sides; the
project's types map to its six.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from types import ModuleType
from typing import Any

from corpus import Document, scorer
from muc4_counts import chance, features, load_weights
from reportedly.lexicon.actors import load_actors
from reportedly.lexicon.targets import load_targets
from reportedly.records import Claim, Mention, Named, Reading, Toll, Where

CORPUS = "muc4"

TYPES = {
    "BOMBING": {"bombing", "explosion", "suicide bombing", "vehicle bombing", "grenade attack", "mine", "air strike"},
    "KIDNAPPING": {"kidnapping", "hostage taking"},
    "ARSON": {"arson"},
    "ROBBERY": {"looting"},
    "FORCED WORK STOPPAGE": {"work stoppage"},
    "ATTACK": {
        "attack", "shooting", "killing", "execution", "massacre", "armed clash", "shelling", "stabbing", "beating",
        "torture", "sexual violence", "property destruction", "drone attack", "naval attack",
    },
}  # fmt: skip
MUC_TYPE = {name: muc for muc, names in TYPES.items() for name in names}
ABSORBING = ("BOMBING", "KIDNAPPING", "ARSON")  # an "attack" in the same incident is told by these
OFFICIAL = re.compile(
    r"police|army|military|government|ministr?er|ministry|authorit|president|colonel|general|official|COPREFA|court|judge",
    re.I,
)
PLACE_NOTE = re.compile(r" \([^():]*\)?")  # "URABA (REGION" too: keys give "(REGION / CITY)" as two answers
PLACE_KIND = re.compile(
    r"^(?:(?:NORTH|SOUTH|EAST|WEST)+ERN|PORT OF) | (?:DEPARTMENT|PROVINCE|CITY|REGION|INTENDANCY|D\.C\.)$"
)
DAY = re.compile(r"(\d{1,2}) ([A-Z][A-Za-z]{2,4}) ([1-9]\d)\b")
RECENT = timedelta(days=31)
NO_TOWN = {"country", "border", "demonym", "continent", "ocean"}
DATELINE = 80  # characters
COUNTED, TOLL_COUNTED = 0.28, 0.05
EFFECTS = {"killed": "DEATH", "wounded": "INJURY"}
TOLD = {"actual", "alleged"}
PART = re.compile(r"\bof (?:the|them|these|those|whom)\b", re.I)
COMBATANTS = re.compile(
    r"\b(?:rebels?|guerrillas?|insurgents?|fighters?|subversives?|soldiers|troops|militants?|officers|marines)\b",
    re.I,
)
VAGUE = {
    "victim",
    "person",
    "one",
    "man",
    "woman",
    "colleague",
    "archbishop",
    "leader",
    "secretary",
    "wife",
    "other",
    "another",
}
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
COUNTRIES = {
    "SV": "EL SALVADOR", "CO": "COLOMBIA", "PE": "PERU", "GT": "GUATEMALA", "HN": "HONDURAS", "CL": "CHILE",
    "BO": "BOLIVIA", "AR": "ARGENTINA", "NI": "NICARAGUA", "PA": "PANAMA", "EC": "ECUADOR", "VE": "VENEZUELA",
    "BR": "BRAZIL", "UY": "URUGUAY", "PY": "PARAGUAY", "MX": "MEXICO", "CR": "COSTA RICA", "US": "UNITED STATES",
    "ES": "SPAIN", "CU": "CUBA", "DO": "DOMINICAN REPUBLIC", "HT": "HAITI",
}  # fmt: skip
ORGANISATION = re.compile(
    r"(?:[A-Z][\w'-]*[ -])*(?:[A-Z]{3,}[\w-]*|M-19|Front|Movement|Army|Path|Cartel|Extraditables|Forces?|Police|Party|Squads?"
    r"|Mafias?|Command|Coordination|Brigades?|Luminoso|Guard|Government|Contras)\b(?: of [A-Z]\w+(?: [A-Z]\w+)*)?"
)
COUNT = re.compile(
    r"^(?:(?:at least|more than|about|approximately|some|several|many|another|other|a number of|\d[\d,]*|two|three|four|five"
    r"|six|seven|eight|nine|ten|one|neighboring|windows of the)\s+)+",
    re.I,
)
TITLES = re.compile(
    r"^(?:(?:Dr|Msgr|Mr|Mrs|Ms|Col|Gen|Capt|Lt|Maj|Judge|General|Colonel|Captain|Major|Lieutenant|President|Senator|Deputy|Minister"
    r"|Governor|Mayor|Archbishop|Bishop|Father|Priest|Reverend|Former|Candidate|Leader|Director|Commander|Police|Citizen|The)\.? )+"
)
GUERRILLA = re.compile(r"guer+illa|rebel|insurgent|subversive|terrorist|commando", re.I)
LABELS = {
    "terrorist",
    "rebel",
    "guerrilla",
    "criminal",
    "leftist",
    "subversive",
    "enemy",
    "major",
}  # "a terrorist attack"
TRACES = {"shots", "shot", "bullets", "bullet", "gunshots", "gunfire", "sniper"}


def predict(reading: Reading) -> dict[str, Any]:
    """What the scorer reads for one document."""
    weights = load_weights()
    templates, tolls = [], []
    for mentions, claims in _incidents(reading):
        chances = [(chance(features(reading, n, m), weights), n, m) for n, m in _candidates(mentions)]
        templates += [_template(reading, name, found, claims) for sure, name, found in chances if sure >= COUNTED]
        if any(sure >= TOLL_COUNTED for sure, _, _ in chances):
            tolls += _tolls(reading, mentions, claims)
    return {"id": reading.report.id, "templates": templates, "tolls": _once(tolls)}


def aligned_mentions(
    document: Document, reading: Reading, module: ModuleType
) -> list[tuple[Document, list[Mention]]]:
    """The templates of the key with the mentions of the incident that is told as each."""
    found = [
        (_template(reading, name, chosen, claims), chosen)
        for mentions, claims in _incidents(reading)
        for name, chosen in _candidates(mentions)
        if chance(features(reading, name, chosen), load_weights()) >= COUNTED
    ]
    pairs = _pairs(document, [template for template, _ in found], module)
    return [(document["templates"][j], found[i][1]) for i, j in pairs]


def examples(document: Document, reading: Reading, module: ModuleType) -> list[tuple[set[str], bool]]:
    """The features of every incident of a training document, and whether a gold template is it."""
    found = [
        (features(reading, name, chosen), module.tdict(_template(reading, name, chosen, claims), "name", False))
        for mentions, claims in _incidents(reading)
        for name, chosen in _candidates(mentions)
    ]
    gold = [module.tdict(each, "name", True) for each in document["templates"]]
    agreed = [[_agreement(mine, theirs) for theirs in gold] for _, mine in found]
    pairs = {i for i, j in module.hungarian(agreed) if agreed[i][j] > 0} if gold and found else set()
    return [(each, n in pairs) for n, (each, _) in enumerate(found)]


def _agreement(mine: dict[str, Any], theirs: dict[str, Any]) -> float:
    if not mine["type"] & theirs["type"]:
        return 0.0
    roles = ("perp_ind", "perp_org", "phys_id", "victim", "instrument_id")
    return 0.5 + sum(
        any(entity.lenient(words) for entity in theirs[role]) for role in roles for words in mine[role]
    )


def _incidents(reading: Reading) -> Iterator[tuple[list[Mention], list[Claim]]]:
    groups: dict[str, list[Mention]] = defaultdict(list)
    claims: dict[str | None, list[Claim]] = defaultdict(list)
    for mention in reading.mentions:
        if mention.incident:
            groups[mention.incident].append(mention)
    for claim in reading.claims:
        claims[claim.incident].append(claim)
    for incident, mentions in groups.items():
        yield mentions, claims[incident]


def _candidates(mentions: Sequence[Mention]) -> list[tuple[str, list[Mention]]]:
    """The MUC types of an incident with the mentions that speak of it so."""
    by_type: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.type in MUC_TYPE:
            by_type[MUC_TYPE[mention.type]].append(mention)
    vague = by_type.get("ATTACK", [])
    for exact in ABSORBING:
        if exact in by_type and vague:
            by_type.pop("ATTACK", None)
            by_type[exact] = sorted(by_type[exact] + vague, key=lambda each: each.trigger.start)
            break
    return list(by_type.items())


def _template(reading: Reading, name: str, mentions: Sequence[Mention], claims: Sequence[Claim]) -> dict[str, Any]:
    agents = [
        each
        for each in _unique(agent for mention in mentions for agent in mention.agents)
        if each.name not in LABELS
    ]
    targets = _unique(target for mention in mentions for target in mention.targets)
    organisations = list(
        dict.fromkeys(found.group() for each in agents if (found := ORGANISATION.search(each.name)))
    )
    if not organisations and any(GUERRILLA.search(each.name) for mention in mentions for each in mention.agents):
        organisations = _armed_group(reading)
    people = [each for each in targets if _is_person(each)]
    things = [each for each in targets if each not in people and _is_thing(each)]
    victims = [person.name for claim in claims if isinstance(claim.value, Toll) for person in claim.value.names]
    return {
        "type": name,
        "stage": "ACCOMPLISHED",
        "date": _date(reading, mentions),
        "location": _location(reading, mentions),
        "instrument_id": [
            weapon.name for weapon in _unique(w for m in mentions for w in m.weapons) if weapon.name not in TRACES
        ],
        "perp_ind": [each.name for each in agents if each.name not in organisations and not _is_country(each)],
        "perp_org": organisations,
        "perp_org_conf": [_confidence(mentions, claims)] if organisations else [],
        "phys_id": list(dict.fromkeys(COUNT.sub("", each.name).strip('"') for each in things)),
        "hum_name": _longest([_full_name(reading, name) for name in [*victims, *(each.name for each in people)]]),
        "hum_desc": [COUNT.sub("", each.name) for each in targets if each not in people and each not in things],
    }


def _armed_group(reading: Reading) -> list[str]:
    """The armed group that a report names most, in its longest form there: whom MUC takes "the guerrillas" to be."""
    named = [
        each for each in load_actors().find(reading.report.text) if each.actor.kind in {"armed group", "militia"}
    ]
    if not named:
        return []
    often = Counter(each.actor.id for each in named).most_common(1)[0][0]
    forms = [reading.report.text[each.start : each.end] for each in named if each.actor.id == often]
    return [max(forms, key=len)]


def _full_name(reading: Reading, name: str) -> str:
    """A name without its titles, as fully as the report gives it."""
    bare = TITLES.sub("", name).removesuffix("'s")
    found = re.findall(rf"((?:[A-Z][a-z]+ ){{1,3}}{re.escape(bare)}(?: [A-Z][a-z]+)?)\b", reading.report.text)
    return max((TITLES.sub("", each) for each in [*found, bare]), key=len)


def _longest(names: Iterable[str]) -> list[str]:
    words = {name: set(name.casefold().split()) for name in names}
    return [name for name in words if not any(words[name] < words[other] for other in words)]


def _unique(named: Iterable[Named]) -> list[Named]:
    """One of each, the longest form of each name."""
    by_name = {each.name.casefold(): each for each in named}
    words = {name: set(name.split()) for name in by_name}
    return [each for name, each in by_name.items() if not any(words[name] < words[other] for other in words)]


def _is_country(agent: Named) -> bool:
    return agent.name.upper() in {*COUNTRIES.values(), "U.S.", "US"}


def _is_person(target: Named) -> bool:
    words = target.name.split()
    proper = all(word[:1].isupper() for word in words) and not any("." in word or word.isupper() for word in words)
    return (
        proper and not ORGANISATION.search(target.name) and not _is_thing(target) and not words[-1].endswith("s")
    ) or (proper and len(words) > 2)


def _is_thing(target: Named) -> bool:
    found = load_targets().get(target.name.split()[-1].lower().rstrip("s"), frozenset())
    return bool(found & {"site", "vehicle", "infrastructure"})


def _date(reading: Reading, mentions: Sequence[Mention]) -> str | None:
    """The most exact date; without one MUC writes "- 04 FEB 90": by the day of the dateline at the latest."""
    whens = sorted((m.when for m in mentions if m.when and m.when.start), key=lambda when: when.precision or 9)
    if not whens:
        dateline = next((t.start for t in reading.times if t.start and t.span and t.span.start < DATELINE), None)
        published = _muc_day(reading.report.published or dateline)
        return f"- {published}" if published else None
    start, end = _muc_day(whens[0].start), _muc_day(whens[0].end)
    return start if start == end or not end else f"{start} - {end}"


def _muc_day(iso: str | None) -> str | None:
    if not iso:
        return None
    year, month, day = iso[:10].split("-")
    return f"{day} {MONTHS[int(month) - 1]} {year[2:]}"


def _location(reading: Reading, mentions: Sequence[Mention]) -> str | None:
    """Country, department and city: the scene of the incident, and the places in its country that are named with it."""
    incident = {mention.incident for mention in mentions}
    scene = next((m.scene for m in reading.mentions if m.scene and m.incident in incident), None)
    own = [
        where for mention in mentions for where in mention.where if where.country in COUNTRIES or _untold(where)
    ]
    country = scene.country if scene else next((where.country for where in own if where.country), None)
    if country not in COUNTRIES:
        return None
    fine = [where for where in own if where.country in {country, None} and _is_fine(where)]
    if scene and _is_fine(scene) and all(where.place is None for where in fine):
        fine = [*fine, scene]
    names = dict.fromkeys(where.name.upper() for where in sorted(fine, key=_coarseness)[:3])
    return ": ".join([COUNTRIES[country], *(f"{name} (CITY)" for name in names)])


def _untold(where: Where) -> bool:
    """A name that the gazetteer does not have, or not there: it is of the country of the rest."""
    return where.place is None and where.country is None


def _is_fine(where: Where) -> bool:
    """Whether a place says more than the country."""
    return where.precision != 6 and where.feature not in NO_TOWN


def _coarseness(where: Where) -> int:
    return -(where.precision or 1)


def _confidence(mentions: Sequence[Mention], claims: Sequence[Claim]) -> str:
    """Who vouches for the organisation: itself, authorities or others who accuse it, or the report as a fact."""
    blamed = [
        each
        for each in claims
        if each.field == "perpetrator" and isinstance(each.value, Named) and each.status != "denied"
    ]
    for claim in blamed:
        name = claim.value.name if isinstance(claim.value, Named) else ""
        if (
            claim.source
            and claim.source.kind != "outlet"
            and name.split()[-1].casefold() in claim.source.name.casefold()
        ):
            return "CLAIMED OR ADMITTED"
    accused = any(each.status == "alleged" for each in (*(m for m in mentions if m.agents), *blamed))
    official = any(
        each.source and OFFICIAL.search(f"{each.source.name} {each.source.role or ''}") for each in blamed
    )
    if official:
        return "SUSPECTED OR ACCUSED BY AUTHORITIES"
    return "SUSPECTED OR ACCUSED" if accused else "REPORTED AS FACT"


def _tolls(reading: Reading, mentions: Iterable[Mention], claims: Iterable[Claim]) -> list[tuple[str, int, str]]:
    """(effect, number, whom) of an incident: its tolls, members of a list one by one, and who was murdered by name.

    Parts of a larger toll and the dead of armed sides are no fills of MUC's.
    """
    found = []
    for claim in claims:
        toll = claim.value
        if claim.field not in EFFECTS or not isinstance(toll, Toll) or not toll.low or claim.status not in TOLD:
            continue
        words = claim.span.words
        if toll.part_of or PART.search(words) or COMBATANTS.search(words):
            continue
        parts = [each.name for each in toll.names] or re.split(r", (?:and )?| and ", words)
        if len(parts) != toll.low:
            parts = [words]
        number = 1 if len(parts) == toll.low else toll.low
        found += [
            (EFFECTS[claim.field], number, _full_name(reading, part.split()[-1]).casefold()) for part in parts
        ]
    for mention in mentions:
        if mention.type in {"killing", "execution", "death"} and mention.status in TOLD:
            people = [_full_name(reading, each.name.split()[-1]) for each in mention.targets if _is_person(each)]
            found += [("DEATH", 1, name.casefold()) for name in people]
    return found


def _once(tolls: Iterable[tuple[str, int, str]]) -> list[dict[str, Any]]:
    """Each figure of two or more once, and each single victim once: "the victim" is somebody told before."""
    several = {(effect, number) for effect, number, _ in tolls if number > 1}
    single = {(effect, whom) for effect, number, whom in tolls if number == 1}
    for effect in EFFECTS.values():
        told = {whom for of, whom in single if of == effect}
        if len(told) > 1:
            single -= {(effect, whom) for whom in told & VAGUE}
    rows = [*several, *((effect, 1) for effect, _ in single)]
    return [{"effect": effect, "number": number} for effect, number in sorted(rows)]


def figures(gold: list[Document], predicted: dict[str, dict[str, Any]]) -> dict[str, float]:
    """Name of each figure and its value; higher is better."""
    module = scorer("score_muc4")
    out = module.score(gold, predicted)
    pairs = [pair for document in gold for pair in _aligned(document, predicted.get(document["id"], {}), module)]
    return {
        "incident type F": out["slots"]["type"]["strict"][2],
        "template type F": out["template"]["type"][2],
        "template F": out["template"]["micro"][2],
        "toll F": out["toll1"][2],
        "toll F of two or more": out["toll2"][2],
        "relevant F": out["relevance"][2],
        "date exact": _share(_date_right(g, p) for g, p in pairs if g["date"]),
        "date within range": _share(_date_within(g, p) for g, p in pairs if g["date"]),
        "country": _share(_place_right(g, p, 0) for g, p in pairs if g["location"]),
        "city or department": _share(_place_right(g, p, 1) for g, p in pairs if _parts(g) > 1),
        "perp_org_conf": _share(_vouched(g, p, module) for g, p in pairs if _same_organisation(g, p, module)),
    }


def _aligned(
    document: Document, predicted: dict[str, Any], module: ModuleType
) -> list[tuple[Document, dict[str, Any]]]:
    """Gold templates with the prediction that is the same incident, as the scorer aligns them."""
    mine = predicted.get("templates") or []
    return [(document["templates"][j], mine[i]) for i, j in _pairs(document, mine, module)]


def _pairs(document: Document, mine: list[dict[str, Any]], module: ModuleType) -> list[tuple[int, int]]:
    left = [module.tdict(each, "name", False) for each in mine]
    right = [module.tdict(each, "name", True) for each in document["templates"]]
    agreed = [[_agreement(a, b) for b in right] for a in left]
    pairs = module.hungarian(agreed) if left and right else []
    return [(i, j) for i, j in pairs if agreed[i][j] > 0]


def _share(right: Iterable[bool]) -> float:
    found = list(right)
    return sum(found) / len(found) if found else 0.0


def _date_right(gold: Document, mine: dict[str, Any]) -> bool:
    """The same day, the same range, or the same "by that day"; a key in brackets is one that need not be filled."""
    told = _range(mine["date"])
    return told is not None and told in _stated_ranges(gold)


def _date_within(gold: Document, mine: dict[str, Any]) -> bool:
    """Whether every day that was told lies in a range of the key. "- 04 FEB 90" is what the report calls recent."""
    told = _range(mine["date"])
    if told is None:
        return False
    first, last = told
    for start, end in _stated_ranges(gold):
        opens = start or end - RECENT
        if (first or end - RECENT) >= opens and last <= end:
            return True
    return False


def _stated_ranges(gold: Document) -> list[tuple[date | None, date]]:
    found = [_range(alternative) for fill in gold["date"] for alternative in fill["alts"]]
    return [each for each in found if each]


def _range(words: str | None) -> tuple[date | None, date] | None:
    """ "03 FEB 90" as (3 February, 3 February), "- 04 FEB 90" as (None, 4 February)."""
    days = [found for each in DAY.findall(words or "") if (found := _day(*each))]
    if not days:
        return None
    opens = str(words).strip("( ").startswith("-")
    return (None if opens else days[0]), days[-1]


def _day(day: str, month: str, year: str) -> date | None:
    """A day of the key; None for one that the calendar does not have ("31 JUN 89")."""
    with suppress(ValueError):
        return date(1900 + int(year), MONTHS.index(month[:3].upper()) + 1, int(day))
    return None


def _parts(gold: Document) -> int:
    return max((len(each.split(": ")) for fill in gold["location"] for each in fill["alts"]), default=0)


def _place_right(gold: Document, mine: dict[str, Any], level: int) -> bool:
    """Whether the country (level 0) or any finer place (level 1) is that of the key."""
    stated = [place_parts(each) for fill in gold["location"] for each in fill["alts"]]
    told = place_parts(mine["location"] or "")
    if level == 0:
        return any(told[0] == each[0] for each in stated)
    return any(set(told[1:]) & set(each[1:]) for each in stated)


def place_parts(location: str) -> list[str]:
    """ "COLOMBIA: CALI (CITY) - PALMIRA (TOWN)" as its names, each without its kind."""
    parts = re.split(r": | - ", PLACE_NOTE.sub("", location).strip("()"))
    return [PLACE_KIND.sub("", part.strip(" ()")) for part in parts]


def _same_organisation(gold: Document, mine: dict[str, Any], module: ModuleType) -> bool:
    entities = [module.Ent(fill["alts"]) for fill in gold["perp_org"]]
    return bool(gold["perp_org_conf"]) and any(e.lenient(name) for e in entities for name in mine["perp_org"])


def _vouched(gold: Document, mine: dict[str, Any], module: ModuleType) -> bool:
    return any(set(fill["alts"]) & set(mine["perp_org_conf"]) for fill in gold["perp_org_conf"])
