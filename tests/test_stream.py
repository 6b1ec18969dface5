"""The benchmark of long streams in small: other towns and numbers make other reports, and a run says what it did."""

from __future__ import annotations

import json
import random
from pathlib import Path

import stream
import warc
from mixed import Mould

TOWNS = {name: n for n, name in enumerate(("Aden", "Goma", "Homs", "Kabul", "San Jose", "Taiz"))}
TEXT = (
    "Kabul, July 5 - Seven people died in San Jose and twelve near Homs; the seven were guards. In Kabul 40 fled, 3.5 percent, "
    "by 10:30, a New Kabul Bank clerk, 19, said on route 7a. One of eleven two-storey houses burned."
)


def test_a_mould_changes_towns_and_numbers_and_nothing_else() -> None:
    mould = Mould(TEXT, TOWNS)
    filled = {mould.fill(random.Random(seed)) for seed in range(30)}
    assert len(filled) == 30
    for text in filled:
        town, _, rest = text.partition(",")
        assert town in TOWNS
        assert rest.count(town) == 2  # In Kabul, and the bank of its name
        words = text.replace("San Jose", "Town").split()
        assert len(words) == len(TEXT.replace("San Jose", "Town").split())
        assert "3.5 percent, by 10:30," in text
        assert "route 7a. One of" in text
        assert "two-storey" in text
        first = text.split(" people died")[0].split()[-1].lower()
        assert text.split("; the ")[1].split()[0] == first
    assert all(int(text.split(" fled")[0].split()[-1]) in range(29, 100) for text in filled)


def test_a_run_says_what_became_of_it(tmp_path: Path) -> None:
    towns = ("Aden", "Goma", "Homs", "Kabul", "Mosul", "Taiz")
    texts = [
        f"At least {n + 3} people died in a bombing in {t} on Monday, police said." for n, t in enumerate(towns)
    ]
    texts += ["The bank raised its rates on Tuesday, and shares fell for a third day, traders said."] * 2
    file = tmp_path / "s.jsonl"
    rows = [
        {"text": f"{text} Story {n}.", "language": "en", "published": f"2021-0{n + 1}-15"}
        for n, text in enumerate(texts)
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows) + "{}\n")
    row = stream.run(file, tmp_path / "s.sqlite", "--processes", "2", "--tagger", "none")
    assert (row["passed over"], row["let through"], row["kept"], row["failed"]) == ({7, 8}, 6, 6, 1)
    assert row["incidents"] == 6
    assert row["busy"] > row["first"] > 0
    assert row["tenths"]


def test_pages_of_a_stream_are_a_crawl_file(tmp_path: Path) -> None:
    body = warc.page("Four people died in Kabul, police said.", 3, published="2021-05-06", outlet="Post")
    warc.write(tmp_path / "a.warc", [("https://post.example/3", body)])
    (report,) = warc.take_in([str(tmp_path / "a.warc")])
    assert not isinstance(report, warc.Failure)
    assert (report.url, report.outlet, report.published) == ("https://post.example/3", "Post", "2021-05-06")
