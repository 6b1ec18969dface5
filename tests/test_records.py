"""The public contract: every record goes to JSON and back unchanged, and refuses what cannot be."""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import annotated_types
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from reportedly import records
from reportedly.records import (
    Claim,
    Named,
    Record,
    Report,
    Span,
    Timex,
    Toll,
    When,
    Where,
    make_id,
    normalised,
    spans_of,
)

RECORDS = sorted(
    (kind for kind in vars(records).values() if isinstance(kind, type) and issubclass(kind, Record)),
    key=lambda kind: kind.__name__,
)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
NUMBERS = st.integers(0, 400)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    words, start = draw(WORDS), draw(st.integers(0, 99))
    return Span(start=start, end=start + len(words), words=words)


@st.composite
def tolls(draw: st.DrawFn) -> Toll:
    low, more = draw(st.none() | NUMBERS), draw(st.none() | NUMBERS)
    others = {
        name: draw(values_of(hint))
        for name, hint in get_type_hints(Toll).items()
        if name in Toll.model_fields and name not in {"low", "high", "vague"}
    }
    high = None if low is None or more is None else low + more
    return Toll(low=low, high=high, vague=draw(WORDS) if low is None else None, **others)


def values_of(hint: Any, *limits: Any) -> st.SearchStrategy[Any]:
    """Values of a type, however nested."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return st.one_of([values_of(part, *limits) for part in parts])
    if origin is tuple:
        return st.lists(values_of(parts[0]), max_size=2).map(tuple)
    if origin is Literal:
        return st.sampled_from(parts)
    if origin is Mapping:
        return st.dictionaries(WORDS, WORDS, max_size=2)
    if hint in (int, float):
        low = next((m.ge for m in limits if isinstance(m, annotated_types.Ge)), 0)
        high = next((m.le for m in limits if isinstance(m, annotated_types.Le)), 1000)
        return st.integers(low, high) if hint is int else st.floats(low, high, allow_nan=False)
    plain = {str: WORDS, bool: st.booleans(), types.NoneType: st.none(), Span: spans(), Toll: tolls()}
    return plain[hint] if hint in plain else st.deferred(lambda: record_of(hint))


def record_of(kind: type[Record]) -> st.SearchStrategy[Any]:
    """Records of a kind with every field filled, sources with a chain of one at most."""
    if kind in (Span, Toll):
        return spans() if kind is Span else tolls()
    hints = get_type_hints(kind)
    fields = {
        name: values_of(hints[name], *info.metadata) for name, info in kind.model_fields.items() if name != "chain"
    }
    if "text" in fields:
        fields["text"] = WORDS.filter(lambda words: bool(words.strip()))
    return st.builds(kind, **fields)


def test_every_record_is_there() -> None:
    assert {"Claim", "Incident", "Mention", "Reading", "Report", "Span", "Toll", "Weighed"} <= {
        kind.__name__ for kind in RECORDS
    }


@pytest.mark.parametrize("kind", [kind for kind in RECORDS if kind is not Record], ids=lambda kind: kind.__name__)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_json_round_trip(kind: type[Record], data: st.DataObject) -> None:
    record = data.draw(record_of(kind))
    again = kind.from_json(record.to_json())
    assert again == record
    assert again.to_json() == record.to_json()
    assert "\n" not in record.to_json()
    assert json.loads(record.to_json()).keys() == kind.model_fields.keys()


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_records_are_frozen_and_strict(kind: type[Record]) -> None:
    assert kind.model_config["frozen"]
    assert kind.model_config["extra"] == "forbid"


@pytest.mark.parametrize("kind", [kind for kind in RECORDS if kind is not Record], ids=lambda kind: kind.__name__)
def test_every_record_has_a_schema_and_a_docstring(kind: type[Record]) -> None:
    schema = kind.model_json_schema()
    assert schema.get("additionalProperties", schema.get("$defs")) is not None
    assert kind.__doc__


@pytest.mark.parametrize(
    "value",
    [
        Toll(low=4, high=4),
        Toll(vague="dozens"),
        When(start="2021-06-27", end="2021-06-28", precision=2, timex=Timex(type="DATE", value="2021-06-27")),
        When(reason="nothing anchors it"),
        Where(name="Qaim", span=Span(start=0, end=4, words="Qaim"), country="IQ"),
        Named(name="Washington", actor="united-states"),
        True,
        False,
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_claim_keeps_the_kind_of_its_value(value: Any) -> None:
    claim = Claim(id="c", incident=None, field="killed", value=value, span=Span(start=0, end=1, words="x"))
    assert type(Claim.from_json(claim.to_json()).value) is type(value)
    assert Claim.from_json(claim.to_json()) == claim


# What cannot be is refused.
REFUSED = [
    (Span, {"start": 0, "end": 3, "words": "four"}, "cannot hold"),
    (Span, {"start": 0, "end": 0, "words": ""}, "cannot hold"),
    (Span, {"start": -1, "end": 3, "words": "four"}, "greater than or equal to 0"),
    (Toll, {}, "needs a number or a vague word"),
    (Toll, {"low": 5, "high": 3}, "is no range"),
    (Toll, {"low": -1}, "greater than or equal to 0"),
    (When, {"precision": 6}, "less than or equal to 5"),
    (
        Where,
        {"name": "x", "span": {"start": 0, "end": 1, "words": "x"}, "latitude": 91},
        "less than or equal to 90",
    ),
    (
        Where,
        {"name": "x", "span": {"start": 0, "end": 1, "words": "x"}, "precision": 8},
        "less than or equal to 7",
    ),
    (Report, {"id": "r", "text": " \n "}, "needs a text"),
    (Report, {"id": "r", "text": "x", "headline": "y"}, "Extra inputs"),
]


@pytest.mark.parametrize(("kind", "fields", "message"), REFUSED)
def test_refused(kind: type[Record], fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        kind.from_json(json.dumps(fields))


@given(st.text(max_size=40), st.integers(-3, 45), st.integers(-3, 45))
def test_a_span_cut_out_of_a_text_stands_in_it(text: str, start: int, end: int) -> None:
    if 0 <= start < end <= len(text):
        span = Span.of(text, start, end)
        assert span.stands_in(text)
        assert span.words == text[start:end]
    else:
        with pytest.raises(ValueError, match="is not a range"):
            Span.of(text, start, end)


@given(*[st.tuples(st.integers(0, 20), st.integers(1, 9))] * 2)
def test_overlap_and_containment_mean_shared_characters(one: tuple[int, int], two: tuple[int, int]) -> None:
    left, right = (Span(start=s, end=s + n, words="x" * n) for s, n in (one, two))
    shared = set(range(left.start, left.end)) & set(range(right.start, right.end))
    assert left.overlaps(right) == right.overlaps(left) == bool(shared)
    assert left.contains(right) == (shared == set(range(right.start, right.end)))


@given(tolls(), tolls())
def test_tolls_meet_where_some_number_satisfies_both(one: Toll, two: Toll) -> None:
    def numbers(toll: Toll) -> set[int]:
        return set(range(toll.low or 0, (1000 if toll.high is None else toll.high) + 1))

    assert one.meets(two) == two.meets(one) == bool(numbers(one) & numbers(two))


def test_spans_are_found_however_deep() -> None:
    span = Span(start=0, end=1, words="x")
    where = Where(name="x", span=span)
    claim = Claim(id="c", incident=None, field="place", value=where, span=span)
    assert list(spans_of({"no": "record"})) == []
    assert list(spans_of([claim, (where,)])) == [span, span, span]


def test_ids_come_from_content() -> None:
    assert make_id("claim", "report-1", 10, 20) == make_id("claim", "report-1", 10, 20) == "claim-3c3908471e2f"
    assert make_id("claim", "report-1", 1, 20) != make_id("claim", "report-1", 12, 0)
    assert make_id("claim", "a", "b") != make_id("claim", "ab")


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Four people died.", "Four  people\ndied. ", True),
        ("CAFÉ", "cafe\u0301", True),
        ("ﬁre", "fire", True),
        ("Four people died.", "Five people died.", False),
    ],
)
def test_identity_ignores_case_and_white_space(left: str, right: str, same: bool) -> None:
    assert (normalised(left) == normalised(right)) is same
    assert (Report.id_of(left) == Report.id_of(right)) is same


def test_two_outlets_with_one_text_are_two_reports() -> None:
    assert Report.id_of("Four people died.", outlet="A") != Report.id_of("Four people died.", outlet="B")
