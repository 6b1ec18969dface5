"""Files of every kind, made by the programs that people use (`tests/files/README.md`), and their broken twins."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.intake import Failure, IntakeOptions, read_mapping, take_in
from reportedly.intake.readers import sitemap
from reportedly.records import Report

FILES = Path(__file__).parent / "files"
COLUMNS = "text=body,title=headline,published=date,outlet=paper"
NESTED = "text=content.body,published=content.date,id=id"
MARKET, BRIDGE, CLINIC = "blast kills four", "hit bridge at Dar Selim", "burnt down in night raid"
FOUR, DRIVERS, GUARD = (
    "At least four people were killed",
    "Two lorry drivers were killed",
    "a guard died in the flames",
)
ALL = (FOUR, DRIVERS, GUARD)


def taken(*paths: Path | str, mapping: str = "") -> tuple[list[Report], list[str]]:
    """The reports of some files, and what was said about them without the names of folders."""
    reports, messages = [], []
    for found in take_in(map(str, paths), IntakeOptions(mapping=read_mapping(mapping))):
        if isinstance(found, Report):
            reports.append(found)
        else:
            messages.append(str(found).replace(f"{Path(paths[0]).parent}/", ""))
    return reports, messages


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("text/lynx.txt", (FOUR,)),
        ("text/pandoc.txt", (DRIVERS,)),
        ("text/libreoffice.txt", (FOUR,)),
        ("text/groff.txt", (GUARD,)),
        ("text/iconv-utf16.txt", (DRIVERS,)),
        ("text/iconv-windows-1252.txt", ("“The first one hit the toll house, and",)),
        ("html/pandoc.html", (FOUR,)),
        ("html/libreoffice.html", (DRIVERS,)),
        ("html/abiword.html", (GUARD,)),
        ("html/chromium.html", ("“We have carried four bodies out",)),
        (
            "html/wget-wrong-charset.html",
            ("“We have carried four bodies out, and nine people who were hurt,” said Captain René",),
        ),
        ("html/iconv-declared.html", ("“The first one hit the toll house, and",)),
        ("html/iconv-undeclared.html", ("said Captain René Haddad",)),
        ("docx/pandoc.docx", (FOUR,)),
        ("docx/libreoffice.docx", (DRIVERS,)),
        ("docx/libreoffice-rtf.docx", (GUARD,)),
        ("docx/abiword.docx", (GUARD,)),
        ("docx/python-docx-table.docx", ("Central market of Tal Rahma\n\nfour people killed",)),
        ("docx/pandoc-footnote.docx", ("on Wednesday.\n\nThe army counted the drivers on Thursday.",)),
        ("pdf/pdflatex.pdf", ("wounded when a bomb went off in the central market of Tal Rahma on Monday",)),
        ("pdf/pdflatex-columns.pdf", ("“The first one hit the toll house, and people began to run,” said",)),
        ("pdf/libreoffice.pdf", ("four nurses were missing. It blamed a militia",)),
        ("pdf/chromium.pdf", ("“The first one hit the toll house, and people began to run,” said",)),
        ("pdf/wkhtmltopdf.pdf", (DRIVERS,)),
        ("pdf/groff-ghostscript.pdf", ("It blamed a militia, which it did not name.",)),
        ("mail/mutt.eml", (FOUR,)),
        ("mail/mutt-attachments.eml", ("Please find attached", GUARD, FOUR)),
        ("mail/s-nail.eml", (GUARD,)),
        ("mail/python-alternative.eml", (DRIVERS,)),
        ("mail/python-forwarded.eml", ("The mail below came in last night", DRIVERS)),
        ("mail/python-html-only.eml", (GUARD,)),
        ("mail/python.mbox", (FOUR, GUARD)),
        ("feed/feedgen.rss", ALL),
        ("feed/feedgen.atom", ALL),
        ("feed/pyrss2gen.xml", ALL),
        ("feed/rfeed.rss", ALL),
        ("feed/podgen.rss", ALL),
        ("feed/feedgenerator-rss1.xml", ALL),
        ("feed/feedgenerator-atom.xml", ALL),
        ("warc/wget.warc", (FOUR, DRIVERS)),
        ("warc/wget-compressed.warc.gz", (FOUR, DRIVERS)),
        ("warc/warcio.warc", ALL),
        ("warc/warcio.warc.gz", ALL),
        ("warc/warcio-resource.warc.gz", ALL),
        ("warc/warcio-capture.warc.gz", (GUARD,)),
        ("table/pandas.csv", ALL),
        ("table/polars.csv", ALL),
        ("table/polars.tsv", ALL),
        ("table/duckdb.csv", ALL),
        ("table/python-excel.csv", ALL),
        ("table/sqlite3.csv", ALL),
        ("table/sqlite3.json", ALL),
        ("table/pandas.jsonl", ALL),
        ("table/polars.jsonl", ALL),
        ("table/duckdb.ndjson", ALL),
        ("table/jq.jsonl", ALL),
        ("table/jq-nested.jsonl", ALL),
        ("table/pandas.parquet", ALL),
        ("table/fastparquet.parquet", ALL),
        ("table/polars.parquet", ALL),
        ("table/duckdb.parquet", ALL),
        ("table/pyarrow.parquet", ALL),
        ("packed/zip.zip", ALL),
        ("packed/7z.zip", ALL),
        ("packed/7z-lzma.zip", ALL),
        ("packed/bsdtar.zip", ALL),
        ("packed/python.zip", ALL),
        ("packed/git.zip", ALL),
        ("packed/gnu.tar", ALL),
        ("packed/gnu.tgz", ALL),
        ("packed/bsdtar.tar.bz2", ALL),
        ("packed/7z.tar", ALL),
        ("packed/python.tar.xz", ALL),
        ("packed/git.tar.gz", ALL),
        ("packed/gzip.txt.gz", (DRIVERS,)),
        ("packed/xz.html.xz", (FOUR,)),
    ],
)
def test_files_of_other_programs(name: str, said: tuple[str, ...]) -> None:
    mapping = (NESTED if "nested" in name else COLUMNS) if name.startswith("table/") else ""
    reports, messages = taken(FILES / name, mapping=mapping)
    assert len(reports) == len(said)
    for words in said:
        assert sum(words in report.text for report in reports) == 1, words
    for report in reports:
        assert report.original
        assert len(report.original.sha256) == 64
        assert report.original.path
        assert report.original.path.startswith(str(FILES / name))
    assert [m for m in messages if "index.html: no article" not in m and "passed over" not in m] == []


@pytest.mark.parametrize(
    ("name", "title", "byline", "outlet", "published"),
    [
        ("feed/feedgen.atom", MARKET, "Jane Roe", "Rahma Courier", "2021-06-28T18:00:00+00:00"),
        ("feed/pyrss2gen.xml", MARKET, None, "Rahma Courier", "2021-06-28T18:00:00+00:00"),
        ("mail/python-alternative.eml", BRIDGE, "René Haddad", None, "2021-06-30T20:15:00+03:00"),
        ("mail/python-html-only.eml", CLINIC, "news@courier.example", None, "2021-07-02T15:00:00+00:00"),
        ("warc/warcio.warc.gz", MARKET, None, "Rahma Courier", "2021-06-28T18:00:00+03:00"),
        ("table/pandas.parquet", MARKET, None, "Rahma Courier", "2021-06-28T00:00:00"),
        ("table/duckdb.csv", MARKET, None, "Rahma Courier", "2021-06-28"),
        ("pdf/libreoffice.pdf", CLINIC, None, None, None),
        ("docx/libreoffice.docx", BRIDGE, None, None, None),
    ],
)
def test_what_is_known_of_a_report(
    name: str, title: str, byline: str | None, outlet: str | None, published: str | None
) -> None:
    report = taken(FILES / name, mapping=COLUMNS if name.startswith("table/") else "")[0][0]
    assert title in (report.title or "")
    assert (report.byline, report.outlet, report.published) == (byline, outlet, published)


def test_the_original_keeps_where_when_and_what_came_with_it() -> None:
    original = taken(FILES / "warc/warcio.warc.gz")[0][0].original
    assert original
    assert original.url == "https://courier.example/news/market"
    assert original.fetched
    assert original.headers == {
        "content-type": "text/html; charset=utf-8",
        "last-modified": "Fri, 02 Jul 2021 15:00:00 GMT",
    }
    mail, attached = taken(FILES / "mail/mutt-attachments.eml")[0][:2]
    assert mail.original
    assert mail.original.headers["from"] == "Jane Roe <jane@courier.example>"
    assert attached.original
    assert attached.original.media_type == "application/pdf"
    assert attached.original.headers["from"] == "Jane Roe <jane@courier.example>"


def test_every_original_is_handed_over_before_its_report() -> None:
    kept: dict[str, bytes] = {}
    options = IntakeOptions(keep=lambda original, data: kept.update({original.sha256: data}))
    names = [
        "pdf/libreoffice.pdf",
        "docx/pandoc.docx",
        "mail/mutt.eml",
        "warc/warcio.warc",
        "feed/rfeed.rss",
        "html/abiword.html",
    ]
    reports = list(take_in([str(FILES / name) for name in names], options))
    for found in reports:
        assert isinstance(found, Report)
        assert found.original
        assert len(kept[found.original.sha256]) == found.original.size
    assert len(kept) == 5


def test_a_sitemap_is_read_and_not_followed_unasked() -> None:
    counts = {"django.xml": 3, "mkdocs.xml": 4, "mkdocs.xml.gz": 4, "sphinx.xml": 5, "xml-sitemap-writer-index.xml": 1, "xml-sitemap-writer.xml.gz": 3}  # fmt: skip
    for name, count in counts.items():
        message = f"{name}: names {count} addresses, and holds no report; --follow fetches them"
        assert taken(FILES / "sitemap" / name) == ([], [message])
    assert sitemap.read


def cut(data: bytes) -> bytes:
    return data[: len(data) * 2 // 3]


def torn(data: bytes) -> bytes:
    """The last fifth is missing."""
    return data[: len(data) * 4 // 5]


def spoilt(data: bytes) -> bytes:
    """Some bytes in the middle are others."""
    middle = len(data) // 2
    return data[:middle] + bytes(byte ^ 0x55 for byte in data[middle : middle + 40]) + data[middle + 40 :]


def without(words: bytes, by: bytes = b"") -> Callable[[bytes], bytes]:
    return lambda data: data.replace(words, by)


def garbage(data: bytes) -> bytes:
    return zlib.compress(data)[:200]


@pytest.mark.parametrize(
    ("name", "breaking", "message"),
    [
        ("docx/pandoc.docx", cut, "is damaged or cut off (File is not a zip file); get it again"),
        ("docx/libreoffice.docx", garbage, "is called .docx but is no Word document; open it and save it"),
        ("docx/abiword.docx", without(b"word/document.xml", b"word/documend.xml"), "is a damaged Word document ("),
        ("pdf/libreoffice.pdf", cut, "is damaged or cut off ("),
        ("pdf/pdflatex.pdf", garbage, "is damaged or cut off ("),
        ("pdf/chromium.pdf", lambda data: data[:30], "is damaged or cut off ("),
        ("pdf/scan.pdf", bytes, "its pages have no text layer: it seems to be a scan; let a program for text"),
        ("pdf/encrypted.pdf", bytes, "is encrypted; save a copy without a password"),
        (
            "mail/mutt-attachments.eml",
            torn,
            "is cut off (its parts do not end); get it again; what is there is read",
        ),
        (
            "mail/mutt.eml",
            lambda data: data.partition(b"\n\n")[2],
            "is no e-mail (it has no sender, date or subject)",
        ),
        ("mail/s-nail.eml", garbage, "is no e-mail (it has no sender, date or subject)"),
        ("mail/python.mbox", without(b"From "), "is no mailbox (it does not open with a line From"),
        ("feed/feedgen.rss", cut, "is malformed ("),
        (
            "feed/feedgen.atom",
            without(b"</entry>"),
            "is malformed (<unknown>:42:2: mismatched tag); tell its publisher",
        ),
        ("feed/rfeed.rss", lambda data: b"Nothing here. It is no feed.", "is no feed"),
        ("warc/warcio.warc", cut, "is damaged or cut off in record 4; get it again; what was before is taken in"),
        ("warc/wget.warc", lambda data: data[:200], "is damaged or cut off in record 1"),
        ("warc/warcio.warc.gz", cut, "is cut off (its gzip stream does not end); get it again"),
        ("warc/wget-compressed.warc.gz", spoilt, "is damaged (gzip:"),
        (
            "warc/warcio.warc",
            without(b"Content-Length: ", b"Content-Length: 9"),
            "is damaged after record 1 (Invalid WARC header); get it again",
        ),
        ("table/pandas.csv", without(b"body", b"corpse"), "no column is called body (there are: headline, corpse"),
        ("table/polars.csv", cut, "not CSV (unexpected end of data); mend or delete the line"),
        ("table/pandas.jsonl", cut, "not JSON (Unterminated string starting at column"),
        (
            "table/jq.jsonl",
            without(b'"body"', b'"corpse"'),
            "has no text under body; map the text to another name",
        ),
        ("table/sqlite3.json", cut, "not JSON ("),
        ("table/pandas.parquet", cut, "is no whole Parquet file ("),
        ("table/duckdb.parquet", spoilt, ""),
        ("table/polars.parquet", garbage, "is no whole Parquet file ("),
        ("packed/zip.zip", cut, "is damaged or cut off (File is not a zip file); get it again"),
        ("packed/7z.zip", lambda data: data[:60] + bytes(40) + data[100:], "is damaged ("),
        ("packed/encrypted.zip", bytes, "is encrypted; unpack it with its password, and give the folder"),
        (
            "packed/gnu.tar",
            lambda data: data[:3000],
            "is cut off (it has no end mark); get it again; what was before is taken in",
        ),
        ("packed/7z.tar", torn, "is "),
        ("packed/gnu.tgz", cut, "is cut off (its gzip stream does not end); get it again"),
        ("packed/bsdtar.tar.bz2", cut, "is cut off (its bzip2 stream does not end); get it again"),
        ("packed/python.tar.xz", spoilt, "is damaged (xz: Corrupt input data); get it again, or unpack it"),
        ("packed/git.tar.gz", lambda data: data[:40] + bytes(40) + data[80:], "is damaged (gzip:"),
        ("sitemap/django.xml", cut, "is a damaged sitemap ("),
        ("sitemap/mkdocs.xml.gz", cut, "is cut off (its gzip stream does not end)"),
        ("sitemap/sphinx.xml", without(b"loc>", b"lock>"), "names no addresses; give the address of a sitemap"),
        ("html/pandoc.html", lambda data: b"<html><body></body></html>", "no article was found on this page"),
        ("html/chromium.html", garbage, "this is a binary file, not text; give text, HTML, PDF"),
        ("text/pandoc.txt", garbage, "this is a binary file, not text; give text, HTML, PDF"),
    ],
)
def test_a_broken_twin_says_what_is_wrong_and_the_next_file_is_read(
    tmp_path: Path, name: str, breaking: Callable[[bytes], bytes], message: str
) -> None:
    data = (FILES / name).read_bytes()
    broken = tmp_path / Path(name).name
    broken.write_bytes(breaking(data))
    (tmp_path / "good.txt").write_text(
        "Nine people were wounded by shells in Marj al-Zuhur on Friday, a doctor said."
    )
    mapping = COLUMNS if name.startswith("table/") else ""
    reports, messages = taken(broken, tmp_path / "good.txt", mapping=mapping)
    assert reports[-1].text.startswith("Nine people were wounded"), "one bad file never stops the rest"
    assert messages
    assert any(message in said for said in messages), messages
    for said in messages:
        assert said.startswith(Path(name).name)
        assert "\n" not in said
        assert "; " in said
        assert "stumbled" not in said, said


def test_failures_count_as_lost_and_notices_do_not(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes((FILES / "mail/python-forwarded.eml").read_bytes())
    found = [f for f in take_in([str(tmp_path / "a.eml")]) if isinstance(f, Failure)]
    assert [(f.lost, f.what) for f in found] == [(False, "is a picture, which is not read")]
