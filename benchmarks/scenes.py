"""Fit the weights of `reportedly.reading.events.scene_weights` on the training split of MUC-4.

    python benchmarks/scenes.py [--write]

Conditional logit: which country of a report is that of an incident, and which place in it, where the event's own words
name none. Says how often the best is right, on the training split and on the development split.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from corpus import parses, scorer
from reportedly.reading import DefaultReader
from reportedly.reading.events import scene_weights as weights
from reportedly.reading.events.scene_evidence import Evidence, Ground
from reportedly.reading.parse import Parse
from reportedly.records import Mention, Reading
from tasks import muc4

Case = list[tuple[Evidence, bool]]
OWN = "named with the event"
RIDGE = 1.0


def incidents(split: str) -> Iterator[tuple[Parse, Reading, list[Mention], list[list[str]]]]:
    """Every incident of a reading that is one of the key, with the places that the key gives it."""
    reader, module = DefaultReader(), scorer("score_muc4")
    for document, parse in parses("muc4", split):
        if not document["templates"]:
            continue
        reading = reader.read_parsed(parse)
        for gold, told in muc4.aligned_mentions(document, reading, module):
            stated = [muc4.place_parts(each) for fill in gold["location"] for each in fill["alts"]]
            whole = [mention for mention in reading.mentions if mention.incident == told[0].incident]
            if stated:
                yield parse, reading, whole, stated


def cases(split: str) -> tuple[list[Case], list[Case]]:
    """The countries and the places of each incident whose own words name none: their evidence, and which are right."""
    countries, places = [], []
    for parse, reading, told, stated in incidents(split):
        ground = Ground(parse, reading.mentions, reading.places)
        known = {code: ground.of_country(code, told) for code in ground.of_report}
        right = [code for code in known if any(muc4.COUNTRIES.get(code) == each[0] for each in stated)]
        if not any(OWN in evidence for evidence in known.values()):
            countries.append([(evidence, code in right) for code, evidence in known.items()])
        here = [(place, ground.of_place(place, told)) for place in ground.candidates(right[0])] if right else []
        if here and any(len(each) > 1 for each in stated) and not any(OWN in evidence for _, evidence in here):
            names = {part for each in stated for part in each[1:]}
            places.append([(e, muc4.place_parts(place.name.upper())[0] in names) for place, e in here])
    return countries, places


def fit(found: list[Case], table: Mapping[str, float], steps: int = 400) -> dict[str, float]:
    """The weights, by Adam with a ridge; those of FIXED stay."""
    names = [name for name in table if name not in weights.FIXED]
    column = {name: number for number, name in enumerate(names)}
    rows = []
    for case in found:
        if any(right for _, right in case) and not all(right for _, right in case):
            x = np.zeros((len(case), len(names)))
            for row, (evidence, _) in zip(x, case, strict=True):
                for name, value in evidence.items():
                    if name in column:
                        row[column[name]] = value
            rows.append((x, np.array([right for _, right in case])))
    w, mean, spread = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, steps + 1):
        slope = RIDGE * w
        for x, right in rows:
            p = np.exp(x @ w - (x @ w).max())
            p /= p.sum()
            slope += x.T @ (p - p * right / max(float(p[right].sum()), 1e-9))
        mean, spread = 0.9 * mean + 0.1 * slope, 0.99 * spread + 0.01 * slope**2
        w -= 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return {**table, **{name: round(float(w[column[name]]), 2) for name in names}}


def right(found: list[Case], table: Mapping[str, float]) -> str:
    """How often the best candidate is right."""
    good = sum(
        max(case, key=lambda each: sum(table[n] * v for n, v in each[0].items()))[1] for case in found if case
    )
    return f"{good / max(len(found), 1):.3f} of {len(found)}"


def write(section: str, table: Mapping[str, float]) -> None:
    """Put new weights into the source of `scene_weights`."""
    path = Path(weights.__file__)
    head, mark, tail = path.read_text(encoding="utf-8").partition(f"{section}: dict")
    for name, value in table.items():
        tail = re.sub(rf'("{re.escape(name)}": )-?[\d.]+', rf"\g<1>{value:.2f}", tail, count=1)
    path.write_text(head + mark + tail, encoding="utf-8")


def main() -> None:
    """Fit both tables; write them where asked."""
    train, dev = cases("train"), cases("dev")
    for number, (section, table) in enumerate((("COUNTRY", weights.COUNTRY), ("PLACE", weights.PLACE))):
        fitted = fit(train[number], table)
        print(f"{section:8} right in train {right(train[number], fitted)}, in dev {right(dev[number], fitted)}")
        if "--write" in sys.argv:
            write(section, fitted)


if __name__ == "__main__":
    main()
