"""When two sources are one: by actor, by outlet, by a person's name however transliterated, by who a body of people is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from reportedly.lexicon.actors import load_actors
from reportedly.lexicon.policies import load_source_ranks
from reportedly.records import Report, Source, normalised
from reportedly.weighing.credits import credited

_TOKEN = re.compile(r"[^\W\d_]+")
_VOWELS = str.maketrans("", "", "aeiouyhw'’")
_FEWEST = 2  # names that must agree before two people are one on their names alone

Signature = tuple[str, str, str, str]


def signature(source: Source | None, report: Report) -> Signature:
    """What is compared of a source: kind, actor, name and role.

    Words whose source the text hides stay with their outlet, and an outlet that credits an agency speaks the agency's words.
    """
    if source is None:
        return ("hidden", "", publisher(report), "")
    if own_voice(source, report):
        return ("outlet", "", publisher(report), "")
    if source.kind == "outlet":
        return ("outlet", "", source.actor or _known(source.name), "")
    role = normalised(f"{source.role or ''} {source.affiliation or ''}")
    return (source.kind, source.actor or "", normalised(source.name), role)


def own_voice(source: Source | None, report: Report) -> bool:
    """Whether nobody but the report's own outlet is known to say it."""
    return source is None or (
        source.kind == "outlet" and normalised(source.name) == normalised(report.outlet or "")
    )


def publisher(report: Report) -> str:
    """Whose words a report prints: the agency it credits, or else its outlet."""
    return _known(credited(report) or report.outlet or report.id)


def _known(outlet: str) -> str:
    """The actor id of an outlet that the actor table knows under this name, or the name itself."""
    match = load_actors().lookup(outlet)
    return match.actor.id if match and match.actor.kind in ("news agency", "news outlet") else normalised(outlet)


def identify(signatures: Iterable[Signature]) -> Mapping[Signature, str]:
    """A key for each signature; equal keys are one source. The order of the signatures does not matter."""
    ordered = sorted(set(signatures))
    keys: dict[Signature, str] = {}
    people: list[Signature] = []
    bodies: list[Signature] = []
    for sign in ordered:
        kind, _, name, _ = sign
        if kind in ("outlet", "hidden"):
            keys[sign] = f"{kind}:{name}"
        elif kind == "person":
            people.append(sign)
        else:
            bodies.append(sign)
    keys.update(_people(people))
    keys.update(_bodies(bodies))
    return keys


def _people(signatures: Iterable[Signature]) -> dict[Signature, str]:
    """Each person joins the first fuller name that agrees; one who speaks for an actor shares the actor's account."""
    groups: list[list[Signature]] = []
    for sign in sorted(signatures, key=lambda s: (-len(s[2].split()), s)):
        home = next((group for group in groups if same_person(sign, group[0])), None)
        if home is None:
            groups.append([sign])
        else:
            home.append(sign)
    keys = {}
    for group in groups:
        actor = next((sign[1] for sign in group if sign[1]), None)
        keys.update(dict.fromkeys(group, f"actor:{actor}" if actor else f"person:{group[0][2]}"))
    return keys


def same_person(left: Signature, right: Signature) -> bool:
    """Whether two names can be one person's: same last name in sound, the other names of one among the other's.

    A single name needs a word of the role in common as well. "Noor Mohammad Fayez" and "Noor Mohammad Faiz" are one;
    "Ahmad Khan" and "Ali Khan" are two.
    """
    if left[1] and right[1] and left[1] != right[1]:
        return False
    ours, theirs = _sounds(left[2]), _sounds(right[2])
    if not ours or not theirs or ours[-1] != theirs[-1]:
        return False
    if not (set(ours) <= set(theirs) or set(theirs) <= set(ours)):
        return False
    if min(len(ours), len(theirs)) >= _FEWEST:
        return True
    return bool(_role_words(left[3]) & _role_words(right[3]))


def _sounds(name: str) -> tuple[str, ...]:
    """The consonants of each word of a name, doubled ones once: what transliterations keep."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    out = []
    for word in _TOKEN.findall(plain.replace("q", "k").replace("z", "s")):
        bare = re.sub(r"(.)\1+", r"\1", word.translate(_VOWELS)) or word[:1]
        out.append(bare if word[0] not in "aeiouyhw" else word[0] + bare)
    return tuple(out)


def _role_words(role: str) -> set[str]:
    return set(_TOKEN.findall(role)) - load_source_ranks().general_modifiers - {"head", "chief", "of"}


def _bodies(signatures: Iterable[Signature]) -> dict[Signature, str]:
    """Bodies and unnamed people: by actor where it is known, otherwise by head noun and modifiers.

    One with fewer modifiers ("officials") is the only fuller one there is ("Afghan officials"), and stays itself where it
    could be several.
    """
    rows = {sign: _head(sign[2]) for sign in signatures}
    own = {sign: _body_key(sign, *rows[sign]) for sign in rows}
    keys = {}
    for sign, (noun, modifiers) in rows.items():
        fuller = {own[o] for o, (n, m) in rows.items() if n == noun and modifiers < m}
        keys[sign] = fuller.pop() if len(fuller) == 1 and not sign[1] else own[sign]
    return keys


def _body_key(sign: Signature, noun: str, modifiers: frozenset[str]) -> str:
    return f"actor:{sign[1]}" if sign[1] else f"body:{' '.join([*sorted(modifiers), noun])}"


def _head(name: str) -> tuple[str, frozenset[str]]:
    """The noun that says what they are, in the singular, and the words that tell whose they are.

    Where they are and what they did ("official in London", "a man who fled") is not looked at; "the government",
    "authorities" and "officials" of no particular body are one voice.
    """
    table = load_source_ranks()
    words = _TOKEN.findall(name) or [name]
    ends = [n for n, word in enumerate(words) if n and word in table.ends]
    words = words[: ends[0]] if ends else words
    before = words[: words.index("of")] if "of" in words[1:] else words
    head = before[-1].removesuffix("es" if before[-1].endswith("sses") else "s")
    rest = frozenset(words) - {before[-1], "of"} - table.general_modifiers
    if before[-1] in table.state and not rest & table.words.keys():
        head = "government"
    return head, rest
