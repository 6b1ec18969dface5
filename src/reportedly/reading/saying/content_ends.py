"""Where reported words begin and end: what else belongs to them, and comments that are the writer's own."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.lexicon.cues import load_cues
from reportedly.reading.saying.cue_arcs import Arc
from reportedly.reading.saying.cue_labels import ACL, ADVCL, CC, CONJ, NPADVMOD, NSUBJ, RELCL

_SPEAKERS = frozenset({"he", "she", "they", "it"})
_REASONS = frozenset({"because", "if", "unless"})
_CLAUSES = frozenset({"that", "clause", "aside", "wh", "if"})
_BREAKS = frozenset({",", "-", "--", "–", "—"})
_WRITERS = frozenset({"while", "as", "though", "although", "after", "when"})


def without_comment(words: list[Token], arc: Arc) -> list[Token]:
    """Reported words without a comment at their end: ", which the army denied", ", while ...", ", adding that ...".

    In "accused the army of looting, which it denied" the relative clause is not part of the accusation.
    """
    while words:
        node: Token | None = words[-1]
        cut = None
        while node is not None and node.i != arc.head.i and node.right_edge.i == words[-1].i:
            if _is_comment(node, arc) and any(w.i == node.left_edge.i for w in words):
                cut = node.left_edge.i
            node = node.head if node.head.i != node.i else None
        if cut is None:
            return words
        words = [w for w in words if w.i < cut]
    return words


def _is_comment(node: Token, arc: Arc) -> bool:
    first = node.left_edge
    if first.i == 0 or first.nbor(-1).text not in _BREAKS:
        return False
    if node.dep == RELCL:
        goes_on = any(
            c.dep == NSUBJ and c.lower_ in _SPEAKERS for c in node.lefts
        )  # "the strikes, which he called"
        return not goes_on and (arc.name not in _CLAUSES or node.tag_ in ("VBD", "VB"))
    if node.dep in (ADVCL, ACL):
        speaks = node.tag_ == "VBG" and first.i == node.i and node.lemma_ in load_cues().speech
        return speaks or (node.dep == ADVCL and arc.name not in _CLAUSES and first.lower_ in _WRITERS)
    return False


def clauses_behind(cue: Token, arc: Arc) -> list[Token]:
    """Words that go on with a reported clause though the parser hung them on the cue itself.

    "said the road was closed because of snow", "said it would end the plan and would pay".
    """
    if arc.name not in _CLAUSES and arc.name != "to":
        return []
    found: list[Token] = []
    for child in cue.rights:
        if child.i <= arc.head.right_edge.i:
            continue
        first = child.left_edge
        if (
            (child.dep == CONJ and child.tag_ == "VB")
            or (child.dep == ADVCL and first.lower_ in _REASONS)
            or (child.dep == NPADVMOD and first.i > 0 and first.nbor(-1).is_punct)
        ):
            found.extend(child.subtree)
            if first.nbor(-1).is_punct:
                found.append(first.nbor(-1))
            found.extend(c for c in cue.rights if c.dep == CC and arc.head.right_edge.i < c.i < first.i)
    return sorted(found)
