"""The development sets in ../shared/bench: their documents as Reports, their parses kept on disk, their hashes."""

from __future__ import annotations

import hashlib
import importlib.util
import inspect
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from spacy.tokens import Doc, DocBin

from reportedly.reading import dateline
from reportedly.reading import parse as parse_module
from reportedly.reading.one_core import one_thread
from reportedly.reading.parse import DEFAULT_MODEL, Parse, from_doc, load_model
from reportedly.records import Report

ROOT = Path(__file__).resolve().parents[1]
BENCH = ROOT.parent / "shared" / "bench"
CACHE = ROOT / "out" / "parses"

Document = dict[str, Any]

_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def documents(corpus: str, split: str = "dev") -> list[Document]:
    """The gold documents of a development set, as they stand in its file."""
    lines = (BENCH / "data" / corpus / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def corpus_hash(corpus: str, split: str = "dev") -> str:
    """Twelve hex digits that change when the data set does."""
    return hashlib.sha256((BENCH / "data" / corpus / f"{split}.jsonl").read_bytes()).hexdigest()[:12]


def as_report(document: Document) -> Report:
    """A gold document as a Report, its text taken verbatim and its id kept."""
    published = document.get("published") or document.get("dct") or document.get("date") or ""
    day = _DAY.match(published)
    if day and not _DATE.match(published):  # the gun violence set writes 2015-8-3
        published = "{:0>4}-{:0>2}-{:0>2}".format(*day.groups())
    return Report(
        id=document["id"],
        text=document["text"],
        title=document.get("title"),
        url=document.get("url"),
        outlet=document.get("outlet"),
        published=published if day else None,
        language="en",
    )


def parses(corpus: str, split: str = "dev", *, cache: bool = True) -> Iterator[tuple[Document, Parse]]:
    """Every gold document with its parse, read from disk where it was parsed before."""
    gold = documents(corpus, split)
    nlp = load_model()
    breaks = inspect.getsource(parse_module) + inspect.getsource(dateline)
    recipe = hashlib.sha256((nlp.meta["version"] + str(nlp.pipe_names) + breaks).encode()).hexdigest()[:8]
    store = CACHE / f"{corpus}-{split}-{DEFAULT_MODEL}-{recipe}-{corpus_hash(corpus, split)}.spacy"
    docs: list[Doc]
    if cache and store.exists():
        docs = list(DocBin().from_disk(store).get_docs(nlp.vocab))
    else:
        with one_thread():
            docs = list(nlp.pipe((d["text"] for d in gold), batch_size=16))
        if cache:
            store.parent.mkdir(parents=True, exist_ok=True)
            partial = store.with_suffix(".partial")
            DocBin(
                attrs=[
                    "ORTH",
                    "TAG",
                    "HEAD",
                    "DEP",
                    "ENT_IOB",
                    "ENT_TYPE",
                    "LEMMA",
                    "POS",
                    "MORPH",
                    "SENT_START",
                    "SPACY",
                ],
                docs=docs,
            ).to_disk(partial)
            partial.rename(store)
    for document, doc in zip(gold, docs, strict=True):
        if doc.text != document["text"]:
            raise ValueError(f"{corpus} {document['id']}: the parse in {store} is of another text; delete it")
        yield document, from_doc(as_report(document), doc)


def scorer(name: str) -> ModuleType:
    """A scorer of ../shared/bench as a module, e.g. scorer("score_tolls")."""
    if str(BENCH) not in sys.path:
        sys.path.insert(0, str(BENCH))
    spec = importlib.util.spec_from_file_location(name, BENCH / f"{name}.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(BENCH / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
