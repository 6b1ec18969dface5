"""What stands around a possible cue and tells whether it marks an act of saying: names of features."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from reportedly.lexicon.sources import load_source_words
from reportedly.reading.saying.cue_arcs import Arc, Unit
from reportedly.reading.saying.cue_labels import AUX, MARK, NEG, NOUN, PRON, PROPN, VERB

_FORMS = {
    "have": "perfect",
    "has": "perfect",
    "had": "perfect",
    "’s": "perfect",
    "be": "be",
    "is": "be",
    "are": "be",
    "was": "be",
    "were": "be",
    "do": "do",
    "does": "do",
    "did": "do",
    "to": "to",
}


def speaker_class(speaker: Token | None) -> str:
    """A coarse class of the words that name the source: the pronoun itself, the entity type, the kind of noun."""
    if speaker is None:
        return "none"
    if speaker.pos == PRON or speaker.tag_ in ("PRP$", "WP", "WDT", "DT"):
        return f"word {speaker.lower_}"
    if speaker.ent_type:
        return f"entity {speaker.ent_type_}"
    kind = load_source_words().kinds.get(speaker.lower_)
    if kind is not None:
        return f"noun {kind}"
    if speaker.pos == PROPN:
        return "name"
    return "noun plural" if speaker.tag_ == "NNS" else "noun other" if speaker.pos == NOUN else "else"


def context_of(unit: Unit, best: Arc, speaker: Token | None, *, quoted: bool, quotes: bool) -> Sequence[str]:
    """The features of a unit. `quoted`: it stands inside direct speech; `quotes`: what it governs is quoted."""
    verb = unit.head
    found = [
        f"kind {unit.kind}",
        f"arc {unit.kind} {best.name}",
        f"source {speaker_class(speaker)}",
        f"tag {verb.tag_}",
        f"dep {verb.dep_}",
        f"above {verb.head.lemma_.lower()}"
        if verb.head.pos in (VERB, AUX) and verb.head.i != verb.i
        else "above none",
        f"head {best.head.pos_}",
        f"size {_size(best.head)}",
    ]
    if quoted:
        found += ["quoted", f"quoted source {speaker_class(speaker)}"]
    if quotes:
        found.append("quotes")
    for child in verb.lefts:
        if child.dep == NEG:
            found.append("negated")
        elif child.tag_ == "MD":
            found.append(f"modal {child.lower_}")
        elif child.dep_ in ("aux", "auxpass"):
            found.append(f"aux {_FORMS.get(child.lower_, 'other')}")
        elif child.dep == MARK:
            found.append(f"mark {child.lower_}")
    if speaker is not None and speaker.i > verb.i:
        found.append("source behind")
    if best.head.i < verb.i:
        found.append("content before")
    return found


def _size(head: Token) -> str:
    size = head.right_edge.i - head.left_edge.i + 1
    return "1" if size == 1 else "2-3" if size < 4 else "4-7" if size < 8 else "8-15" if size < 16 else "16+"
