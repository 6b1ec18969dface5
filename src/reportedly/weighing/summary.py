"""An incident in plain sentences, by template: nothing in them goes beyond the claims that they cite."""

from __future__ import annotations

from calendar import month_name
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from reportedly.records import TOLL_FIELDS, Claim, Incident, Named, Reading, Record, Toll, When, Where, normalised

_UNSAID = {
    "date": "when it happened",
    "place": "where it happened",
    "perpetrator": "who did it",
    "killed": "whether anyone was killed",
    "wounded": "whether anyone was wounded",
}


class Sentence(Record):
    """One sentence, what it is about, and the ids of the claims that it rests on."""

    text: str
    claims: tuple[str, ...] = ()
    about: Literal["what", "who", "toll", "dispute", "unsaid"] = "what"


def summarise(incident: Incident, readings: Iterable[Reading]) -> tuple[Sentence, ...]:
    """What happened, where and when, by whom according to whom, the tolls by source, what is disputed, what nobody says."""
    claims = {c.id: c for r in readings for c in r.claims}
    current = [claims[key] for account in incident.accounts for key in account.claims]
    by_field: dict[str, list[Claim]] = {}
    for claim in current:
        by_field.setdefault(claim.field, []).append(claim)
    sentences = [_opening(incident, by_field), *_who(by_field), *_tolls(by_field)]
    sentences += [
        Sentence(text=d.reason, claims=tuple(c for side in d.sides for c in side.claims), about="dispute")
        for d in incident.disputes
    ]
    unsaid = [words for name, words in _UNSAID.items() if not by_field.get(name)]
    if unsaid:
        sentences.append(Sentence(text=f"No report says {_listed(unsaid, 'or')}.", about="unsaid"))
    return tuple(sentences)


def _opening(incident: Incident, by_field: Mapping[str, Sequence[Claim]]) -> Sentence:
    """What, where and when, as far as claims say so."""
    stated = [w for w in incident.where if _stating(by_field, "place", w.name)]
    place = next((w for w in stated if w.feature != "border"), stated[0] if stated else None)
    text, cited = f"{incident.type.capitalize()}", []
    if place:
        text += f" in {place.name}"
        cited += _stating(by_field, "place", place.name)
    dated = [
        c for c in by_field.get("date", ()) if isinstance(c.value, When) and _same_days(c.value, incident.when)
    ]
    if dated and incident.when:
        text += f", {when_words(incident.when)}"
        cited += dated
    count = len(incident.reports)
    return Sentence(
        text=f"{text}, in {count} report{'s' if count != 1 else ''}.", claims=tuple(c.id for c in cited)
    )


def _stating(by_field: Mapping[str, Sequence[Claim]], field: str, name: str) -> list[Claim]:
    named = (c for c in by_field.get(field, ()) if isinstance(c.value, Where | Named))
    return [c for c in named if isinstance(c.value, Where | Named) and c.value.name == name]


def _same_days(stated: When, chosen: When | None) -> bool:
    return (
        chosen is not None
        and (stated.start, stated.end) == (chosen.start, chosen.end)
        and stated.start is not None
    )


def _who(by_field: Mapping[str, Sequence[Claim]]) -> Iterable[Sentence]:
    """Each one who is said to have done it, by the name most often used, with those who say or deny it."""
    said: dict[tuple[str, bool], list[Claim]] = {}
    for claim in by_field.get("perpetrator", ()):
        if isinstance(claim.value, Named):
            who = claim.value.actor or normalised(claim.value.name)
            said.setdefault((who, claim.status == "denied"), []).append(claim)
    for (_, denied), claims in said.items():
        names = Counter(c.value.name for c in claims if isinstance(c.value, Named))
        name = max(names, key=lambda n: (names[n], len(n), n))
        did = "did not do it" if denied else "did it"
        text = f"{name} {did}, according to {_sources(claims)}."
        yield Sentence(text=text, claims=tuple(c.id for c in claims), about="who")


def _tolls(by_field: Mapping[str, Sequence[Claim]]) -> Iterable[Sentence]:
    """For each toll the words of every source."""
    for field in TOLL_FIELDS:
        claims = [c for c in by_field.get(field, ()) if isinstance(c.value, Toll)]
        if claims:
            stated = [f"“{c.span.words}”{_status(c)} according to {_sources([c])}" for c in claims]
            text = f"{field.capitalize()}: {'; '.join(stated)}."
            yield Sentence(text=text, claims=tuple(c.id for c in claims), about="toll")


def _status(claim: Claim) -> str:
    return "" if claim.status == "actual" else f" ({claim.status})"


def _sources(claims: Iterable[Claim]) -> str:
    names = (c.source.name if c.source else "a source that is not named" for c in claims)
    return _listed(list(dict.fromkeys(names)), "and")


def _listed(words: Sequence[str], last: str) -> str:
    """
    >>> _listed(["a", "b", "c"], "and")
    'a, b and c'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def when_words(when: When) -> str:
    """Days as people write them.

    >>> when_words(When(start="2021-06-27", end="2021-06-28", precision=2))
    '27 June 2021 to 28 June 2021'
    """
    if when.start is None:
        return "on an unknown day"
    first, last = _day(when.start), _day(when.end or when.start)
    return first if first == last else f"{first} to {last}"


def _day(iso: str) -> str:
    day = date.fromisoformat(iso[:10])
    return f"{day.day} {month_name[day.month]} {day.year}"
