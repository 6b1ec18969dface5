"""Speed and memory of the intake alone over a crawl file of a gigabyte, made of news pages from the texts at hand.

    .venv/bin/python benchmarks/warc.py [--megabytes 1000] [--pages marked plain] [--gzip]

The pages have what news pages have around an article (head, styles, scripts, navigation, teasers, footer: some 8 KB). Of each sort of
pages, those that mark it as `<article>` and those that do not, one file is made in out/warc and kept; `../shared/bench` has the texts.
Times are of the process, on one core. Memory is what was resident after each tenth of the file.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import io
import json
import multiprocessing
import random
import resource
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from reportedly.intake import Failure, take_in

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ROOT.parent / "shared" / "bench" / "data"
OUT = ROOT / "out" / "warc"
CORPORA = ("muc4", "trnews", "lgl", "polnear", "geowebnews")
STYLE = "".join(f".c{n}{{margin:0 {n}px;color:#{n:06x};font:{n}px/1.4 serif}}\n" for n in range(40))
SCRIPT = "".join(
    f'window.q=window.q||[];q.push(["track","event{n}",{{"a":{n},"b":"<p>{n}</p>"}}]);\n' for n in range(30)
)
SECTIONS = "".join(f'<li class="c{n}"><a href="/section/{n}">Section {n}</a></li>' for n in range(30))
TEASERS = "".join(
    f'<div class="teaser"><a href="/story/{n}"><img src="/i/{n}.jpg" alt=""><h3>Another story of the day, number {n}</h3></a></div>'
    for n in range(15)
)
SORTS = {"marked": ("<article>", "</article>"), "plain": ('<div class="story">', "</div>")}


def texts() -> list[str]:
    """The texts at hand."""
    found = []
    for corpus in CORPORA:
        for file in sorted((TEXTS / corpus).glob("*.jsonl")):
            found += [row["text"] for row in map(json.loads, file.open(encoding="utf-8")) if row.get("text")]
    return [text for text in found if 400 < len(text) < 20_000]


def page(
    text: str,
    number: int,
    *,
    published: str = "2021-06-28T10:00:00Z",
    outlet: str = "The Paper",
    sort: str = "marked",
) -> bytes:
    """A news page around a text; its number makes it unlike the others."""
    opening, closing = SORTS[sort]
    paragraphs = [" ".join(p.split()) for p in text.split("\n\n") if p.strip()]
    body = "".join(f"<p>{html.escape(p, quote=False)}</p>\n" for p in paragraphs)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Story {number} | {outlet}</title>'
        f'<meta property="og:site_name" content="{outlet}"><meta property="og:title" content="Story {number} of the paper">'
        f'<meta property="article:published_time" content="{published}"><style>{STYLE}</style><script>{SCRIPT}</script></head>'
        f"<body><header><nav><ul>{SECTIONS}</ul></nav></header><main>{opening}<h1>Story {number} of the paper</h1>"
        f"{body}<p>This was story number {number} of the paper.</p>{closing}</main><aside>{TEASERS}</aside>"
        "<footer><p>Copyright The Paper. All rights reserved.</p></footer></body></html>"
    ).encode()


def write(path: Path, pages: Iterable[tuple[str, bytes]], *, zipped: bool = False) -> None:
    """Write a crawl file of pages by their addresses; it is whole or not there."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    draft = path.with_suffix(".draft")
    with draft.open("wb") as stream:
        writer = WARCWriter(stream, gzip=zipped)
        for url, body in pages:
            headers = StatusAndHeaders(
                "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
            )
            writer.write_record(
                writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers)
            )
    draft.replace(path)


def make(path: Path, size: int, *, sort: str, zipped: bool) -> int:
    """Write a crawl file with pages of so many bytes in all (before gzip); how many records it has."""
    pool, chance = texts(), random.Random(1)
    number = 0

    def pages() -> Iterator[tuple[str, bytes]]:
        nonlocal number
        written = 0
        while written < size:
            number += 1
            body = page(chance.choice(pool), number, sort=sort)
            written += len(body)
            yield f"https://paper.example/{number}", body

    write(path, pages(), zipped=zipped)
    path.with_suffix(".count").write_text(str(number))
    return number


def resident() -> float:
    """Megabytes of this process now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def measured(path: Path, count: int) -> Iterator[str]:
    """Lines that say how the intake went over a file."""
    begun = time.process_time()
    reports = failures = 0
    memory: list[float] = []
    for number, found in enumerate(take_in([str(path)]), 1):
        if isinstance(found, Failure):
            failures += 1
        else:
            reports += 1
        if number % max(1, count // 10) == 0:
            memory.append(resident())
    seconds = time.process_time() - begun
    size = path.stat().st_size / 1e6
    yield f"{path.name}: {size:,.0f} MB, {count:,} records: {reports:,} reports, {failures:,} failures"
    yield f"{count / seconds:,.0f} records/s, {size / seconds:.1f} MB/s of the process on one core ({seconds:,.0f} s)"
    grown = max(memory) - memory[0] if memory else 0.0
    yield f"memory after each tenth, MB: {' '.join(f'{m:.0f}' for m in memory)}; growth after the first tenth {grown:.1f} MB"


def lines(sort: str, megabytes: int, *, zipped: bool) -> list[str]:
    """How the intake went over a file of one sort of pages, which is made where it is not there yet."""
    made_by = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]
    path = OUT / f"{sort}-{megabytes}-{made_by}.warc{'.gz' if zipped else ''}"
    counted = path.with_suffix(".count")
    there = path.exists() and counted.exists()
    count = int(counted.read_text()) if there else make(path, megabytes * 1_000_000, sort=sort, zipped=zipped)
    return list(measured(path, count))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--pages", nargs="+", choices=SORTS, default=list(SORTS))
    parser.add_argument("--gzip", action="store_true")
    chosen = parser.parse_args()
    if not TEXTS.exists():
        print("../shared/bench is absent, so there are no texts to make a crawl file of")
        return
    OUT.mkdir(parents=True, exist_ok=True)
    fresh = multiprocessing.get_context("spawn")
    for sort in chosen.pages:  # each in a process of its own, whose memory begins anew
        with ProcessPoolExecutor(1, mp_context=fresh) as process:
            print(
                "\n".join(process.submit(lines, sort, chosen.megabytes, zipped=chosen.gzip).result()), flush=True
            )


if __name__ == "__main__":
    main()
