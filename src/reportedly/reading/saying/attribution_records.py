"""From candidates to records: who the source is, mode, stance, medium, nesting and chain."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.lexicon.cues import load_cues
from reportedly.reading.findings import Quotation
from reportedly.reading.parse import Parse
from reportedly.reading.saying.attribution_candidates import Candidate, Range
from reportedly.reading.saying.cue_labels import POBJ, PREP
from reportedly.reading.saying.source_names import Description, Ground
from reportedly.reading.saying.sources import Identity, SourceBook
from reportedly.records import Attribution, Mode, Source, Stance, make_id

_REACH = 15
_IN = frozenset({"in", "by", "on", "during", "at", "via", "through", "over"})


def records_of(
    ground: Ground, candidates: Sequence[Candidate], quotations: Sequence[Quotation]
) -> tuple[Attribution, ...]:
    """The records of candidates, ordered by where their content starts; sources are resolved in text order."""
    parse = ground.parse
    book = SourceBook(ground)
    identities = {}
    for candidate in sorted(candidates, key=lambda c: (c.source or c.cue, c.cue)):
        if candidate.speaker is not None and candidate.source is not None:
            identities[candidate.cue] = book.resolve(candidate.speaker, candidate.source)
    found = []
    parents = _parents(candidates)
    chains = _Chains(book, identities, parents)
    for candidate in candidates:
        source, medium = None, _medium(candidate)
        if candidate.source is not None and candidate.cue in identities:
            identity, described = identities[candidate.cue]
            source = book.source(identity, candidate.source, chain=chains.before(candidate))
            medium = medium or load_cues().media.get(described.medium or "")
        parent = parents.get(candidate.cue)
        found.append(
            Attribution(
                id=_id(parse, candidate),
                source=source,
                cue=parse.span(*candidate.cue),
                content=tuple(parse.span(*piece) for piece in candidate.content),
                mode=_mode(parse.text, candidate, quotations),
                stance=_stance(parse, candidate),
                medium=medium,
                parent=_id(parse, parent) if parent is not None else None,
            )
        )
    return tuple(sorted(found, key=lambda a: (a.content[0].start, a.cue.start if a.cue else 0)))


@dataclass(frozen=True, slots=True)
class _Chains:
    """Whom words came through: the outlet, the sources of the acts of saying around them, those who passed them on."""

    book: SourceBook
    identities: dict[Range, tuple[Identity, Description]]
    parents: dict[Range, Candidate]

    def before(self, candidate: Candidate) -> tuple[Source, ...]:
        """The chain of a candidate's source, nearest to the reader first."""
        outlet = self.book.outlet
        links = [outlet] if outlet is not None else []
        around: list[Candidate] = []
        parent = self.parents.get(candidate.cue)
        while parent is not None and parent not in around:
            around.append(parent)
            parent = self.parents.get(parent.cue)
        for each in reversed(around):
            if each.source is not None and each.cue in self.identities:
                links.append(self.book.source(self.identities[each.cue][0], each.source))
        links.extend(self.book.described(token) for token in candidate.through)
        own = self.identities[candidate.cue][0].best.name
        unique = {link.name: link for link in links if link.name != own}
        return tuple(unique.values())


def _id(parse: Parse, candidate: Candidate) -> str:
    return make_id("attribution", parse.report.id, candidate.cue, candidate.content)


def _parents(candidates: Sequence[Candidate]) -> dict[tuple[int, int], Candidate]:
    """For each cue the candidate with the smallest content that holds it."""
    found: dict[tuple[int, int], Candidate] = {}
    open_pieces: list[tuple[int, int, Candidate]] = []
    pieces = sorted(
        ((start, end, c) for c in candidates for start, end in c.content), key=lambda p: (p[0], -p[1], p[2].cue)
    )
    place = 0
    for candidate in sorted(candidates, key=lambda c: c.cue):
        start, end = candidate.cue
        while place < len(pieces) and pieces[place][0] <= start:
            open_pieces.append(pieces[place])
            place += 1
        open_pieces = [p for p in open_pieces if p[1] > start]
        holding = [p for p in open_pieces if p[1] >= end and p[2].cue != candidate.cue]
        if holding:
            found[candidate.cue] = min(holding, key=lambda p: p[1] - p[0])[2]
    return found


def _mode(text: str, candidate: Candidate, quotations: Sequence[Quotation]) -> Mode:
    """Direct when the whole content is quoted, mixed when a part is; a quoted name is no speech."""
    total = quoted = 0
    for start, end in candidate.content:
        total += end - start
        number = max(bisect_right(quotations, start, key=lambda q: q.start) - 1, 0)
        while number < len(quotations) and quotations[number].start < end:
            if not _is_name(text[slice(*quotations[number].inner)]):
                quoted += max(0, min(end, quotations[number].end) - max(start, quotations[number].start))
            number += 1
    if not quoted:
        return "indirect"
    return "direct" if quoted >= 0.9 * total else "mixed"


def _is_name(quoted: str) -> bool:
    """Whether quoted words are a name or title: "Northern Star Brigades"."""
    words = quoted.split()
    return 1 < len(words) < 6 and quoted[-1].isalnum() and all(w != w.lower() for w in words if len(w) > 3)


def _stance(parse: Parse, candidate: Candidate) -> Stance:
    """What the act of saying does; an assertion that contradicts somebody ("contrary to the claims") is a denial."""
    stance = load_cues().stance(candidate.head.lemma_.lower(), candidate.particle)
    if stance == "asserts":
        words = " ".join(parse.text[start:end] for start, end in candidate.content).lower()
        if any(phrase in words for phrase in load_cues().denials):
            return "denies"
    return stance


def _medium(candidate: Candidate) -> str | None:
    """What it was said in: "in a statement", "by telephone", "tweeted". The words stand beside the content."""
    media = load_cues().media
    head, lemma = candidate.head, candidate.head.lemma_.lower()
    if lemma == "tweet":
        return "tweet"
    doc, sentence = head.doc, head.sent
    window = [*(c for c in head.lefts if c.dep == PREP), *doc[head.i + 1 : min(sentence.end, head.i + _REACH)]]
    for token in window:
        if token.lower_ not in _IN or any(start <= token.idx < end for start, end in candidate.content):
            continue
        for child in token.children:
            if child.dep == POBJ:
                before = doc[child.i - 1].lower_ if child.i else ""
                name = media.get(f"{before} {child.lower_}") or media.get(child.lower_)
                if name is not None:
                    return name
    return None
