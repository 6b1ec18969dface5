"""Kinds from other packages, and what the intake does where optional parts are missing."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.intake import Failure, take_in
from reportedly.intake.kinds import KINDS, kind_of, kinds, root_of
from reportedly.intake.plugins import plugged_in
from reportedly.records import Report

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "reportedly-subtitles"
SRT = """1
00:00:01,000 --> 00:00:04,000
At least four people were killed

2
00:00:04,000 --> 00:00:07,500
<i>in Tal Rahma on Sunday</i>, police said.
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that Python takes for one of installed packages, with the example in it."""
    shutil.copy(EXAMPLE / "reportedly_subtitles.py", tmp_path)
    about = tmp_path / "reportedly_subtitles-0.1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: reportedly-subtitles\nVersion: 0.1.0\n")
    declared = (
        (EXAMPLE / "pyproject.toml").read_text().partition('[project.entry-points."reportedly.intakes"]\n')[2]
    )
    point = declared.splitlines()[0].replace('"', "")
    (about / "entry_points.txt").write_text(f"[reportedly.intakes]\n{point}\n")
    monkeypatch.syspath_prepend(tmp_path)
    for known in (plugged_in, kinds):
        known.cache_clear()
    yield about / "entry_points.txt"
    for known in (plugged_in, kinds):
        known.cache_clear()


def test_a_package_can_bring_a_kind(installed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.srt").write_text(SRT)
    (folder / "b.vtt").write_text("WEBVTT\n\n" + SRT.replace(",", ".").replace("four", "nine"))
    (folder / "c.srt").write_text("No times here.")
    found = list(take_in([str(folder)]))
    reports = [report for report in found if isinstance(report, Report)]
    assert reports[0].text == "At least four people were killed in Tal Rahma on Sunday, police said."
    assert reports[1].text.startswith("At least nine people were killed")
    assert [f.what for f in found if isinstance(f, Failure)] == ["holds no subtitles"]


@pytest.mark.parametrize("target", ["no_such_module:KIND", "reportedly.intake.limits:Limits"])
def test_a_broken_package_costs_nothing_else(
    installed: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, target: str
) -> None:
    installed.write_text(f"[reportedly.intakes]\nbad = {target}\n")
    (tmp_path / "a.txt").write_text("At least four people were killed in Tal Rahma on Sunday, police said.")
    with caplog.at_level(logging.WARNING):
        assert [type(f) for f in take_in([str(tmp_path / "a.txt")])] == [Report]
    assert target.partition(":")[0] in caplog.text


BLOCK = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {names!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Missing())
"""


def test_a_minimal_install_imports_and_says_what_is_missing() -> None:
    names = ("httpx", "httpcore", "protego", "feedparser", "fastwarc", "pypdf", "docx", "pyarrow", "brotli")
    files = ["pdf/libreoffice.pdf", "docx/pandoc.docx", "feed/rfeed.rss", "warc/wget.warc", "table/pandas.parquet"]
    program = BLOCK.format(names=names) + (
        "from reportedly.intake import take_in\n"
        f"for found in take_in({[str(ROOT / 'tests/files' / f) for f in files]!r} + ['https://example.org/', {str(ROOT / 'tests/files/mail/mutt.eml')!r}]):\n"
        "    print(getattr(found, 'what', 'read'), '|', getattr(found, 'advice', ''))\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert result.stderr == ""
    *missing, mail = result.stdout.splitlines()
    assert len(missing) == 6
    for line in missing:
        assert "by an optional part that is not installed (" in line
        assert line.endswith('| pip install "reportedly[formats]"')
    assert mail.startswith("read")


def test_every_kind_is_documented() -> None:
    page = (ROOT / "docs/intake.md").read_text(encoding="utf-8")
    rows = {line.split("|")[1].strip(" *`"): line for line in page.splitlines() if line.startswith("| `")}
    assert list(rows) == [kind.name for kind in KINDS]
    for kind in KINDS:
        assert [ending for ending in kind.endings if f"`{ending}`" not in rows[kind.name]] == []
        kind.reader()


@pytest.mark.parametrize(
    ("name", "head", "media_type", "kind"),
    [
        ("a.html", b"%PDF-1.7\n", None, "pdf"),
        ("a.pdf", b"\n\n\x00\x01\x02\x03%PDF-1.4\n\x00\x01", None, "pdf"),
        ("a.txt", b"PK\x03\x04....", None, "zip"),
        ("a", b"\x1f\x8b\x08", "text/plain", "gzip"),
        ("a.txt", b"<!DOCTYPE html>\n<html><body>", None, "html"),
        ("a.html", b'<?xml version="1.0"?>\n<rss version="2.0">', "text/html", "feed"),
        (
            "https://a.example/feed?x=1.pdf",
            b"<feed xmlns='http://www.w3.org/2005/Atom'>",
            "application/xml",
            "feed",
        ),
        ("sitemap.xml", b"\xef\xbb\xbf<?xml version='1.0'?><!-- a --><urlset>", None, "sitemap"),
        ("sitemap.xml", '<?xml version="1.0"?><urlset>'.encode("utf-16"), None, "sitemap"),
        ("a.xml", b"<!DOCTYPE rss [<!ENTITY a 'b'> <!ENTITY c 'd'>]>\n<rss>", None, "feed"),
        ("a.xml", b"<svg>", None, None),
        ("https://a.example/list.csv?v=2", b"text,date\n", "text/plain", "csv"),
        ("https://a.example/list.csv", b"text,date\n", "application/octet-stream", "csv"),
        ("https://a.example/page.pdf", b"<html>", "text/html", "html"),
        (
            "cur/1624890000.M1P1.host",
            b"Return-Path: <a@b.c>\r\nReceived: from x\r\n\tby y\r\nSubject: z\r\n",
            None,
            "mail",
        ),
        ("inbox", b"From a@b.c Mon Jun 28 20:00:00 2021\nFrom: a\nTo: b\nSubject: c\n", None, "mailbox"),
        ("a", b'{"text": "x"}\n', None, "jsonl"),
        ("a", b"Dear all: see below\n", None, None),
    ],
)
def test_what_a_document_is(name: str, head: bytes, media_type: str | None, kind: str | None) -> None:
    found = kind_of(name, head, media_type)
    assert (found.name if found else None) == kind


def test_a_text_that_is_taken_verbatim_is_what_its_name_says() -> None:
    found = kind_of("a.txt", b"<html><body>", trusting=True)
    assert found
    assert found.name == "text"


def test_many_comments_take_no_longer() -> None:
    assert root_of("<!-- -->" * 2000 + "<rss>") == "rss"
    assert root_of("<!-- " * 2000) is None
