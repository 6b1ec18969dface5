"""Which words speak of an event: the trigger table, held against the words around each candidate."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from reportedly.lexicon.events import TriggerRow, load_triggers
from reportedly.reading.events.mention_words import WeaponWords, kinds

_SUBJECTS = frozenset({"nsubj", "csubj"})
_OBJECTS = frozenset({"dobj", "obj", "nsubjpass"})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "npadvmod"})
HARM_VERBS = frozenset(
    {"kill", "wound", "injure", "die", "leave", "claim", "maim", "hurt", "destroy", "damage", "hospitalize"}
)
CARRIERS = frozenset({"target", "hit", "strike", "blast"})
_NOUNS = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that speaks of an event: its token, the tokens [start, end) of the whole phrase, and its type."""

    token: Token
    start: int
    end: int
    type: str
    noun: bool


def subjects(verb: Token) -> list[Token]:
    """Who does it, as written beside an active verb; a relative pronoun stands for the noun before it."""
    found = [child for child in verb.children if child.dep_ in _SUBJECTS]
    return [_antecedent(verb, each) for each in found]


def objects(verb: Token) -> list[Token]:
    """To whom it is done: the object of an active verb, the subject of a passive one."""
    found = [_antecedent(verb, child) for child in verb.children if child.dep_ in _OBJECTS]
    if not found and verb.dep_ == "acl" and verb.tag_ == "VBN":
        found = [verb.head]
    return found


def preposition_objects(token: Token, *prepositions: str) -> list[Token]:
    """The nouns after these prepositions ("on", "against") beside a word."""
    return [
        inner
        for child in token.children
        if child.dep_ in {"prep", "agent", "dative"} and child.lower_ in prepositions
        for inner in child.children
        if inner.dep_ == "pobj"
    ]


def _antecedent(verb: Token, pronoun: Token) -> Token:
    """What a pronoun stands for where the grammar says so: "an attack that killed", "rebels denied that they shelled"."""
    if pronoun.tag_ == "PRP" and verb.dep_ == "ccomp" and pronoun.dep_ == "nsubj":
        speaker = next((child for child in verb.head.children if child.dep_ == "nsubj"), None)
        if (
            speaker is not None
            and speaker.tag_ != "PRP"
            and not any(child.tag_ == "PRP$" for child in speaker.children)
            and _plural(speaker) == (pronoun.lower_ in {"they", "we"})
        ):
            return speaker
    if pronoun.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl" and verb.head.pos_ in _NOUNS:
        return verb.head
    return pronoun


def _plural(noun: Token) -> bool:
    return noun.tag_ in {"NNS", "NNPS"} or any(child.dep_ == "conj" for child in noun.children)


def find_triggers(doc: Doc, weapons: Mapping[int, WeaponWords]) -> dict[int, Trigger]:
    """The triggers of a text by token index; rows that need another mention ("known:") are tried last."""
    table = load_triggers()
    found: dict[int, Trigger] = {}
    later: list[tuple[Token, TriggerRow]] = []
    for token in doc:
        rows = table.get(token.lemma_.lower()) or table.get(token.lower_.removesuffix("s"))
        for row in rows or ():
            if not _right_word(token, row) or _other_sense(token, row):
                continue
            span = _phrase_span(token, row)
            if span is None:
                continue
            if not row.needs or any(_holds(token, need, weapons) for need in row.needs):
                found[token.i] = Trigger(token, *span, row.type, row.pos == "noun")
                break
            if any(need.startswith("known:") for need in row.needs):
                later.append((token, row))
    seen = {trigger.type for trigger in found.values()}
    for token, row in later:
        if token.i not in found and any(need.removeprefix("known:") in seen for need in row.needs):
            found[token.i] = Trigger(token, token.i, token.i + 1, row.type, row.pos == "noun")
    for index in [each for each, trigger in found.items() if _carries(trigger, found)]:
        del found[index]
    return dict(sorted(found.items()))


def _carries(trigger: Trigger, found: Mapping[int, Trigger]) -> bool:
    """Whether a verb only carries an event noun: "the strikes targeted", "positions that were hit by the strikes"."""
    if trigger.noun or trigger.token.lemma_ not in CARRIERS:
        return False
    verb = trigger.token
    beside = [*subjects(verb), *preposition_objects(verb, "by", "in")]
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        beside.append(verb.head)
    return any(each.i in found for each in beside)


def _right_word(token: Token, row: TriggerRow) -> bool:
    if row.pos == "noun":
        return token.pos_ in _NOUNS and not (token.dep_ in {"compound", "nmod"} and token.head.pos_ in _NOUNS)
    if row.pos == "adj":
        return token.pos_ in {"ADJ", "NOUN"}
    return token.pos_ == "VERB" or (token.tag_ in {"VBN", "VBG", "VBD"} and token.dep_ != "amod")


def _other_sense(token: Token, row: TriggerRow) -> bool:
    if not row.unless:
        return False
    near = [child for child in token.children if child.dep_ not in {"conj", "advcl", "relcl"}]
    if any(child.lemma_.lower() in row.unless or child.lower_ in row.unless for child in near):
        return True
    return token.dep_ in {"compound", "pobj"} and token.head.lemma_.lower() in row.unless


def _phrase_span(token: Token, row: TriggerRow) -> tuple[int, int] | None:
    """Tokens [start, end) of the phrase of a row around its head; None where a further word is missing."""
    start = end = token.i
    for word in row.others:
        if row.pos == "noun":
            if start == 0 or token.doc[start - 1].lower_ != word:
                return None
            start -= 1
        else:
            match = next(
                (each for each in _below(token) if each.lemma_.lower() == word or each.lower_ == word), None
            )
            if match is None:
                return None
            start, end = min(start, match.i), max(end, match.i)
    if end - start > 3:
        start = end = token.i
    return start, end + 1


def _below(token: Token) -> Iterator[Token]:
    """Children that may belong to a verb phrase, and theirs ("set the house on fire")."""
    for child in token.children:
        if child.dep_ in {"dobj", "prt", "acomp", "oprd", "prep", "xcomp", "ccomp", "advmod", "nsubjpass"}:
            yield child
            if child.dep_ in {"prep", "ccomp"}:
                yield from child.children


def _holds(token: Token, need: str, weapons: Mapping[int, WeaponWords]) -> bool:
    name, _, wanted = need.partition(":")
    test = _TESTS.get(name)
    return test(token, wanted, weapons) if test else False


def _is(token: Token, wanted: str, weapons: Mapping[int, WeaponWords]) -> bool:
    return wanted in kinds(token) or token.lemma_.lower() == wanted or (wanted == "weapon" and token.i in weapons)


def _object(token: Token, wanted: str, weapons: Mapping[int, WeaponWords]) -> bool:
    return any(_is(each, wanted, weapons) for each in objects(token))


def _subject(token: Token, wanted: str, weapons: Mapping[int, WeaponWords]) -> bool:
    found = subjects(token)
    if wanted == "none":
        return not found
    return any(_is(each, wanted, weapons) for each in [*found, *preposition_objects(token, "by")])


def _weapon(token: Token, _: str, weapons: Mapping[int, WeaponWords]) -> bool:
    near = [*subjects(token), *objects(token), *preposition_objects(token, "with", "by", "from", "of")]
    return any(each.i in weapons for each in near)


def _modifier(token: Token, wanted: str, weapons: Mapping[int, WeaponWords]) -> bool:
    return any(child.dep_ in _MODIFIERS and _is(child, wanted, weapons) for child in token.children)


def _subject_of(token: Token, wanted: str, _: Mapping[int, WeaponWords]) -> bool:
    verb = token.head
    if token.dep_ != "nsubj":
        return any(child.dep_ == "relcl" and child.lemma_ in HARM_VERBS for child in token.children)
    return verb.lemma_ in HARM_VERBS if wanted == "harm" else verb.lemma_ == wanted


def _under(preposition: str) -> Callable[[Token, str, Mapping[int, WeaponWords]], bool]:
    def test(token: Token, _: str, __: Mapping[int, WeaponWords]) -> bool:
        return (
            token.dep_ == "pobj"
            and token.head.lower_ == preposition
            and token.head.head.lemma_ in HARM_VERBS | CARRIERS
        )

    return test


def _after(*prepositions: str) -> Callable[[Token, str, Mapping[int, WeaponWords]], bool]:
    def test(token: Token, wanted: str, weapons: Mapping[int, WeaponWords]) -> bool:
        return any(_is(each, wanted, weapons) for each in preposition_objects(token, *prepositions))

    return test


_TESTS: dict[str, Callable[[Token, str, Mapping[int, WeaponWords]], bool]] = {
    "object": _object,
    "subject": _subject,
    "weapon": _weapon,
    "modifier": _modifier,
    "subject-of": _subject_of,
    "in": _under("in"),
    "by": _under("by"),
    "of": _after("of"),
    "with": _after("with"),
    "between": _after("between"),
    "prep": lambda token, wanted, _: bool(preposition_objects(token, wanted)),
    "possessor": lambda token, _, __: any(child.dep_ == "poss" for child in token.children),
    "passive": lambda token, _, __: any(child.dep_ in {"auxpass", "nsubjpass"} for child in token.children),
}
