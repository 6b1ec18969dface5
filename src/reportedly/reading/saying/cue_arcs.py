"""What a cue can govern: the arcs from a verb, noun or adjective to the words it may report.

The same arcs are counted in training (`benchmarks/mine_cues.py`) and looked up in reading, so their names are the
vocabulary of `lexicon/data/cue_frames.csv`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from reportedly.reading.saying.cue_labels import (
    ACL,
    ACOMP,
    ADJ,
    ADVCL,
    ATTR,
    AUX,
    AUXILIARY,
    AUXPASS,
    CCOMP,
    DATIVE,
    DEP,
    DOBJ,
    MARK,
    NOUN,
    NSUBJ,
    NSUBJPASS,
    OPRD,
    PARATAXIS,
    PCOMP,
    POBJ,
    PREP,
    PRT,
    RELCL,
    VERB,
    XCOMP,
)

RAISING = frozenset({"seem", "appear"})  # "the army seems to have left": it is not the army that says so
_WH = frozenset({"WDT", "WP", "WP$", "WRB"})
_CLAUSES = frozenset({CCOMP, PCOMP})


@dataclass(frozen=True, slots=True)
class Arc:
    """One way to what is reported: its name, the head of those words, and the particle that belongs to the cue."""

    name: str
    head: Token
    via: Token | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A possible cue: its kind, its key in the table, the tokens of the key, and its arcs.

    In "expressed concern about the raid" one unit is ("light", "express concern") with the arc "prep:about".
    """

    kind: str
    key: str
    head: Token
    parts: tuple[Token, ...]
    arcs: tuple[Arc, ...]


def units_of(token: Token) -> Iterator[Unit]:
    """The possible cues that a token heads."""
    if token.pos in (VERB, AUX):
        passive = is_passive(token)
        kind = "passive" if passive else "verb"
        arcs = _with_company(list(_verb_arcs(token, passive)))
        key = token.lemma_.lower()
        particle = next((c for c in token.children if c.dep == PRT), None)
        if particle is not None:
            key += " " + particle.lower_
        if arcs:
            yield Unit(kind, key, token, (token, particle) if particle is not None else (token,), arcs)
        for child in token.children:
            if child.dep in (DOBJ, ACOMP, ATTR, OPRD) and child.pos in (NOUN, ADJ, VERB):
                arcs = tuple(_noun_arcs(child)) or tuple(_beside(token, child))
                if arcs:
                    yield Unit("light", f"{key} {child.lemma_.lower()}", token, (token, child), arcs)
    elif token.pos == NOUN:
        arcs = tuple(_noun_arcs(token))
        if arcs:
            yield Unit("noun", token.lemma_.lower(), token, (token,), arcs)


def _with_company(arcs: list[Arc]) -> tuple[Arc, ...]:
    """An object beside a clause is mostly the person addressed: "told reporters that" has the arc "obj beside that"."""
    clause = next((a.name for a in arcs if a.name in ("that", "clause", "to", "wh", "if")), None)
    if clause is None:
        return tuple(arcs)
    return tuple(replace(a, name=f"obj beside {clause}") if a.name == "obj" else a for a in arcs)


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive: "was accused", or a bare participle after its noun ("the plan approved by")."""
    if any(child.dep == AUXPASS for child in verb.children):
        return True
    return (
        verb.tag_ == "VBN"
        and verb.dep in (ACL, ADVCL, RELCL)
        and not any(c.dep == AUXILIARY for c in verb.children)
    )


def _verb_arcs(verb: Token, passive: bool) -> Iterator[Arc]:
    for child in verb.children:
        dep = child.dep
        if dep == CCOMP:
            yield Arc("aside" if child.i < verb.i else _clause_name(child), child)
        elif dep == DEP and child.i < verb.i and child.head.right_edge.i - verb.i < 2:
            yield Arc("aside", child)  # a headline without a verb: "12 killed in blast, officials say"
        elif dep == XCOMP:
            yield Arc(_infinitive_name(child), child)
        elif dep == ADVCL and not any(c.dep == MARK for c in child.children):
            name = _infinitive_name(child)
            if name != "pred":
                yield Arc(f"advcl:{name}", child)
        elif dep == DOBJ:
            yield Arc("obj", child)
        elif dep == OPRD:
            yield Arc("oprd", child)
        elif dep == DATIVE:
            yield Arc("dative", child)
        elif dep == ACOMP:
            yield Arc("acomp", child)
        elif dep == NSUBJPASS or (dep == NSUBJ and verb.lemma_ in RAISING and child.lower_ not in ("it", "there")):
            yield Arc("subject", child)
        elif dep == PREP:
            yield from _prep_arc(child)
    if verb.dep == PARATAXIS and not passive:
        yield Arc("aside", verb.head)


def _noun_arcs(noun: Token) -> Iterator[Arc]:
    for child in noun.children:
        if child.dep == PREP:
            yield from _prep_arc(child)
        elif child.dep in (ACL, RELCL, CCOMP, XCOMP):
            name = _clause_name(child) if child.dep in (CCOMP, ACL, RELCL) else _infinitive_name(child)
            if child.dep in (ACL, RELCL) and name not in ("that", "to"):
                name = _infinitive_name(child)
                if name != "to":
                    continue
            yield Arc(name, child)


def _beside(verb: Token, noun: Token) -> Iterator[Arc]:
    """Complements that the parser hung on the verb though they may belong to its object: "made clear that"."""
    for child in verb.children:
        if child.i > noun.i:
            if child.dep == PREP:
                yield from _prep_arc(child)
            elif child.dep in (CCOMP, XCOMP):
                yield Arc(_clause_name(child) if child.dep == CCOMP else _infinitive_name(child), child)


def _prep_arc(preposition: Token) -> Iterator[Arc]:
    for child in preposition.children:
        if child.dep == POBJ or child.dep in _CLAUSES:
            yield Arc(f"prep:{preposition.lower_}", child, preposition)
            return


def _clause_name(head: Token) -> str:
    for child in head.lefts:
        if child.dep == MARK:
            return {"that": "that", "whether": "if", "if": "if"}.get(child.lower_, "clause")
        if child.tag_ in _WH:
            return "that" if child.lower_ == "that" else "wh"
    return "to" if _infinitive_name(head) == "to" and not _has_subject(head) else "clause"


def _infinitive_name(head: Token) -> str:
    if any(c.tag_ == "TO" for c in head.lefts):
        return "to"
    return "ing" if head.tag_ == "VBG" else "pred"


def _has_subject(head: Token) -> bool:
    return any(c.dep in (NSUBJ, NSUBJPASS) for c in head.lefts)


def governed(arc: Arc, cue: Token) -> list[Token]:
    """The tokens that an arc reaches, in order, without the cue's own where the cue stands inside them."""
    words = list(arc.head.subtree)
    if cue.i != arc.head.i and arc.head.is_ancestor(cue):
        inside = {t.i for t in cue.subtree}
        words = [t for t in words if t.i not in inside]
    return words
