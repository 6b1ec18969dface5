"""The archive as files: the same pages, every link inside leads somewhere, and what is withheld is nowhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import reportedly
from reportedly.export import Withhold
from reportedly.records import Person, Reading, Toll
from reportedly.web import PublishError, PublishOptions, publish
from web_made import Told, archive_readings, report, span

TEXT = "A bomb killed Amina Haddad, 9, at the market in Alpha on Wednesday, police said."


def with_a_name() -> Reading:
    """A report that names a child who was killed."""
    named = Person(name="Amina Haddad", span=span(TEXT, "Amina Haddad"), age=9)
    toll = Toll(low=1, high=1, names=(named,))
    return report(
        "named", TEXT, [Told("place", "Alpha"), Told("killed", "Amina Haddad", toll, "police")], title="A child"
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("published")
    with reportedly.open_archive(str(made / "a.sqlite")) as archive:
        for reading in (*archive_readings(), with_a_name()):
            archive.add(reading, settled=False)
        archive.settle()
        written = publish(archive, made / "site")
        assert written.pages == len(list((made / "site").rglob("*.html")))
        publish(archive, made / "site")  # once more into the same folder
        publish(archive, made / "open", PublishOptions(withhold=Withhold.nothing()))
    return made


def test_every_link_and_asset_is_there(folder: Path) -> None:
    for page in (folder / "site").rglob("*.html"):
        text = page.read_text("utf-8")
        ids = set(re.findall(r'id="([^"]+)"', text))
        for link in re.findall(r'(?:href|src)="([^"]+)"', text):
            if link.startswith(("http://", "https://")):
                continue
            path, _, fragment = link.partition("#")
            target = (page.parent / path).resolve() if path else page
            assert target.exists() or "vendor" in path, f"{page.name}: {link}"
            if not path and fragment:
                assert fragment in ids or fragment == "accounts", f"{page.name}: {link}"
    assert not re.search(
        r"<form|<button", "".join(p.read_text("utf-8") for p in (folder / "site").rglob("*.html"))
    )


def test_every_page_has_its_twin(folder: Path) -> None:
    for page in (folder / "site").rglob("*.html"):
        assert json.loads(page.with_suffix(".json").read_text("utf-8")) is not None


def test_what_is_withheld_is_in_no_file(folder: Path) -> None:
    for file in (f for f in (folder / "site").rglob("*") if f.suffix in (".html", ".json")):
        text = file.read_text("utf-8")
        assert "Amina" not in text, file
        assert "Haddad" not in text, file
    told = "".join(f.read_text("utf-8") for f in (folder / "open").rglob("*.html"))
    assert "Amina Haddad" in told


def test_pages_say_what_the_archive_says(folder: Path) -> None:
    pages = [p.read_text("utf-8") for p in (folder / "site" / "incidents").glob("*.html")]
    bombing = next(p for p in pages if "What cannot both hold" in p)
    assert "Residents speak of 30 dead" in bombing
    assert "twelve bodies" in bombing
    assert "The same accounts under every policy" in bombing


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep me")
    url = str(tmp_path / "a.sqlite")
    with reportedly.open_archive(url) as archive, pytest.raises(PublishError, match="choose another folder"):
        publish(archive, tmp_path)
    assert (tmp_path / "mine.txt").read_text() == "keep me"
