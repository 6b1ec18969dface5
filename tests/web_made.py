"""A small archive for the tests of the pages: reports whose claims stand in their words, made without the reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from made import INFO, day
from reportedly.records import (
    Claim,
    ClaimField,
    ClaimValue,
    Mention,
    Named,
    Reading,
    Report,
    Source,
    Span,
    Toll,
    When,
    Where,
    make_id,
)

ALPHA = {"country": "AF", "admin1": "Balkh", "latitude": 36.7, "longitude": 67.1, "place": "XA:Alpha"}


@dataclass(frozen=True)
class Told:
    """One claim: its field, the words that state it, its value where the words are no name, and who says it."""

    field: ClaimField
    words: str
    value: ClaimValue | None = None
    by: str | None = None
    event: int = 0


def number(low: int, high: int | None = None) -> Toll:
    """Exactly so many, or from so many to so many."""
    return Toll(low=low, high=low if high is None else high)


def span(text: str, words: str) -> Span:
    """Where words first stand."""
    return Span.of(text, text.index(words), text.index(words) + len(words))


def report(
    key: str,
    text: str,
    told: Sequence[Told],
    *,
    title: str | None = None,
    outlet: str = "The Daily Post",
    published: str = "2021-03-04",
    url: str | None = None,
    kinds: Sequence[str] = ("bombing",),
) -> Reading:
    """The reading of one text. Its events are numbered; the first words of each are the trigger."""
    made = Report(id=f"report-{key}", text=text, title=title, outlet=outlet, published=published, url=url)
    events = [make_id("event", key, n) for n in range(len(kinds))]
    claims = [_claim(key, n, one, text, events, outlet) for n, one in enumerate(told)]
    mentions = []
    for n, kind in enumerate(kinds):
        own = [c for c in claims if c.incident == events[n]]
        happened = next((c.span for c in own if c.field == "happened"), own[0].span)
        mentions.append(
            Mention(
                id=make_id("mention", key, n),
                type=kind,
                trigger=happened,
                incident=events[n],
                when=next((c.value for c in own if isinstance(c.value, When)), None),
                where=tuple(c.value for c in own if isinstance(c.value, Where)),
                agents=tuple(c.value for c in own if c.field == "perpetrator" and isinstance(c.value, Named)),
                targets=tuple(c.value for c in own if c.field == "target" and isinstance(c.value, Named)),
            )
        )
    places = tuple(c.value for c in claims if isinstance(c.value, Where))
    return Reading(report=made, places=places, mentions=tuple(mentions), claims=tuple(claims), reader=INFO)


def _claim(key: str, number: int, one: Told, text: str, events: Sequence[str], outlet: str) -> Claim:
    at = span(text, one.words)
    value: ClaimValue
    if one.field == "place":
        value = Where(name=one.words, span=at, precision=1, **ALPHA)  # type: ignore[arg-type]
    elif one.field == "happened":
        value = True
    else:
        value = one.value if one.value is not None else Named(name=one.words, span=at)
    where = span(text, one.by) if one.by and one.by in text else None
    source = Source(name=one.by, kind="organisation", span=where) if one.by else Source(name=outlet, kind="outlet")
    return Claim(
        id=make_id("claim", key, number),
        incident=events[one.event],
        field=one.field,
        value=value,
        source=source,
        span=at,
    )


def archive_readings() -> Iterator[Reading]:
    """Three reports on one bombing that contradict each other, one of them in a later version, and one on a clash."""
    date = day("2021-03-03")
    yield report(
        "morning",
        "A bomb exploded at the market in Alpha on Wednesday. Police said seven people were killed and 20 wounded.",
        [
            Told("happened", "exploded"),
            Told("date", "Wednesday", date),
            Told("place", "Alpha"),
            Told("target", "market"),
            Told("killed", "seven people", number(7), "Police"),
            Told("wounded", "20", number(20), "Police"),
        ],
        title="Bomb at a market",
        url="https://example.org/market",
        published="2021-03-03T09:00:00",
    )
    yield report(
        "evening",
        "A bomb exploded at the market in Alpha on Wednesday. Police said nine people were killed. "
        "Doctors counted twelve bodies. The Front claimed the attack.",
        [
            Told("happened", "exploded"),
            Told("date", "Wednesday", date),
            Told("place", "Alpha"),
            Told("target", "market"),
            Told("killed", "nine people", number(9), "Police"),
            Told("killed", "twelve bodies", number(12), "Doctors"),
            Told("perpetrator", "Front", None, "The Front"),
        ],
        title="Bomb at a market kills nine, police say",
        url="https://example.org/evening",
        published="2021-03-03T20:00:00",
    )
    yield report(
        "wire",
        "The bomb that exploded at the market in Alpha on Wednesday killed 30 people, residents said, "
        "while the government denied it. Two soldiers died in a clash near the river on Tuesday.",
        [
            Told("happened", "exploded"),
            Told("date", "Wednesday", date),
            Told("place", "Alpha"),
            Told("target", "market"),
            Told("killed", "30 people", number(30), "residents"),
            Told("happened", "clash", event=1),
            Told("date", "Tuesday", day("2021-03-02"), event=1),
            Told("killed", "Two soldiers", number(2), event=1),
        ],
        title="Residents speak of 30 dead",
        outlet="Wire Service",
        published="2021-03-04T07:00:00",
        kinds=("bombing", "armed clash"),
    )


HOSTILE = [
    "<script>window.pwned=1</script>",
    '"><img src=x onerror="window.pwned=1">',
    "<svg onload=window.pwned=1>",
    "javascript:window.pwned=1",
    "{{ 7*7 }} {% raw %} ${7*7}",
    "\u202etxet desrever\u202c \u2067 \x00\x07",
    "<!--", "]]>", "</title></textarea></script><base href=//evil.example>",
    "' onmouseover='window.pwned=1",
    "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
    "<style>body{display:none}</style>",
]  # fmt: skip


def hostile_readings() -> Iterator[Reading]:
    """Reports that try to be more than text in every field that reaches a page."""
    for n, evil in enumerate(HOSTILE):
        text = f"{evil} bombed {evil}. {evil} said seven people died. {evil}"
        told = [
            Told("happened", "bombed"),
            Told("killed", "seven people", Toll(low=7, high=7), evil),
            Told("target", evil),
            Told("perpetrator", evil),
            Told("date", "bombed", day("2021-05-01")),
        ]
        address = "javascript:window.pwned=1" if n % 2 else f"https://example.org/{evil}"
        yield report(f"evil{n}", text, told, title=evil, outlet=evil, url=address)
    title = "long " * 200_000
    yield report(
        "long",
        "A bomb killed seven people.",
        [Told("killed", "seven people", number(7))],
        title=title,
        outlet=title[:5000],
    )
    arabic = "قال مسؤولون إن سبعة أشخاص قتلوا في انفجار في السوق يوم الأربعاء"
    told_arabic = [Told("killed", "سبعة أشخاص", number(7), "مسؤولون")]
    yield report("arabic", arabic, told_arabic, title=arabic, outlet="الصحيفة")
