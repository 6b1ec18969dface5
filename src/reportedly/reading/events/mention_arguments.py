"""Who did it, to whom, and with what: the arguments of a trigger through active, passive and nominal forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Token

from reportedly.lexicon.actors import load_actors
from reportedly.lexicon.events import load_event_cues
from reportedly.lexicon.numbers import load_numbers
from reportedly.reading.events.mention_triggers import Trigger, objects, preposition_objects, subjects
from reportedly.reading.events.mention_words import WeaponWords, kinds, phrase, with_conjuncts

# "the killing of", "Galan's murder": what stands beside these nouns suffers the event, it does not cause it.
_SUFFERING = frozenset({"killing", "execution", "massacre", "kidnapping", "hostage taking", "arrest", "torture", "death",
                        "sexual violence", "wounding", "forced displacement", "displacement", "beating", "missing"})  # fmt: skip
_HAPPENING = frozenset(
    {"die", "perish", "drown", "succumb", "collapse", "capsize", "derail", "crash", "decease", "collide"}
)
_BLASTING = frozenset({"explode", "detonate", "go"})
_HARMABLE = frozenset({"people", "person", "force", "site", "vehicle", "infrastructure", "party"})
_BLAMING = frozenset({"accuse", "blame", "suspect", "charge", "convict", "indict"})
_QUANTITIES = frozenset({"CARDINAL", "DATE", "TIME", "PERCENT", "MONEY", "ORDINAL", "QUANTITY"})
_SUBORDINATE = frozenset({"xcomp", "advcl", "pcomp"})


@dataclass(slots=True)
class Arguments:
    """Token heads of the agents and targets, and the weapons, of one trigger."""

    agents: list[Token] = field(default_factory=list)
    targets: list[Token] = field(default_factory=list)
    weapons: list[WeaponWords] = field(default_factory=list)


def find_arguments(
    trigger: Trigger, triggers: Mapping[int, Trigger], weapons: Mapping[int, WeaponWords]
) -> Arguments:
    """The arguments of a trigger; other triggers are never arguments, weapons never agents."""
    pairs = list(_of_noun(trigger) if trigger.noun else _of_verb(trigger))
    found = Arguments()
    for role, head in pairs:
        for token in with_conjuncts(head):
            if token.i == trigger.token.i or trigger.start <= token.i < trigger.end:
                continue
            if token.i in weapons and not ({"vehicle"} & kinds(token) and role == "target"):
                if weapons[token.i] not in found.weapons:
                    found.weapons.append(weapons[token.i])
                if role == "agent":
                    found.agents += [each for each in _owners(token) if each not in found.agents]
            elif token.i in triggers:
                continue
            elif role == "agent" and token not in found.agents and _can_act(token):
                found.agents.append(token)
            elif role == "target" and _can_suffer(token):
                named = next(
                    (each for each in token.children if each.dep_ == "appos" and each.ent_type_ == "PERSON"), token
                )
                if named not in found.targets:
                    found.targets.append(named)
    return found


def _can_act(token: Token) -> bool:
    """Whether a word may name who did it: no pronoun, no number, not "no group", nobody who only tells of it, no town."""
    found = kinds(token)
    if token.pos_ in {"PRON", "NUM"} or token.like_num or "teller" in found:
        return False
    if any(child.dep_ == "det" and child.lower_ in {"no", "neither"} for child in token.children):
        return False
    if token.ent_type_ in _QUANTITIES and not found:
        return False
    if token.ent_type_ in {"GPE", "LOC"} and not found - {"place", "party"}:
        return stands_for_party(token)
    return bool(found & {"people", "force", "person", "party"}) or token.pos_ == "PROPN"


def _owners(weapon: Token) -> list[Token]:
    """Whose weapon it is: "Israeli warplanes"."""
    return [
        child
        for child in weapon.children
        if child.dep_ in {"amod", "compound", "poss", "nmod"} and load_actors().state(child.text)
    ]


def stands_for_party(token: Token) -> bool:
    """Whether the name of a place stands for those who rule it: a state or a capital, not a town ("Israel", "Moscow")."""
    start, end = phrase(token)
    name = token.doc[start:end].text
    return load_actors().lookup(name) is not None or load_actors().state(name) is not None


def _can_suffer(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN", "NUM"} and token.ent_type_ not in _QUANTITIES - {"CARDINAL"}


def _of_verb(trigger: Trigger) -> Iterator[tuple[str, Token]]:
    verb = trigger.token
    passive = _is_passive(verb)
    if verb.dep_ == "amod":
        yield "target", verb.head
        return
    if verb.pos_ == "ADJ" or (trigger.type == "death" and verb.lemma_ == "dead"):
        yield from _each("target", _of_state(verb))
        return
    doers = [] if passive else (subjects(verb) or _shared_subjects(verb))
    if verb.lemma_ in _HAPPENING or trigger.type in {"death", "missing"}:
        yield from _each("target", doers or objects(verb))
        yield from _each("agent", preposition_objects(verb, "by"))
        if verb.dep_ in {"acl", "relcl"}:
            yield "target", verb.head
        return
    if verb.lemma_ in _BLASTING and not objects(verb):
        yield from _each("weapon", doers)
        yield from _each(
            "target", _harmable(preposition_objects(verb, "outside", "inside", "in", "near", "at", "against"))
        )
        return
    counted = not objects(verb) and trigger.type in _SUFFERING | {"killing"} and all(map(_is_count, doers))
    yield from _each("target" if counted else "agent", doers)
    yield from _each("agent", preposition_objects(verb, "by"))
    yield from _each("target", objects(verb) or (_shared_objects(verb) if passive else []))
    yield from _each("weapon", preposition_objects(verb, "with", "using", "from"))
    yield from _each("target", _harmable(preposition_objects(verb, "against", "on", "at", "into")))
    if trigger.type == "armed clash":
        yield from _each("target", preposition_objects(verb, "with", "between"))
    for child in verb.children:
        if child.lower_ == "using":
            yield from _each("weapon", objects(child))


def _is_count(token: Token) -> bool:
    """ "dozens wounded", "eight injured": a number of people beside such a verb suffered it."""
    return token.like_num or (token.lower_,) in load_numbers().vague


def _of_state(adjective: Token) -> list[Token]:
    """Who is in a state: "seven were dead", "left seven dead"."""
    verb = adjective.head
    if adjective.dep_ == "acomp":
        return subjects(verb)
    return objects(verb) if adjective.dep_ in {"oprd", "ccomp"} else []


def _is_passive(verb: Token) -> bool:
    if any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        return True
    return verb.tag_ == "VBN" and verb.dep_ == "conj" and not subjects(verb) and _is_passive(verb.head)


def _shared_subjects(verb: Token) -> list[Token]:
    """The subject of a verb that is written beside another: joined, subordinate, or after "accused of"."""
    head, steps = verb, 0
    while steps < 4 and not subjects(head):
        steps += 1
        above = head.head
        if head.dep_ == "acl" and head.tag_ == "VBG":
            return [above]
        if head.dep_ == "pcomp":
            while above.dep_ == "prep":
                above = above.head
            if above.lemma_ in _BLAMING:
                return objects(above)
        elif head.dep_ == "xcomp" and objects(above) and above.lemma_ not in {"promise", "threaten"}:
            return objects(above)
        elif head.dep_ != "conj" and head.dep_ not in _SUBORDINATE:
            return []
        if above == head or above.pos_ not in {"VERB", "AUX"}:
            return []
        head = above
    return subjects(head)


def _shared_objects(verb: Token) -> list[Token]:
    head = verb
    while head.dep_ == "conj" and not objects(head):
        head = head.head
    return objects(head)


def _of_noun(trigger: Trigger) -> Iterator[tuple[str, Token]]:
    noun = trigger.token
    suffering = trigger.type in _SUFFERING
    for child in noun.children:
        if child.dep_ == "poss":
            yield (
                ("target" if suffering or not kinds(child) & {"force", "party", "people", "person"} else "agent"),
                child,
            )
        elif child.dep_ in {"compound", "amod", "nmod"} and child.i < trigger.start:
            yield from _modifier(child, suffering)
    yield from _each("agent", preposition_objects(noun, "by"))
    yield from _each(
        "target", _harmable(preposition_objects(noun, "on", "against", "at", "upon", "outside", "inside"))
    )
    for each in preposition_objects(noun, "of") if suffering else _harmable(preposition_objects(noun, "of")):
        yield (
            ("agent" if not suffering and kinds(each) & {"force"} and trigger.type == "attack" else "target"),
            each,
        )
    if trigger.type == "armed clash":
        yield from _each("agent", preposition_objects(noun, "between", "with", "among"))
    else:
        yield from _each("weapon", preposition_objects(noun, "with", "using", "involving"))
    for child in noun.children:
        if child.dep_ in {"relcl", "acl"}:
            yield from _carried(child, noun)
    yield from _governed(noun)


def _modifier(word: Token, suffering: bool) -> Iterator[tuple[str, Token]]:
    found = kinds(word)
    if found & {"site", "vehicle", "infrastructure"} and not found & {"force", "party"}:
        yield "target", word
    elif found & {"people", "person", "party", "place", "force"} or word.ent_type_ in {"ORG", "GPE", "NORP"}:
        yield ("target" if suffering and not found & {"party", "place", "force"} else "agent"), word
    else:
        yield "weapon", word


def _governed(noun: Token) -> Iterator[tuple[str, Token]]:
    """Arguments that stand beside the verb that carries the noun: "launched air strikes against", "were hit by"."""
    while noun.dep_ in {"conj", "appos"} and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    verb = noun.head
    if noun.dep_ == "pobj" and noun.head.dep_ in {"prep", "agent"}:
        verb = noun.head.head
        if noun.head.lower_ == "by" and verb.pos_ == "VERB":
            yield from _each("target", objects(verb))
        elif (
            noun.head.lower_ in {"for", "of"}
            and verb.lemma_ in _BLAMING | load_event_cues().responsibility["noun"]
        ):
            yield from _responsible(verb)
        elif noun.head.lower_ == "in" and verb.lemma_ in {"participate", "engage", "involve"}:
            yield from _each("agent", subjects(verb) or _shared_subjects(verb))
        return
    if verb.pos_ == "VERB" and noun.dep_ in {"nsubj", "nsubjpass", "dobj"}:
        yield from _carried(verb, noun)


def _carried(verb: Token, noun: Token) -> Iterator[tuple[str, Token]]:
    """Arguments of a verb that has the event noun as its subject or object."""
    bearers = load_event_cues().bearers
    is_object = noun in objects(verb)
    if is_object and verb.lemma_ in bearers["agent"]:
        yield from _each("agent", [each for each in subjects(verb) or _shared_subjects(verb) if each != noun])
        yield from _each("agent", preposition_objects(verb, "by"))
        yield from _each("target", _harmable(preposition_objects(verb, "on", "against", "at")))
    elif is_object and verb.lemma_ in load_event_cues().responsibility["blame"] | {"claim"}:
        yield from _each("agent", preposition_objects(verb, "on", "to", "by"))
    elif not is_object and verb.lemma_ in bearers["target"]:
        yield from _each("target", [each for each in objects(verb) if each != noun])
    elif not is_object:
        yield from _each("target", _harmable(preposition_objects(verb, "against", "on")))
        yield from _each("weapon", preposition_objects(verb, "with"))


def _responsible(word: Token) -> Iterator[tuple[str, Token]]:
    """Who is blamed, or who claims responsibility, for the event noun after "for" or "of"."""
    if word.pos_ == "VERB":
        yield from _each("agent", objects(word))
    elif word.head.pos_ == "VERB" and word.head.lemma_ in load_event_cues().responsibility["claim"]:
        verb = word.head
        if not any(child.dep_ == "neg" for child in verb.children):
            yield from _each("agent", subjects(verb) or _shared_subjects(verb) or preposition_objects(verb, "by"))


def _harmable(tokens: Iterable[Token]) -> list[Token]:
    """Those that violence can be done to: not "at a time", "on Sunday"."""
    return [each for each in tokens if kinds(each) & _HARMABLE]


def _each(role: str, tokens: Iterable[Token]) -> Iterator[tuple[str, Token]]:
    return ((role, token) for token in tokens)
