"""Turn attribution data into windows of labelled word pieces.

    python -m training.tagger.prepare TRAIN.jsonl OUT.npz [TOKENIZER.json]

Each line of TRAIN.jsonl: {"id", "text", "attributions": [{"source": [[s, e]...], "cue": [...], "content": [...]}]}.
OUT.npz holds, per window of at most 256 pieces: `pieces` and `case` [n, 256], `tags` [n, 256] (on the first piece of a
word, -100 elsewhere), `links` [n, 256]: for the first word of a cue the position of its source's first word (0 when it
has none), for the first word of a content piece the position of its cue's first word; -100 elsewhere.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from reportedly.reading.saying.tagger_input import WINDOW, Splitter, Word, windows

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ROLES = ("source", "cue", "content")
IGNORED = -100


def label(words: list[Word], attributions: list[dict]) -> tuple[list[int], dict[int, int | None]]:
    """The tag of each word, and the links: cue word -> source word (or None), content word -> cue word."""
    tags, links = [0] * len(words), {}

    def covered(span: list[int]) -> list[int]:
        inside = [i for i, w in enumerate(words) if w.start < span[1] and w.end > span[0]]
        while inside and words[inside[0]].is_break:
            inside.pop(0)
        while inside and words[inside[-1]].is_break:
            inside.pop()
        return inside

    for attribution in attributions:
        heads = {}
        for number, role in enumerate(ROLES):
            for span in attribution.get(role) or []:
                inside = covered(span)
                if not inside:
                    continue
                for i in inside:
                    tags[i] = 2 + 2 * number
                tags[inside[0]] = 1 + 2 * number
                heads.setdefault(role, []).append(inside[0])
        for cue in heads.get("cue", []):
            links[cue] = heads["source"][0] if heads.get("source") else None
        for piece in heads.get("content", []):
            if heads.get("cue"):
                links[piece] = heads["cue"][0]
    return tags, links


def window_rows(text: str, words: list[Word], tags: list[int], links: dict[int, int | None], ids: tuple[int, int]):
    """Arrays of one window after the other."""
    for window in windows(words, text):
        pieces, case, tag, at = [ids[0]], [0], [IGNORED], {}
        for i in range(window.first, window.last):
            at[i] = len(pieces)
            pieces += words[i].pieces
            case += [words[i].case] * len(words[i].pieces)
            tag += [IGNORED if words[i].is_break else tags[i]] + [IGNORED] * (len(words[i].pieces) - 1)
        pieces.append(ids[1])
        case.append(0)
        tag.append(IGNORED)
        link = [IGNORED] * len(pieces)
        for i, target in links.items():
            if i in at and (target is None or target in at):
                link[at[i]] = 0 if target is None else at[target]
        yield pieces, case, tag, link


def main() -> None:
    """Read, label, cut into windows, write."""
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    tokenizer = Tokenizer.from_file(sys.argv[3])
    tokenizer.no_padding()
    tokenizer.no_truncation()
    ids = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    splitter, rows = Splitter(tokenizer), []
    for number, line in enumerate(source.read_text(encoding="utf-8").splitlines()):
        document = json.loads(line)
        words = splitter.split(document["text"])
        tags, links = label(words, document["attributions"])
        rows += [(number, *row) for row in window_rows(document["text"], words, tags, links, ids)]
    arrays = {
        "document": np.array([row[0] for row in rows], dtype=np.int32),
        "pieces": np.zeros((len(rows), WINDOW), dtype=np.int32),
        "case": np.zeros((len(rows), WINDOW), dtype=np.int8),
        "tags": np.full((len(rows), WINDOW), IGNORED, dtype=np.int16),
        "links": np.full((len(rows), WINDOW), IGNORED, dtype=np.int16),
        "length": np.array([len(row[1]) for row in rows], dtype=np.int32),
    }
    for n, (_, *columns) in enumerate(rows):
        for name, column in zip(("pieces", "case", "tags", "links"), columns, strict=True):
            arrays[name][n, : len(column)] = column
    np.savez_compressed(out, **arrays)
    print(f"{len(rows)} windows, {int(arrays['length'].sum())} pieces -> {out}")


if __name__ == "__main__":
    main()
