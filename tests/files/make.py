"""Makes the files of these folders again, each with the program that README.md names; see there for what it needs.

    python tests/files/make.py [KIND ...]

Only the words are this project's own: they stand in `source/`. Bytes differ from run to run (dates, ids).
"""

from __future__ import annotations

import csv
import http.server
import io
import json
import mailbox
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from functools import partial
from pathlib import Path

HERE = Path(__file__).parent
NAMES = ("market", "bridge", "clinic")
DAYS = {"market": "2021-06-28", "bridge": "2021-06-30", "clinic": "2021-07-02"}


def run(*command: str | Path, stdin: bytes | None = None, cwd: Path | None = None) -> bytes:
    return subprocess.run([str(c) for c in command], input=stdin, check=True, capture_output=True, cwd=cwd).stdout


def words(name: str) -> tuple[str, list[str]]:
    """Title and paragraphs of a report."""
    title, *paragraphs = (HERE / "source" / f"{name}.md").read_text(encoding="utf-8").strip().split("\n\n")
    return title.removeprefix("# "), paragraphs


def into(kind: str) -> Path:
    folder = HERE / kind
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def source(name: str) -> Path:
    return HERE / "source" / f"{name}.md"


def page(name: str) -> str:
    """A news page as a site would serve it."""
    title, paragraphs = words(name)
    body = "".join(f"<p>{p}</p>\n" for p in paragraphs)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title} | Rahma Courier</title>\n'
        f'<meta property="og:site_name" content="Rahma Courier">'
        f'<meta property="article:published_time" content="{DAYS[name]}T18:00:00+03:00"></head>\n'
        f'<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>{title}</h1>\n{body}</article>\n'
        f"<footer>All rights reserved</footer></body></html>\n"
    )


def make_text() -> None:
    out = into("text")
    with tempfile.TemporaryDirectory() as folder:
        html = Path(folder, "a.html")
        html.write_text(page("market"), encoding="utf-8")
        (out / "lynx.txt").write_bytes(run("lynx", "-dump", "-nolist", "-display_charset=utf-8", html))
    plain = run("pandoc", "-t", "plain", source("bridge"))
    (out / "pandoc.txt").write_bytes(plain)
    (out / "iconv-utf16.txt").write_bytes(run("iconv", "-f", "utf-8", "-t", "utf-16", stdin=plain))
    (out / "iconv-windows-1252.txt").write_bytes(run("iconv", "-f", "utf-8", "-t", "cp1252", stdin=plain))
    man = run("pandoc", "-s", "-t", "ms", source("clinic"))
    (out / "groff.txt").write_bytes(run("groff", "-k", "-ms", "-Tutf8", "-P-c", "-P-b", "-P-o", "-P-u", stdin=man))
    run("soffice", "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", out, _odt("market"))
    (out / "market.txt").rename(out / "libreoffice.txt")


def _odt(name: str) -> Path:
    path = Path(tempfile.mkdtemp(), f"{name}.odt")
    run("pandoc", "-o", path, source(name))
    return path


def make_html() -> None:
    out = into("html")
    (out / "pandoc.html").write_bytes(
        run("pandoc", "-s", "--metadata", "title=Market", "-t", "html5", source("market"))
    )
    run("soffice", "--headless", "--convert-to", "html", "--outdir", out, _odt("bridge"))
    (out / "bridge.html").rename(out / "libreoffice.html")
    run("abiword", "--to=html", f"--to-name={out / 'abiword.html'}", _docx("clinic"))
    with tempfile.TemporaryDirectory() as folder:
        html = Path(folder, "a.html")
        html.write_text(page("market"), encoding="utf-8")
        (out / "chromium.html").write_bytes(run("chromium", *CHROMIUM, "--dump-dom", html.as_uri()))
        site = run("wget", "-qO-", "--no-proxy", _served(Path(folder)) + "/a.html")
    (out / "wget-wrong-charset.html").write_bytes(site.replace(b'charset="utf-8"', b'charset="iso-8859-1"'))
    latin = page("bridge").replace('charset="utf-8"', 'charset="windows-1252"')
    (out / "iconv-declared.html").write_bytes(run("iconv", "-f", "utf-8", "-t", "cp1252", stdin=latin.encode()))
    bare = page("market").replace('<meta charset="utf-8">', "")
    (out / "iconv-undeclared.html").write_bytes(run("iconv", "-f", "utf-8", "-t", "cp1252", stdin=bare.encode()))


CHROMIUM = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def _served(folder: Path) -> str:
    """The address of a server for a folder, for as long as this program runs."""
    handler = partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def _docx(name: str) -> Path:
    path = Path(tempfile.mkdtemp(), f"{name}.docx")
    run("pandoc", "-o", path, source(name))
    return path


def make_docx() -> None:
    import docx

    out = into("docx")
    run("pandoc", "-o", out / "pandoc.docx", source("market"))
    run("soffice", "--headless", "--convert-to", "docx", "--outdir", out, _odt("bridge"))
    (out / "bridge.docx").rename(out / "libreoffice.docx")
    rtf = Path(tempfile.mkdtemp(), "clinic.rtf")
    run("pandoc", "-s", "-o", rtf, source("clinic"))
    run("abiword", "--to=docx", f"--to-name={out / 'abiword.docx'}", _odt("clinic"))
    run("soffice", "--headless", "--convert-to", "docx", "--outdir", out, rtf)
    (out / "clinic.docx").rename(out / "libreoffice-rtf.docx")
    document = docx.Document()
    title, paragraphs = words("market")
    document.add_heading(title, 1)
    for paragraph in paragraphs[:2]:
        document.add_paragraph(paragraph)
    table = document.add_table(2, 2)
    for row, cells in zip(
        table.rows, (("Place", "Dead"), ("Central market of Tal Rahma", "four people killed")), strict=True
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.save(str(out / "python-docx-table.docx"))
    notes = "Two lorry drivers were killed at Dar Selim on Wednesday.[^1]\n\n[^1]: The army counted the drivers on Thursday.\n"
    run("pandoc", "-o", out / "pandoc-footnote.docx", stdin=notes.encode())


def make_pdf() -> None:
    out = into("pdf")
    latex = Path(tempfile.mkdtemp())
    for target, kind, name in (("pdflatex", "11pt", "market"), ("pdflatex-columns", "twocolumn,10pt", "bridge")):
        title, paragraphs = words(name)
        text = "\n\n".join(paragraphs).replace("“", "``").replace("”", "''").replace("’", "'").replace("–", "--")
        preamble = f"\\documentclass[{kind}]{{article}}\\usepackage[T1]{{fontenc}}\\begin{{document}}\\section*{{{title}}}"
        (latex / "a.tex").write_text(f"{preamble}\n{text}\n\\end{{document}}\n", encoding="utf-8")
        run("pdflatex", "-interaction=batchmode", "a.tex", cwd=latex)
        shutil.copy(latex / "a.pdf", out / f"{target}.pdf")
    run("soffice", "--headless", "--convert-to", "pdf", "--outdir", out, _odt("clinic"))
    (out / "clinic.pdf").rename(out / "libreoffice.pdf")
    html = Path(tempfile.mkdtemp(), "a.html")
    html.write_text(page("bridge"), encoding="utf-8")
    run("chromium", *CHROMIUM, "--no-pdf-header-footer", f"--print-to-pdf={out / 'chromium.pdf'}", html.as_uri())
    run("wkhtmltopdf", "-q", html, out / "wkhtmltopdf.pdf")
    man = run("pandoc", "-s", "-t", "ms", source("clinic"))
    postscript = run("groff", "-k", "-ms", "-Tps", stdin=man)
    run("gs", "-q", "-sDEVICE=pdfwrite", "-o", out / "groff-ghostscript.pdf", "-", stdin=postscript)
    run("gs", "-q", "-sDEVICE=pdfimage8", "-r50", "-o", out / "scan.pdf", "-", stdin=postscript)
    locked = 'pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"x"}}'
    run("soffice", "--headless", "--convert-to", locked, "--outdir", out, _odt("market"))
    (out / "market.pdf").rename(out / "encrypted.pdf")


def make_mail() -> None:
    out = into("mail")
    home = Path(tempfile.mkdtemp())
    catch = home / "catch"
    catch.write_text('#!/bin/sh\ncat > "$CAUGHT"\n')
    catch.chmod(0o755)
    letter = "\n\n".join(words("market")[1]) + "\n"

    def send(target: str, *command: str | Path, body: str = letter) -> None:
        environment = {
            **os.environ,
            "CAUGHT": str(out / target),
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
        }
        subprocess.run(
            [str(c) for c in command], input=body.encode(), check=True, env=environment, capture_output=True
        )

    subject = words("market")[0]
    mutt = (
        f'set sendmail="{catch}"; set charset=utf-8; set send_charset="utf-8"; set realname="Jane Roe"; '
        'set from="jane@courier.example"; set use_from=yes; set hostname="courier.example"; set copy=no'
    )
    send("mutt.eml", "mutt", "-n", "-F", "/dev/null", "-e", mutt, "-s", subject, "desk@records.example")
    attached = [HERE / "pdf" / "libreoffice.pdf", HERE / "docx" / "pandoc.docx"]
    arguments = ["-a", *attached, "--", "desk@records.example"]
    send(
        "mutt-attachments.eml", "mutt", "-n", "-F", "/dev/null", "-e", mutt, "-s", "Two reports from the field", *arguments,
        body="Please find attached the reports of our people in the field, one as PDF, one as a Word document.\n",
    )  # fmt: skip
    run_s_nail = ("s-nail", "-n", "-S", "v15-compat", "-S", f"mta={catch}", "-S", "from=jane@courier.example",
                  "-S", "sendcharsets=iso-8859-15,utf-8", "-S", "hostname=courier.example")  # fmt: skip
    send(
        "s-nail.eml",
        *run_s_nail,
        "-s",
        words("clinic")[0],
        "desk@records.example",
        body="\n\n".join(words("clinic")[1]) + "\n",
    )
    mail = EmailMessage()
    mail["From"], mail["To"] = "René Haddad <rene@courier.example>", "desk@records.example"
    mail["Subject"], mail["Date"] = words("bridge")[0], "Wed, 30 Jun 2021 20:15:00 +0300"
    mail["Message-ID"] = "<bridge.1@courier.example>"
    mail.set_content("\n\n".join(words("bridge")[1]), cte="quoted-printable")
    mail.add_alternative(page("bridge"), subtype="html")
    mail.get_payload()[1].add_related(b"\x89PNG\r\n\x1a\n" + bytes(40), "image", "png", cid="<logo>")
    (out / "python-alternative.eml").write_bytes(bytes(mail))
    outer = EmailMessage()
    outer["From"], outer["Subject"], outer["Date"] = (
        "desk@records.example",
        "Fwd: bridge",
        "Thu, 01 Jul 2021 09:00:00 +0000",
    )
    outer.set_content("The mail below came in last night from our correspondent at the bridge, see attached.")
    outer.add_attachment(mail)
    outer.add_attachment(b"\xff\xd8\xff\xe0" + bytes(60), "image", "jpeg", filename="bridge.jpg")
    (out / "python-forwarded.eml").write_bytes(bytes(outer))
    html = EmailMessage()
    html["From"], html["Subject"], html["Date"] = (
        "news@courier.example",
        words("clinic")[0],
        "Fri, 02 Jul 2021 15:00:00 +0000",
    )
    html.set_content(page("clinic"), subtype="html", cte="base64")
    (out / "python-html-only.eml").write_bytes(bytes(html))
    box = mailbox.mbox(out / "python.mbox", create=True)
    for name in ("mutt.eml", "s-nail.eml"):
        box.add((out / name).read_bytes())
    box.close()


ITEMS = [(name, *words(name)) for name in NAMES]


def _link(name: str) -> str:
    return f"https://courier.example/news/{name}"


def _moment(name: str) -> datetime:
    return datetime.fromisoformat(DAYS[name] + "T18:00:00+00:00").astimezone(UTC)


def make_feed() -> None:
    import feedgenerator
    import PyRSS2Gen
    import rfeed
    from feedgen.feed import FeedGenerator
    from podgen import Episode, Podcast

    out = into("feed")
    feed = FeedGenerator()
    feed.id("https://courier.example/"), feed.title("Rahma Courier"), feed.link(href="https://courier.example/")
    feed.description("News of the province")
    for name, title, paragraphs in ITEMS:
        entry = feed.add_entry(order="append")
        entry.id(_link(name)), entry.title(title), entry.link(href=_link(name)), entry.author(name="Jane Roe")
        entry.published(_moment(name)), entry.updated(_moment(name))
        entry.content("".join(f"<p>{p}</p>" for p in paragraphs), type="html")
    feed.rss_file(str(out / "feedgen.rss"), pretty=True)
    feed.atom_file(str(out / "feedgen.atom"), pretty=True)
    rss = PyRSS2Gen.RSS2("Rahma Courier", "https://courier.example/", "News", items=[
        PyRSS2Gen.RSSItem(title=title, link=_link(name), description=" ".join(paragraphs), guid=PyRSS2Gen.Guid(_link(name)),
                          pubDate=_moment(name).replace(tzinfo=None)) for name, title, paragraphs in ITEMS])  # fmt: skip
    with (out / "pyrss2gen.xml").open("w", encoding="iso-8859-1", errors="xmlcharrefreplace") as stream:
        rss.write_xml(stream, encoding="iso-8859-1")
    items = [rfeed.Item(title=title, link=_link(name), description=" ".join(paragraphs), author="Jane Roe",
                        guid=rfeed.Guid(_link(name)), pubDate=_moment(name)) for name, title, paragraphs in ITEMS]  # fmt: skip
    made = rfeed.Feed(title="Rahma Courier", link="https://courier.example/", description="News", items=items)
    (out / "rfeed.rss").write_text(made.rss(), encoding="utf-8")
    for suffix, maker in (("rss1.xml", feedgenerator.Rss201rev2Feed), ("atom.xml", feedgenerator.Atom1Feed)):
        built = maker(title="Rahma Courier", link="https://courier.example/", description="News")
        for name, title, paragraphs in ITEMS:
            built.add_item(
                title=title,
                link=_link(name),
                description=" ".join(paragraphs),
                pubdate=_moment(name),
                unique_id=_link(name),
            )
        (out / f"feedgenerator-{suffix}").write_text(built.writeString("utf-8"), encoding="utf-8")
    show = Podcast(name="Rahma Courier", website="https://courier.example/", description="News", explicit=False)
    show.episodes = [Episode(title=title, link=_link(name), id=_link(name), summary="".join(f"<p>{p}</p>" for p in paragraphs),
                             publication_date=_moment(name)) for name, title, paragraphs in ITEMS]  # fmt: skip
    show.rss_file(str(out / "podgen.rss"))


def make_sitemap() -> None:
    out = into("sitemap")
    site = Path(tempfile.mkdtemp())
    (site / "docs").mkdir()
    for name in NAMES:
        shutil.copy(source(name), site / "docs" / f"{name}.md")
    shutil.copy(source("market"), site / "docs" / "index.md")
    (site / "mkdocs.yml").write_text("site_name: Rahma Courier\nsite_url: https://courier.example/\n")
    tool = Path(sys.executable).parent
    run(tool / "mkdocs", "build", "-q", cwd=site)
    shutil.copy(site / "site" / "sitemap.xml", out / "mkdocs.xml")
    shutil.copy(site / "site" / "sitemap.xml.gz", out / "mkdocs.xml.gz")
    (site / "conf.py").write_text(
        "project='Rahma Courier'\nextensions=['sphinx_sitemap']\nhtml_baseurl='https://courier.example/'\nsitemap_show_lastmod=False\n"
    )
    (site / "index.rst").write_text("News\n====\n\n.. toctree::\n\n   market\n   bridge\n")
    for name in NAMES[:2]:
        title, paragraphs = words(name)
        (site / f"{name}.rst").write_text(f"{title}\n{'=' * len(title)}\n\n" + "\n\n".join(paragraphs) + "\n")
    run(tool / "sphinx-build", "-q", "-b", "html", site, site / "sphinx")
    shutil.copy(site / "sphinx" / "sitemap.xml", out / "sphinx.xml")
    from xml_sitemap_writer import XMLSitemap

    with tempfile.TemporaryDirectory() as folder:
        with XMLSitemap(path=folder, root_url="https://courier.example") as sitemap:
            sitemap.add_section("news")
            for name in NAMES:
                sitemap.add_url(f"/news/{name}", lastmod=DAYS[name])
        shutil.copy(Path(folder, "sitemap.xml"), out / "xml-sitemap-writer-index.xml")
        shutil.copy(Path(folder, "sitemap-001-news.xml.gz"), out / "xml-sitemap-writer.xml.gz")
    import django
    from django.conf import settings
    from django.template import Context, Engine

    settings.configure(USE_TZ=True)
    django.setup()
    template = Path(django.__file__).parent / "contrib/sitemaps/templates/sitemap.xml"
    urls = [
        {"location": _link(name), "lastmod": _moment(name), "changefreq": None, "priority": ""} for name in NAMES
    ]
    rendered = Engine(libraries={}).from_string(template.read_text()).render(Context({"urlset": urls}))
    (out / "django.xml").write_text(rendered, encoding="utf-8")


def make_warc() -> None:
    import gzip

    from warcio.capture_http import capture_http  # isort: skip  # it has to come before requests
    import requests
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = into("warc")
    site = Path(tempfile.mkdtemp())
    for name in NAMES:
        (site / f"{name}.html").write_text(page(name), encoding="utf-8")
    (site / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    (site / "index.html").write_text('<a href="market.html">1</a><a href="bridge.html">2</a><img src="logo.png">')
    address = _served(site)
    for extra, target in ((["--no-warc-compression"], "wget"), ([], "wget-compressed")):
        run("wget", "-q", "--no-proxy", "-r", "-l1", "-p", "-e", "robots=off", f"--warc-file={out / target}", "--delete-after", *extra,
            address + "/index.html", cwd=Path(tempfile.mkdtemp()))  # fmt: skip
    for zipped, target in ((True, "warcio.warc.gz"), (False, "warcio.warc")):
        with (out / target).open("wb") as stream:
            writer = WARCWriter(stream, gzip=zipped)
            writer.write_record(writer.create_warcinfo_record(target, {"software": "warcio"}))
            for name in NAMES:
                body = page(name).encode()
                headers = [
                    ("Content-Type", "text/html; charset=utf-8"),
                    ("Last-Modified", "Fri, 02 Jul 2021 15:00:00 GMT"),
                ]
                if zipped:
                    body = gzip.compress(body)
                    headers.append(("Content-Encoding", "gzip"))
                http_headers = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
                record = writer.create_warc_record(
                    _link(name), "response", payload=io.BytesIO(body), http_headers=http_headers
                )
                writer.write_record(record)
            gone = StatusAndHeaders("404 Not Found", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    "https://courier.example/gone", "response", payload=io.BytesIO(b"gone"), http_headers=gone
                )
            )
    with capture_http(str(out / "warcio-capture.warc.gz")):
        requests.get(address + "/clinic.html", timeout=10)
    with (out / "warcio-resource.warc.gz").open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for name in NAMES:
            text = "\n\n".join(words(name)[1]).encode()
            writer.write_record(
                writer.create_warc_record(
                    _link(name), "resource", payload=io.BytesIO(text), warc_content_type="text/plain"
                )
            )


ROWS = [
    {"headline": title, "body": "\n\n".join(paragraphs), "date": DAYS[name], "paper": "Rahma Courier"}
    for name, title, paragraphs in ITEMS
]


def make_table() -> None:
    import duckdb
    import pandas
    import polars

    out = into("table")
    frame, other = pandas.DataFrame(ROWS), polars.DataFrame(ROWS)
    frame.to_csv(out / "pandas.csv", index=False)
    other.write_csv(out / "polars.csv")
    other.write_csv(out / "polars.tsv", separator="\t")
    duckdb.sql(f"copy (select * from frame) to '{out}/duckdb.csv' (header, delimiter ';')")
    with (out / "python-excel.csv").open("w", encoding="utf-16", newline="") as stream:
        writer = csv.DictWriter(stream, list(ROWS[0]), dialect="excel")
        writer.writeheader()
        writer.writerows(ROWS)
    database = Path(tempfile.mkdtemp(), "a.db")
    run("sqlite3", database, ".mode csv", f".import {out / 'pandas.csv'} reports")
    (out / "sqlite3.csv").write_bytes(run("sqlite3", "-header", "-csv", database, "select * from reports"))
    (out / "sqlite3.json").write_bytes(run("sqlite3", "-json", database, "select * from reports"))
    frame.to_json(out / "pandas.jsonl", orient="records", lines=True, force_ascii=True)
    other.write_ndjson(out / "polars.jsonl")
    duckdb.sql(f"copy (select * from frame) to '{out}/duckdb.ndjson' (format json)")
    (out / "jq.jsonl").write_bytes(run("jq", "-c", ".[]", stdin=json.dumps(ROWS).encode()))
    (out / "jq-nested.jsonl").write_bytes(
        run("jq", "-c", ".[] | {id: .headline, content: {body, date}}", stdin=json.dumps(ROWS).encode())
    )
    frame.assign(date=pandas.to_datetime(frame["date"])).to_parquet(out / "pandas.parquet", engine="pyarrow")
    frame.to_parquet(out / "fastparquet.parquet", engine="fastparquet", compression="gzip")
    other.write_parquet(out / "polars.parquet", compression="zstd")
    duckdb.sql(f"copy (select * from frame) to '{out}/duckdb.parquet' (format parquet, compression snappy)")
    import pyarrow
    from pyarrow import parquet

    parquet.write_table(
        pyarrow.Table.from_pylist(ROWS), out / "pyarrow.parquet", compression="brotli", row_group_size=1
    )


def make_packed() -> None:
    out = into("packed")
    site = Path(tempfile.mkdtemp())
    (site / "a.html").write_text(page("market"), encoding="utf-8")
    (site / "b.txt").write_bytes(run("pandoc", "-t", "plain", source("bridge")))
    (site / "deep").mkdir()
    (site / "deep" / "c.jsonl").write_text(
        json.dumps({"text": "\n\n".join(words("clinic")[1]), "published": DAYS["clinic"]}) + "\n"
    )
    run("zip", "-qr", out / "zip.zip", ".", cwd=site)
    run("7z", "a", "-bso0", out / "7z.zip", ".", cwd=site)
    run("7z", "a", "-bso0", "-mm=LZMA", out / "7z-lzma.zip", ".", cwd=site)
    run("bsdtar", "-acf", out / "bsdtar.zip", ".", cwd=site)
    run("zip", "-qr", "-P", "x", out / "encrypted.zip", ".", cwd=site)
    with zipfile.ZipFile(out / "python.zip", "w", zipfile.ZIP_BZIP2) as archive:
        for file in sorted(site.rglob("*.*")):
            archive.write(file, f"../../{file.name}")
    run("tar", "-cf", out / "gnu.tar", ".", cwd=site)
    run("tar", "-czf", out / "gnu.tgz", ".", cwd=site)
    run("bsdtar", "--format=pax", "-cjf", out / "bsdtar.tar.bz2", ".", cwd=site)
    run("7z", "a", "-bso0", "-ttar", out / "7z.tar", ".", cwd=site)
    with tarfile.open(out / "python.tar.xz", "w:xz") as archive:
        archive.add(site, "reports")
    run("git", "init", "-q", cwd=site)
    run("git", "add", ".", cwd=site)
    run("git", "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "x", cwd=site)
    (out / "git.tar.gz").write_bytes(run("git", "archive", "--format=tar.gz", "HEAD", cwd=site))
    (out / "git.zip").write_bytes(run("git", "archive", "--format=zip", "HEAD", cwd=site))
    (out / "gzip.txt.gz").write_bytes(run("gzip", "-c", site / "b.txt"))
    (out / "xz.html.xz").write_bytes(run("xz", "-c", site / "a.html"))


MAKERS: dict[str, Callable[[], None]] = {
    "text": make_text, "html": make_html, "docx": make_docx, "pdf": make_pdf, "mail": make_mail, "feed": make_feed,
    "sitemap": make_sitemap, "warc": make_warc, "table": make_table, "packed": make_packed,
}  # fmt: skip

if __name__ == "__main__":
    for kind in sys.argv[1:] or MAKERS:
        MAKERS[kind]()
