"""What the words that name a source say: name, role, affiliation, kind, gender and number."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Token

from reportedly.lexicon.actors import Actor, ActorMatch, load_actors
from reportedly.lexicon.sources import Gender, PronounClass, load_source_words
from reportedly.reading.parse import Parse
from reportedly.reading.saying.attribution_candidates import Range
from reportedly.reading.saying.cue_labels import (
    ACL,
    AGENT,
    APPOS,
    CASE,
    COMPOUND,
    CONJ,
    NOUN,
    POBJ,
    POSS,
    PREP,
    PRON,
    PROPN,
    RELCL,
)
from reportedly.records import SourceKind

_BODIES = frozenset({"ORG", "NORP", "GPE", "FAC", "LOC"})
_SPOKEN_FOR = frozenset({"by", "from", "of"})
_ISSUING = frozenset({"issue", "release", "publish", "read", "sign", "carry", "make", "write", "send"})
_UNNAMED = ("anonymous", "witnesses")
_EDGES = " ,;:-–—\"“”'‘’\n"
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "its", "his", "her", "their", "one"})


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


class Ground:
    """A report and the actors named in it, found once."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.text = parse.text
        self._matches = tuple(load_actors().find(parse.text))
        self._starts = [match.start for match in self._matches]

    def actors(self, start: int, end: int) -> tuple[ActorMatch, ...]:
        """The actors named between two offsets."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return tuple(match for match in self._matches[first:last] if match.end <= end)

    def actor(self, start: int, end: int) -> ActorMatch | None:
        """The actor that these words name as a whole."""
        for match in self.actors(start, end):
            if match.end == end and not _has_words(self.text[start : match.start]):
                return match
        return None


def _has_words(text: str) -> bool:
    return any(word not in _ARTICLES for word in re.findall(r"\w+", text.lower()))


def describe(ground: Ground, speaker: Token, span: Range) -> Description:
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
            inner = describe(ground, behind, _range(_core(behind)))
            if inner.kind != "document" and inner.pronoun is None:
                return replace(inner, medium=speaker.lower_)
    name = _person_name(ground, speaker, tokens)
    if name:
        return _person(ground, speaker, tokens, name)
    return _body(ground, speaker, tokens)


def _person_name(ground: Ground, speaker: Token, tokens: list[Token]) -> list[Token]:
    """The tokens of the personal name that a phrase turns on: its head's own, or that of its apposition."""
    for head in (speaker, *(t for t in tokens if t.dep == APPOS and t.i > speaker.i and _renames(t, speaker))):
        if head.ent_type_ == "PERSON":
            return [t for t in _entity(head) if t in tokens]
    if speaker.pos == PROPN and speaker.ent_type_ not in _BODIES and not _is_actor(ground, speaker):
        run = [t for t in speaker.lefts if t.dep == COMPOUND and t.pos == PROPN] + [speaker]
        titled = run[0].lower_ in load_source_words().titles or any(t.ent_type_ == "PERSON" for t in run)
        plain = all(t.text.istitle() and not t.ent_type for t in run) and run[0].i == speaker.left_edge.i
        if len(run) > 1 and (titled or (plain and speaker.lower_ not in load_source_words().kinds)):
            return run
    return []


def _renames(apposition: Token, speaker: Token) -> bool:
    """Whether an apposition is of the speaker, and not of another person: "the head of the clinic in Idlib, Omar Hassan"."""
    host = apposition.head
    if host.i == speaker.i:
        return True
    person = host.ent_type_ == "PERSON" or load_source_words().kinds.get(host.lower_) == "anonymous"
    return speaker.is_ancestor(host) and host.dep == POBJ and not person


def _is_actor(ground: Ground, token: Token) -> bool:
    return bool(ground.actors(token.left_edge.idx, token.idx + len(token)))


def _entity(token: Token) -> list[Token]:
    doc = token.doc
    first = last = token.i
    while doc[first].ent_iob_ == "I":
        first -= 1
    while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I":
        last += 1
    return list(doc[first : last + 1])


def _person(ground: Ground, speaker: Token, tokens: list[Token], name: list[Token]) -> Description:
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
    behind = [c for c in speaker.rights if c.dep == APPOS and c not in name]
    role = _cut(ground, before) or None
    if behind and not role:
        role = _cut(ground, _core(behind[0]))
    if role and role.casefold().rstrip(".") in ("mr", "mrs", "ms", "miss"):
        role = None
    of_role = [t for t in tokens if t.i < start or (behind and t.i >= behind[0].left_edge.i)]
    affiliation, actor = _affiliation(ground, of_role)
    return Description(
        ground.text[name[0].idx : name[-1].idx + len(name[-1])],
        "person",
        role=role,
        affiliation=affiliation,
        actor=actor,
        gender=gender,
    )


def _body(ground: Ground, speaker: Token, tokens: list[Token]) -> Description:
    words = load_source_words()
    core = [t for t in _core(speaker) if t in tokens] or [speaker]
    written = _cut(ground, core, article=True)
    name = _cut(ground, core)
    start, end = core[0].idx, core[-1].idx + len(core[-1])
    head_end = speaker.idx + len(speaker)
    match = ground.actor(start, end) or next((m for m in ground.actors(start, end) if m.end == head_end), None)
    if match is not None and speaker.pos == PROPN and words.kinds.get(speaker.lower_) not in _UNNAMED:
        return Description(
            name,
            _actor_kind(match.actor),
            actor=match.actor.id,
            plural=speaker.tag_ in ("NNS", "NNPS"),
            definite=True,
        )
    noun = speaker.lower_
    kind = words.kinds.get(noun) or words.kinds.get(speaker.lemma_.lower())
    if match is not None and kind in (None, "organisation", "outlet", "state"):
        return Description(name, _actor_kind(match.actor), actor=match.actor.id, definite=True, noun=noun)
    if kind is None:
        kind = _entity_kind(speaker)
    unnamed = kind in _UNNAMED
    affiliation, actor = _affiliation(
        ground, [t for t in core if t.i != speaker.i or match] if unnamed or speaker.pos == NOUN else []
    )
    return Description(
        name,
        kind,
        role=name if unnamed and noun != name.lower() else None,
        affiliation=affiliation,
        actor=actor if unnamed else None,
        gender=words.genders.get(noun),
        plural=speaker.tag_ in ("NNS", "NNPS") or any(c.dep == CONJ for c in speaker.rights),
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


def _actor_kind(actor: Actor) -> SourceKind:
    if actor.kind == "state":
        return "state"
    if actor.kind in ("news agency", "news outlet"):
        return "outlet"
    return "organisation"


def _affiliation(ground: Ground, tokens: list[Token]) -> tuple[str | None, str | None]:
    """The body that the words of a role name: its name, and its id where the actor table knows it."""
    if not tokens:
        return None, None
    for match in ground.actors(tokens[0].idx, tokens[-1].idx + len(tokens[-1])):
        if not match.metonym:
            return ground.text[match.start : match.end], match.actor.id
    for token in tokens:
        if token.ent_type_ in _BODIES:
            entity = [t for t in _entity(token) if t in tokens and t.lower_ not in ("the", "'s", "’s")]
            if entity:
                return ground.text[entity[0].idx : entity[-1].idx + len(entity[-1])], None
    return None, None


def _behind(document: Token) -> Token | None:
    """Whose statement it is: the possessor, or who stands behind "by", "from" or "of"."""
    for child in document.children:
        if child.dep == POSS and child.tag_ != "PRP$":
            return child
    for child in document.rights:
        if child.dep == PREP and child.lower_ in _SPOKEN_FOR:
            return next((c for c in child.children if c.dep == POBJ and c.pos in (NOUN, PROPN)), None)
        if child.dep == ACL and child.lemma_ in _ISSUING:
            agents = (c for by in child.children if by.dep == AGENT for c in by.children)
            return next((c for c in agents if c.dep == POBJ and c.pos in (NOUN, PROPN)), None)
    return None


def _core(head: Token) -> list[Token]:
    """The tokens of a noun phrase without clauses and appositions, up to the first gap behind the head.

    A clause that hangs on a later noun is left out as well: "a reporter for a paper who stayed" is "a reporter for a paper".
    """
    left_out: set[int] = set()
    for token in head.subtree:
        own = token.head.i == head.i
        clause = token.dep in (RELCL, ACL, APPOS) and (own or token.i > head.i)
        if (clause and token.i != head.i) or (
            own and (token.dep == CASE or (token.is_punct and token.i > head.i))
        ):
            left_out.update(t.i for t in token.subtree)
    words = [t for t in head.subtree if t.i not in left_out and not t.is_space]
    kept = [t for t in words if t.i <= head.i]
    for token in words:
        if token.i > head.i and kept and token.i == kept[-1].i + 1:
            kept.append(token)
    return kept


def _cut(ground: Ground, tokens: Iterable[Token], *, article: bool = False) -> str:
    """The words of tokens as written, without marks at the ends and without an article."""
    run = [t for t in tokens if not t.is_space]
    if not run:
        return ""
    text = ground.text[run[0].idx : run[-1].idx + len(run[-1])].strip(_EDGES)
    first, _, rest = text.partition(" ")
    return rest.strip(_EDGES) if rest and not article and first.lower() in _ARTICLES else text


def _range(tokens: list[Token]) -> Range:
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])
