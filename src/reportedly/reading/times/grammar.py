"""The cascade: patterns over classes of words, compiled to regular expressions over one character per item."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from reportedly.lexicon.times import GrammarRule, load_festivals, load_grammar, load_time_words
from reportedly.reading.times.tokens import PLAIN_CLASSES, Item, number_classes

Guard = Callable[["Match"], bool]
_SYMBOL = re.compile(r"'[^']+'|\w+:|\w+|[()|?*+]")
_UNKNOWN = "\ue000"


@dataclass(frozen=True, slots=True)
class Match:
    """A rule and the run of items it matched, `row[first:last]`; `caught` are the items behind each name."""

    rule: GrammarRule
    row: Sequence[Item]
    first: int
    last: int
    caught: Mapping[str, tuple[Item, ...]]

    def __contains__(self, name: str) -> bool:
        return name in self.caught

    def word(self, name: str) -> str:
        """The words caught under a name, "" where there are none."""
        return " ".join(item.word for item in self.caught.get(name, ()))

    def value(self, name: str, *classes: str) -> str | None:
        """What the first word under a name says as a member of one of these classes."""
        for item in self.caught.get(name, ()):
            for wanted in classes:
                if wanted in item.values:
                    return item.values[wanted]
        return None

    def inner(self, name: str) -> Match:
        """The expression caught under a name."""
        found = self.caught[name][0].match
        assert found is not None, f"{name} of {self.rule.pattern!r} is no expression"
        return found

    def option(self, name: str, default: Any = None) -> Any:
        """What the grammar says beside the pattern."""
        return self.rule.options.get(name, default)

    def before(self, back: int = 1) -> Item | None:
        """The item before the match."""
        return self.row[self.first - back] if self.first >= back else None

    def after(self, ahead: int = 0) -> Item | None:
        """The item after the match."""
        return self.row[self.last + ahead] if self.last + ahead < len(self.row) else None


class _Part(NamedTuple):
    """A piece of a pattern: its expression, the characters it can begin with, whether it may be empty."""

    expression: str
    first: frozenset[str]
    empty: bool


class _Compiler:
    """Turns the notation of the grammar into regular expressions over characters that stand for items."""

    def __init__(self, alphabet: Mapping[frozenset[str], str], macros: Mapping[str, str]) -> None:
        self._alphabet = alphabet
        self._macros = macros
        self._symbols: list[str] = []
        self._names = 0

    def compile(self, pattern: str) -> tuple[re.Pattern[str], frozenset[str]]:
        """The expression of a pattern and the characters it can begin with."""
        self._names = 0
        part = self._read(pattern)
        return re.compile(part.expression), part.first

    def _read(self, pattern: str) -> _Part:
        """Read a whole pattern, or the body of a macro, from its own list of symbols."""
        kept, self._symbols = self._symbols, _SYMBOL.findall(pattern)[::-1]
        part = self._choice()
        if self._symbols:
            raise ValueError(f"time grammar: {pattern!r} closes a bracket that is not open")
        self._symbols = kept
        return part

    def _choice(self) -> _Part:
        parts = [self._sequence()]
        while self._symbols and self._symbols[-1] == "|":
            self._symbols.pop()
            parts.append(self._sequence())
        first = frozenset().union(*(part.first for part in parts))
        return _Part("|".join(p.expression for p in parts), first, any(p.empty for p in parts))

    def _sequence(self) -> _Part:
        expression, first, empty = "", frozenset[str](), True
        while self._symbols and self._symbols[-1] not in "|)":
            part = self._repeated()
            expression += part.expression
            first = first | part.first if empty else first
            empty = empty and part.empty
        return _Part(expression, first, empty)

    def _repeated(self) -> _Part:
        part = self._atom()
        if self._symbols and self._symbols[-1] in "?*+":
            sign = self._symbols.pop()
            return _Part(part.expression + sign, part.first, part.empty or sign != "+")
        return part

    def _atom(self) -> _Part:
        symbol = self._symbols.pop()
        if symbol.endswith(":"):
            self._names += 1
            part = self._atom()
            return _Part(f"(?P<{symbol[:-1]}_{self._names}>{part.expression})", part.first, part.empty)
        if symbol == "(":
            part = self._choice()
            self._symbols.pop()
            return _Part(f"(?:{part.expression})", part.first, part.empty)
        if symbol in self._macros:
            part = self._read(self._macros[symbol])
            return _Part(f"(?:{part.expression})", part.first, part.empty)
        wanted = "=" + symbol[1:-1] if symbol[0] == "'" else symbol
        chars = frozenset(char for classes, char in self._alphabet.items() if wanted in classes)
        if not chars:
            raise ValueError(f"time grammar: nothing is of class {symbol}")
        return _Part(f"[{''.join(sorted(chars))}]", chars, False)


class _Stage:
    """The rules of one stage, by the characters they can begin with."""

    def __init__(self) -> None:
        self._rules: dict[str, list[tuple[re.Pattern[str], GrammarRule]]] = {}

    def add(self, pattern: re.Pattern[str], first: frozenset[str], rule: GrammarRule) -> None:
        for char in first:
            self._rules.setdefault(char, []).append((pattern, rule))

    def candidates(self, codes: str, at: int) -> list[tuple[re.Match[str], GrammarRule]]:
        """What matches at one place, longest first; of equals, the rule that is written first."""
        found = [(m, rule) for pattern, rule in self._rules.get(codes[at], ()) if (m := pattern.match(codes, at))]
        return sorted(found, key=lambda pair: -pair[0].end())


class Cascade:
    """The compiled grammar; `guards[name]` decides whether a match of a rule that names it may stand."""

    def __init__(self, guards: Mapping[str, Guard]) -> None:
        grammar = load_grammar()
        rules = [*grammar.rules, *_festival_rules()]
        literals = {word for r in (*(r.pattern for r in rules), *grammar.macros.values()) for word in _literals(r)}
        self._guards = guards
        self._alphabet = _alphabet(literals, {rule.makes for rule in rules})
        self._runs = _telling_runs(self._alphabet)
        self._stages: dict[int, _Stage] = {}
        compiler = _Compiler(self._alphabet, grammar.macros)
        for rule in rules:
            self._stages.setdefault(rule.stage, _Stage()).add(*compiler.compile(rule.pattern), rule)

    def parse(self, row: Sequence[Item]) -> list[Item]:
        """Reduce a row of items stage by stage; expressions become items with a `match`."""
        current, codes = list(row), "".join([self._code(item) for item in row])
        for _, stage in sorted(self._stages.items()):
            current, codes = self._reduce(stage, current, codes)
        return current

    def _reduce(self, stage: _Stage, row: list[Item], codes: str) -> tuple[list[Item], str]:
        """One stage: items that a rule of it takes together become one; only runs that hold a telling word are tried."""
        out: list[Item] = []
        out_codes: list[str] = []
        done = 0
        for run in self._runs.finditer(codes):
            at = run.start()
            out += row[done:at]
            out_codes.append(codes[done:at])
            while at < run.end():
                item = self._best(stage, row, codes, at)
                out.append(item or row[at])
                out_codes.append(self._code(item) if item else codes[at])
                at = item.match.last if item and item.match else at + 1
            done = at
        return out + row[done:], "".join(out_codes) + codes[done:]

    def _best(self, stage: _Stage, row: list[Item], codes: str, at: int) -> Item | None:
        for found, rule in stage.candidates(codes, at):
            caught = {
                name.rpartition("_")[0]: tuple(row[slice(*found.span(name))])
                for name, text in found.groupdict().items()
                if text
            }
            match = Match(rule, row, at, found.end(), caught)
            guard = rule.options.get("guard")
            if guard is None or self._guards[guard](match):
                last = row[found.end() - 1]
                end = last.start if "dot" in last.classes else last.end
                words = " ".join(item.word for item in row[at : found.end()])
                return Item(row[at].start, end, words, frozenset({rule.makes}), match=match)
        return None

    def _code(self, item: Item) -> str:
        char = self._alphabet.get(item.classes)
        if char is None and item.values:
            char = self._alphabet.get(frozenset(item.values))
        return char or _UNKNOWN


def _telling_runs(alphabet: Mapping[frozenset[str], str]) -> re.Pattern[str]:
    """Runs of known items with one among them that can make a time: not "of the", not "in 12"."""
    quiet = {"=" + word for word in load_time_words().sets["quiet"]}
    quiet |= {"comma", "dot", "dash", "gen", "digits", "daynum", "hour", "twodigits", "num"}
    weak = "".join(char for classes, char in alphabet.items() if classes <= quiet)
    telling = "".join(char for classes, char in alphabet.items() if not classes <= quiet)
    return re.compile(f"[{weak}]*[{telling}][{weak}{telling}]*")


def _literals(pattern: str) -> list[str]:
    return [symbol[1:-1] for symbol in _SYMBOL.findall(pattern) if symbol[0] == "'"]


def _festival_rules() -> list[GrammarRule]:
    """One rule for each wording of each feast."""
    return [
        GrammarRule(1, "feast", " ".join(_quoted(word) for word in words.split()), "feast", {"name": name})
        for name, festival in load_festivals().items()
        for words in festival.words
    ]


def _quoted(word: str) -> str:
    return "gen" if word == "'s" else f"'{word}'"


def _alphabet(literals: set[str], kinds: set[str]) -> dict[frozenset[str], str]:
    """One private character for every set of classes that an item can have."""
    vocabulary = load_time_words().classes
    sets = {frozenset({kind}) for kind in (*PLAIN_CLASSES, *kinds, "soft_month")}
    sets |= {frozenset(values) for values in vocabulary.values()}
    sets |= {frozenset({"=" + word}) for word in literals}
    sets |= {frozenset({"=" + word, *vocabulary[word]}) for word in literals & vocabulary.keys()}
    sets |= {number_classes(text) for n in range(10000) for text in (str(n), f"{n:02d}", f"{n:04d}")}
    return {classes: chr(ord(_UNKNOWN) + 1 + n) for n, classes in enumerate(sorted(sets, key=sorted))}
