"""A stream of mixed news made of the texts at hand: a twentieth tells of harm for certain, the rest is what papers print.

Relevant are the reports of MUC-4 that have a template, of the Gun Violence Database, and of `tolls`. The rest is political and
local news, Wikinews and agency texts (PolNeAR, LGL, TR-News, GeoWebNews, MEANTIME, TempEval-3). Of these one in five states a
toll of its own; with `harmless` such texts are left out, so that the share of the relevant is what it is said to be. Which they are is
found by reading all of them once without the tagger, never by the gate. `harmless=False` takes all.
There are some 1,300 of the one and 1,300 (1,600) of the other, so a long stream holds every text many times. Copies would all be one
incident, which no news is; so each copy is made a report of its own: every town becomes another town, every number from 2 to 99
another of about its size (words and digits alike), the day of publication is any of a year, and a last line numbers it. Who
did what to whom, and how it is worded, stays as it was.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from corpus import BENCH, ROOT, as_report, corpus_hash
from reportedly.reading import DefaultReader, ReaderSettings
from reportedly.records import Claim, Toll

Sets = Mapping[str, tuple[str, ...]]
RELEVANT: Sets = {"muc4": ("train", "dev"), "gvdb": ("dev",), "tolls": ("dev",)}
OTHER: Sets = {
    "polnear": ("train", "dev"), "lgl": ("dev",), "trnews": ("dev",), "geowebnews": ("dev",), "meantime": ("dev",),
    "tempeval3": ("train", "dev"),
}  # fmt: skip
SHARE = 0.05
SHORTEST, LONGEST = 200, 20_000  # characters
FIRST_DAY = date(2021, 1, 1)
WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
SIZES = ((2, 12), (13, 28), (29, 99))
OUTLETS = ("Daily Post", "Morning Herald", "Evening Star", "Observer", "Tribune", "Gazette", "Courier", "Wire")
_NUMBER = re.compile(
    rf"(?<![\w$.,:/-])(?:[2-9]|[1-9]\d)(?![\w%]|[.,:/-]\w)|(?<![\w-])(?:{'|'.join(WORDS)})(?![\w-])", re.I
)
_CITY = re.compile(r"([A-Z][A-Z ]+) \(CITY\)")
_NAME = re.compile(r"[A-Z]\w+(?: [A-Z]\w+)*")


@dataclass(frozen=True, slots=True)
class Story:
    """One report of the stream."""

    number: int
    text: str
    published: str
    outlet: str
    relevant: bool

    @property
    def url(self) -> str:
        """Its address; no two are alike."""
        return f"https://{self.outlet.replace(' ', '').lower()}.example/{self.number}"


class Mould:
    """A text with gaps for its towns and numbers."""

    def __init__(self, text: str, towns: dict[str, int]) -> None:
        gaps = [(m.start(), m.end(), m[0]) for m in _NUMBER.finditer(text)]
        for names in _NAME.finditer(text):
            gaps += _towns_in(names[0], names.start(), towns)
        self._parts: list[tuple[str, int | str | None]] = []
        at = 0
        for start, end, words in sorted(gaps):
            self._parts.append((text[at:start], towns.get(words, words)))
            at = end
        self._parts.append((text[at:], None))
        self._names = list(towns)

    def fill(self, chance: random.Random) -> str:
        """A text with other towns and other numbers, each always replaced by the same."""
        turn = chance.randrange(1, len(self._names))
        steps = [chance.randrange(high - low + 1) for low, high in SIZES]
        out = []
        for before, gap in self._parts:
            out.append(before)
            if isinstance(gap, int):
                out.append(self._names[(gap + turn) % len(self._names)])
            elif gap is not None:
                out.append(_number(gap, steps))
        return "".join(out)


def _towns_in(words: str, offset: int, towns: dict[str, int]) -> Iterator[tuple[int, int, str]]:
    """Where the towns stand in a run of capitalised words, the longest first."""
    starts = [0, *(m.end() for m in re.finditer(" ", words))]
    ends = [*(m.start() for m in re.finditer(" ", words)), len(words)]
    done = 0
    for n, start in enumerate(starts):
        if start < done:
            continue
        for end in reversed(ends[n : n + 3]):
            if words[start:end] in towns:
                yield offset + start, offset + end, words[start:end]
                done = end
                break


def _number(words: str, steps: list[int]) -> str:
    """Another number of about this size, in digits or as a word like this one."""
    spelled = words.lower() in WORDS
    value = WORDS.index(words.lower()) + 2 if spelled else int(words)
    (low, high), step = next((s, t) for s, t in zip(SIZES, steps, strict=True) if s[0] <= value <= s[1])
    new = low + (value - low + step) % (high - low + 1)
    if not spelled:
        return str(new)
    return WORDS[new - 2].capitalize() if words[0].isupper() else WORDS[new - 2]


def stories(count: int, seed: int = 1, *, harmless: bool = True) -> Iterator[Story]:
    """So many reports; a seed makes one stream."""
    chance = random.Random(seed)
    matter, rest = moulds(RELEVANT), moulds(OTHER, harmless=harmless)
    for number in range(1, count + 1):
        relevant = chance.random() < SHARE
        text = chance.choice(matter if relevant else rest).fill(chance)
        outlet = chance.choice(OUTLETS)
        day = FIRST_DAY + timedelta(days=chance.randrange(365))
        yield Story(
            number, f"{text.strip()}\n\nThis was story {number} of the {outlet}.", str(day), outlet, relevant
        )


def moulds(sets: Sets, *, harmless: bool = False) -> list[Mould]:
    """The texts of one side of the mixture; with `harmless` without those that state a toll."""
    known = {name: n for n, name in enumerate(towns())}
    left_out = with_tolls() if harmless else frozenset()
    found = ((f"{corpus}/{row['id']}", row) for corpus, splits in sets.items() for row in _rows(corpus, splits))
    texts = (row["text"] for key, row in found if row.get("templates", True) and key not in left_out)
    return [Mould(text, known) for text in texts if SHORTEST < len(text) < LONGEST]


@cache
def with_tolls() -> frozenset[str]:
    """Which texts of the rest state that people were harmed, and how many; read once (some minutes) and kept."""
    recipe = "".join(corpus_hash(corpus, split) for corpus, splits in OTHER.items() for split in splits)
    store = ROOT / "out" / "mixed" / f"{hashlib.sha256(recipe.encode()).hexdigest()[:12]}.json"
    if not store.exists():
        reader = DefaultReader(ReaderSettings(tagger="none"))
        rows = ((corpus, row) for corpus, splits in OTHER.items() for row in _rows(corpus, splits))
        reports = (as_report({**row, "id": f"{corpus}/{row['id']}"}) for corpus, row in rows)
        found = [reading.report.id for reading in reader.read_many(reports) if any(map(_is_toll, reading.claims))]
        store.parent.mkdir(parents=True, exist_ok=True)
        store.write_text(json.dumps(found))
    return frozenset(json.loads(store.read_text()))


def _is_toll(claim: Claim) -> bool:
    return isinstance(claim.value, Toll) and claim.status == "actual"


def towns() -> list[str]:
    """The towns that the gold of these sets names, in the order of the alphabet."""
    found: set[str] = {row["city"]["value"] for row in _rows("gvdb", ("dev",)) if row["city"]}
    for row in _rows("muc4", ("train", "dev")):
        for location in (
            alternative for t in row["templates"] for slot in t["location"] for alternative in slot["alts"]
        ):
            found |= {name.title() for name in _CITY.findall(location)}
    for corpus in ("lgl", "trnews", "geowebnews"):
        for row in _rows(corpus, ("dev",)):
            found |= {
                t["text"] for t in row["toponyms"] if t["is_toponym"] and (t.get("type") or "").startswith("PPL")
            }
    fit = (name for name in found if _NAME.fullmatch(name) and len(name) > 4 and not name.isupper())
    return sorted(name for name in fit if name.count(" ") < 3)


def _rows(corpus: str, splits: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for split in splits:
        with (BENCH / "data" / corpus / f"{split}.jsonl").open(encoding="utf-8") as lines:
            yield from (row for row in map(json.loads, lines) if row.get("text"))
