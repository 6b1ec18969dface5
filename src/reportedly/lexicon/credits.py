"""How outlets credit the agencies whose words they print."""

from __future__ import annotations

import re
from functools import cache

from reportedly.lexicon._load import load_toml


@cache
def load_credit_line() -> re.Pattern[str]:
    """A line that credits someone: the words of `credits.toml` or none, then the name, as the group `name`."""
    phrases = sorted(load_toml("credits.toml")["phrases"]["before"], key=len, reverse=True)
    before = "|".join(re.escape(phrase) for phrase in phrases)
    return re.compile(rf"[(\[—–©\s-]*(?:(?:{before}):?\s+)?(?P<name>[^\W\d_][^()\[\]]*?)[)\].\s]*", re.IGNORECASE)
