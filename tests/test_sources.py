"""Who the sources are: a codebook of phrases, and one identity for each speaker of a report."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from helpers import parse_text
from reportedly.reading.parse import load_model
from reportedly.reading.saying.attributions import find_attributions
from reportedly.reading.saying.quotations import find_quotations
from reportedly.reading.saying.source_phrases import lost_subject
from reportedly.records import Source


def sources(text: str) -> list[Source | None]:
    parse = parse_text(text)
    return [a.source for a in sorted(find_attributions(parse, find_quotations(parse)), key=lambda a: a.cue.start)]


PHRASES = [
    # phrase before "said the road was closed.", name, kind, role, affiliation
    ("Pentagon spokesman Paul Weber", "Paul Weber", "person", "Pentagon spokesman", "Pentagon"),
    ("Paul Weber, a Pentagon spokesman,", "Paul Weber", "person", "Pentagon spokesman", "Pentagon"),
    ("A Taliban spokesman, Ahmad Karimi,", "Ahmad Karimi", "person", "Taliban spokesman", "Taliban"),
    ("General Tomas Silva", "Tomas Silva", "person", "General", None),
    ("Mr. Silva", "Silva", "person", None, None),
    ("The Iraqi army", "Iraqi army", "organisation", None, None),
    ("The United Nations", "United Nations", "organisation", None, None),
    ("Washington", "Washington", "state", None, None),
    ("Reuters", "Reuters", "outlet", None, None),
    ("State television", "State television", "outlet", None, None),
    ("A report by Amnesty International", "Amnesty International", "organisation", None, None),
    ("A leaked report", "leaked report", "document", None, None),
    ("Witnesses", "Witnesses", "witnesses", None, None),
    ("Residents of the town", "Residents of the town", "witnesses", "Residents of the town", None),
    ("An official", "official", "anonymous", None, None),
    ("A Nato spokesman", "Nato spokesman", "anonymous", "Nato spokesman", "Nato"),
    ("Local police", "Local police", "organisation", None, None),
    ("The ministry's statement", "ministry", "organisation", None, None),
    ("A military source", "military source", "anonymous", "military source", None),
    ("The health ministry", "health ministry", "organisation", None, None),
]


@pytest.mark.parametrize(("phrase", "name", "kind", "role", "affiliation"), PHRASES, ids=[p[0] for p in PHRASES])
def test_a_phrase_is_split(phrase: str, name: str, kind: str, role: str | None, affiliation: str | None) -> None:
    (source,) = sources(f"{phrase} said the road was closed.")
    assert source is not None
    assert (source.name, source.kind, source.role, source.affiliation) == (name, kind, role, affiliation)


RESOLVED = [
    ("surname", "Mayor Omar Haddad said it was over. Haddad said aid was near.", ["Omar Haddad"] * 2),
    ("surname first", "Haddad said it was over. The mayor, Omar Haddad, said aid was near.", ["Omar Haddad"] * 2),
    ("he", "Mayor Omar Haddad said it was over. He said aid was near.", ["Omar Haddad"] * 2),
    ("she is not a spokesman", "A spokesman said it fell. She said it held.", ["spokesman", "She"]),
    ("they", "Residents said the bridge fell. They said two men died.", ["Residents"] * 2),
    ("it", "The Taliban said it was over. It said two men died.", ["Taliban"] * 2),
    (
        "the spokesman",
        "A Nato spokesman said it was over. The spokesman said aid was near.",
        ["Nato spokesman"] * 2,
    ),
    (
        "two spokesmen",
        "A Nato spokesman said it was over. An army spokesman said it held. The Nato spokesman said two died.",
        ["Nato spokesman", "army spokesman", "Nato spokesman"],
    ),
    (
        "the ministry",
        "The health ministry said six died. The ministry said more fell ill.",
        ["health ministry"] * 2,
    ),
    ("nobody to mean", "He said the road was closed.", ["He"]),
    ("relative", "Omar Haddad, who said the road was closed, left.", ["Omar Haddad"]),
    ("aside", '"It was terrible," said Layla Nasser, a nurse. "We ran," she said.', ["Layla Nasser"] * 2),
    (
        "two people",
        "Omar Haddad said it fell. Anna Berg said it held. Haddad said two died.",
        ["Omar Haddad", "Anna Berg", "Omar Haddad"],
    ),
    ("asked to", "The army asked the mayor to say it was over.", ["army", "mayor"]),
    ("coordinated", "The mayor met the army and said it was over.", ["mayor"]),
    (
        "role before the name",
        "The foreign minister said it was over. Foreign Minister Lucia Ferrer said two died.",
        ["Lucia Ferrer", "Lucia Ferrer"],
    ),
    ("lost subject", "Omar Haddad, 43, said it was over.", ["Omar Haddad"]),
    ("who acted, not who spoke", "Paul Weber came late. He said it was over.", ["Paul Weber"]),
    (
        "participle",
        "The army denied the raid, saying its troops had left.",
        ["army", "army"],
    ),
    (
        "not the country in the quotation",
        '"Iraq refuses to be a stage for war," Omar Haddad said, calling for calm.',
        ["Omar Haddad", "Omar Haddad"],
    ),
]


@pytest.mark.parametrize(("text", "names"), [row[1:] for row in RESOLVED], ids=[row[0] for row in RESOLVED])
def test_short_forms_resolve(text: str, names: list[str]) -> None:
    assert [s.name if s else None for s in sources(text)] == names


def test_an_alias_that_needs_company_resolves_through_the_actor_table() -> None:
    text = "The Popular Mobilization said four died. The crowd's statement stressed that it would answer."
    first, second = sources(text)
    assert first is not None
    assert second is not None
    assert first.actor == second.actor == "popular-mobilization-forces"
    assert second.span is not None
    assert second.span.words == "The crowd's statement"


CHAINS = [
    (
        "The agency reported, citing a medical source, that four men were killed.",
        ["The Daily Test", "agency"],
    ),
    ("Four men were killed, the agency said, quoting a military source.", ["The Daily Test", "agency"]),
    ("Omar Haddad told the Xinhua news agency the bridge fell.", ["The Daily Test", "Xinhua news agency"]),
    ("Omar Haddad told AFP the bridge fell.", ["The Daily Test", "AFP"]),
    ("According to state media, the army said the bridge fell.", ["The Daily Test", "state media"]),
    ("Reuters quoted a hospital official as saying that six people had died.", ["The Daily Test", "Reuters"]),
    ("Police said the bridge fell.", ["The Daily Test"]),
    (
        "In a statement carried by the Tasnim news agency, the group said the bridge fell.",
        ["The Daily Test", "Tasnim news agency"],
    ),
]


@pytest.mark.parametrize(("text", "chain"), CHAINS)
def test_chains_run_from_the_reader_to_the_source(text: str, chain: list[str]) -> None:
    source = sources(text)[-1]
    assert source is not None
    assert [link.name for link in source.chain] == chain


@pytest.mark.parametrize(
    ("heads", "deps", "expected"),
    [
        # "Jan , a shopkeeper , said": no subject in the parse, so the noun before the first comma
        ([5, 5, 3, 5, 5, 5], ["dep", "punct", "det", "dep", "punct", "ROOT"], "Jan"),
        ([0, 0, 3, 0, 0, 0], ["ROOT", "punct", "det", "appos", "punct", "dep"], "Jan"),
    ],
)
def test_a_subject_that_the_parser_lost(heads: list[int], deps: list[str], expected: str) -> None:
    doc = Doc(
        load_model().vocab,
        words=["Jan", ",", "a", "shopkeeper", ",", "said"],
        heads=heads,
        deps=deps,
        pos=["PROPN", "PUNCT", "DET", "NOUN", "PUNCT", "VERB"],
        tags=["NNP", ",", "DT", "NN", ",", "VBD"],
    )
    found = lost_subject(doc[5])
    assert found is not None
    assert found.text == expected
