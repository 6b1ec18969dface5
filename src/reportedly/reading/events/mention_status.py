"""Whether an event took place as the report has it: actual, denied, alleged, possible, planned, habitual, aggregate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from reportedly.lexicon.events import load_event_cues
from reportedly.reading.events.mention_triggers import HARM_VERBS, Trigger
from reportedly.records import Attribution, Status, When, Where

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such"})


def status_of(trigger: Trigger, said: Attribution | None, when: When | None) -> Status:
    """The status of a mention, from its own words first, then from what the source does by saying it."""
    token = trigger.token
    cues = load_event_cues().status
    governors = _governors(token)
    if _negated(trigger, governors):
        return "denied"
    if _habitual(trigger, governors):
        return "habitual"
    if (trigger.noun and _aggregate(token, when)) or (trigger.type in _HARM and _over_long(token, when)):
        return "aggregate"
    modal = _modal(trigger, governors)
    if modal is not None:
        return modal
    if said is not None:
        by_stance = _by_stance(said, trigger)
        if by_stance is not None:
            return by_stance
    if any(child.lower_ in cues["alleged"] for verb in governors for child in verb.children):
        return "alleged"
    return "actual"


_HARM = frozenset({"killing", "death", "wounding", "missing", "displacement", "arrest", "kidnapping", "execution"})


def _over_long(token: Token, when: When | None) -> bool:
    """Whether harm is counted over a long time: "have been killed since March 2011", "the war has killed"."""
    cues = load_event_cues().totals
    verb = token
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and _over_long(verb.head, when):
        return True
    for child in (*verb.children, *(token.children if token != verb else ())):
        if child.dep_ in {"nsubj", "nsubjpass"} and child.lemma_.lower() in cues["long"]:
            return True
        if child.dep_ in {"prep", "agent", "mark"} and _long_phrase(child, cues, when):
            return True
        if child.dep_ == "advcl" and any(each.lower_ == "since" for each in child.children):
            return True
        if child.dep_ == "npadvmod" and child.lower_ in cues["periods"] and when is None:
            return True
    return False


def _long_phrase(preposition: Token, cues: Mapping[str, frozenset[str]], when: When | None) -> bool:
    words = [each.lower_ for each in preposition.subtree]
    if preposition.lower_ == "since":
        return not any(word in cues["days"] for word in words) and (
            when is None or (when.precision or 5) >= 4 or not when.start
        )
    objects_ = [each for each in preposition.children if each.dep_ == "pobj"]
    if preposition.lower_ in {"in", "during", "by", "from", "of", "throughout"} and any(
        each.lemma_.lower() in cues["long"] for each in objects_
    ):
        return True
    return preposition.lower_ in {"in", "over", "during", "for", "within"} and any(
        each.lower_ in cues["periods"] or (each.ent_type_ == "DATE" and each.lower_.isdigit() and len(each) == 4 and len(words) == 2)
        for each in objects_
    )  # fmt: skip


def is_generic(trigger: Trigger, when: When | None, where: Sequence[Where]) -> bool:
    """Whether a plural noun speaks of no event in particular: "launching attacks on", "to stop attacks against".

    "US air strikes killed four" does: a past verb says that these strikes happened.
    """
    token = trigger.token
    if not trigger.noun or token.tag_ not in {"NNS", "NNPS"} or (when is not None and when.start):
        return False
    if any(place.precision != 6 for place in where):
        return False
    if any(
        child.dep_ in {"nummod", "poss"} or (child.dep_ == "det" and child.lower_ != "no")
        for child in token.children
    ):
        return False
    if any(child.dep_ == "relcl" and _past(child) for child in token.children):
        return False
    verb = next((each for each in _governors(token)[1:] if each.pos_ in {"VERB", "AUX"}), None)
    return verb is None or not _past(verb)


def _past(verb: Token) -> bool:
    """Whether a verb tells what happened: "struck", "were struck", "has struck"."""
    if verb.tag_ == "VBN":
        return verb.lemma_ in HARM_VERBS or any(child.dep_ in {"aux", "auxpass"} for child in verb.children)
    return verb.tag_ == "VBD"


def is_definite(token: Token) -> bool:
    """Whether a noun speaks of something known: "the attack", "these strikes", "their murder"."""
    return any(
        child.dep_ in {"det", "poss"} and (child.dep_ == "poss" or child.lower_ in _DEFINITE)
        for child in token.children
    )


def _governors(token: Token) -> list[Token]:
    """The trigger itself and the words above it in its clause, at most four steps."""
    chain = [token]
    while len(chain) < 5:
        head = chain[-1].head
        if head == chain[-1] or chain[-1].dep_ in {"ccomp", "advcl", "relcl", "parataxis"}:
            break
        chain.append(head)
    return chain


def _negated(trigger: Trigger, governors: list[Token]) -> bool:
    token = trigger.token
    if any(child.dep_ == "neg" or (child.dep_ == "det" and child.lower_ == "no") for child in token.children):
        return True
    if not trigger.noun:
        return any(
            verb.dep_ == "conj" and _has_negation(verb.head) and not _has_subject(verb) for verb in governors[:1]
        )
    if token.dep_ == "pobj" and token.head.lower_ == "without":
        return True
    verb = token.head
    return token.dep_ in {"dobj", "nsubj", "attr"} and _has_negation(verb) and not is_definite(token)


def _has_negation(token: Token) -> bool:
    return any(child.dep_ == "neg" for child in token.children)


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children)


def _habitual(trigger: Trigger, governors: list[Token]) -> bool:
    cues = load_event_cues().status
    for verb in governors[:3]:
        if verb.pos_ not in {"VERB", "AUX"}:
            continue
        if any(child.dep_ == "advmod" and child.lower_ in cues["habitual"] for child in verb.children):
            return True
        if verb.lemma_ in {"be", "become"} and any(
            child.dep_ in {"acomp", "attr"} and child.lower_ in cues["frequent"] for child in verb.children
        ):
            return trigger.noun
    return trigger.noun and any(
        child.dep_ == "amod" and child.lower_ in cues["frequent"] - {"sporadic"}
        for child in trigger.token.children
    )


def _aggregate(noun: Token, when: When | None) -> bool:
    """Several events counted together over a time: "more than 40 attacks since January", "a series of attacks this year"."""
    cues = load_event_cues().status
    plural = noun.tag_ in {"NNS", "NNPS"}
    if not plural:
        return False
    counted = any(
        child.dep_ == "nummod" and child.lower_ not in {"two", "three", "twin"} for child in noun.children
    )
    series = noun.dep_ == "pobj" and noun.head.lower_ == "of" and (
        noun.head.head.lemma_.lower() in cues["series"] or noun.head.head.lower_ in {"dozens", "scores", "hundreds", "thousands"}
    )  # fmt: skip
    if not (counted or series):
        return False
    spans = any(token.lower_ in cues["span_words"] for token in noun.sent)
    long = when is not None and (when.precision or 5) >= 4
    return spans or long or any(token.lower_ in {"year", "years", "months", "month"} for token in noun.sent)


def _modal(trigger: Trigger, governors: list[Token]) -> Status | None:
    cues = load_event_cues().status
    token = trigger.token
    if any(
        child.dep_ == "amod"
        and child.lower_ in {"planned", "imminent", "future", "further", "possible", "potential"}
        for child in token.children
    ):
        return "planned" if any(child.lower_ == "planned" for child in token.children) else "possible"
    said_of = governors[3:] if is_definite(token) else governors[1:]
    if any(verb.lemma_ in cues["accused"] and verb.pos_ == "VERB" for verb in said_of):
        return "alleged"
    for depth, verb in enumerate(governors):
        if verb.pos_ not in {"VERB", "AUX", "NOUN", "ADJ"}:
            continue
        if depth and trigger.noun and is_definite(token) and verb.lemma_ not in cues["planned"]:
            break
        if (
            depth
            and verb.lemma_ in cues["prevented"]
            and verb.pos_ == "VERB"
            and not (trigger.noun and is_definite(token))
        ):
            return "possible"
        if depth and verb.lemma_ in cues["planned"] and _infinitive_below(governors, depth):
            return "planned"
        for child in verb.children:
            if child.dep_ == "aux" and child.lower_ in {"will", "'ll", "shall"}:
                return "planned"
            if child.dep_ == "aux" and child.lower_ in cues["possible"] and not _perfect(verb):
                return "possible"
            if child.dep_ == "mark" and child.lower_ in {"if", "whether", "unless"}:
                return "possible"
        if verb.pos_ == "VERB" and verb.tag_ == "VB" and not trigger.noun and depth == 0 and _purpose(verb):
            return "planned"
    return None


def _infinitive_below(governors: list[Token], depth: int) -> bool:
    below = governors[depth - 1]
    return below.dep_ in {"xcomp", "acl", "dobj", "nsubjpass", "advcl"} or below.lower_ in {"to", "for", "of"}


def _purpose(verb: Token) -> bool:
    """An infinitive that says what somebody is out for: "sent to kill", "a mission to destroy"."""
    has_to = any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
    return has_to and verb.dep_ in {"advcl", "acl", "relcl"}


def _perfect(verb: Token) -> bool:
    """ "should have been stopped" and "must have died" say more than "may die"."""
    return any(child.dep_ == "aux" and child.lower_ == "have" for child in verb.children) and verb.tag_ == "VBN" and any(
        child.lower_ == "must" for child in verb.children
    )  # fmt: skip


def _by_stance(said: Attribution, trigger: Trigger) -> Status | None:
    if trigger.noun and is_definite(trigger.token):
        return None
    match said.stance:
        case "denies":
            return "denied"
        case "accuses" | "doubts":
            return "alleged"
        case "threatens" | "promises":
            return "planned"
        case "demands" | "asks" if trigger.token.pos_ == "VERB":
            return "possible"
        case _:
            return None
