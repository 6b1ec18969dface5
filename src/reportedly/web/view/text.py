"""Other people's text, made safe to look at: nothing in it can turn the page round or pose as the page."""

from __future__ import annotations

import re
from typing import Final

_OVERRIDES: Final = dict.fromkeys(range(8234, 8239), "�")
_CONTROLS: Final = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n"} | {0x7F: "␡"}
_SEEN: Final = {**_OVERRIDES, **_CONTROLS, **dict.fromkeys(range(128, 160), "�")}
_BLANKS: Final = re.compile(r"\s+")


def shown(text: str) -> str:
    """The text with every control and every override of direction in sight, one character for one.

    Offsets stay what they are; marks and isolates that right-to-left writing needs are left alone.

    >>> shown("four\\u202e dead\\x00")
    'four\ufffd dead␀'
    """
    return text.translate(_SEEN)


def clipped(text: str, most: int = 160) -> str:
    """One line of at most `most` characters, cut at a word where there is one.

    >>> clipped("Four people were killed", 12)
    'Four people…'
    """
    line = _BLANKS.sub(" ", text[: 4 * most]).strip()
    if len(line) <= most:
        return line
    cut = line[:most]
    return (cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut[:-1]).rstrip(" ,;:") + "…"
