"""Archives and documents that are made to do harm: refused in bounded time and memory, and nothing is written to disk."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import tarfile
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from reportedly.intake import Failure, IntakeOptions, Limits, take_in
from reportedly.intake.language import detect
from reportedly.intake.page import read_page
from reportedly.records import Report

GOOD = "At least four people were killed in Tal Rahma on Sunday, police said."
LIMITS = Limits(unpacked=20_000_000, harmless=1_000_000, members=50, depth=4, text=2_000_000, document=4_000_000)


@cache
def warm_up() -> None:
    """Load what is loaded once, so that it is not measured."""
    detect("quatre personnes sont mortes dans un attentat à la bombe, selon la police")
    read_page(f"<html><body><article><p>{GOOD}</p></article></body></html>")
    for name in ("docx", "fastwarc.warc", "feedparser", "lxml.html", "brotli"):
        import_module(name)


def taken(data: bytes, name: str, folder: Path) -> tuple[list[Report], list[str]]:
    """What is taken in of these bytes, in bounded time and memory."""
    (folder / name).write_bytes(data)
    before = sorted(folder.rglob("*"))
    warm_up()
    tracemalloc.start()
    begun = time.process_time()
    found = list(take_in([str(folder / name)], IntakeOptions(limits=LIMITS)))
    took, (_, peak) = time.process_time() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < 8
    assert peak < 48_000_000
    assert sorted(folder.rglob("*")) == before
    reports = [f for f in found if isinstance(f, Report)]
    return reports, [str(f).replace(f"{folder}/", "") for f in found if isinstance(f, Failure)]


def zipped(*files: tuple[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return stream.getvalue()


def tarred(*files: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, data in files:
            about = tarfile.TarInfo(name)
            about.size = len(data)
            archive.addfile(about, io.BytesIO(data))
    return stream.getvalue()


def nested(pack: Callable[[bytes], bytes], times: int) -> bytes:
    data = GOOD.encode()
    for _ in range(times):
        data = pack(data)
    return data


def docx(document: bytes, **others: bytes) -> bytes:
    types = (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        b'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Target='
        b'"word/document.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
        b"</Relationships>"
    )
    files = {"[Content_Types].xml": types, "_rels/.rels": relations, "word/document.xml": document, **others}
    return zipped(*files.items())


W = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>'
LAUGHS = b"<!DOCTYPE x [<!ENTITY a0 'ha'>%s]>" % b"".join(
    b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)
)
OUTSIDE = b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
ZEROS = b"ha " * 8_000_000
SOME = b"ha " * 1_000_000


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.zip", zipped(("a.txt", ZEROS)), "a.zip: unpacks to more than 200 times its size, as no report does"),
        ("a.zip", zipped(("a.txt", ZEROS), packing=zipfile.ZIP_LZMA), "a.zip: unpacks to more than 200 times its size"),
        ("a.zip", zipped(*[(f"{n}.txt", b"x") for n in range(60)]), "a.zip: holds more than 50 things; unpack it"),
        ("a.txt.gz", gzip.compress(ZEROS), "a.txt.gz: is larger than 2 MB"),
        ("a.jsonl.bz2", bz2.compress(ZEROS), "a.jsonl.bz2: unpacks to more than 200 times its size"),
        ("a.jsonl.xz", lzma.compress(ZEROS), "a.jsonl.xz: unpacks to more than 200 times its size"),
        ("a.tar.gz", gzip.compress(tarred(("a.txt", ZEROS))), "a.tar.gz: unpacks to more than 200 times its size"),
        ("a.tgz", gzip.compress(tarred(*[(f"{n}.txt", b"x") for n in range(60)])), "a.tgz: holds more than 50 things"),
        ("a.txt.gz", b"".join(gzip.compress(SOME) for _ in range(9)), "a.txt.gz: is larger than 2 MB"),
        ("a.gz", nested(gzip.compress, 6), "a.gz: is packed more than 4 times; unpack it, and give what is inside"),
        ("a.zip", nested(lambda data: zipped(("a.zip", data)), 6), "is packed more than 4 times"),
        ("a.tar", nested(lambda data: tarred(("a.tar", data)), 6), "is packed more than 4 times"),
        ("a.tar", tarred(("a.txt", b"four dead " * 250_000)), "a.tar!/a.txt: is larger than 2 MB"),
        ("a.docx", docx(W % (b"x" * 5_000_000)), "a.docx: unpacks to"),
        ("a.docx", docx(LAUGHS + W % b"&a11;"), "a.docx"),
        ("a.docx", docx(OUTSIDE + W % b"&e;"), "a.docx: has no text"),
        ("a.rss", LAUGHS + b"<rss version='2.0'><channel><item><title>&a11;</title></item></channel></rss>", "a.rss"),
        ("a.xml", LAUGHS + b"<urlset><url><loc>&a11;</loc></url></urlset>", "a.xml"),
        ("a.xml", OUTSIDE + b"<urlset><url><loc>&e;</loc></url></urlset>", "a.xml: names no addresses"),
        ("a.jsonl", b'{"text": "' + b"x" * 3_000_000, "a.jsonl: line 1 is longer than 2 MB"),
        ("a.csv", b"text\n\"" + b"x" * 3_000_000, "a.csv"),
        ("a.eml", b"From: a\nTo: b\nSubject: c\n" + b"X-A: b\n" * 100_000 + b"\n" + b"x" * 4_000_000, "a.eml: is larger than 4 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)  # fmt: skip
def test_bombs(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    reports, messages = taken(data, name, tmp_path)
    assert len(reports) <= (name == "a.tgz"), "of the many texts in it that are the same, the first"
    assert any(message in said for said in messages), messages
    assert not any("root:" in said or "stumbled" in said for said in messages), messages


def test_a_bomb_in_an_archive_stops_the_archive_and_what_came_before_stays(tmp_path: Path) -> None:
    data = tarred(
        ("1.txt", GOOD.encode()),
        ("2.jsonl.gz", gzip.compress(ZEROS)),
        ("3.txt", GOOD.replace("four", "nine").encode()),
    )
    reports, messages = taken(data, "a.tar", tmp_path)
    assert [r.text.split()[2] for r in reports] == ["four", "nine"]
    assert [said.partition(";")[0] for said in messages] == ["a.tar!/2.jsonl.gz: line 1 is longer than 2 MB"]


def test_a_page_of_a_crawl_that_is_a_bomb_costs_no_other(tmp_path: Path) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=False)
    article = f"<html><body><article><p>{GOOD}</p></article></body></html>".encode()
    pages = [("gzip", gzip.compress(article)), ("gzip", gzip.compress(ZEROS)), ("br", b"\xff" * 50), ("deflate", zlib.compress(article.replace(b"four", b"nine"))), ("x", b"?")]  # fmt: skip
    for number, (packing, body) in enumerate(pages):
        headers = StatusAndHeaders(
            "200 OK", [("Content-Type", "text/html"), ("Content-Encoding", packing)], protocol="HTTP/1.1"
        )
        writer.write_record(
            writer.create_warc_record(
                f"http://a.example/{number}", "response", payload=io.BytesIO(body), http_headers=headers
            )
        )
    reports, messages = taken(stream.getvalue(), "a.warc", tmp_path)
    assert [r.text.split()[2] for r in reports] == ["four", "nine"]
    assert [said.partition(" ")[0] for said in messages] == [f"a.warc!/http://a.example/{n}:" for n in (1, 2, 4)]


@pytest.mark.parametrize(
    "name", ["../../a.txt", "/etc/a.txt", "..\\..\\a.txt", "C:\\a.txt", "a\nb.txt", "\x1b[31m.txt"]
)
def test_names_that_lead_out_are_names_and_nothing_more(tmp_path: Path, name: str) -> None:
    for archive in ("a.zip", "a.tar"):
        data = (zipped if archive == "a.zip" else tarred)((name, GOOD.encode()))
        reports, messages = taken(data, archive, tmp_path)
        assert ([r.text for r in reports], messages) == ([GOOD], [])


def test_links_and_devices_in_a_tar_are_passed_over(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for kind, name in (
            (tarfile.SYMTYPE, "s"),
            (tarfile.LNKTYPE, "l"),
            (tarfile.CHRTYPE, "c"),
            (tarfile.FIFOTYPE, "f"),
        ):
            about = tarfile.TarInfo(name)
            about.type, about.linkname = kind, "/etc/passwd"
            archive.addfile(about)
        about = tarfile.TarInfo("a.txt")
        about.size = len(GOOD)
        archive.addfile(about, io.BytesIO(GOOD.encode()))
    reports, messages = taken(stream.getvalue(), "a.tar", tmp_path)
    assert [r.text for r in reports] == [GOOD]
    assert messages == [f"a.tar!/{name}: is a link; passed over: give what it leads to" for name in "sl"]


def test_what_unpacks_large_and_honestly_is_read_in_flat_memory(tmp_path: Path) -> None:
    lines = (
        json.dumps(
            {"text": f"At least {n} people were killed in Tal Rahma, police said.", "note": os.urandom(900).hex()}
        )
        for n in range(400)
    )
    data = gzip.compress("\n".join(lines).encode())
    reports, messages = taken(data, "a.jsonl.gz", tmp_path)
    assert (len(reports), messages) == (400, [])
