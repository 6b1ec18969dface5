"""A policy: data, not code."""

from reportedly.lexicon.policies import Policy

THREE_SOURCES = Policy(
    name="three-sources",
    version="0.1.0",
    about="A figure needs three independent sources; with fewer best is undecided.",
    source="own",
    best="most supported",
    sources=3,
)
