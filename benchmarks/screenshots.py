"""Every page as a picture, to be looked at: light and dark, desktop and phone.

python benchmarks/screenshots.py                 # into out/screens
python benchmarks/screenshots.py --readme        # the two pictures in docs/, anew
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
import reportedly
from reportedly.archive import Archive
from reportedly.records import Reading
from reportedly.samples import sample_files
from web_browser import browser, served
from web_site import PASSWORD

ROOT = Path(__file__).resolve().parents[1]
SIZES = {"desktop": (1360, 900), "phone": (390, 844)}
WIDE = {"desktop": (1360, 900)}
README = {"docs/incident.png": ("incident", 1240), "docs/review.png": ("review-claim", 860)}


def samples() -> list[Reading]:
    """The sample reports, read."""
    with sample_files() as files:
        return [r for r in reportedly.read_all(files) if isinstance(r, Reading)]


def addresses(archive: Archive) -> dict[str, str]:
    """A name and an address for every page."""
    chief = archive.incidents(sort="reports", limit=1).rows[0].id
    report = archive.incident(chief).reports[0]
    source = next(a.source for a in archive.incident(chief).accounts if a.source)
    return {
        "incidents": "incidents", "incident": f"incidents/{chief}", "reports": "reports", "report": f"reports/{report}",
        "sources": "sources", "source": f"sources/{source.actor or source.name}", "review": "review",
        "review-claim": f"review/{chief}", "decisions": "decisions", "add": "add", "users": "users", "log": "audit",
        "account": "account", "not-found": "incidents/none",
    }  # fmt: skip


def sign_in(page: Page, address: str) -> None:
    """As the admin, who sees everything."""
    page.goto(f"{address}/signin")
    page.get_by_label("Name").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def take(started: Browser, address: str, pages: dict[str, str], out: Path, *, readme: bool) -> None:
    """Each page in each size and scheme, as far as it is in sight; for the README tall, light, and on a desktop alone."""
    schemes, sizes = (("light",), WIDE) if readme else (("light", "dark"), SIZES)
    for scheme in schemes:
        for size, (width, height) in sizes.items():
            context = started.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
            page = context.new_page()
            page.goto(f"{address}/signin")
            page.screenshot(path=out / f"signin-{size}-{scheme}.png")
            sign_in(page, address)
            for name, path in pages.items():
                tall = next((most for shown, most in README.values() if readme and shown == name), height)
                page.set_viewport_size({"width": width, "height": tall})
                page.goto(f"{address}/{path}")
                page.wait_for_load_state("networkidle")
                page.wait_for_timeout(2500 if name == "incidents" else 300)
                page.screenshot(path=out / f"{name}-{size}-{scheme}.png")
            context.close()


def main() -> None:
    """Read the samples once, serve them, take the pictures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--out", type=Path, default=ROOT / "out/screens")
    options.add_argument("--readme", action="store_true")
    chosen = options.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    readings = samples()
    with browser() as started, TemporaryDirectory() as folder:
        with served(Path(folder), readings, team=True) as (address, site):
            pages = addresses(site.archive)
            if chosen.readme:
                pages = {name: pages[name] for name, _ in README.values()}
            take(started, address, pages, chosen.out, readme=chosen.readme)
        if not chosen.readme:
            with TemporaryDirectory() as empty, served(Path(empty), []) as (address, _):
                page = started.new_page(viewport={"width": 1360, "height": 900})
                page.goto(address)
                page.screenshot(path=chosen.out / "start-desktop-light.png")
    for target, (name, _) in README.items():
        if chosen.readme:
            (ROOT / target).write_bytes((chosen.out / f"{name}-desktop-light.png").read_bytes())
    print(f"{len(list(chosen.out.glob('*.png')))} pictures in {chosen.out}")


if __name__ == "__main__":
    main()
