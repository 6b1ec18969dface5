"""Files of every kind and every kind of trouble: what fails says where and what to do, the rest is taken in."""

import io
import json
import sqlite3
from pathlib import Path
from types import SimpleNamespace

import pytest

from reportedly.intake import Failure, IntakeOptions, take_in
from reportedly.intake.seen import Seen
from reportedly.records import Report

GOOD = "At least four people were killed in Tal Rahma on Sunday, police said."
OTHER = "The mayor said that nine people had been wounded by the blast on Sunday."


def line(**fields: object) -> str:
    return json.dumps(fields) + "\n"


def taken(*paths: Path | str, **options: object) -> tuple[list[Report], list[str]]:
    """The reports and the messages of some files, messages without the folder's name."""
    reports, messages = [], []
    for found in take_in(map(str, paths), IntakeOptions(**options)):  # type: ignore[arg-type]
        if isinstance(found, Report):
            reports.append(found)
        else:
            messages.append(str(found).replace(str(Path(found.file).parent) + "/", ""))
    return reports, messages


def test_a_text_file(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"Four killed\n\n{GOOD}")
    (report,), messages = taken(file, outlet="Daily Test", published="2021-06-29", url="https://example.org/a")
    assert (report.title, report.text, report.outlet) == ("Four killed", GOOD, "Daily Test")
    assert (report.published, report.url, report.language) == ("2021-06-29", "https://example.org/a", "en")
    assert report.original
    assert report.original.media_type == "text/plain"
    assert report.original.size == file.stat().st_size
    assert messages == []


def test_records_state_more_than_the_options(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(
        line(text=GOOD, title="T", outlet="Own", published="29 June 2021", url="u", byline="Jane Roe", id="x")
    )
    (report,), _ = taken(file, outlet="Option", published="1999-01-01", url="v")
    assert (report.title, report.outlet, report.published, report.url) == ("T", "Own", "2021-06-29", "u")
    assert report.byline == "Jane Roe"
    assert report.id != "x", "only a verbatim record keeps its own id"


@pytest.mark.parametrize("name", ["title", "outlet", "byline"])
def test_a_name_without_end_is_cut_and_said(tmp_path: Path, name: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(line(text=GOOD, **{name: "N" * 1_000_000}))
    (report,), messages = taken(file)
    assert getattr(report, name) == "N" * 1_000
    assert messages == [f"a.jsonl:1: its {name} is 1,000,000 characters long; the first 1,000 are kept"]


def test_a_report_that_cannot_be_compared_with_those_before_is_taken_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(seen: Seen, report: Report) -> str:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Seen, "judge", full)
    file = tmp_path / "a.txt"
    file.write_text(GOOD)
    (report,), (message,) = taken(file)
    assert report.text == GOOD
    assert "cannot be compared with what came before it (database or disk is full)" in message


def test_verbatim_takes_text_and_id_as_they_are(tmp_path: Path) -> None:
    text = f"  Share\r\n\r\nRead more\n\n{GOOD}\u200f  "
    file = tmp_path / "a.jsonl"
    file.write_text(line(text=text, id="own-1", url="https://example.org/1"))
    (report,), _ = taken(file, verbatim=True)
    assert (report.id, report.url, report.text) == ("own-1", "https://example.org/1", text)
    assert [(r.start, r.end, r.original_start, r.original_end) for r in report.origin] == [(0, len(text)) * 2]


def test_a_csv_file_with_another_delimiter(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f'\ufeffTitle;Text;Published\nA;"{GOOD}";2021-06-29\nB;"He said ""four"".\n\n{OTHER}";\n')
    reports, messages = taken(file)
    assert [(r.title, r.published) for r in reports] == [("A", "2021-06-29"), ("B", None)]
    assert reports[1].text == f'He said "four".\n\n{OTHER}'
    assert messages == []


def test_a_folder_is_searched_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name, text in [("b/z.txt", GOOD), ("a.txt", OTHER), (".hidden/c.txt", "No."), ("b/picture.png", "x")]:
        (tmp_path / name).write_text(text)
    reports, messages = taken(tmp_path)
    assert [r.text for r in reports] == [OTHER, GOOD]
    assert messages == ["picture.png: files ending in .png are not read; passed over"]


def test_the_same_report_twice_is_one(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(GOOD)
    reports, messages = taken(tmp_path)
    assert len(reports) == 1
    assert messages == []


def test_one_agency_text_in_two_outlets_is_two_reports(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(line(text=GOOD, outlet="One") + line(text=GOOD, outlet="Two"))
    assert len(taken(tmp_path)[0]) == 2


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Café in Tal Rahma “hit”".encode(), "Café in Tal Rahma “hit”"),
        ("Café in Tal Rahma “hit”".encode("utf-8-sig"), "Café in Tal Rahma “hit”"),
        ("Café in Tal Rahma “hit”".encode("utf-16"), "Café in Tal Rahma “hit”"),
        ("Café in Tal Rahma “hit”".encode("utf-16-le"), "Café in Tal Rahma “hit”"),
        ("Café in Tal Rahma “hit”".encode("utf-16-be"), "Café in Tal Rahma “hit”"),
        ("Café in Tal Rahma “hit”".encode("windows-1252"), "Café in Tal Rahma “hit”"),
        (b"Caf\xe9 and Caf\xc3\xa9", "Café and Café"),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    (report,), _ = taken(tmp_path / "a.txt", verbatim=True)
    assert report.text == text


def test_a_utf_16_jsonl_file(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes((line(text=GOOD) + line(text=OTHER)).encode("utf-16"))
    assert [r.text for r in taken(tmp_path)[0]] == [GOOD, OTHER]


def test_lone_surrogates_become_replacement_characters_one_for_one(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"text": "Four \\ud800 people were killed \\udfff in Tal Rahma.", "title": "\\ud800"}'
    )
    (report,), _ = taken(tmp_path, verbatim=True)
    assert report.text == "Four \ufffd people were killed \ufffd in Tal Rahma."
    assert report.title == "\ufffd"


def test_direction_marks_leave_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\u200f" + GOOD.replace("Tal", "\u2067Tal\u2069") + "\u202c")
    assert taken(tmp_path)[0][0].text == GOOD


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "a.txt: has no text; give a report that is not empty"),
        ("a.txt", b" \n\t\n", "a.txt: has no text; give a report that is not empty"),
        ("a.txt", "\u200f\u200b".encode(), "a.txt: has no text; give a report that is not empty"),
        ("a.txt", bytes(range(256)) * 9, "a.txt: this is a binary file, not text; give text, HTML, PDF"),
        ("a.html", b"%PDF-1.7\n\x00\x01\x02", "a.html: is damaged or cut off ("),
        (
            "a.txt",
            b"PK\x03\x04" + bytes(99),
            "a.txt: is damaged or cut off (File is not a zip file); get it again",
        ),
        (
            "a.html",
            b"<html><body></body></html>",
            "a.html: no article was found on this page; give its text as .txt",
        ),
        ("a.html", b"<<<>>><p", "a.html: no article was found on this page; give its text as .txt"),
        ("a.txt", b"word " * 1_000_000, "a.txt: 5,000,000 characters are too many for a report; split it"),
        ("a.txt", b"x" * 20_000_001, "a.txt: is larger than 20 MB; split it"),
        (
            "a.txt",
            "警方称,周日在该市发生的空袭造成至少四人死亡,另有九人受伤。".encode(),
            "a.txt: is not in English (zh); give",
        ),
        (
            "a.txt",
            "Al menos cuatro personas murieron el domingo, dijo la policía.".encode(),
            "a.txt: is not in English (es)",
        ),
        (
            "a.jsonl",
            b'{"text": "x\n',
            "a.jsonl:1: not JSON (Unterminated string starting at column 10); mend or delete",
        ),
        ("a.jsonl", b"[" * 100_000, "a.jsonl:1: not JSON (nested too deep); mend or delete the line"),
        ("a.jsonl", b'["text"]', 'a.jsonl:1: not a JSON object; write {"text": "…"} on the line'),
        (
            "a.jsonl",
            b'{"title": "x"}',
            "a.jsonl:1: has no key text or html (it has: title); say which one holds the text, like --map text=body",
        ),
        ("a.jsonl", b'{"text": 7}', "a.jsonl:1: has no text; give it a key text or html that is not empty"),
        ("a.jsonl", b'{"text": "Quatre morts", "language": "fr"}', "a.jsonl:1: is not in English (fr); give"),
        ("a.csv", b"", "a.csv: has no text; give a report that is not empty"),
        (
            "a.csv",
            b"a,b\n1,2\n",
            "a.csv:1: no column is called text or html (there are: a, b); say which one holds the text, like --map text=body",
        ),
        ("a.csv", b"title,text\nx,\n", "a.csv:2: has no text; give it a key text or html that is not empty"),
        ("a.csv", b'text\n"never closed\n', "a.csv:2: not CSV (unexpected end of data); mend or delete the line"),
        ("a.pdf", b"x", "a.pdf: is damaged or cut off ("),
        ("a", b"\x00\x01\x02", "a: a file without an ending is not read; give text, HTML, PDF, DOCX"),
    ],
)
def test_trouble_is_one_line_that_says_where_and_what_to_do(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(GOOD)
    reports, (said,) = taken(tmp_path / name, tmp_path / "good.txt")
    assert said.startswith(message)
    assert "\n" not in said
    assert [r.text for r in reports] == [GOOD], "the other report is taken in all the same"


def test_a_wrong_line_costs_no_other(tmp_path: Path) -> None:
    lines = [line(text=GOOD.replace("four", str(n))) for n in range(2, 12)]
    lines[6] = '{"text": "cut o\n'
    (tmp_path / "a.jsonl").write_text("".join(lines))
    reports, messages = taken(tmp_path)
    assert len(reports) == 9
    assert [m.partition(": not JSON")[0] for m in messages] == ["a.jsonl:7"]


def test_a_missing_file(tmp_path: Path) -> None:
    assert taken(tmp_path / "none.txt") == ([], ["none.txt: there is no such file; check the name"])


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    _, (message,) = taken(tmp_path / "empty")
    assert message == "empty: the folder is empty; put reports into it"


def test_an_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text(GOOD)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert taken(file) == ([], ["a.txt: cannot be read (Permission denied); check its permissions"])


def test_a_file_that_vanishes_while_it_is_read(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(GOOD if name == "a.txt" else OTHER)
    found = take_in([str(tmp_path)])
    assert isinstance(next(found), Report)
    (tmp_path / "b.txt").unlink()
    (failure,) = found
    assert isinstance(failure, Failure)
    assert failure.what == "there is no such file"


def test_a_date_that_can_be_read_two_ways_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(line(text=GOOD, published="06/07/2021"))
    (report,), (message,) = taken(tmp_path, published="2021-06-29")
    assert report.published is None
    assert "published is '06/07/2021', which is no date" in message


def test_one_id_for_two_texts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(line(text=GOOD, id="1") + line(text=OTHER, id="1") + line(text=GOOD, id="1"))
    reports, (message,) = taken(tmp_path, verbatim=True)
    assert [r.text for r in reports] == [GOOD]
    assert message == "a.jsonl:2: the id 1 was used before, for another text; give it its own id"


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (GOOD, [GOOD]),
        (line(text=GOOD) + line(text=OTHER), [GOOD, OTHER]),
        (f"<html><body><article><p>{GOOD}</p><p>{OTHER}</p></article></body></html>", [f"{GOOD}\n\n{OTHER}"]),
    ],
)
def test_standard_input_says_what_it_is(monkeypatch: pytest.MonkeyPatch, data: str, texts: list[str]) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data.encode())))
    assert [r.text for r in taken("-")[0]] == texts


def test_messages_are_one_line_whatever_the_file_is_called() -> None:
    assert str(Failure("a\nb\udcff.txt", None, "is\tno\ntext", "look")) == "a b\\udcff.txt: is no text; look"
