"""The offset contract: every span of every reading stands in its report, whatever the text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import BENCH
from helpers import assert_offsets, report_of
from reportedly.intake import IntakeOptions, take_in
from reportedly.reading import DefaultReader
from reportedly.records import Reading, Report, spans_of

CORPORA = sorted(path.parent.name for path in (BENCH / "data").glob("*/dev.jsonl"))
SAMPLES = sorted(str(f) for f in resources.files("reportedly.samples").iterdir() if f.name.endswith(".jsonl"))
SAMPLED, LONGEST = 5, 6000  # documents of each corpus, and characters of a document, so that a minute suffices


def sample(corpus: str) -> Iterator[Report]:
    """Documents spread evenly over a development set, the same in every run."""
    lines = Path(BENCH, "data", corpus, "dev.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines[:: max(1, len(lines) // SAMPLED)][:SAMPLED]:
        yield report_of(json.loads(line)["text"][:LONGEST])


def holds(reading: Reading) -> bool:
    """The contract on a whole reading; true where it has something to hold on."""
    assert_offsets(reading)
    assert [a.id for a in reading.attributions if not a.content] == []
    return any(True for _ in spans_of(reading))


@pytest.mark.skipif(not CORPORA, reason=f"the development sets are not at {BENCH}")
@pytest.mark.parametrize("corpus", CORPORA or ["none"])
def test_development_sets(corpus: str) -> None:
    found = [holds(reading) for reading in DefaultReader().read_many(sample(corpus))]
    assert any(found)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: Path(path).stem)
def test_samples(path: str) -> None:
    reports = [found for found in take_in([path], IntakeOptions()) if isinstance(found, Report)]
    found = [holds(reading) for reading in DefaultReader().read_many(reports)]
    assert found
    assert all(found)


# Texts that break careless offsets: characters outside the basic plane, combining marks, odd line ends, no-break
# blanks, marks that do not pair, words with nothing between them.
AWKWARD = [
    "🕊️ Four people were killed in Tal Rahma on Sunday, police said. 🕊️",
    "Cafe\u0301 owners said at least seve\u0301n people died in Homs\u2019s market.",
    "\ufeffPolice said \u201cfour people died\r\n\r\nin the blast.\u201d\r\n\r\nNobody claimed it.",
    "\u00a0\u00a0At least\u00a0seven people were killed,\u200b the ministry said.\u00a0",
    "“Four were killed, he said. 'Seven,' said another. \"None", "((((Reuters)))) -- 12 killed;;; 3 wounded!!!",
    "FOUR KILLED IN BLAST, SAYS ARMY\n\n\n\n\n12345678901234567890 people died, the army said.",
    "Police:four killed.Army:six killed.Doctors:2-3killed",
    "حلب — قال المرصد إن four people were killed, the Observatory said.",
    "\u202eFour people\u202c were killed, police said. \u200f\u200eتوفي أربعة",
    "“‘" * 100 + "Four were killed" + "’”" * 100 + " he said.",
    "Four people were killed and " * 300 + "police said.",
    "4\u20136 people were killed; ½ of them children; ４ were missing, Kyodo said.",
]  # fmt: skip


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_texts(text: str) -> None:
    holds(DefaultReader().read(report_of(text)))


PIECES = st.sampled_from(
    ["Four people", " were killed ", "at least seven", "in Homs", " on Sunday", ", police said", "“", "”", '"', "'", ".",
     "\n\n", "\n", " ", "\u00a0", "🕊", "e\u0301", "The Syrian Observatory", " said that ", "between 3 and 5", "(SANA)"]
)  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(st.one_of(PIECES, st.text(max_size=6)), min_size=1, max_size=30).map("".join))
def test_random_unicode(text: str) -> None:
    if text.strip():
        holds(DefaultReader().read(report_of(text)))
