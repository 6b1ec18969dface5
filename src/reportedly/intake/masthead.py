"""What stands above and below the body: headline, byline, dateline with place, date and agency."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.intake.paragraphs import Paragraph
from reportedly.intake.rules import load_words
from reportedly.records import Dateline

_LONGEST_TITLE = 240
_MOST_DECKS = 2
_HEAD = 6
_LONGEST_BYLINE = 300

_NAME = r"(?:(?:[A-Z][\w.'’-]*|[A-Z]\.|al|bin|ben|van|von|der|den|de|del|della|di|da|du|la|le|el)(?:-[\w'’]+)?)"
_NAMES = rf"{_NAME}(?:\s+{_NAME}){{0,5}}(?:(?:\s*,\s*|\s+and\s+|\s*&\s*|\s*,\s*and\s+){_NAME}(?:\s+{_NAME}){{0,5}}){{0,7}}"
_AT = r"(?:\s+in\s+[A-Z][^.;]{1,60})?"
_BYLINE = re.compile(
    rf"(?:[Bb]y|BY|From|Words by|Report by|Reporting by|Written by|Story by|By:)[:\s]\s*({_NAMES}{_AT})(?:\s*[,|–-]\s*.{{0,60}})?[.|]?"
)
_CREDIT = re.compile(
    r"\(?((?:(?:[Aa]dditional|[Ff]urther|[Oo]ther|[Ww]ith)\s+(?:reporting|writing|research|contributions?)|[Rr]eporting|[Ww]riting|[Ee]diting"
    rf"|[Tt]ranslat(?:ed|ion)|[Cc]ompiled)\s+(?:and\s+\w+\s+)?(?:by|from)\s+{_NAME}[^()]{{0,300}}|{_NAMES}\s+contributed (?:reporting|to this (?:report|story|article))[^()]{{0,80}})\)?"
)
_TRAILING_CREDIT = re.compile(
    r"""(?<=[.!?”"’'])\s+(\((?:[Aa]dditional|[Ff]urther|[Rr]eporting|[Ww]riting|[Ee]diting)\b[^()]{0,300}\))$"""
)

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?"
    r"|Dec(?:ember)?|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\.?"
)
_DATE = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+(?:\d{{4}}|\d{{2}}))?|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?)"
_PLACE_WORD = r"[^\W\d_][\w.'’-]*"
_PLACE = rf"{_PLACE_WORD}(?:[ /-]{{1,2}}{_PLACE_WORD}){{0,5}}(?:,\s+{_PLACE_WORD}(?:[ /-]{_PLACE_WORD}){{0,3}}){{0,2}}?(?:\s+\[[^\]]{{1,30}}\])?"
_AGENCY = r"(?:\((?P<agency>[A-Z][^()\d]{1,40})\)|/(?P<slashed>[A-Z][\w .-]{1,30})/|(?P<bare>AP|AFP|UPI|IRNA|TASS|ANI|PTI|IANS|KUNA|WAM|SANA|NNA|Reuters|Xinhua|Agencies))"
_DASH = r"(?:\s[-_]{1,3}|-{2,3}|\s?[–—―]|:)"
_DATELINE = re.compile(
    rf"(?:\[[^\]]{{1,30}}\]\s*)?(?:(?P<place>{_PLACE})(?:\s*[,.]?\s+(?:on\s+)?(?P<date>{_DATE}))?(?:\s*,)?(?:\s+{_AGENCY})?|(?P<alone>\([A-Z][^()\d]{{1,40}}\)))"
    rf"(?:\s*[,.])?(?P<dash>\s*{_DASH})(?=\s|\[|[A-Z\"“'‘])"
)


@dataclass(frozen=True, slots=True)
class Masthead:
    """The paragraphs of the body, and what the others said. `title` holds its lines parted by " / "."""

    body: list[Paragraph]
    title: str | None = None
    byline: str | None = None
    dateline: Dateline | None = None


def read_masthead(paragraphs: list[Paragraph], *, title: str | None = None) -> Masthead:
    """Take title and bylines out of the paragraphs; the dateline is read and stays.

    A text of one paragraph has no title. Where the title is known from elsewhere, none is looked for.
    """
    byline: list[str] = []
    paragraphs = _take_bylines(paragraphs, byline)
    first = next((at for at, p in enumerate(paragraphs) if _opens_the_body(p, at)), None)
    if title is None and first is not None and 0 < first <= _HEAD:
        head = [p for p in paragraphs[:first] if not p.bullet and len(p.text) <= _LONGEST_TITLE][: 1 + _MOST_DECKS]
        title = " / ".join(p.text for p in head) or None
        paragraphs = [p for p in paragraphs if not any(p is taken for taken in head)]
    dateline = next(filter(None, (read_dateline(p.text) for p in paragraphs[:2] if not p.bullet)), None)
    return Masthead(paragraphs, title, "; ".join(byline) or None, dateline)


def _opens_the_body(paragraph: Paragraph, at: int) -> bool:
    return not paragraph.bullet and (paragraph.is_prose or (at > 0 and read_dateline(paragraph.text) is not None))


def _take_bylines(paragraphs: list[Paragraph], found: list[str]) -> list[Paragraph]:
    """The paragraphs without bylines and credits, which are added to `found`."""
    keep = []
    for at, paragraph in enumerate(paragraphs):
        named = read_byline(paragraph.text) if at <= _HEAD or at >= len(paragraphs) - 3 else None
        if named and len(paragraphs) > 1:
            found.append(named)
            continue
        trailing = _TRAILING_CREDIT.search(paragraph.text) if at == len(paragraphs) - 1 else None
        if trailing:
            found.append(_credit(trailing[1]))
            paragraph = Paragraph(paragraph.words.cut(0, trailing.start()).strip(), paragraph.bullet)
        keep.append(paragraph)
    return keep


def read_byline(line: str) -> str | None:
    """Who wrote it, where a line says nothing else: "By Jane Roe" gives Jane Roe, a credit line itself.

    >>> read_byline("By Jane Roe and John Doe in Kabul")
    'Jane Roe and John Doe in Kabul'
    >>> read_byline("By Friday four people had died.") is None
    True
    """
    if len(line) > _LONGEST_BYLINE:
        return None
    if match := _BYLINE.fullmatch(line):
        return None if match[1] in load_words().not_names else match[1].strip(" ,.")
    return _credit(line) if _CREDIT.fullmatch(line) else None


def _credit(line: str) -> str:
    line = line.strip("() .")
    return line[0].lower() + line[1:] if line.split(" ", 1)[0].endswith(("ing", "onal", "her")) else line


def read_dateline(text: str) -> Dateline | None:
    """The dateline at the start of a text, each part as written.

    >>> read_dateline("KABUL, March 3 (Reuters) - Four people died.")
    Dateline(place='KABUL', date='March 3', agency='Reuters')

    A place alone counts only in capitals; a colon for a dash only after one in capitals or an agency.
    """
    match = _DATELINE.match(text.lstrip()[:200])
    if not match:
        return None
    place, date = match["place"], match["date"]
    agency = match["agency"] or match["slashed"] or match["bare"]
    if match["alone"]:
        return Dateline(agency=match["alone"].strip("()"))
    city = re.split(r",|\s\[", place)[0]
    in_capitals = city.isupper() and len(city) > 2
    named = all(word[:1].isupper() for word in re.findall(r"[^\W\d_]{4,}", place))
    if not named or place.upper() in load_words().not_places or city.upper() in load_words().not_places:
        return None
    if not (in_capitals or agency or date) or (":" in match["dash"] and not (in_capitals or agency)):
        return None
    return Dateline(place=place, date=date, agency=agency)
