"""Actors named in a text: which, by which alias, and where exactly."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.lexicon._load import LexiconError
from reportedly.lexicon.actors import ActorTable, load_actors

FINDS = [
    # states, their capitals and forces
    ("The United States and Iran blamed each other.", ["united-states", "iran"]),
    ("The U.S. and the UK backed the plan.", ["united-states", "united-kingdom"]),
    ("They told us that us means everybody.", []),
    ("US troops left; they told us military life was hard.", ["united-states-armed-forces"]),
    ("The Syrian army shelled the town.", ["syria-army"]),
    ("Syria's army shelled the town.", ["syria-army"]),
    ("Israeli warplanes struck before dawn.", ["israel-air-force"]),
    ("Israel's Foreign Ministry declined to comment.", ["israel-foreign-ministry"]),
    ("The ministry of defence of Chad confirmed it.", ["chad-defence-ministry"]),
    ("Cameroonian gendarmerie opened fire.", ["cameroon-police"]),
    ("A Pentagon spokesman said so.", ["united-states-defence-ministry"]),
    ("The US Defense Department said so.", ["united-states-defence-ministry"]),
    ("The Kremlin denied it.", ["russia-presidency"]),
    ("The IDF said it had hit a launcher.", ["israel-armed-forces"]),
    ("The Israel Defence Forces said so.", ["israel-armed-forces"]),
    ("Damascus accused Ankara.", ["syria", "turkey"]),
    ("They ate turkey in the dining room.", []),
    ("Sana’a’s residents fled.", ["yemen"]),
    ("Iran-backed groups and US-led forces stayed.", ["united-states-armed-forces"]),
    ("An anti-Hamas protest passed off quietly.", []),
    ("The Israel-Hamas war went on.", []),
    ("Iranian state television said Syrian rebels did it.", ["iran-state-media", "syria-rebels"]),
    ("The Iraqi parliament met near the US embassy.", ["iraq-parliament", "united-states-embassy"]),
    ("A Colombian National Police patrol was ambushed.", ["colombia-police"]),
    # armed groups, transliterations, mistranslations
    ("Al Shabab fighters and al-Shabaab commanders met.", ["al-shabaab", "al-shabaab"]),
    ("Isis claimed it; ISIS has many names, among them Daesh.", ["islamic-state"] * 3),
    ("Hay’at Tahrir al-Sham (HTS) took the town.", ["hayat-tahrir-al-sham"] * 2),
    ("Hashd al-Sha'bi units arrived.", ["popular-mobilization-forces"]),
    ("The Popular Mobilization denied it. The crowd's statement was short.", ["popular-mobilization-forces"] * 2),
    ("The crowd's statement was short.", []),
    ("The Houthis said Ansar Allah would answer.", ["houthi-movement"] * 2),
    ("Mohammed al-Houthi wrote on X.", []),
    ("M23 and CODECO raided villages.", ["march-23-movement", "codeco"]),
    ("The RSF and the Sudanese army fought on.", ["rapid-support-forces", "sudan-army"]),
    (
        "Reporters Without Borders (RSF) condemned the arrest.",
        ["reporters-without-borders", "reporters-without-borders"],
    ),
    ("Sendero Luminoso, or Shining Path, attacked.", ["shining-path"] * 2),
    ("They walked along the shining path.", []),
    ("Farabundo Martí National Liberation Front [FMLN] units withdrew.", ["farabundo-marti-national-liberation-front"] * 2),
    ("The M-19 and the ELN signed.", ["19-april-movement", "national-liberation-army-colombia"]),
    (
        "The Bolivian National Liberation Army is small. The ELN said so.",
        ["national-liberation-army-bolivia", "national-liberation-army-bolivia"],
    ),
    ("The Extraditables sent a letter.", ["the-extraditables"]),
    ("Myanmar's military and the Arakan Army clashed.", ["myanmar-armed-forces", "arakan-army"]),
    ("JNIM ambushed a convoy of Africa Corps.", ["jamaat-nusrat-al-islam-wal-muslimin", "africa-corps"]),
    ("The Pakistani Taliban, not the Taliban, did it.", ["tehrik-i-taliban-pakistan", "taliban"]),
    # international bodies, agencies, monitors
    ("The U.N. and Nato met; who was there? The WHO.", ["united-nations", "nato", "world-health-organization"]),
    ("GUNMAN WHO SHOT FIVE IS DEAD", []),
    ("BEIRUT (AP) - The US said no.", ["lebanon", "associated-press", "united-states"]),
    ("SANA, the Syrian state news agency, said so.", ["syrian-arab-news-agency"] * 2),
    (
        "The Syrian Observatory for Human Rights, a monitor, said so; the Observatory counts daily.",
        ["syrian-observatory-for-human-rights"] * 2,
    ),
    ("The Observatory counts stars.", []),
    ("Doctors Without Borders (MSF) and the ICRC left.", ["doctors-without-borders"] * 2 + ["international-committee-of-the-red-cross"]),
    ("B’Tselem and Haaretz reported it.", ["btselem", "haaretz"]),
    ("Mail and Guardian, Mail & Guardian.", ["mail-and-guardian"] * 2),
    ("He fought in Syria. Army units followed.", ["syria"]),
    ("the Popular\nMobilization Forces", ["popular-mobilization-forces"]),
    ("the Popular\n\nMobilization", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FINDS)
def test_find(text: str, expected: list[str]) -> None:
    assert [match.actor.id for match in load_actors().find(text)] == expected


def test_matches_say_where_and_by_which_alias() -> None:
    text = "Then Syria's Army, in Damascus, spoke."
    army, city = load_actors().find(text)
    assert text[army.start : army.end] == "Syria's Army"
    assert army.alias == "Syria army"
    assert (army.metonym, city.metonym) == (False, True)


LOOKUPS = [
    ("the Pentagon", "united-states-defence-ministry"),
    ("The White House's", "united-states-presidency"),
    ("SANA", "syrian-arab-news-agency"),
    ("The Guardian", "the-guardian"),
    ("médecins sans Frontières", "doctors-without-borders"),
    ("the Pentagon spokesman", None),
    ("the crowd", None),
    ("us", None),
    ("", None),
    ("the", None),
]


@pytest.mark.parametrize(("name", "expected"), LOOKUPS)
def test_lookup(name: str, expected: str | None) -> None:
    match = load_actors().lookup(name)
    assert (match.actor.id if match else None) == expected


@pytest.mark.parametrize(
    ("adjective", "expected"),
    [("Syrian", "syria"), ("American", "united-states"), ("US", "united-states"), ("green", None)],
)
def test_state_of_an_adjective(adjective: str, expected: str | None) -> None:
    state = load_actors().state(adjective)
    assert (state.id if state else None) == expected


PIECES = ["Hamas", "the crowd", "Popular Mobilization", "Syria", "’s", "'s", " ", "\n", "-", "US", "U.S.", "army", "é", "🕊", ",", "al"]  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=25).map("".join))
def test_offsets_hold_the_alias_and_never_overlap(text: str) -> None:
    table = load_actors()
    last = 0
    for match in table.find(text):
        assert last <= match.start < match.end <= len(text)
        last = match.end
        words = text[match.start : match.end]
        alone = table.lookup(words)
        assert alone is None or alone.end - alone.start == len(words)


def test_a_text_is_searched_once() -> None:
    table = load_actors()
    assert [id(m) for m in table.find("Hamas said no.")] == [id(m) for m in table.find("Hamas said no.")]


HEADER = "id,name,kind,inter,country,aliases,source,date\n"


def user_table(folder: Path, *rows: str) -> ActorTable:
    path = folder / "actors.csv"
    path.write_text(HEADER + "".join(row + "\n" for row in rows), encoding="utf-8")
    return load_actors(path)


def test_user_rows_win(tmp_path: Path) -> None:
    table = user_table(
        tmp_path,
        "valley-guard,Valley Guard,militia,3,XK,HTS|Guard of the Valley,our notes,2026-01",
        "hamas,Hamas (renamed),armed group,2,PS,Hamas,our notes,2026-01",
    )
    assert [m.actor.id for m in table.find("HTS and the Guard of the Valley")] == ["valley-guard"] * 2
    assert table.actors["hamas"].name == "Hamas (renamed)"
    assert [m.actor.id for m in table.find("Hayat Tahrir al-Sham")] == ["hayat-tahrir-al-sham"]
    assert [m.actor.id for m in load_actors().find("HTS")] == ["hayat-tahrir-al-sham"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a,A,army,1,SY,,notes,2026", "no kind of actor"),
        ("a,A,militia,9,SY,,notes,2026", "no ACLED inter code"),
        ("a,A,militia,3,Syria,,notes,2026", "no ISO 3166-1"),
        ("a,A,militia,3,SY,,,2026", "must be stated"),
        ("a,,militia,3,SY,,notes,2026", "must be stated"),
    ],
)
def test_user_rows_that_cannot_be(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        user_table(tmp_path, row)


def test_user_table_with_other_columns(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_text("id,name\na,A\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="columns are"):
        load_actors(path)
