"""Withholding: no withheld name is found in any file, whatever the format; pseudonyms are steady; the rest stays."""

from __future__ import annotations

import html
import io
import json
import os
import unicodedata
import zipfile
from dataclasses import replace
from functools import cache
from urllib.parse import unquote

import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from exported import sample_record
from helpers import assert_offsets
from made import INFO
from reportedly import api
from reportedly.export import ExportOptions, Withhold, export, format_names
from reportedly.export.withholding.mask import Mask, folded
from reportedly.records import (
    Attribution,
    Claim,
    Dateline,
    Decision,
    Mention,
    Named,
    Original,
    Person,
    Reading,
    Report,
    Source,
    Span,
    Toll,
    Victims,
    Weighed,
    When,
    Where,
)

EXAMPLES = int(os.environ.get("WITHHOLDING_EXAMPLES", "20"))  # for each format; 200 take some minutes
FORMATS = ("acled", "csv", "ftm", "ged", "geojson", "hxl", "jsonl", "jsonld", "markdown", "parquet", "xlsx")
TEXT = (
    "{dead} killed in {town}\n\nA bomb killed {dead}, 34, and {upper}'s daughter in {town} on Sunday, police said. {last} ran a "
    "stall there. The {last}s have lived in {town} for years; #{joined} was seen everywhere, and so was @{joined}rip. {seen} saw "
    'it. "{last} was kind," {seen} said. Mr. {last}-Smith wrote to {small}@example.org. {spelled} is another spelling.'
)


def record(
    dead: str, seen: str, town: str, spelled: str, *, young: bool = False
) -> tuple[Weighed, tuple[Decision, ...]]:
    """A report with a victim, a witness and a place in every corner where a name may hide."""
    last = dead.split()[-1]
    joined = "".join(dead.split()).lower()
    small = ".".join(dead.split()).lower()
    text = TEXT.format(
        dead=dead, upper=dead.upper(), last=last, seen=seen, town=town, joined=joined, small=small, spelled=spelled
    )

    def span(words: str, after: int = 0) -> Span:
        start = text.index(words, after)
        return Span.of(text, start, start + len(words))

    body = text.index("\n\n")
    report = Report(
        id=Report.id_of(text),
        text=text,
        title=f"{dead} killed in {town}",
        url=f"https://example.org/2020/{'-'.join(dead.lower().split())}-killed",
        outlet="Daily Test",
        byline=f"A friend of {last}",
        dateline=Dateline(place=town, date="3 May", agency="Test Agency"),
        published="2020-05-04",
        original=Original(sha256="0" * 64, media_type="text/plain", size=9, path=f"/home/{last}/report.txt"),
    )
    witness = Source(
        name=seen,
        kind="person",
        role="a neighbour",
        span=span(seen, body),
        chain=(Source(name="Daily Test", kind="outlet"),),
    )
    police = Source(name="police", kind="organisation", span=span("police"))
    where = Where(
        name=town,
        span=span(town, body),
        place="geo:7",
        country="IQ",
        admin1="Anbar",
        admin2=f"{town} District",
        latitude=34.123456,
        longitude=41.654321,
        precision=1,
    )
    when = When(start="2020-05-03", end="2020-05-03", precision=1, span=span("Sunday"))
    victim = Person(
        name=dead,
        span=span(dead, body),
        age=14 if young else 34,
        kin=f"father of Little {last}",
        spellings=(spelled,),
    )
    toll = Toll(
        low=1, high=1, victims=Victims(description=f"{dead}, a trader", category=("civilian",)), names=(victim,)
    )
    two = Toll(low=2, high=2, victims=Victims(category=("civilian",)))

    def claim(key: str, name: str, value: object, source: Source, words: Span) -> Claim:
        return Claim(
            id=f"{key}-{joined}",
            incident="e!",
            field=name,
            value=value,
            source=source,
            span=words,
            attribution="at",
        )  # type: ignore[arg-type]

    claims = (
        claim("c1", "killed", toll, police, span(dead, body)),
        claim("c2", "killed", two, witness, span(f"{seen} saw", body)),
        claim("c3", "place", where, police, span(town, body)),
        claim("c4", "date", when, police, span("Sunday")),
        claim("c5", "target", Named(name=dead, span=span(dead, body)), witness, span(dead, body)),
        claim("c6", "perpetrator", Named(name="Islamic State", actor="islamic-state"), police, span("police")),
    )
    mention = Mention(
        id=f"m-{joined}", type="bombing", trigger=span("bomb"), incident="e!", when=when, where=(where,),
        agents=(Named(name="Islamic State", actor="islamic-state"),), targets=(Named(name=dead, span=span(dead, body)),),
    )  # fmt: skip
    said = Attribution(
        id="at", source=witness, cue=span("said", body), content=(span(f"{last} was kind"),), mode="direct"
    )
    reading = Reading(
        report=report,
        places=(where,),
        times=(when,),
        attributions=(said,),
        mentions=(mention,),
        claims=claims,
        reader=INFO,
    )
    assert_offsets(reading)
    why = f"{dead} is a cousin of {seen}; in {town}"
    decision = Decision(
        id="d1", by=f"{last}@example.org", at="2020-06-01T00:00:00Z", what="note", on=(claims[0].id,), why=why
    )
    return api.weigh([reading]), (decision,)


def texts_of(data: bytes) -> str:
    """All that can be read in a file: as it is, unzipped, decoded, without entities and percent signs."""
    parts = [data.decode("utf-8", "replace"), data.decode("utf-16-le", "replace")]
    if zipfile.is_zipfile(io.BytesIO(data)):
        book = zipfile.ZipFile(io.BytesIO(data))
        parts += [name + book.read(name).decode("utf-8", "replace") for name in book.namelist()]
    if data.startswith(b"PAR1"):
        table = pyarrow.parquet.read_table(io.BytesIO(data))
        parts += [json.dumps(table.to_pylist(), ensure_ascii=False), str(table.schema), str(table.schema.metadata)]
    whole = "\n".join(parts)
    return "\n".join([whole, html.unescape(whole), unquote(whole)])


def files_of(weighed: Weighed, decisions: tuple[Decision, ...], form: str, withhold: str) -> str:
    options = ExportOptions(
        withhold=Withhold.parse(withhold),
        decisions=decisions,
        originals={"0" * 64: b"bytes"},
        filters=("words: x",),
    )
    files = export(weighed, form, options=options).named("x.csv")
    return "\n".join(texts_of(data) for data in files.values())


def letters(alphabet: str, least: int, most: int) -> st.SearchStrategy[str]:
    return st.text(alphabet, min_size=least, max_size=most)


LATIN = letters("abcdefghijklmnoprstuvwyzáéíóúñçğışøåäöüßőłžčć", 5, 9).map(str.capitalize)
CYRILLIC = letters("абвгдежзийклмнопрстуфхцчшэюя", 5, 9).map(str.capitalize)
ARABIC = letters("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", 5, 8)
CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9000), min_size=2, max_size=3)


def names() -> st.SearchStrategy[tuple[str, str, str]]:
    """Three different names of one script: of two words and a place of one."""
    return st.one_of(
        st.lists(word, min_size=5, max_size=5, unique_by=lambda w: folded(w)[0]).map(
            lambda w: (f"{w[0]} {w[1]}", f"{w[2]} {w[3]}", w[4])
        )
        for word in (LATIN, CYRILLIC, ARABIC, CHINESE)
    )


def plain(text: str) -> str:
    return "".join(c for c in folded(text)[0] if c.isalnum())


@cache
def ordinary(form: str) -> str:
    """What a file holds whoever is named: a name that is part of it cannot be searched for ("Conte" of "Content")."""
    weighed, decisions = record("Zoltan Querido", "Wanda Xylander", "Yarrowby", "Zoltán Kerido")
    return plain(
        files_of(weighed, decisions, form, "names,exact-places") + files_of(weighed, decisions, form, "nothing")
    )


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(names())
@pytest.mark.parametrize("form", FORMATS)
def test_no_withheld_name_is_in_any_file(form: str, drawn: tuple[str, str, str]) -> None:
    """Acceptance: a search of the bytes, unzipped and decoded, finds none of the withheld strings."""
    dead, seen, town = drawn
    spelled = f"{dead.split()[0]}o {dead.split()[1]}a"
    words = [w for name in (dead, seen, town) for w in name.split()]
    assume(len({folded(w)[0][:4] for w in words}) == len(words))
    assume(not [w for w in words if plain(w) in ordinary(form)])
    weighed, decisions = record(dead, seen, town, spelled)
    found = files_of(weighed, decisions, form, "names,exact-places")
    assert not [w for w in (dead, seen, town, spelled, *words, dead.upper(), dead.lower()) if w in found]
    close = plain(found)
    assert not [w for w in (dead, seen, spelled, dead.split()[-1]) if plain(w) in close]
    assert "34.123456" not in found
    assert "geo:7" not in found
    original = {r.report.id for r in weighed.readings} | {c.id for r in weighed.readings for c in r.claims}
    assert not [key for key in original | {i.id for i in weighed.incidents} if key in found]


def test_the_search_finds_what_is_published() -> None:
    """The search itself works: with nothing withheld every format that has room for names shows them."""
    weighed, decisions = record("Zoltan Querido", "Wanda Xylander", "Yarrowby", "Zoltán Kerido")
    shown = {form for form in FORMATS if "Querido" in files_of(weighed, decisions, form, "nothing")}
    assert shown == set(FORMATS)
    assert all("Yarrowby" in files_of(weighed, decisions, form, "nothing") for form in FORMATS)


def test_sources_are_withheld_with_outlets_addresses_and_bylines() -> None:
    weighed, decisions = record("Zoltan Querido", "Wanda Xylander", "Yarrowby", "Zoltán Kerido")
    for form in FORMATS:
        found = files_of(weighed, decisions, form, "sources")
        assert not [
            w
            for w in ("Wanda", "Xylander", "Daily Test", "example.org/2020", "A friend of", "Test Agency")
            if w in found
        ], form
        assert "Querido" in found or form in ("ged", "acled"), form
        assert "Islamic State" in found, form


def published(withhold: str, *, young: bool = False) -> Weighed:
    """The record in the form in which it may be published."""
    from reportedly.export import Edition
    from reportedly.export import withhold as publish
    from reportedly.weighing import get_policy

    weighed, decisions = record("Zoltan Querido", "Wanda Xylander", "Yarrowby", "Zoltán Kerido", young=young)
    edition = Edition(weighed=weighed, policy=get_policy("range"), decisions=decisions)
    return publish(edition, Withhold.parse(withhold)).weighed


def test_offsets_hold_in_the_masked_text() -> None:
    [reading] = published("names,exact-places").readings
    assert_offsets(reading)
    assert reading.report.text.startswith(
        "Person 1 killed in Place 1\n\nA bomb killed Person 1, 34, and Person 1's daughter in Place 1"
    )
    killed = reading.claims[0]
    assert killed.span.words == "Person 1"
    assert killed.value.victims.description == "Person 1, a trader"  # type: ignore[union-attr]


def test_a_name_has_one_pseudonym_everywhere() -> None:
    weighed = published("names")
    [reading] = weighed.readings
    [person] = reading.claims[0].value.names  # type: ignore[union-attr]
    assert (person.name, person.age, person.kin, person.spellings) == ("Person 1", 34, None, ())
    assert reading.claims[4].value.name == "Person 1"  # type: ignore[union-attr]
    assert reading.report.title == "Person 1 killed in Yarrowby"
    assert reading.claims[1].source.name == "Person 2"  # type: ignore[union-attr]
    assert "Person 2 was" not in reading.report.text
    assert reading.report.url == "https://example.org/"
    assert reading.report.original is None


def test_scenes_keep_country_and_division() -> None:
    [reading] = published("exact-places").readings
    where = reading.claims[2].value
    assert isinstance(where, Where)
    assert (where.name, where.country, where.admin1, where.precision) == ("Place 1", "IQ", "Anbar", 4)
    assert (where.latitude, where.longitude, where.place, where.admin2) == (None, None, None, None)


@pytest.mark.parametrize(
    ("withhold", "young", "shown"),
    [
        ("names", False, set()),
        ("victims", False, {"Xylander"}),
        ("witnesses", False, {"Querido"}),
        ("minors", False, {"Querido", "Xylander"}),
        ("minors", True, {"Xylander"}),
        ("exact-places", True, {"Xylander"}),  # minors stay withheld with every list
        ("speakers", False, {"Querido", "Xylander"}),
        ("nothing", True, {"Querido", "Xylander"}),
    ],
)
def test_rules_by_category(withhold: str, young: bool, shown: set[str]) -> None:
    text = published(withhold, young=young).to_json()
    assert {name for name in ("Querido", "Xylander") if name in text} == shown


def test_what_is_not_withheld_stays() -> None:
    weighed = published("names,exact-places")
    [incident] = weighed.incidents
    before = record("Zoltan Querido", "Wanda Xylander", "Yarrowby", "Zoltán Kerido")[0].incidents[0]
    figures = [(e.field, e.victims, e.low, e.best, e.high) for e in incident.estimates]
    assert figures == [(e.field, e.victims, e.low, e.best, e.high) for e in before.estimates]
    assert (incident.type, incident.when and incident.when.start) == ("bombing", "2020-05-03")
    ids = {c.id for r in weighed.readings for c in r.claims}
    assert set(incident.claims) <= ids
    assert {i for a in incident.accounts for i in a.claims} <= ids
    assert all(
        i in ids
        for e in incident.estimates
        for line in e.because
        for i in line.split("[")[1:2]
        for i in i.split("]")[0].split(", ")
    )


def test_where_nothing_has_to_be_withheld_nothing_changes() -> None:
    weighed = sample_record()
    [one] = [r for r in weighed.readings if r.report.outlet == "Baltic News Agency"]
    plain_record = api.weigh([one])
    done = export(plain_record, "jsonl", options=ExportOptions(withhold=Withhold()))
    again = export(plain_record, "jsonl", options=ExportOptions(withhold=Withhold.nothing()))
    first, second = (d.files[""].decode().splitlines()[1:] for d in (done, again))
    assert first == second
    assert [w.count for w in done.method.withheld] == [0, 0, 0]


def test_the_loss_report_counts_and_does_not_name() -> None:
    weighed, decisions = record("Zoltan Querido", "Wanda Xylander", "Yarrowby", "Zoltán Kerido")
    options = ExportOptions(
        withhold=Withhold.parse("names,exact-places"), decisions=decisions, originals={"0" * 64: b"x"}
    )
    done = export(weighed, "csv", options=options)
    counts = {loss.field: loss.count for loss in done.losses if loss.what == "withheld"}
    assert counts == {
        "names of victims": 1, "names of minors": 0, "names of witnesses": 1, "exact places": 1, "names of recorders": 1,
        "originals": 1, "addresses": 1,
    }  # fmt: skip
    about = done.named("x.csv")["x.csv.about.md"].decode() + done.named("x.csv")["x.csv.about.json"].decode()
    assert not [w for w in ("Querido", "Xylander", "Yarrowby") if w in about]


def test_the_samples_without_names() -> None:
    done = export(sample_record(), "csv", options=ExportOptions())
    found = "\n".join(texts_of(data) for data in done.named("x.csv").values())
    assert not [w for w in ("Ashworth", "Tyas", "Bonfield", "Ebersold") if w in found]
    assert "Haymarket" in found


def test_filters_are_masked_too() -> None:
    weighed, _ = record("Zoltan Querido", "Wanda Xylander", "Yarrowby", "Zoltán Kerido")
    done = export(weighed, "csv", options=replace(ExportOptions(), filters=("words: Querido",)))
    assert done.method.filters == ("words: Person 1",)


# --- the mask itself

NAME = [("José García", "Person 1", False), ("José", "Person 1", True), ("García", "Person 1", True)]
MASKED = [
    ("José García died.", "Person 1 died."),
    ("JOSE GARCIA died; jose garcia.", "Person 1 died; Person 1."),
    ("Jose\u0301 Garci\u0301a", "Person 1"),
    ("José  García, José-García, José.García", "Person 1, Person 1, Person 1"),
    ("García's, the Garcías", "Person 1's, the Person 1"),
    ("#josegarcia and @garcia", "#Person 1 and @Person 1"),
    ("The josé of the garcía", "The josé of the Person 1"),  # in small letters a short part of a name is a word
    ("Jos\u200bé Gar\u00adcía", "Person 1"),
    ("García and José", "Person 1 and Person 1"),
    ("Garciaparra ran.", "Person 1 ran."),  # a longer word that holds the name goes as a whole
    ("José, said García", "Person 1, said Person 1"),
    ("Nothing here.", "Nothing here."),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), MASKED)
def test_the_mask(text: str, expected: str) -> None:
    assert Mask(NAME).text(text) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("محمد علي", "قال ومحمد علي إنه", "قال وPerson 1 إنه"),
        ("王小明", "昨天王小明在北京", "昨天Person 1在北京"),
        ("Иванов", "Иванова видели", "Person 1 видели"),
        ("Işık Yıldız", "IŞIK YILDIZ ve Isik Yildiz", "Person 1 ve Person 1"),
        ("Søren Łaski", "Soren Laski; SØREN ŁASKI", "Person 1; Person 1"),
    ],
)
def test_the_mask_in_other_scripts(name: str, text: str, expected: str) -> None:
    forms = [(name, "Person 1", False), *((part, "Person 1", True) for part in name.split())]
    assert Mask(forms).text(text).replace("Person 1 Person 1", "Person 1") == expected


def test_a_part_that_two_share_is_nobodys() -> None:
    mask = Mask(
        [
            ("Ahmad Karimi", "Person 1", False),
            ("Layla Karimi", "Person 2", False),
            ("Karimi", "Person 1", True),
            ("Karimi", "Person 2", True),
        ]
    )
    assert mask.text("Ahmad Karimi, Layla Karimi, Karimi") == "Person 1, Person 2, a person"


@given(st.text(alphabet="aá bJGéíc.-\u0301", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_offsets_under_the_mask_are_ranges(text: str, one: int, two: int) -> None:
    start, end = sorted((min(one, len(text)), min(two, len(text))))
    masked = Mask(NAME).cover(text + " José García " + text)
    new_start, new_end = masked.at(start, end)
    assert 0 <= new_start <= new_end <= len(masked.text)
    if not masked.cuts:
        assert (new_start, new_end) == (start, end)


def test_folding_keeps_the_way_back() -> None:
    fold, home = folded("ﬁ É ß")
    assert fold == "fi e ss"
    assert home == [0, 0, 1, 2, 3, 4, 4]
    assert unicodedata.normalize("NFC", "É") == "É"


def test_formats_are_all_searched() -> None:
    assert set(FORMATS) <= set(format_names())
