"""Who took part, in words that can be compared: reports rarely describe the same people in the same words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportedly.lexicon.link_weights import load_participant_words, load_rarity
from reportedly.linking.wording import stem
from reportedly.records import Named, normalised

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def keys(named: Iterable[Named]) -> frozenset[str]:
    """What these participants may share with others: the ids of known actors, else every word that tells of them."""
    return frozenset(key for n in named for key in ([n.actor] if n.actor else telling(n.name)))


def known(named: Iterable[Named]) -> frozenset[str]:
    """Those of whom it is known who they are, so that others can be found to be different ones.

    Someone described ("columns of striking workers") may be whoever another report names; an actor of the table and a
    proper name may not.
    """
    return frozenset(n.actor or normalised(n.name) for n in named if n.actor or _is_proper(n.name))


def telling(name: str) -> Iterator[str]:
    """The stems and groups of the words that say who it is; numbers and words for just anyone are left out.

    >>> sorted(telling("about 50 soldiers")), sorted(telling("76 people")), sorted(telling("columns of striking workers"))
    (['troops'], [], ['column', 'crowd', 'strik'])
    """
    words = load_participant_words()
    stop = load_rarity().stop
    for word in _WORD.findall(normalised(name)):
        if word in words.groups:
            yield words.groups[word]
        elif word not in words.general and word not in stop:
            yield stem(word)


def _is_proper(name: str) -> bool:
    """Whether every word of a name but its small ones stands with a capital, and it says more than how many."""
    words = [word for word in name.split() if len(word) > 3]
    return (
        bool(words) and all(word[0].isupper() for word in words) and any(telling(name)) and len(name.split()) > 1
    )
