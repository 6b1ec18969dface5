"""Where the time of a reading goes: milliseconds of processor time per 1,000 words of each step, the spaCy parse left out.

python benchmarks/steps.py [CORPUS] [DOCUMENTS]
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from corpus import parses
from reportedly.reading import reader as room

STEPS = [name for name in vars(room) if name.startswith(("find_", "group_", "make_"))]


def main() -> None:
    """Read the documents of one corpus with a clock around each step."""
    corpus = sys.argv[1] if len(sys.argv) > 1 else "tolls"
    limit = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    spent: Counter[str] = Counter()

    def timed(name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **options: Any) -> Any:
            started = time.process_time()
            result = step(*args, **options)
            spent[name] += time.process_time() - started
            return result

        return run

    for name in STEPS:
        setattr(room, name, timed(name, getattr(room, name)))
    reader = room.DefaultReader()
    words = 0
    for number, (_, parse) in enumerate(parses(corpus)):
        if number == 0:
            reader.read_parsed(parse)  # lexicons and the gazetteer are loaded once, not per report
            spent.clear()
        if number >= limit:
            break
        reader.read_parsed(parse)
        words += len(parse.text.split())
    for name, seconds in spent.most_common():
        print(f"{name:22} {seconds * 1e6 / words:8.2f} ms per 1,000 words")
    print(
        f"{'all steps':22} {sum(spent.values()) * 1e6 / words:8.2f} ms per 1,000 words, {words} words of {corpus}"
    )


if __name__ == "__main__":
    main()
