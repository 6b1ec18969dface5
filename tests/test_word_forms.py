"""Words get from the remembering component what spaCy's own components would give them."""

from __future__ import annotations

from functools import cache

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from reportedly.reading import word_forms
from reportedly.reading.parse import DEFAULT_MODEL, load_model
from reportedly.reading.word_forms import NAME, REPLACED, remember_forms

TEXTS = (
    "Four people were killed in Kabul on Sunday, police said; there're 12 wounded, and there is no word of more.",
    "We gotta go. They're gonna flee!  Let's see: y'all ain't safe, c'mon.\n\nThere's one more. There was another.",
    "Rebels shot, shooting, shoots; the men's houses, better and best, have been being burnt. He'd left; she'd leave.",
    "GUNMEN KILL 3 IN MARKET \n \n \"He gets it,\" she got. 🙂 Doesn't it ai n't?",
    "",
)


@cache
def bare() -> Language:
    return spacy.load(DEFAULT_MODEL)


def described(doc: Doc) -> list[tuple[str, ...]]:
    return [(w.text, w.tag_, w.dep_, w.pos_, str(w.morph), w.lemma_) for w in doc]


@pytest.mark.parametrize("text", TEXTS)
def test_the_same_as_spacy(text: str) -> None:
    component = bare().get_pipe("parser")(
        bare().get_pipe("tagger")(bare().get_pipe("tok2vec")(bare().make_doc(text)))
    )
    expected = component.copy()
    for name in REPLACED:
        expected = bare().get_pipe(name)(expected)
    remembering = word_forms.WordForms(bare())
    for _ in range(2):  # the second time everything is remembered
        assert described(remembering(component.copy())) == described(expected)


WORDS = [
    "there",
    "is",
    "'s",
    "ai",
    "n't",
    "gon",
    "na",
    "got",
    "ta",
    "let",
    "c'm",
    "on",
    "y'",
    "all",
    " ",
    "\n",
    "Men",
    "shot",
]


@pytest.mark.filterwarnings("ignore:.*W108")  # words without a tag are among those drawn
@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(WORDS),
            st.sampled_from(["VBZ", "VBP", "NN", "_SP", "EX", "VBD", "POS", ""]),
            st.sampled_from(["expl", "ROOT", "nsubj", "", "dep"]),
        ),
        max_size=12,
    )
)
def test_the_same_as_spacy_for_any_row_of_words(drawn: list[tuple[str, str, str]]) -> None:
    words, tags, labels = ([row[i] for row in drawn] for i in range(3))
    heads = list(range(len(drawn)))
    doc = Doc(bare().vocab, words=words, tags=tags, deps=labels, heads=heads)
    expected = doc.copy()
    for name in REPLACED:
        expected = bare().get_pipe(name)(expected)
    assert described(remembering()(doc)) == described(expected)


@cache
def remembering() -> word_forms.WordForms:
    return word_forms.WordForms(bare())


def test_forms_are_forgotten_when_they_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_forms, "MOST_FORMS", 3)
    component = word_forms.WordForms(bare())
    doc = bare()("Police said four men died near the gate.")
    first = described(component(doc.copy()))
    assert described(component(doc.copy())) == first


def test_it_stands_in_the_place_of_the_two() -> None:
    nlp = load_model()
    assert NAME in nlp.pipe_names
    assert not set(REPLACED) & set(nlp.pipe_names)


def test_rules_that_look_further_are_left_to_spacy() -> None:
    nlp = spacy.load(DEFAULT_MODEL)
    nlp.get_pipe("attribute_ruler").add([[{"LOWER": "in"}, {"LOWER": "cold"}, {"LOWER": "blood"}]], {"POS": "ADV"})
    remember_forms(nlp)
    assert NAME not in nlp.pipe_names
    assert set(REPLACED) <= set(nlp.pipe_names)
