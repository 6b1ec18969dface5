"""Short news reports in plain English, made from a seed: for measuring how many are read, not how well."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

PLACES = ("Kabul", "Kandahar", "Baghdad", "Mosul", "Aleppo", "Idlib", "Sanaa", "Aden", "Mogadishu", "Kismayo", "Maiduguri", "Goma", "Bunia", "Gao", "Kidal", "Peshawar", "Quetta", "Donetsk", "Kharkiv", "Mandalay")  # fmt: skip
DEEDS = (
    "{n} {people} were killed {when} when {actor} {act} {target} in the {quarter} quarter of {place}, {source} said.",
    "{Actor} {act} {target} in the {quarter} quarter of {place} {when}, killing {n} {people}, according to {source}.",
    "{Source} said {when} that at least {n} {people} had died after {actor} {act} {target} in the {quarter} quarter of {place}.",
)
MORE = (
    "Another {m} were wounded, {source} added.",
    "A spokesman for {actor} denied any part in it.",
    "{Source} put the number of wounded at {m}.",
    '"We heard two explosions and ran," a shopkeeper told reporters.',
    "Residents of {quarter} said that the dead were mostly women and children.",
    "It was the second such attack in the town since the start of the month.",
)
ACTORS = ("gunmen", "militants", "government forces", "the army", "rebels", "fighters of the front")
ACTS = ("attacked", "shelled", "bombed", "opened fire on", "stormed")
TARGETS = ("a market", "a checkpoint", "a school", "a convoy", "a police station", "a mosque", "a bus")
SOURCES = ("police", "a doctor at the main hospital", "the interior ministry", "witnesses", "the United Nations", "a local official")  # fmt: skip
PEOPLE = ("people", "civilians", "soldiers", "police officers", "villagers")
SYLLABLES = (
    "ba",
    "dor",
    "el",
    "ha",
    "jar",
    "ka",
    "lim",
    "mar",
    "nu",
    "qas",
    "ra",
    "shi",
    "tal",
    "um",
    "ya",
    "zen",
)
NUMBERS = ("two", "three", "four", "five", "seven", "nine", "12", "15", "20", "31")


def made_reports(count: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """So many records as `spark read` takes them; about three of them tell of each event, in other words and figures."""
    dice = random.Random(seed)
    events = [(_event(dice), dice.randrange(7_000)) for _ in range(max(1, count // 3))]
    for number in range(count):
        event, days = dice.choice(events)
        published = date(2004, 1, 1) + timedelta(days=days + dice.randrange(3))
        yield {
            "title": f"{event['quarter']}: {event['target'].split()[-1]} hit ({number})",
            "outlet": f"Outlet {dice.randrange(60)}",
            "published": published.isoformat(),
            "text": " ".join([_sentence(dice, DEEDS, event), *(_sentence(dice, MORE, event) for _ in range(2))]),
        }


def _event(dice: random.Random) -> dict[str, str]:
    quarter = "".join(dice.choice(SYLLABLES) for _ in range(3)).capitalize()
    choices = {"place": PLACES, "actor": ACTORS, "act": ACTS, "target": TARGETS, "people": PEOPLE}
    return {name: dice.choice(words) for name, words in choices.items()} | {"quarter": quarter}


def _sentence(dice: random.Random, forms: tuple[str, ...], event: dict[str, str]) -> str:
    source, actor = dice.choice(SOURCES), event["actor"]
    line = dice.choice(forms).format(
        **event,
        n=dice.choice(NUMBERS),
        m=dice.choice(NUMBERS),
        source=source,
        Source=source[0].upper() + source[1:],
        Actor=actor[0].upper() + actor[1:],
        when=dice.choice(("on Sunday", "on Monday", "on Friday", "late on Tuesday")),
    )
    return line[0].upper() + line[1:]
