"""Who those harmed were, as far as the words tell: categories and nationality."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from reportedly.lexicon.victims import VictimWords, load_victims

_STANDALONE = 18  # a victim under this age is a child


def categories_of(noun: Token, start: int) -> tuple[str, ...]:
    """The categories that a noun and the words of its group before it (from token `start`) and its "of" phrase name."""
    words, doc = load_victims(), noun.doc
    out: dict[str, None] = {}
    lemma = singular(noun)
    for i in range(start, noun.i):
        if doc[i].tag_ == "POS":
            start = i + 1
    compound = f"{doc[noun.i - 1].lower_} {lemma}" if noun.i else lemma
    for key in (compound, lemma):
        if key in words.people and key not in words.nouns:
            break
        found = words.nouns.get(key)
        if found:
            out.update(dict.fromkeys(_of_number(noun, lemma, found)))
            break
    before = [t for t in doc[start : noun.i] if not t.is_punct]
    for token in before:
        found = words.adjectives.get(token.lower_) or words.nouns.get(singular(token))
        if found and not (token.lower_ in ("police", "army") and out):
            out.update(dict.fromkeys(found))
    if not out or "combatant" not in out:
        out.update(dict.fromkeys(_of_group(noun, lemma, words)))
    if _age_before(doc, start, noun.i + 1) is not None:
        age = _age_before(doc, start, noun.i + 1)
        if age is not None and age < _STANDALONE:
            out["child"] = None
    return tuple(out)


def nationality_of(doc: Doc, start: int, end: int) -> str | None:
    """The nationality or group that the words name, as written: "four Lebanese Shia Muslims" gives "Lebanese Shia"."""
    named = [t for t in doc[start:end] if t.ent_type_ == "NORP" and (t.pos_ in ("ADJ", "PROPN", "NOUN"))]
    words = " ".join(t.text for t in named if t.i + 1 < end or len(named) == 1)
    return words or None


def singular(token: Token) -> str:
    """The singular, lower-case form of a noun, also where the tagger took it for a name ("Soldiers")."""
    form, lemma = token.lower_, token.lemma_.lower()
    words = load_victims()
    if words.is_person(lemma) or lemma != form:
        return lemma
    if words.is_person(form):
        return form
    if form.endswith("men") and words.is_person(form[:-2] + "an"):
        return form[:-2] + "an"
    if form.endswith("ies") and words.is_person(form[:-3] + "y"):
        return form[:-3] + "y"
    if form.endswith("s") and words.is_person(form[:-1]):
        return form[:-1]
    return lemma


def _of_number(noun: Token, lemma: str, found: tuple[str, ...]) -> tuple[str, ...]:
    """One gunman is an attacker; several are fighters."""
    if lemma == "gunman":
        return ("perpetrator",) if noun.tag_ in ("NN", "NNP") else ("combatant", "perpetrator")
    return found


def _of_group(noun: Token, lemma: str, words: VictimWords) -> tuple[str, ...]:
    """The kind that the group behind "of" tells: "members of the security forces"."""
    if lemma not in words.members:
        return ()
    doc, i = noun.doc, noun.i
    before = words.groups.get(f"{doc[i - 2].lower_} {doc[i - 1].lower_}") if i > 1 else None
    if before:
        return before
    if i + 1 >= len(doc) or doc[i + 1].lower_ not in ("of", "from"):
        return ()
    after = [t.lower_ for t in doc[i + 2 : i + 10]]
    for stop in (",", ".", "[", "(", "and", "who", "were", "was", "have", "had", "in", "killed"):
        if stop in after:
            after = after[: after.index(stop)]
    text = " ".join(after)
    if "security forces" in text or "security force" in text:
        return ("police", "soldier")
    for length in (2, 1):
        for at in range(len(after) - length + 1):
            found = words.groups.get(" ".join(after[at : at + length]))
            if found:
                return found
    return ()


def _age_before(doc: Doc, start: int, end: int) -> int | None:
    """The age in "a 16-year-old (boy)" among these tokens."""
    for i in range(start, min(end, len(doc))):
        if doc[i].lower_ in ("year", "month") and i and i + 1 < len(doc) and doc[i + 1].lower_ in ("-", "old"):
            j = i - 1 if doc[i - 1].text != "-" else i - 2
            if j >= 0 and doc[j].text.isdigit():
                return int(doc[j].text) if doc[i].lower_ == "year" else 0
    return None
