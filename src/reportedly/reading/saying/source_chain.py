"""Through whom words came: "told AFP", "Reuters quoted X as saying", "SANA, citing a medical source"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from reportedly.lexicon.sources import load_source_words
from reportedly.reading.saying.attribution_candidates import Candidate
from reportedly.reading.saying.cue_labels import ACL, AGENT, DATIVE, DOBJ, NOUN, NSUBJ, POBJ, PROPN
from reportedly.reading.saying.source_names import Ground
from reportedly.reading.saying.source_phrases import phrase_range, quoted_as, speaker_of

_ADDRESSING = frozenset({"tell", "inform", "speak", "quote", "cite"})
_CARRYING = frozenset({"carry", "publish", "broadcast", "release", "air", "quote", "report"})
_CITING_NOW = frozenset({"citing", "quoting"})
_CITING = frozenset({"cite", "quote"})
_SPEAKERS = frozenset({"anonymous", "witnesses", "organisation", "outlet"})


def with_chain(candidate: Candidate, ground: Ground) -> Candidate:
    """The candidate with those who passed its words on."""
    head = candidate.head
    through: list[Token] = []
    if head.lemma_ in _ADDRESSING:
        through += [c for c in head.children if c.dep in (DOBJ, DATIVE) and _is_outlet(c, ground)]
    quoting = quoted_as(head)
    if quoting is not None:
        through += [c for c in quoting.children if c.dep == NSUBJ]
        through += [o for a in quoting.children if a.dep == AGENT for o in a.children if o.dep == POBJ]
    through += [o for o in _carriers(candidate) if o.i not in {t.i for t in through}]
    return replace(candidate, through=tuple(through)) if through else candidate


def _carriers(candidate: Candidate) -> Iterator[Token]:
    """Who carried it: "in a statement published by the Tasnim news agency"."""
    content = candidate.content
    for token in candidate.head.sent:
        if (
            token.dep == ACL
            and token.tag_ == "VBN"
            and token.lemma_ in _CARRYING
            and not any(a <= token.idx < b for a, b in content)
        ):
            for agent in token.children:
                if agent.lower_ == "by":
                    yield from (o for o in agent.children if o.dep == POBJ)


def find_cited(candidates: Sequence[Candidate], tokens: Sequence[Token], ground: Ground) -> Iterator[Candidate]:
    """ "SANA reported, citing a medical source, that ...": the medical source says it, through SANA.

    The candidate of "citing" takes over the content of the act of saying that it stands beside.
    """
    by_head = {c.head.i: c for c in candidates}
    for token in tokens:
        if token.lower_ not in _CITING_NOW:
            continue
        cited = next((c for c in token.children if c.dep == DOBJ and _can_speak(c, ground)), None)
        saying = by_head.get(token.head.i) or by_head.get(token.head.head.i)
        if cited is None or saying is None or saying.speaker is None:
            continue
        holder = speaker_of(token) or saying.speaker
        content = tuple(p for p in saying.content if not p[0] <= token.idx < p[1]) or saying.content
        if content:
            yield Candidate(
                "cited",
                token,
                (token.idx, token.idx + len(token)),
                content,
                phrase_range(cited, token),
                cited,
                through=(holder,),
            )


def _is_outlet(token: Token, ground: Ground) -> bool:
    if load_source_words().kinds.get(token.lower_) == "outlet":
        return token.lower_ != "reporters"
    matches = ground.actors(token.left_edge.idx, token.idx + len(token))
    return any(m.actor.kind in ("news agency", "news outlet") for m in matches)


def _can_speak(token: Token, ground: Ground) -> bool:
    if token.ent_type_ in ("PERSON", "ORG"):
        return True
    if token.pos == PROPN and ground.actors(token.left_edge.idx, token.idx + len(token)):
        return True
    return token.pos == NOUN and load_source_words().kinds.get(token.lower_) in _SPEAKERS
