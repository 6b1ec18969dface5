"""From one raw record to a Report: its text cleaned or verbatim, and what is known about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from traceback import format_exception

from reportedly.intake.clean import without_furniture, without_repetitions
from reportedly.intake.decode import whole
from reportedly.intake.document import Row
from reportedly.intake.failure import Failure
from reportedly.intake.glance import glance
from reportedly.intake.language import detect
from reportedly.intake.masthead import read_dateline, read_masthead
from reportedly.intake.options import IntakeOptions
from reportedly.intake.page import Page, read_fragment, read_page
from reportedly.intake.paragraphs import split
from reportedly.intake.published import read_published
from reportedly.intake.traced import Traced, join
from reportedly.records import Dateline, Report

LONGEST = 200_000
LONGEST_NAME = 1_000
_LONGEST_PAGE = 5_000_000


@dataclass(frozen=True, slots=True)
class _Content:
    text: Traced
    title: str | None = None
    byline: str | None = None
    dateline: Dateline | None = None


def compose(row: Row, options: IntakeOptions) -> Iterator[Report | Failure]:
    """The Report of a record, after any notice about it; or the Failure that says why there is none."""
    if options.wanted and not options.wanted(row.place, *_glanced(row)):
        return
    page = None
    if row.html and len(row.body) <= _LONGEST_PAGE:
        page = read_fragment(row.body) if row.fragment else read_page(row.body)
        if page is None:
            yield row.failure("no article was found on this page", "give its text as .txt")
            return
    text = page.text if page else Traced.of(row.body)
    if len(text.text) > LONGEST:
        yield row.failure(
            f"{len(text.text):,} characters are too many for a report", f"split it, at most {LONGEST:,} each"
        )
        return
    names = _names(row, page, options)
    yield from _too_long(row, names)
    names = {name: words and words[:LONGEST_NAME] for name, words in names.items()}
    content = _verbatim(text, names["title"]) if options.verbatim else _cleaned(text, names["title"])
    if not any(map(str.isalpha, content.text.text)):
        yield row.failure("has no text", "give a report that is not empty")
        return
    language = _language(row, content.text.text)
    if language not in (None, "en"):
        yield row.failure(f"is not in English ({language})", "give an English text, or state its language as en")
        return
    published, notice = _published(row, page, options)
    if notice:
        yield notice
    yield _report(row, page, options, content, names, language, published)


def composed(row: Row, options: IntakeOptions) -> Iterator[Report | Failure]:
    """As `compose`; a page over which a library stumbles is a Failure, and costs no other."""
    try:
        yield from compose(row, options)
    except Exception as error:  # a page can be broken in any way, and so can what reads it
        what = f"cannot be made out ({type(error).__name__}: {str(error)[:100]})"
        yield replace(row.failure(what, "give its text as .txt"), detail="".join(format_exception(error)))


def _glanced(row: Row) -> tuple[str | None, str]:
    """The title and the bare text of a record, as far as they are seen before it is taken apart."""
    stated = _stated(row, "title")
    if not row.html:
        return stated, row.body
    heading, words = glance(row.body)
    return stated or heading, words


def _cleaned(text: Traced, title: str | None) -> _Content:
    head = read_masthead(without_furniture(split(text)), title=title)
    body = without_repetitions(head.body, head.title)
    return _Content(join((p.words for p in body), "\n\n"), head.title, head.byline, head.dateline)


def _verbatim(text: Traced, title: str | None) -> _Content:
    return _Content(text, title, None, read_dateline(text.text))


def _names(row: Row, page: Page | None, options: IntakeOptions) -> dict[str, str | None]:
    """What it is called, who published it and who wrote it, as stated; the record comes first."""
    return {
        "title": _stated(row, "title") or (page.title if page else None),
        "outlet": _stated(row, "outlet") or (page.outlet if page else None) or options.outlet,
        "byline": _stated(row, "byline") or (page.byline if page else None),
    }


def _too_long(row: Row, names: Mapping[str, str | None]) -> Iterator[Failure]:
    """A notice of each that is longer than a name can be."""
    for name, words in names.items():
        if words and len(words) > LONGEST_NAME:
            what = f"its {name} is {len(words):,} characters long"
            yield row.failure(what, f"the first {LONGEST_NAME:,} are kept", lost=False)


def _report(
    row: Row,
    page: Page | None,
    options: IntakeOptions,
    content: _Content,
    names: Mapping[str, str | None],
    language: str | None,
    published: str | None,
) -> Report:
    """Put together what the record, the page and the options say; the record comes first."""
    text = content.text.text
    outlet = names["outlet"]
    own_id = _stated(row, "id") if options.verbatim else None
    return Report(
        id=own_id or Report.id_of(text, title=content.title, outlet=outlet),
        text=text,
        title=content.title,
        url=_stated(row, "url") or (page.url if page else None) or options.url,
        outlet=outlet,
        byline=names["byline"] or content.byline,
        dateline=content.dateline,
        published=published,
        language=language,
        original=row.original,
        origin=content.text.origin(),
    )


def _stated(row: Row, key: str) -> str | None:
    """What the record itself says under a key; a number is its digits, anything else than words is nothing."""
    value = row.fields.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return whole(value).strip() or None if isinstance(value, str) else None


def _language(row: Row, text: str) -> str | None:
    stated = _stated(row, "language")
    return stated.lower().replace("_", "-").split("-")[0] if stated else detect(text)


def _published(row: Row, page: Page | None, options: IntakeOptions) -> tuple[str | None, Failure | None]:
    """The ISO date, and a notice where the record states one that cannot be read."""
    stated = _stated(row, "published") or (page.published if page else None)
    if stated is None:
        return options.published, None
    read = read_published(stated)
    if read:
        return read, None
    return None, row.failure(
        f"published is {stated[:40]!r}, which is no date",
        "write it like 2021-06-29; the report is read without it",
        lost=False,
    )
