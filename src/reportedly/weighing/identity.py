"""When two sources are one: by actor, by outlet, by a person's name however transliterated, by who a body of people is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from reportedly.lexicon.policies import load_source_ranks
from reportedly.records import Source, normalised

_TOKEN = re.compile(r"[^\W\d_]+")
_VOWELS = str.maketrans("", "", "aeiouyhw'’")
_FEWEST = 2  # names that must agree before two people are one on their names alone

Signature = tuple[str, str, str, str]


def signature(source: Source | None, outlet: str) -> Signature:
    """What is compared of a source: kind, actor, name and role; words hidden by the text stay with their outlet."""
    if source is None:
        return ("hidden", "", normalised(outlet), "")
    name = normalised(source.name)
    return (source.kind, source.actor or "", name, normalised(f"{source.role or ''} {source.affiliation or ''}"))


def identify(signatures: Iterable[Signature]) -> Mapping[Signature, str]:
    """A key for each signature; equal keys are one source. The order of the signatures does not matter."""
    ordered = sorted(set(signatures))
    keys: dict[Signature, str] = {}
    people: list[Signature] = []
    bodies: list[Signature] = []
    for sign in ordered:
        kind, actor, name, _ = sign
        if kind == "outlet":
            keys[sign] = f"outlet:{name}"
        elif actor:
            keys[sign] = f"actor:{actor}"
        elif kind == "hidden":
            keys[sign] = f"hidden:{name}"
        elif kind == "person":
            people.append(sign)
        else:
            bodies.append(sign)
    keys.update(_people(people))
    keys.update(_bodies(bodies))
    return keys


def _people(signatures: Iterable[Signature]) -> dict[Signature, str]:
    """Each person joins the first earlier one with whom the name agrees."""
    known: list[tuple[Signature, str]] = []
    for sign in sorted(signatures, key=lambda s: (-len(s[2].split()), s)):
        same = next((key for other, key in known if same_person(sign, other)), None)
        known.append((sign, same or f"person:{sign[2]}"))
    return dict(known)


def same_person(left: Signature, right: Signature) -> bool:
    """Whether two names can be one person's: same last name in sound, the other names of one among the other's.

    A single name needs a word of the role in common as well. "Noor Mohammad Fayez" and "Noor Mohammad Faiz" are one;
    "Ahmad Khan" and "Ali Khan" are two.
    """
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
    """Bodies and unnamed people, by head noun. One with fewer modifiers ("officials") is the only one it can be
    ("Afghan officials"), and stays itself where it could be several."""
    rows = {sign: _head(sign[2]) for sign in signatures}
    fullest = {row for row in rows.values() if not any(row[0] == o[0] and row[1] < o[1] for o in rows.values())}
    keys = {}
    for sign, (head, modifiers) in rows.items():
        above = sorted((sorted(m) for h, m in fullest if h == head and modifiers <= m), key=lambda m: (len(m), m))
        chosen = above[0] if len(above) == 1 else sorted(modifiers)
        keys[sign] = f"body:{' '.join([*chosen, head])}"
    return keys


def _head(name: str) -> tuple[str, frozenset[str]]:
    """The counted noun in the singular and the modifiers that tell whose it is."""
    words = _TOKEN.findall(name) or [name]
    before = words[: words.index("of")] if "of" in words[1:] else words
    head = before[-1].removesuffix("s")
    rest = frozenset(words) - {before[-1], "of"} - load_source_ranks().general_modifiers
    return head, rest
