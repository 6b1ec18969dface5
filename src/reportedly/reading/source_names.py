"""What the words that name a source say: name, role, affiliation, kind, gender and number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.strings import get_string_id
from spacy.symbols import NOUN, PRON, PROPN
from spacy.tokens import Token

from reportedly.lexicon.actors import Actor, ActorMatch, load_actors
from reportedly.lexicon.sources import Gender, PronounClass, load_source_words
from reportedly.reading.attribution_candidates import Range
from reportedly.reading.parse import Parse
from reportedly.records import SourceKind

_APPOS, _POSS, _PREP, _POBJ, _RELCL, _ACL, _CASE, _DET, _COMPOUND, _CONJ = map(
    get_string_id, ("appos", "poss", "prep", "pobj", "relcl", "acl", "case", "det", "compound", "conj")
)
_BODIES = frozenset({"ORG", "NORP", "GPE", "FAC", "LOC"})
_SPOKEN_FOR = frozenset({"by", "from", "of"})
_ARTICLES = ("the ", "a ", "an ", "this ", "that ", "its ", "his ", "her ", "their ", "one ")


@dataclass(frozen=True, slots=True)
class Description:
    """A source as one phrase describes it. `noun` is the head of an unnamed one ("spokesman"), lower case."""

    name: str
    kind: SourceKind
    role: str | None = None
    affiliation: str | None = None
    actor: str | None = None
    gender: Gender | None = None
    plural: bool = False
    pronoun: PronounClass | None = None
    definite: bool = False
    noun: str | None = None
    medium: str | None = None


def describe(parse: Parse, speaker: Token, span: Range) -> Description:
    """Read one source phrase.

    "Pentagon spokesman John Kirby" has the name "John Kirby", the role "Pentagon spokesman" and the affiliation
    "Pentagon"; "the ministry's statement" is the ministry, by a statement.
    """
    words = load_source_words()
    tokens = [t for t in speaker.subtree if span[0] <= t.idx < span[1]] or [speaker]
    pronoun = words.pronouns.get(speaker.lower_)
    if pronoun is not None and (speaker.pos == PRON or speaker.tag_ in ("PRP$", "WP$", "DT")):
        return Description(
            speaker.text,
            "organisation" if pronoun == "thing" else "person",
            pronoun=pronoun,
            gender=pronoun if pronoun in ("male", "female") else None,
            plural=pronoun == "plural",
        )
    if words.kinds.get(speaker.lower_) == "document":
        behind = _behind(speaker)
        if behind is not None:
            inner = describe(parse, behind, _range(_core(behind)))
            if inner.kind != "document":
                return _with_medium(inner, speaker.lower_)
    name = _person_name(speaker, tokens)
    if name:
        return _person(parse, speaker, tokens, name)
    return _body(parse, speaker, tokens)


def _person_name(speaker: Token, tokens: list[Token]) -> list[Token]:
    """The tokens of the personal name that a phrase turns on: its head's own, or that of its apposition."""
    for head in (speaker, *(c for c in speaker.rights if c.dep == _APPOS)):
        if head.ent_type_ == "PERSON":
            return [t for t in _entity(head) if t in tokens]
    if speaker.pos == PROPN and speaker.ent_type_ not in _BODIES and _known(speaker.text) is None:
        run = [t for t in speaker.lefts if t.dep == _COMPOUND and t.pos == PROPN] + [speaker]
        titled = run[0].lower_ in load_source_words().titles or any(t.ent_type_ == "PERSON" for t in run)
        if titled and len(run) > 1:
            return run
    return []


def _known(name: str) -> ActorMatch | None:
    """The actor that a whole name stands for; a name without letters stands for none."""
    return load_actors().lookup(name) if any(c.isalpha() for c in name) else None


def _entity(token: Token) -> list[Token]:
    doc = token.doc
    first = last = token.i
    while doc[first].ent_iob_ == "I":
        first -= 1
    while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I":
        last += 1
    return list(doc[first : last + 1])


def _person(parse: Parse, speaker: Token, tokens: list[Token], name: list[Token]) -> Description:
    words = load_source_words()
    gender: Gender | None = None
    for token in tokens:
        gender = gender or words.genders.get(token.lower_)
    while len(name) > 1 and (name[-1].lower_ in ("'s", "’s", "’", "'") or name[-1].is_punct):
        name = name[:-1]
    start = name[0].i
    while len(name) > 1 and (name[0].lower_ in words.titles or name[0].is_punct):
        name = name[1:]
    before = [t for t in tokens if t.i < name[0].i]
    behind = [c for c in speaker.rights if c.dep == _APPOS and c not in name]
    role = _cut(parse, before) or None
    if behind and not role:
        role = _cut(parse, _core(behind[0]))
    if role and role.casefold().rstrip(".") in ("mr", "mrs", "ms", "miss"):
        role = None
    of_role = [t for t in tokens if t.i < start or (behind and t.i >= behind[0].left_edge.i)]
    affiliation, actor = _affiliation(parse, of_role)
    return Description(
        parse.text[name[0].idx : name[-1].idx + len(name[-1])],
        "person",
        role=role,
        affiliation=affiliation,
        actor=actor,
        gender=gender,
    )


def _body(parse: Parse, speaker: Token, tokens: list[Token]) -> Description:
    words = load_source_words()
    core = [t for t in _core(speaker) if t in tokens] or [speaker]
    written = _cut(parse, core, article=True)
    name = _cut(parse, core)
    match = _known(name) or _known(speaker.text)
    if match is not None and speaker.pos == PROPN:
        return Description(
            name,
            _actor_kind(match.actor, speaker),
            actor=match.actor.id,
            plural=speaker.tag_ in ("NNS", "NNPS"),
            definite=True,
        )
    noun = speaker.lower_
    kind = words.kinds.get(noun) or words.kinds.get(speaker.lemma_.lower())
    if match is not None and kind in (None, "organisation", "outlet", "state"):
        return Description(name, _actor_kind(match.actor, speaker), actor=match.actor.id, definite=True, noun=noun)
    if kind is None:
        kind = _entity_kind(speaker)
    affiliation, actor = _affiliation(parse, [t for t in core if t.i != speaker.i] if speaker.pos == NOUN else [])
    unnamed = kind in ("anonymous", "witnesses")
    return Description(
        name,
        kind,
        role=name if unnamed and noun != name.lower() else None,
        affiliation=affiliation,
        actor=actor if unnamed else None,
        gender=words.genders.get(noun),
        plural=speaker.tag_ in ("NNS", "NNPS") or any(c.dep == _CONJ for c in speaker.rights),
        definite=written.lower().startswith("the ") or speaker.pos == PROPN,
        noun=noun if speaker.pos == NOUN or kind != "person" else None,
    )


def _entity_kind(speaker: Token) -> SourceKind:
    label = speaker.ent_type_
    if label == "GPE":
        return "state"
    if label == "PERSON":
        return "person"
    if label in _BODIES:
        return "organisation"
    return "organisation" if speaker.pos == PROPN else "anonymous"


def _actor_kind(actor: Actor, speaker: Token) -> SourceKind:
    if actor.kind == "state":
        return "state"
    if actor.kind in ("news agency", "news outlet"):
        return "outlet"
    return "organisation"


def _affiliation(parse: Parse, tokens: list[Token]) -> tuple[str | None, str | None]:
    """The body that the words of a role name: its name, and its id where the actor table knows it."""
    if not tokens:
        return None, None
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    for match in load_actors().find(parse.text[start:end]):
        return parse.text[start + match.start : start + match.end], match.actor.id
    for token in tokens:
        if token.ent_type_ in _BODIES:
            entity = [t for t in _entity(token) if t in tokens and t.lower_ not in ("the", "'s", "’s")]
            if entity:
                return parse.text[entity[0].idx : entity[-1].idx + len(entity[-1])], None
    return None, None


def _behind(document: Token) -> Token | None:
    """Whose statement it is: the possessor, or who stands behind "by", "from" or "of"."""
    for child in document.children:
        if child.dep == _POSS and child.tag_ != "PRP$":
            return child
    for child in document.rights:
        if child.dep == _PREP and child.lower_ in _SPOKEN_FOR:
            return next((c for c in child.children if c.dep == _POBJ and c.pos in (NOUN, PROPN)), None)
    return None


def _core(head: Token) -> list[Token]:
    """The tokens of a noun phrase without relative clauses and appositions, up to the first gap behind the head."""
    left_out: set[int] = set()
    for child in head.children:
        if child.dep in (_RELCL, _ACL, _APPOS, _CASE) or (child.is_punct and child.i > head.i):
            left_out.update(t.i for t in child.subtree)
    words = [t for t in head.subtree if t.i not in left_out and not t.is_space]
    kept = [t for t in words if t.i <= head.i]
    for token in words:
        if token.i > head.i and kept and token.i == kept[-1].i + 1:
            kept.append(token)
    return kept


def _cut(parse: Parse, tokens: Iterable[Token], *, article: bool = False) -> str:
    """The words of tokens as written, without punctuation at the ends and without an article."""
    run = [t for t in tokens if not t.is_space]
    if not run:
        return ""
    text = parse.text[run[0].idx : run[-1].idx + len(run[-1])].strip(" ,;:-–—\"“”'‘’\n")
    if not article:
        for word in _ARTICLES:
            if text.lower().startswith(word):
                return text[len(word) :]
    return text


def _range(tokens: list[Token]) -> Range:
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])


def _with_medium(inner: Description, noun: str) -> Description:
    return replace(inner, medium=noun)
