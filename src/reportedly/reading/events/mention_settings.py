"""When and where: which time and place expressions belong to which trigger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from reportedly.lexicon.cues import load_cues
from reportedly.lexicon.places import load_place_words
from reportedly.reading.dateline import dateline_end
from reportedly.reading.events.mention_triggers import Trigger, objects, subjects
from reportedly.reading.events.mention_words import kinds
from reportedly.reading.events.told_times import event_times
from reportedly.reading.parse import Parse
from reportedly.records import Attribution, Span, When, Where

_TERRITORY = frozenset(
    {"territory", "territories", "soil", "border", "borders", "airspace", "waters", "side", "lands", "land"}
)


_PARTIES = frozenset({"force", "people", "party"})  # "gangs operating in Peru", "a man trained in Cuba"
_NOUN_LIKE = frozenset({"pobj", "compound"})
_FAR = 12  # tokens
_PLACE_NOUNS = frozenset({"province", "district", "city", "town", "village", "region", "area", "border", "state", "county", "department",
                          "governorate", "neighborhood", "neighbourhood", "suburb", "municipality", "capital", "camp", "airport"})  # fmt: skip


def event_places(parse: Parse, places: Sequence[Where]) -> list[Where]:
    """The places where something can happen: no demonyms ("Iraqi fighters"), unless land is meant ("Iraqi soil"),
    no place that only names a party ("US strikes", "Washington said"), and never that of the dateline."""
    found = []
    opening = dateline_end(parse.text)
    for place in places:
        if place.span.start < opening:
            continue
        tokens = parse.doc.char_span(place.span.start, place.span.end, alignment_mode="expand")
        if tokens is None:
            continue
        if _is_land(tokens) or (
            not _in_compound(tokens)
            and not _describes_person(tokens.root)
            and place.feature != "demonym"
            and _is_scene(tokens.root, place)
        ):
            found.append(place)
    return found


def _is_scene(token: Token, place: Where) -> bool:
    """Whether a name stands where scenes are named: after a preposition, in a list of places, before "province"."""
    if token.dep_ in {"pobj", "npadvmod", "appos", "dobj", "nsubjpass", "ROOT", "dep"}:
        return not (
            token.dep_ == "pobj" and token.head.lower_ in {"by", "with", "against", "for", "to", "than", "like"}
        )
    if token.dep_ == "conj":
        return _is_scene(token.head, place)
    if token.dep_ in {"compound", "poss", "amod", "nmod"}:
        head = token.head
        if "teller" in kinds(head) or head.lemma_.lower() in load_place_words().titles:
            return False
        return head.lemma_.lower() in _PLACE_NOUNS or place.precision != 6
    return False


def _describes_person(token: Token) -> bool:
    """ "Juan Perez of the Cali station", "a correspondent in Lima": where somebody belongs, not where it happened."""
    while token.dep_ in {"compound", "poss", "nmod", "appos"}:
        token = token.head
    owner = token.head.head
    if token.dep_ != "pobj" or owner.pos_ not in {"NOUN", "PROPN"}:
        return False
    return "teller" in kinds(owner) or (token.head.lower_ in {"of", "from"} and owner.ent_type_ == "PERSON")


def _in_compound(tokens: Tokens) -> bool:
    """ "Iran-backed" names no scene."""
    return (
        tokens.end < len(tokens.doc)
        and tokens.doc[tokens.end].text == "-"
        and not tokens.doc[tokens.end].whitespace_
    )


def _is_land(tokens: Tokens) -> bool:
    """ "Iraqi soil", "the Iraqi-Syrian border"."""
    after = [token.lower_ for token in tokens.doc[tokens.end : tokens.end + 3]]
    return bool(after) and (after[0] in _TERRITORY or (after[0] in {"-", "–", "and"} and after[-1] in _TERRITORY))


def attach_places(
    parse: Parse, places: Sequence[Where], triggers: Mapping[int, Trigger], attributions: Sequence[Attribution]
) -> dict[int, list[Where]]:
    """The places of each trigger, by token index; the place where a speaker stands is nobody's."""
    found: dict[int, list[Where]] = defaultdict(list)
    for place in event_places(parse, places):
        for index in attached(parse.doc, place.span, triggers, attributions):
            found[index].append(place)
    return found


def attach_times(
    parse: Parse, times: Sequence[When], triggers: Mapping[int, Trigger], attributions: Sequence[Attribution]
) -> dict[int, When]:
    """The time of each trigger, by token index: the most exact of those that belong to it."""
    found: dict[int, When] = {}
    for time in event_times(parse, times, attributions):
        assert time.span is not None
        for index in attached(parse.doc, time.span, triggers, attributions):
            known = found.get(index)
            if known is None or (
                time.start and (not known.start or (time.precision or 9) < (known.precision or 9))
            ):
                found[index] = time
    return found


def attached(
    doc: Doc, span: Span, triggers: Mapping[int, Trigger], attributions: Sequence[Attribution]
) -> list[int]:
    """The triggers that an expression belongs to: the nearest above it in the parse, or the events beside its verb."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return []
    token = tokens.root
    beside = _right_after(tokens, triggers, attributions)
    if beside is not None:
        return [beside]
    for _ in range(12):
        head = token.head
        if token.i in triggers and not tokens.start <= token.i < tokens.end:
            return [token.i]
        if head == token:
            break
        if token.dep_ in {"ccomp", "parataxis"} and head.lemma_.lower() in load_cues().speech:
            break
        if token.dep_ in {"acl", "relcl"} and token.i not in triggers and _only_describes(head):
            return []
        token = head
        if (inside := _in_which(token, triggers)) is not None:
            return [inside]
        if token.pos_ in {"VERB", "AUX"} and token.i not in triggers:
            if _is_saying(token, attributions):
                return []
            carried = _beside(token, triggers)
            if carried:
                return carried
    return _only_in_clause(doc, tokens.root, triggers)


def _right_after(
    tokens: Tokens, triggers: Mapping[int, Trigger], attributions: Sequence[Attribution]
) -> int | None:
    """The trigger before, with no verb between: "the strikes (Sunday)", "in return for air strikes last week in Kunduz".

    Not where the trigger is what a speaker speaks of: "condemned the attack on Monday".
    """
    doc, first = tokens.doc, tokens.sent.start
    for index in range(tokens.start - 1, max(first, tokens.start - _FAR) - 1, -1):
        if index in triggers:
            governor = doc[index].head
            spoken_of = triggers[index].noun and governor.pos_ == "VERB" and _is_saying(governor, attributions)
            return None if spoken_of else index
        if doc[index].dep_ in _NOUN_LIKE:  # "works" is a noun here, whatever its tag says
            continue
        if doc[index].pos_ in {"VERB", "AUX", "SCONJ"} or doc[index].lower_ in {";", ":", "said"}:
            return None
    return None


def _in_which(noun: Token, triggers: Mapping[int, Trigger]) -> int | None:
    """The trigger in a clause that tells what happened at what a noun names: "the meeting of May 4, at which six died"."""
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.i in triggers:
        return None
    for clause in noun.children:
        if clause.dep_ == "relcl" and clause.i in triggers:
            near = [each for child in clause.children for each in (child, *child.children)]
            if any(each.tag_ in {"WRB", "WDT"} and each.dep_ in {"advmod", "pobj"} for each in near):
                return clause.i
    return None


def _only_describes(noun: Token) -> bool:
    """Whether a clause tells about those who act or are blamed, not where it happened: "by gangs operating in Peru";
    "killed soldiers who were visiting Foo" does tell where."""
    while noun.dep_ == "conj" and noun.head != noun:
        noun = noun.head
    acts = noun.dep_ == "nsubj" or (
        noun.dep_ == "pobj" and noun.head.lower_ in {"by", "on", "to", "with", "from", "of"}
    )
    return acts and bool(kinds(noun) & _PARTIES)


def _is_saying(verb: Token, attributions: Iterable[Attribution]) -> bool:
    return verb.lemma_.lower() in load_cues().speech or any(
        cue is not None and cue.start <= verb.idx < cue.end for cue in (each.cue for each in attributions)
    )


def _beside(verb: Token, triggers: Mapping[int, Trigger]) -> list[int]:
    """The event nouns that are subject or object of a verb: "the attack took place in"."""
    found = [each.i for each in (*subjects(verb), *objects(verb)) if each.i in triggers]
    found += [
        child.i for child in verb.children if child.i in triggers and child.dep_ in {"xcomp", "conj", "advcl"}
    ]
    return found


def _only_in_clause(doc: Doc, token: Token, triggers: Mapping[int, Trigger]) -> list[int]:
    """The one trigger of a sentence, where the parse leads to none."""
    here = [index for index in range(token.sent.start, token.sent.end) if index in triggers]
    return here if len(here) == 1 else []
