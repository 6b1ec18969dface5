"""How one figure is chosen from what several sources state about the same victims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from reportedly.lexicon.policies import BestRule, Policy


@dataclass(frozen=True, slots=True)
class Stated:
    """What one source states about one group of victims: at least `low`, at most `high` (null: open above)."""

    low: int
    high: int | None
    source: str
    group: str
    time: str
    rank: int
    partisan: bool
    claims: tuple[str, ...]
    unnamed: bool = False
    about: int | None = None  # the number itself, where the words call it approximate
    floored: bool = True  # whether the words say how many at least: "up to 30" does not

    @property
    def top(self) -> int:
        """The highest number that the words name."""
        return self.low if self.high is None else self.high

    @property
    def named(self) -> int:
        """The number that the words name first: the lower one, but 30 in "up to 30" and 50 in "about 50"."""
        return self.about or self.low or self.top

    def allows(self, number: int) -> bool:
        """Whether a number is within what is stated."""
        return self.low <= number and (self.high is None or number <= self.high)

    @property
    def cited(self) -> str:
        """The source and its claims, as sentences cite them."""
        return f"{self.source} [{', '.join(self.claims)}]"


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen figure, or None where the rule does not decide, and the sentence that says why."""

    number: int | None
    because: str


Rule = Callable[[Sequence[Stated]], Choice]


def independent(stated: Sequence[Stated]) -> int:
    """How many sources speak that do not copy one another."""
    return len({s.group for s in stated})


def support(stated: Sequence[Stated]) -> Mapping[int, int]:
    """For every number that some source names, how many independent sources allow it."""
    numbers = {n for s in stated for n in (s.named, s.top)}
    allowing: dict[int, set[str]] = defaultdict(set)
    for number in numbers:
        allowing[number] = {s.group for s in stated if s.allows(number)}
    return {number: len(groups) for number, groups in allowing.items()}


def most_supported(stated: Sequence[Stated]) -> Choice:
    """The number that most independent sources allow; among equals one that not only unnamed sources state, then the
    one said last, then that of the better ranked source, then the lower."""
    counts = support(stated)
    most = max(counts.values())

    def preference(number: int) -> tuple[bool, str, int, int]:
        stating = [s for s in stated if number in (s.named, s.top)]
        last = max(s.time for s in stating)
        known = not all(s.unnamed for s in stating)
        return (known, last, -min(s.rank for s in stating if s.time == last), -number)

    equals = sorted((n for n, c in counts.items() if c == most), key=preference)
    return Choice(equals[-1], _supporters(equals[-1], stated, _decided(equals, preference)))


def _decided(equals: Sequence[int], preference: Callable[[int], tuple[bool, str, int, int]]) -> str:
    """What decides between numbers that equally many sources allow: the first thing in which the last two differ."""
    if len(equals) == 1:
        return ""
    second, first = (preference(n) for n in equals[-2:])
    return next(words for words, a, b in zip(_TIES, second, first, strict=True) if a != b)


_TIES = (
    "this one is by a source that is known",
    "this one was said last",
    "this one is by the source that ranks highest",
    "this one is the lowest",
)


def majority(stated: Sequence[Stated]) -> Choice:
    """The number that more than half of the independent sources allow, or none."""
    choice = most_supported(stated)
    agree, all_of_them = support(stated)[choice.number or 0], independent(stated)
    if 2 * agree > all_of_them:
        return choice
    return Choice(None, f"no figure is allowed by more than half of the {all_of_them} independent sources.")


def latest(stated: Sequence[Stated]) -> Choice:
    """What was said last; among equals by the better ranked source, then the lower number."""
    last = max(stated, key=lambda s: (s.time, -s.rank, -s.named, s.source))
    return Choice(last.named, f"said last, by {last.cited}.")


def highest_ranked(stated: Sequence[Stated]) -> Choice:
    """What the best ranked source says; among equals the latest, then the lower number."""
    first = min(s.rank for s in stated)
    best = max((s for s in stated if s.rank == first), key=lambda s: (s.time, -s.named, s.source))
    return Choice(best.named, f"the figure of the highest ranked source, {best.cited}.")


def lowest(stated: Sequence[Stated]) -> Choice:
    """The lowest figure that a source gives; "up to 30" gives none where others say how many at least."""
    least = min([s for s in stated if s.floored] or stated, key=lambda s: (s.low, s.source))
    return Choice(least.low, f"the lowest figure, by {least.cited}.")


def highest(stated: Sequence[Stated]) -> Choice:
    """The highest figure that a source names."""
    most = max(stated, key=lambda s: (s.top, s.source))
    lone = most.unnamed and independent([s for s in stated if s.allows(most.top)]) == 1 < independent(stated)
    warning = " No other source allows it, and this one is not named." if lone else ""
    return Choice(most.top, f"the highest figure, by {most.cited}.{warning}")


def _supporters(number: int, stated: Sequence[Stated], decided: str) -> str:
    agreeing = [s for s in stated if s.allows(number)]
    names = "; ".join(s.cited for s in sorted(agreeing, key=lambda s: s.source))
    agree, speak = independent(agreeing), independent(stated)
    if speak == 1:
        return f"the figure of the only source, {names}."
    if agree == 1:
        return f"no two of the {speak} independent sources agree; {decided}: {names}."
    also = f" As many allow another figure; of these, {decided}." if decided else ""
    return f"{agree} of {speak} independent sources allow it: {names}.{also}"


RULES: Mapping[BestRule, Rule] = {
    "most supported": most_supported,
    "majority": majority,
    "latest": latest,
    "highest ranked": highest_ranked,
    "lowest": lowest,
    "highest": highest,
}


BY_SUPPORT: tuple[BestRule, ...] = ("most supported", "majority")


@dataclass(frozen=True, slots=True)
class Figures:
    """Low, best and high of one group of victims, with the sentences behind them; `open` where there may be more than high,
    `partisan` where nobody speaks of them but a party of its enemy's losses."""

    low: int
    best: int | None
    high: int
    because: tuple[str, ...]
    open: bool = False
    partisan: bool = False


def choose(stated: Sequence[Stated], policy: Policy, floors: Sequence[Stated] = ()) -> Figures:
    """The figures that a policy makes of what is stated (at least one). Always low ≤ best ≤ high.

    `floors` are figures for some of the victims: they are no figures for all, but a total below them has not their support.
    """
    impartial = [s for s in stated if not s.partisan]
    if not impartial:
        return _of_parties_alone(stated)
    below = list(stated) if policy.spread == "all" else impartial
    above = impartial if policy.spread == "impartial" else list(stated)
    low, high = lowest(below), highest(above)
    voices = [*impartial, *(f for f in floors if not f.partisan)] if policy.best in BY_SUPPORT else impartial
    best = RULES[policy.best](voices)
    low_number, high_number = low.number or 0, high.number or 0
    reach = max(high_number, low_number, best.number or 0)
    sentences = [f"low {low_number:,}: {low.because}"]
    number = best.number
    if independent(voices) < policy.sources:
        number = None
        sentences.append(
            f"best undecided: {policy.name} asks for {policy.sources} independent sources and there "
            f"{'is' if independent(voices) == 1 else 'are'} {independent(voices)}."
        )
    elif number is None:
        sentences.append(f"best undecided: {best.because}")
    else:
        number = max(number, low_number)
        sentences.append(f"best {number:,}: {best.because}")
    sentences.append(f"high {reach:,}: {high.because if reach == high_number else 'no lower than best.'}")
    is_open = any(s.high is None and s.low == reach for s in [*above, *floors])
    sentences += _notes(stated, reach if is_open else None)
    if len(impartial) < len(stated):
        names = "; ".join(s.cited for s in stated if s.partisan)
        sentences.append(f"Not used for best, because a party speaks of the other side's losses: {names}.")
    return Figures(low_number, number, reach, tuple(sentences), is_open)


def _of_parties_alone(stated: Sequence[Stated]) -> Figures:
    """What a party says of the other side's losses while nobody else speaks: a ceiling, but no floor and no best."""
    high = highest(stated)
    reach = high.number or 0
    is_open = any(s.high is None and s.low == reach for s in stated)
    sentences = (
        f"low 0: nobody but a party speaks, of the other side's losses: {'; '.join(s.cited for s in stated)}.",
        "best undecided: a party has no say in it.",
        f"high {reach:,}: {high.because}",
        *_notes(stated, reach if is_open else None),
    )
    return Figures(0, None, reach, sentences, is_open, partisan=True)


def _notes(stated: Sequence[Stated], open_above: int | None) -> list[str]:
    """Sentences on a high that is open, and on figures that are called approximate."""
    notes = [] if open_above is None else [f"{open_above:,} or more: the words leave it open above."]
    return notes + [
        f"About {s.about:,} by {s.cited} is taken as {s.low:,} to {s.top:,}."
        for s in sorted(stated, key=lambda s: s.claims)
        if s.about is not None and s.low != s.top
    ]
