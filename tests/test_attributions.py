"""Acts of saying: a codebook of sentences with source, cue, content, stance, mode and medium."""

from __future__ import annotations

import pytest

from helpers import parse_text
from reportedly.reading.saying.attributions import find_attributions
from reportedly.reading.saying.quotations import find_quotations
from reportedly.reading.saying.said import chain_of, innermost
from reportedly.records import Attribution, Span, spans_of


def attributions(text: str) -> tuple[Attribution, ...]:
    parse = parse_text(text)
    found = find_attributions(parse, find_quotations(parse))
    assert all(span.stands_in(text) for each in found for span in spans_of(each))
    return found


def row(attribution: Attribution) -> tuple[str | None, str | None, list[str]]:
    source, cue = attribution.source, attribution.cue
    return source.name if source else None, cue.words if cue else None, [p.words for p in attribution.content]


TABLE = [
    ("that", "Police said that two men died.", ("Police", "said", ["that two men died"])),
    ("bare clause", "Police said two men died.", ("Police", "said", ["two men died"])),
    ("aside", "Two men died, police said.", ("police", "said", ["Two men died"])),
    ("told", "Police told reporters that two men died.", ("Police", "told", ["that two men died"])),
    ("according to", "According to police, two men died.", ("police", "According to", ["two men died"])),
    (
        "according to what",
        "Two men died, according to what our correspondent reported.",
        ("our correspondent", "according to", ["Two men died"]),
    ),
    ("according to, behind", "Two men died, according to police.", ("police", "according to", ["Two men died"])),
    ("direct", '"We stay here," Omar Haddad said.', ("Omar Haddad", "said", ['"We stay here,"'])),
    ("inverted", '"We stay here," said Omar Haddad.', ("Omar Haddad", "said", ['"We stay here,"'])),
    ("colon", 'Omar Haddad said: "We stay here."', ("Omar Haddad", "said", ['"We stay here."'])),
    (
        "interrupted",
        '"We stay," Omar Haddad said, "and we rebuild."',
        ("Omar Haddad", "said", ['"We stay,"', '"and we rebuild."']),
    ),
    (
        "two sentences",
        '"We stay here," Omar Haddad said. "We will rebuild."',
        ("Omar Haddad", "said", ['"We stay here,"', '"We will rebuild."']),
    ),
    (
        "partly quoted",
        'It was "a crime against us all," Omar Haddad said.',
        ("Omar Haddad", "said", ['It was "a crime against us all,"']),
    ),
    ("hidden adverb", "The rebels reportedly left.", (None, "reportedly", ["The rebels", "left"])),
    (
        "hidden passive",
        "The raid is believed to have killed nine.",
        (None, "is believed", ["The raid", "to have killed nine"]),
    ),
    (
        "quoted as saying",
        "Omar Haddad was quoted as saying the bridge fell.",
        ("Omar Haddad", "was quoted as saying", ["the bridge fell"]),
    ),
    ("headline", "Taliban: 12 soldiers killed in Kunduz", ("Taliban", ":", ["12 soldiers killed in Kunduz"])),
    ("headline, behind", "12 killed in blast, officials say", ("officials", "say", ["12 killed in blast"])),
    ("auxiliaries", "The army has also said it left.", ("army", "has also said", ["it left"])),
    ("call for", "The mayor called for an inquiry.", ("mayor", "called for", ["an inquiry"])),
    (
        "announce",
        "The group announced the killing of four men.",
        ("group", "announced", ["the killing of four men"]),
    ),
    (
        "accuse",
        "Washington accuses the militia of launching attacks.",
        ("Washington", "accuses", ["the militia of launching attacks"]),
    ),
    ("condemn", "The president condemned the attack.", ("president", "condemned", ["the attack"])),
    ("deny", "The army denied that it fired.", ("army", "denied", ["that it fired"])),
    (
        "not the comment",
        "Police said two men died, adding that one was armed.",
        ("Police", "said", ["two men died"]),
    ),
    ("refuse", "The minister refused to resign.", ("minister", "refused", ["to resign"])),
    ("vow", "The opposition vowed to hold a vote.", ("opposition", "vowed", ["to hold a vote"])),
    (
        "signed",
        '"We will stay in this town." — Omar Haddad',
        ("Omar Haddad", "—", ['"We will stay in this town."']),
    ),
    (
        "reason behind",
        "Police said the road was closed, because the bridge had fallen.",
        ("Police", "said", ["the road was closed, because the bridge had fallen"]),
    ),
    (
        "not the relative clause",
        "The president condemned the attack, which killed nine people on Monday.",
        ("president", "condemned", ["the attack"]),
    ),
    (
        "his view goes on",
        "The president condemned the attack, which he called a crime.",
        ("president", "condemned", ["the attack, which he called a crime"]),
    ),
    (
        "object beside a clause",
        "Police warned residents that the bridge would fall.",
        ("Police", "warned", ["that the bridge would fall"]),
    ),
    ("seems", "The army seems to have left the town.", (None, "seems", ["The army", "to have left the town"])),
    ("passive", "The minister was accused of theft by the opposition.", ("opposition", "was accused", None)),
    ("noun", "He rejected the ministry's claim that nobody died.", ("ministry", "claim", ["that nobody died"])),
]


@pytest.mark.parametrize(("text", "expected"), [r[1:] for r in TABLE], ids=[r[0] for r in TABLE])
def test_source_cue_and_content(text: str, expected: tuple[str | None, str, list[str] | None]) -> None:
    name, cue, content = expected
    found = [row(a) for a in attributions(text)]
    assert (name, cue) in [r[:2] for r in found]
    assert content is None or expected in found


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked the building at dawn.",
        "The road runs along the river to the sea.",
        "Two men were killed in a blast on Monday.",
        "The bridge, built in 1970, fell into the river.",
    ],
)
def test_no_act_of_saying(text: str) -> None:
    assert attributions(text) == ()


STANCES = [
    ("The army denied that it fired.", "denies"),
    ("Washington accused the militia of launching attacks.", "accuses"),
    ("The president condemned the attack.", "condemns"),
    ("The group threatened to attack the port.", "threatens"),
    ("The minister promised to rebuild the town.", "promises"),
    ("The mayor called for an inquiry.", "demands"),
    ("The president praised the soldiers.", "praises"),
    ("The president believes that the war is over.", "believes"),
    ("The army stressed that it had nothing to do with the raid.", "denies"),
    ("The army said it left the town.", "asserts"),
]


@pytest.mark.parametrize(("text", "stance"), STANCES)
def test_stance(text: str, stance: str) -> None:
    assert [a.stance for a in attributions(text)] == [stance]


MEDIA = [
    ("The army said in a statement that it left.", "statement"),
    ('The mayor told AFP by telephone: "We stay here."', "telephone"),
    ("In a tweet, the mayor said the road was closed.", "tweet"),
    ('She tweeted: "We are safe."', "tweet"),
    ("The mayor said at a news conference that the road was closed.", "press conference"),
    ("The mayor said in an interview that the road was closed.", "interview"),
    ("A report by Amnesty International said 30 people were tortured.", "report"),
    ("The army said it left.", None),
]


@pytest.mark.parametrize(("text", "medium"), MEDIA)
def test_medium(text: str, medium: str | None) -> None:
    assert attributions(text)[-1].medium == medium


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("The army said it left the town.", "indirect"),
        ('"We stay here," the mayor said.', "direct"),
        ('The mayor said the raid was "a crime against all" of them.', "mixed"),
        ('The mayor said the men belonged to the "Northern al-Najm Brigades", a militia.', "indirect"),
    ],
)
def test_mode(text: str, mode: str) -> None:
    assert [a.mode for a in attributions(text)] == [mode]


def test_nesting_and_the_innermost_voice() -> None:
    text = "According to state media, the army said it had killed 12 rebels. The road is open."
    found = attributions(text)
    outer, inner = found
    assert inner.parent == outer.id
    assert innermost(found, Span.of(text, text.index("12 rebels"), text.index("12 rebels") + 9)) == inner
    assert innermost(found, Span.of(text, text.index("The road"), text.index("The road") + 8)) is None
    assert [s.name for s in chain_of(inner, found)] == ["The Daily Test", "state media", "army"]


def test_speech_goes_on_in_the_next_paragraph() -> None:
    text = '"We saw the smoke," Layla Nasser said. "We ran.\n\n"Then the roof fell."\n\nThe army left.'
    (found,) = attributions(text)
    assert [p.words for p in found.content] == ['"We saw the smoke,"', '"We ran.', '"Then the roof fell."']


def test_ids_are_the_same_on_every_reading() -> None:
    text = "Police said two men died. The army denied it."
    parse = parse_text(text)
    again = find_attributions(parse, find_quotations(parse))
    assert [a.id for a in again] == [a.id for a in attributions(text)]
    assert len({a.id for a in again}) == len(again)
