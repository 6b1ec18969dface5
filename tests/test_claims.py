"""Claims: who says what about which incident, and how sure."""

from __future__ import annotations

import pytest

from helpers import parse_text, read_text
from reportedly.reading.events.claim_sources import Voices, outlet_of
from reportedly.records import Claim, Named, Span, Toll, When, Where

OUTLET = "The Daily Test"

# text, field, value as `told` gives it, name of the source (None: the text hides it), status
CLAIMS: list[tuple[str, str, str, str | None, str]] = [
    # tolls, by the innermost source
    ("A bomb killed nine people in Lima.", "killed", "9..9", OUTLET, "actual"),
    ("Police said a bomb killed nine people in Lima.", "killed", "9..9", "Police", "actual"),
    ("At least four nurses were wounded, the ministry said.", "wounded", "4..", "the ministry", "actual"),
    ("According to doctors, 12 people were killed in the blast.", "killed", "12..12", "doctors", "actual"),
    ("Gunmen reportedly killed two guards.", "killed", "2..2", None, "alleged"),
    ("The war has killed 200,000 people.", "killed", "200000..200000", OUTLET, "aggregate"),
    ("Gunmen abducted three teachers, the mayor said.", "abducted", "3..3", "the mayor", "actual"),
    # it happened, or did not
    ("Rebels shelled the hospital.", "happened", "yes", OUTLET, "actual"),
    ("The rebels denied that they had shelled the hospital.", "happened", "no", "The rebels", "denied"),
    ("The army said rebels had shelled the hospital.", "happened", "yes", "The army", "actual"),
    # when and where
    ("A bomb exploded in Lima on Sunday.", "date", "2021-06-27", OUTLET, "actual"),
    ("A bomb exploded in Lima on Sunday.", "place", "Lima", OUTLET, "actual"),
    ("The monitor said the raid on Syrian soil killed two men.", "place", "Syrian", "The monitor", "actual"),
    # who did it, to whom, with what
    ("Rebels shelled the hospital.", "perpetrator", "Rebels", OUTLET, "actual"),
    ("Rebels shelled the hospital.", "target", "hospital", OUTLET, "actual"),
    ("Guerrillas blew up a power pylon with dynamite.", "weapon", "dynamite", OUTLET, "actual"),
    ("The blast destroyed ten houses.", "damage", "ten houses", OUTLET, "actual"),
    ("The army said jets struck a depot.", "target", "depot", "The army", "actual"),
    ("The Taliban claimed responsibility for the attack.", "perpetrator", "Taliban", "The Taliban", "actual"),
    ("A bomb killed nine people in Lima. The Front claimed responsibility for the attack.", "perpetrator", "Front", "The Front", "actual"),
    # who answers for it
    ("A bomb killed nine people in Lima. The Front denied responsibility for the attack.", "perpetrator", "Front", "The Front", "denied"),
    ("A bomb killed nine people in Lima. The Front denied any involvement.", "perpetrator", "Front", "The Front", "denied"),
    ("A bomb killed nine people in Lima. The Front denied that it was behind the blast.", "perpetrator", "Front", "The Front", "denied"),
    ("A raid killed nine people in Lima. The army said it had nothing to do with the killings.", "perpetrator", "army", "The army", "denied"),
    ("A raid killed nine people in Idlib. Russia denied that its planes had struck the town.", "perpetrator", "Russia", "Russia", "denied"),
    ("A bomb killed nine people in Lima. The mayor accused the Front of carrying out the attack, but the group denied it.", "perpetrator", "Front", "The mayor", "alleged"),
    ("A bomb killed nine people in Lima. The mayor accused the Front of carrying out the attack, but the group denied it.", "perpetrator", "Front", "the group", "denied"),
    ("A bomb killed nine people in Lima. Residents blamed the army.", "perpetrator", "army", "Residents", "alleged"),
    ("A bomb killed nine people in Lima. The mayor said the Front was behind the attack.", "perpetrator", "Front", "The mayor", "alleged"),
    ("A bomb killed nine people in Lima. The Front claimed the attack.", "perpetrator", "Front", "The Front", "actual"),
    ("A bomb killed nine people in Lima. The Front said it fights the army. It denied any involvement in the blast.", "perpetrator", "Front", "The Front", "denied"),
    # a denied target
    ("Jets bombed three sites. The militia said the bombed sites do not include any depots.", "target", "depots", "The militia", "denied"),
    ("Jets bombed three sites. The army said the bombed sites contained two depots.", "target", "two depots", "The army", "actual"),
]  # fmt: skip

# text, field and value that nobody claims
NO_CLAIMS: list[tuple[str, str, str]] = [
    ("Since January, more than 40 attacks have targeted the pipeline.", "happened", "yes"),
    ("The militia plans to attack the base.", "happened", "yes"),
    ("The militia plans to attack the base.", "target", "base"),
    ("Trucks on this road are often hit by air strikes.", "target", "Trucks"),
    ("Police said a bomb killed nine people in Lima.", "target", "nine people"),
    ("The rebels denied that they had shelled the hospital.", "perpetrator", "rebels"),
    ("The rebels denied that they had shelled the hospital.", "target", "hospital"),
    ("The minister condemned the attack on Monday.", "date", "2021-06-28"),
    ("Speaking in Paris, the minister condemned the attack.", "place", "Paris"),
    ("Iran-backed fighters attacked the base.", "place", "Iran"),
]


def told(claim: Claim) -> str:
    """The value of a claim in a word."""
    match claim.value:
        case Toll() as toll:
            return f"{toll.low}..{'' if toll.high is None else toll.high}"
        case When() as when:
            return str(when.start)
        case Where() | Named() as named:
            return named.name
        case happened:
            return "yes" if happened else "no"


def claims(text: str, field: str) -> list[tuple[str, str | None, str]]:
    return [
        (told(claim), claim.source.name if claim.source else None, claim.status)
        for claim in read_text(text).claims
        if claim.field == field
    ]


def same_source(stated: str | None, expected: str | None) -> bool:
    """An article more or less makes no other source."""
    plain = [
        None if name is None else name.removeprefix("The ").removeprefix("the ").casefold()
        for name in (stated, expected)
    ]
    return plain[0] == plain[1]


@pytest.mark.parametrize(
    ("text", "field", "value", "source", "status"), CLAIMS, ids=[f"{row[1]}: {row[0][:45]}" for row in CLAIMS]
)
def test_claims(text: str, field: str, value: str, source: str | None, status: str) -> None:
    found = claims(text, field)
    assert any(v == value and same_source(s, source) and st == status for v, s, st in found), found


@pytest.mark.parametrize(
    ("text", "field", "value"), NO_CLAIMS, ids=[f"{row[1]}: {row[0][:45]}" for row in NO_CLAIMS]
)
def test_no_claims(text: str, field: str, value: str) -> None:
    assert value not in [v for v, _, status in claims(text, field) if status != "denied"]


def test_ids_are_unique_and_in_the_order_of_the_words() -> None:
    found = read_text(
        "Police said a bomb killed nine people in Lima on Sunday. The army said ten were killed."
    ).claims
    assert len({claim.id for claim in found}) == len(found)
    assert [claim.span.start for claim in found] == sorted(claim.span.start for claim in found)


def test_a_running_total_belongs_to_no_incident() -> None:
    (toll,) = [each for each in read_text("The war has killed 200,000 people.").claims if each.field == "killed"]
    assert toll.incident is None


def test_the_chain_begins_with_the_outlet() -> None:
    found = read_text("Police said a bomb killed nine people in Lima.").claims
    toll = next(each for each in found if each.field == "killed")
    assert toll.source is not None
    assert [each.name for each in toll.source.chain] == [OUTLET]


def test_a_report_without_outlet_is_its_own_source() -> None:
    parse = parse_text("A bomb killed nine people.")
    bare = parse.report.model_copy(update={"outlet": None})
    assert outlet_of(bare).name == "the report"
    voice = Voices(bare, ()).at(Span.of(bare.text, 0, 6))
    assert (voice.id, voice.said_at) == (None, None)
