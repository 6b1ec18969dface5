"""Where a quotation begins or ends when its mark is missing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.lexicon.cues import load_cues

_FIRST_PERSON = re.compile(r"\b(?:I|we|our|ours|us|my|me|mine|you|your)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.?!…]['\"”’»)]*(?=\s)")
_SPOKEN = frozenset(",.?!…")


def _speech_verbs() -> str:
    return "|".join(sorted(load_cues().speech_forms, key=len, reverse=True))


# ", the minister said" and ", said the minister": the writer's voice after a comma
_ASIDE = re.compile(rf"[,?!…]\s+(?:[\w’'.-]+\s+){{0,6}}?(?:{_speech_verbs()})\b(?!\s+(?:that|to)\b)")
# ", the mayor, Omar Haddad, said": a name and its apposition before the verb
_APPOSED = re.compile(rf",\s+[^,.?!\n]{{2,60}},\s+[^,.?!\n]{{2,60}},\s+(?:{_speech_verbs()})\b")
# "he said, " and "she added that ": what comes next may be quoted
_INTRODUCTION = re.compile(rf"\b(?:{_speech_verbs()})\b(?:[^,:.?!\n]{{0,40}}[,:])\s*")


@dataclass(frozen=True, slots=True)
class Ends:
    """Infers lost marks in one paragraph. `goes_on` is true when the next paragraph opens with a mark."""

    text: str
    start: int
    end: int
    goes_on: bool

    def lost_end(self, inner: int, limit: int) -> int:
        """Where a quotation that opened before `inner` and has no closing mark ends, at most at `limit`.

        Before ", he said" in '"We stay, he said'; otherwise with its sentence and the sentences after it that
        still speak in the first person.
        """
        aside = _ASIDE.search(self.text, inner, limit)
        if aside:
            apposed = _APPOSED.search(self.text, inner, aside.end())
            begins = apposed.start() if apposed and apposed.end() == aside.end() else aside.start()
            return begins + 1
        if limit == self.end and self.goes_on:
            return limit
        sentences = [*_SENTENCE_END.finditer(self.text, inner, limit)]
        stop = sentences[0].end() if sentences else limit
        for number, sentence in enumerate(sentences, start=1):
            until = sentences[number].end() if number < len(sentences) else limit
            if not _FIRST_PERSON.search(self.text, sentence.end(), until):
                break
            stop = until
        while stop > inner and self.text[stop - 1].isspace():
            stop -= 1
        return stop

    def lost_start(self, floor: int, closing: int) -> int | None:
        """Where a quotation whose closing mark stands at `closing` began, not before `floor`.

        None for a stray mark: one that no punctuation of speech precedes. 'He said: We stay."' begins after the colon,
        'We stay," he said' with the sentence and the first-person sentences before it.
        """
        if closing <= floor or self.text[closing - 1] not in _SPOKEN:
            return None
        introduced = [*_INTRODUCTION.finditer(self.text, floor, closing - 1)]
        colon = introduced and introduced[-1].group().rstrip().endswith(":")
        breaks = [m.end() for m in _SENTENCE_END.finditer(self.text, floor, closing - 1)]
        begin = breaks[-1] if breaks else floor
        if introduced and (colon or introduced[-1].end() > begin):
            begin = introduced[-1].end()
        else:
            for left, right in zip([floor, *breaks[:-1]][::-1], breaks[::-1], strict=False):
                if not _FIRST_PERSON.search(self.text, left, right):
                    break
                begin = left
        while begin < closing and self.text[begin].isspace():
            begin += 1
        return begin if begin < closing - 1 else None
