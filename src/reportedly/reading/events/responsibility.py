"""Who is said to have done it, and who says it was not them: responsibility laid on somebody, taken, or denied."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from reportedly.lexicon.events import load_event_cues
from reportedly.reading.events.mention_triggers import objects, preposition_objects, subjects
from reportedly.reading.events.mention_words import kinds

_REACH = 2  # sentences between an accusation and "but the group denied it"
_ACTING = frozenset({"people", "person", "force", "party"})


@dataclass(frozen=True, slots=True)
class Answer:
    """Somebody who is said to have done it, or not. `speaker` is the holder itself where it speaks of itself; `word`
    is the verb that lays or denies responsibility, `holder` who would bear it."""

    holder: Token
    word: Token
    denied: bool
    speaker: Token | None = None


def find_answers(doc: Doc, events: Collection[int]) -> list[Answer]:
    """Every laying, taking and denying of responsibility, in order; `events` are the tokens that speak of an event.

    Plain sentences about who did what ("rebels shelled the town") are no business of this step.
    """
    found: list[Answer] = []
    for verb in doc:
        if verb.pos_ not in {"VERB", "AUX"}:
            continue
        cues = load_event_cues().responsibility
        if verb.lemma_ in cues["deny"]:
            found += _denied(verb, events, found)
        elif verb.lemma_ in cues["blame"]:
            found += _blamed(verb, events)
        elif verb.lemma_ in cues["claim"] and _is_taken(verb, events):
            found += _taken(verb)
        else:
            found += _answerable(verb, events)
    return found


def _denied(verb: Token, events: Collection[int], before: Sequence[Answer]) -> Iterator[Answer]:
    """ "denied involvement", "denied shelling the town", "denied that its planes had", "denied it" """
    cues = load_event_cues().responsibility
    for speaker in _named(subjects(verb) or _shared(verb)):
        own = _holder(speaker)
        for thing in objects(verb):
            if thing.lemma_ in cues["noun"] | cues["part"] and own is not None:
                yield Answer(own, verb, True, speaker)
            elif thing.lemma_ in cues["charge"] or thing.lower_ in {"it", "this", "that"}:
                holder = _accused_before(speaker, before)
                if holder is not None:
                    yield Answer(holder, verb, True, speaker)
        for clause in verb.children:
            if own is None or clause.dep_ not in {"xcomp", "ccomp", "pcomp"} or not _of_oneself(clause, speaker):
                continue
            if _tells_of_part(clause) or _tells_of_event(clause, events):
                yield Answer(own, verb, True, speaker)


def _is_taken(verb: Token, events: Collection[int]) -> bool:
    """ "claimed responsibility", "admitted the attack" """
    nouns = load_event_cues().responsibility["noun"]
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    return not passive and any(
        thing.lemma_ in nouns or (thing.i in events and verb.lemma_ in {"claim", "admit", "acknowledge"})
        for thing in objects(verb)
    )


def _taken(verb: Token) -> Iterator[Answer]:
    if any(child.dep_ == "neg" for child in verb.children):
        return
    for speaker in _named(subjects(verb) or _shared(verb)):
        holder = _holder(speaker)
        if holder is not None and _may_act(holder):
            yield Answer(holder, verb, False, speaker)


def _blamed(verb: Token, events: Collection[int]) -> Iterator[Answer]:
    """ "accused the militia of shelling the town", "blamed the militia"; "blamed the raid on" is read with the raid."""
    if any(child.dep_ == "neg" for child in verb.children):
        return
    for holder in objects(verb):
        if holder.i in events or not _may_act(holder):
            continue
        deeds = [
            deed
            for place in (verb, holder)
            for child in place.children
            if child.lower_ in {"of", "for"}
            for deed in child.children
        ]
        for_a_deed = any(deed.dep_ == "pcomp" and _tells_of_event(deed, events) for deed in deeds)
        if for_a_deed or (verb.lemma_ == "blame" and not deeds):
            yield Answer(holder, verb, False)


def _answerable(verb: Token, events: Collection[int]) -> Iterator[Answer]:
    """ "was behind the attack", "had no part in it", and, where it speaks of itself, "said it had carried it out" """
    if any(child.dep_ == "mark" and child.lower_ in {"if", "whether", "unless"} for child in verb.children):
        return
    if verb.dep_ in {"ccomp", "xcomp", "pcomp"} and verb.head.lemma_ in load_event_cues().responsibility["deny"]:
        return
    speaker = _speaker(verb)
    denied = any(child.dep_ == "neg" for child in verb.children) or _nothing(verb)
    if speaker is not None and _of_oneself(verb, speaker):
        holder = _holder(speaker)
        if holder is not None and (_tells_of_part(verb) or _tells_of_event(verb, events)):
            yield Answer(holder, verb, denied, speaker)
    elif _tells_of_part(verb):
        for holder in _named(_as_written(verb)):
            if _may_act(holder):
                yield Answer(holder, verb, denied)


def _as_written(verb: Token) -> list[Token]:
    """Subjects as written: no relative or personal pronoun is followed."""
    return [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]


def _speaker(verb: Token) -> Token | None:
    """Whose words a clause is: "the army" of "the army said it was not behind the raid"."""
    said = verb.head
    if verb.dep_ != "ccomp":
        return None
    return next(iter(_named(subjects(said) or _shared(said))), None)


def _of_oneself(clause: Token, speaker: Token) -> bool:
    """Whether a clause is about its speaker: "it was", "its planes had", "shelling the town" without a subject."""
    who = _as_written(clause)
    if not who:
        return clause.tag_ in {"VBG", "VBN"}
    first = who[0]
    plural = speaker.tag_ in {"NNS", "NNPS"}
    if first.lower_ == "they" or any(child.lower_ == "their" for child in first.children):
        return True
    if first.lower_ == "it" or any(child.lower_ == "its" for child in first.children):
        return not plural
    return first.lemma_ == speaker.lemma_ and first.text == speaker.text


def _tells_of_part(verb: Token) -> bool:
    """ "be behind", "be responsible for", "be involved in", "have a hand in", "have nothing to do with" """
    cues = load_event_cues().responsibility
    if verb.lemma_ == "be":
        return any(
            (child.lower_ == "behind" and any(each.dep_ == "pobj" for each in child.children))
            or (child.lower_ in cues["answerable"] and any(each.dep_ == "prep" for each in child.children))
            for child in verb.children
        )
    if verb.lower_ in cues["answerable"] and any(child.dep_ == "auxpass" for child in verb.children):
        return any(child.dep_ == "prep" for child in verb.children)
    return verb.lemma_ == "have" and any(
        thing.lemma_ in cues["part"]
        or (thing.lower_ == "nothing" and any(c.lemma_ == "do" for c in thing.children))
        for thing in objects(verb)
    )


def _tells_of_event(verb: Token, events: Collection[int]) -> bool:
    """Whether a clause is the deed: "shelled the town", "carried out the attack"."""
    if verb.i in events:
        return True
    return verb.lemma_ in load_event_cues().bearers["agent"] and any(thing.i in events for thing in objects(verb))


def _nothing(verb: Token) -> bool:
    """ "had no part", "had nothing to do with" """
    return any(
        thing.lower_ == "nothing" or any(child.lower_ == "no" for child in thing.children)
        for thing in objects(verb)
    )


def _accused_before(speaker: Token, before: Sequence[Answer]) -> Token | None:
    """Who was accused shortly before, where the one who denies may be meant: "but the group denied it"."""
    sentences = 0
    for answer in reversed(before):
        sentences = sum(1 for token in speaker.doc[answer.word.i : speaker.i] if token.is_sent_start)
        if sentences > _REACH:
            return None
        if answer.denied or answer.speaker is not None:
            continue
        if speaker.lower_ == answer.holder.lower_ or speaker.pos_ == "PRON" or _stands_for(speaker):
            return answer.holder
        return None
    return None


def _stands_for(noun: Token) -> bool:
    """ "the group", "the ministry": a noun that takes up somebody named before."""
    return noun.pos_ == "NOUN" and any(child.lower_ in {"the", "this"} for child in noun.children)


def _named(tokens: Sequence[Token]) -> list[Token]:
    """Those that may answer for a deed: not "no group", "nobody"."""
    return [each for each in tokens if not _nobody(each)]


def _nobody(token: Token) -> bool:
    none = load_event_cues().status["denied"] | {"neither"}
    return token.lower_ in none | {"one"} or any(
        child.dep_ in {"det", "neg"} and child.lower_ in none for child in token.children
    )


def _may_act(token: Token) -> bool:
    """Whether a word may name who did it; a proper name before it tells that "the Haqqani network" may."""
    named = token.pos_ == "PROPN" or any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in token.children)
    return token.pos_ != "PRON" and (named or bool(kinds(token) & _ACTING))


def _holder(speaker: Token) -> Token | None:
    """Who answers where a speaker speaks of itself: for "the group's spokesman" the group."""
    if "teller" not in kinds(speaker):
        return speaker
    owners = [child for child in speaker.children if child.dep_ == "poss"]
    owners += preposition_objects(speaker, "of", "for")
    return next((owner for owner in owners if _may_act(owner)), None)


def _shared(verb: Token) -> list[Token]:
    """The subject of the verb that this one is joined to."""
    while verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        verb = verb.head
        found = subjects(verb)
        if found:
            return found
    return []
