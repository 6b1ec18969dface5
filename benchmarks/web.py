"""The pages over many incidents: time to the first byte, weight, and when the list is usable in a browser.

python benchmarks/web.py                       # 100,000 incidents
python benchmarks/web.py --incidents 5000 --no-browser

The archive holds the reports of a simulated world; their incidents are multiplied, each copy with another day, place, type
and toll, as rows like all others. So lists, facets, map and timeline work on the full number; the pages of one incident, one
report and one source are those of the simulated ones.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from reportedly.archive import Archive, IncidentFilter
from reportedly.archive.address import address_of
from reportedly.archive.incident_rows import write_incidents
from reportedly.archive.store import Store
from reportedly.records import Incident, make_id
from simulate import simulate
from web_browser import browser, served

ROUNDS = 7
MOST_MS, MOST_KB, MOST_LIST_MS = 300, 1024, 2000
_BATCH = 2000
_KINDS = ("air strike", "shelling", "bombing", "shooting", "armed clash", "drone attack", "arrest", "protest")
_COUNTRIES = ("AF", "IQ", "SY", "UA", "SD", "MM", "CD", "ML", "YE", "SO", "NG", "ET")


def copies(found: list[Incident], count: int) -> Iterator[Incident]:
    """Incidents like these, each with its own day, place, type and toll."""
    chance = random.Random(7)
    places = [
        (f"Town {n}", chance.choice(_COUNTRIES), chance.uniform(-35, 60), chance.uniform(-100, 140))
        for n in range(1500)
    ]
    for n in range(count):
        one = found[n % len(found)]
        day = (date(2014, 1, 1) + timedelta(days=chance.randrange(4000))).isoformat()
        name, country, latitude, longitude = chance.choice(places)
        where = tuple(
            w.model_copy(
                update={"country": country, "latitude": latitude, "longitude": longitude, "place": name,
                        "precision": chance.choice((1, 1, 1, 2, 4))}
            )
            for w in one.where[:1]
        )  # fmt: skip
        factor = chance.choice((1, 1, 1, 2, 5))
        yield one.model_copy(
            update={
                "id": make_id("incident", "copy", n),
                "type": chance.choice(_KINDS),
                "when": one.when.model_copy(update={"start": day, "end": day}) if one.when else None,
                "where": where,
                "estimates": tuple(
                    e.model_copy(
                        update={k: v * factor for k in ("low", "best", "high") if (v := getattr(e, k)) is not None}
                    )
                    for e in one.estimates
                ),
            }
        )


def fill(archive: Archive, url: str, count: int) -> None:
    """Copies of the archive's incidents, until there are so many."""
    found = [archive.incident(row.id) for row in archive.incidents(limit=400).rows]
    reports = {key: archive.report(key) for incident in found for key in incident.reports}
    store, batch = Store(address_of(url)), []
    for one in copies(found, count - archive.incidents(limit=1).total):
        batch.append(one)
        if len(batch) == _BATCH:
            store.write(lambda c, batch=batch: write_incidents(c, batch, reports, {}))  # type: ignore[misc]
            batch = []
    store.write(lambda c: write_incidents(c, batch, reports, {}))
    store.write(lambda c: c.exec_driver_sql("analyze"))
    store.close()


def pages(archive: Archive) -> dict[str, str]:
    """A name and an address for every kind of page, and the list under several filters."""
    told, big = next(
        (report.id, row.id)
        for report in archive.reports(limit=100).rows
        for row in archive.incidents(IncidentFilter(report=report.id)).rows
        if archive.incident(row.id).claims
    )
    source = archive.facets("source", limit=1)[0].value
    return {
        "list": "incidents",
        "list, by deaths": "incidents?sort=killed",
        "list, one country": "incidents?country=SY",
        "list, a box and a year": "incidents?box=20,10,60,40&since=2018-01-01&until=2018-12-31",
        "list, words": "incidents?words=market",
        "facets": "incidents/facets",
        "spread (map, timeline)": "incidents/spread.json",
        "incident": f"incidents/{big}",
        "report": f"reports/{told}",
        "reports": "reports",
        "sources": "sources",
        "source": f"sources/{source}",
        "queue": "review",
        "review": f"review/{big}",
        "decisions": "decisions",
        "add": "add",
    }


def first_bytes(address: str, wanted: dict[str, str]) -> Iterator[tuple[str, float, float, float]]:
    """For each page the median time to its first byte and of the processor in milliseconds, and its weight in kilobytes."""
    with httpx.Client(base_url=address, timeout=60) as client:
        client.get("/add")
        for name, path in wanted.items():
            times, busy, size = [], [], 0
            for _ in range(ROUNDS):
                began, worked = time.perf_counter(), time.process_time()
                with client.stream("GET", f"/{path}") as answer:
                    times.append(1000 * (time.perf_counter() - began))
                    busy.append(1000 * (time.process_time() - worked))
                    size = len(answer.read())
                    assert answer.status_code == 200, (path, answer.status_code)
            yield name, statistics.median(times), statistics.median(busy), size / 1024


def in_browser(address: str) -> None:
    """When the list can be used, when the map is drawn, and what all of it weighs on the wire."""
    with browser() as started:
        page = started.new_page(viewport={"width": 1280, "height": 860})
        for round_ in ("first visit", "again"):
            weights: dict[str, int] = {}
            session = page.context.new_cdp_session(page)
            session.send("Network.enable")
            names: dict[str, str] = {}
            session.on(
                "Network.requestWillBeSent",
                lambda e, names=names: names.update({e["requestId"]: e["request"]["url"]}),
            )
            session.on(
                "Network.loadingFinished",
                lambda e, weights=weights, names=names: weights.update(
                    {names.get(e["requestId"], "?"): int(e["encodedDataLength"])}
                ),
            )
            began = time.perf_counter()
            page.goto(f"{address}/incidents", wait_until="domcontentloaded")
            page.locator(".incidents a").first.wait_for()
            page.wait_for_function("window.htmx !== undefined")
            usable = 1000 * (time.perf_counter() - began)
            page.locator(".maplibregl-canvas").wait_for()
            page.wait_for_load_state("networkidle")
            drawn = 1000 * (time.perf_counter() - began)
            shapes = sum(size for url, size in weights.items() if "countries-50m" in url)
            rest = sum(weights.values()) - shapes
            print(f"{round_:12} list usable {usable:6.0f} ms (limit {MOST_LIST_MS}), map drawn {drawn:6.0f} ms, "
                  f"weight {rest / 1024:5.0f} KB (limit {MOST_KB}) and shapes {shapes / 1024:4.0f} KB")  # fmt: skip
            session.detach()


def main() -> int:
    """Print the figures; 1 where a limit is not held."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--incidents", type=int, default=100_000)
    options.add_argument("--no-browser", action="store_true")
    chosen = options.parse_args()
    with TemporaryDirectory() as folder, served(Path(folder), simulate(300).readings) as (address, site):
        fill(site.archive, str(Path(folder) / "archive.sqlite"), chosen.incidents)
        print(
            f"{site.archive.incidents(limit=1).total:,} incidents\n{'page':26}{'first byte':>12}{'processor':>12}{'weight':>10}"
        )
        held = True
        for name, milliseconds, busy, kilobytes in first_bytes(address, pages(site.archive)):
            mark = "" if milliseconds < MOST_MS and kilobytes < MOST_KB else "  over the limit"
            held = held and not mark
            print(f"{name:26}{milliseconds:9.0f} ms{busy:9.0f} ms{kilobytes:7.0f} KB{mark}", flush=True)
        if not chosen.no_browser:
            in_browser(address)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
