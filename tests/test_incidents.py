"""Which mentions of a report are one happening."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import parse_text, read_text
from reportedly.reading.events.incident_places import kilometres, relation
from reportedly.reading.events.incidents import group_mentions
from reportedly.records import Span, Where

# text, then each trigger with the number of its incident in order of mention (None: no incident)
GROUPS: list[tuple[str, list[tuple[str, int | None]]]] = [
    # what refers back joins
    ("A bomb killed nine people in Lima on Sunday. The blast also wounded 20.", [("killed", 0), ("blast", 0), ("wounded", 0)]),
    ("An explosion hit a market in Kabul. At least ten people died, officials said. The Taliban denied responsibility for the attack.", [("explosion", 0), ("died", 0), ("attack", 0)]),
    ("Rebels attacked a bus near Arauca and burned it. The attack left two passengers dead.", [("attacked", 0), ("attack", 0), ("dead", 0)]),
    ("Militants stormed a hotel in Mogadishu. The siege ended after ten hours. Eight guests were killed.", [("stormed", 0), ("siege", 0), ("killed", 0)]),
    ("Dozens were killed when warplanes bombed the town of Azaz. The raid destroyed ten houses.", [("killed", 0), ("bombed", 0), ("raid", 0), ("destroyed", 0)]),
    ("Arsonists burned a mosque in Perth. The fire destroyed the roof.", [("burned", 0), ("fire", 0), ("destroyed", 0)]),
    ("Gunmen attacked a wedding in Farah, killing ten guests. The attackers also wounded the groom.", [("attacked", 0), ("killing", 0), ("wounded", 0)]),
    ("Hospital officials said 14 bodies had been brought in after the blast in Quetta. Police put the toll at 17.", [("bodies", 0), ("blast", 0), ("toll", 0)]),
    ("The navy sank a boat off Trincomalee on Thursday. The clash left eight rebels dead. No sailor was hurt.", [("clash", 0), ("dead", 0), ("hurt", 0)]),
    # an arrest belongs to what it follows
    ("Suicide bombers struck a church in Jolo. The bombing killed 20 people. Security forces arrested five suspects.", [("struck", 0), ("bombing", 0), ("killed", 0), ("arrested", 0)]),
    ("Two soldiers and 16 gunmen were killed in a battle in Acapulco on Saturday. Five people were arrested.", [("killed", 0), ("battle", 0), ("arrested", 0)]),
    # the lead may come without its details
    ("The strikes come at a bad time. Air strikes killed five men in Sanaa on Monday.", [("strikes", 0), ("Air strikes", 0), ("killed", 0)]),
    # another time
    ("US air strikes killed seven fighters on the border on Monday, a monitor said. In February, 20 fighters died in strikes in eastern Syria.", [("air strikes", 0), ("killed", 0), ("died", 1), ("strikes", 1)]),
    ("The army shelled a village on Tuesday, killing four. Two weeks ago, soldiers shot dead three villagers in the same district.", [("shelled", 0), ("killing", 0), ("shot", 1), ("dead", 1)]),
    # another place
    ("Gunmen killed a judge in Cali. In Lima, a bomb wounded six people.", [("killed", 0), ("wounded", 1)]),
    ("A car bomb exploded in Baghdad on Friday, killing 12. Another car bomb in Basra killed three.", [("exploded", 0), ("killing", 0), ("killed", 1)]),
    ("Police opened fire on protesters in Cairo on Friday. Six people were shot dead. Meanwhile, clashes in Suez left four dead.", [("opened fire", 0), ("shot", 0), ("dead", 0), ("clashes", 1), ("dead", 1)]),
    # another victim
    ("Jaime Soto was murdered in Bogota in March. Last night gunmen murdered Pedro Ruiz in Medellin.", [("murdered", 0), ("murdered", 1)]),
    # said to be another
    ("A drone strike killed a commander in Idlib. A similar strike killed his deputy in May.", [("strike", 0), ("killed", 0), ("strike", 1), ("killed", 1)]),
    ("The Front said the attack was in revenge for air strikes that killed 30 civilians in Kunduz last week. The attack on the consulate killed two guards.", [("attack", 0), ("air strikes", 1), ("killed", 1), ("attack", 0), ("killed", 0)]),
    ("The Front called the attack in Herat a revenge for air strikes this month in Kunduz that left 30 civilians dead.", [("attack", 0), ("air strikes", 1), ("dead", 1)]),
    ("The Front said the assault in Herat was in retaliation for air strikes on a village last week in which ten men were killed.", [("assault", 0), ("air strikes", 1), ("killed", 1)]),
    # told as earlier than what is news
    ("A bomb killed two guards at the German consulate in Herat on Thursday. The Indian consulate in Herat was also attacked by gunmen earlier this year.", [("killed", 0), ("attacked", 1)]),
    # accidents and violence are two
    ("An earthquake struck Nepal on Saturday. More than 40 people were killed. In Kabul, a bomb killed two guards.", [("earthquake", 0), ("killed", 0), ("killed", 1)]),
    ("A plane crashed in the Andes on Sunday. All 40 passengers died. Rescuers reached the crash site on Monday.", [("crashed", 0), ("died", 0)]),
    # no incident at all
    ("The war has killed 200,000 people. On Sunday a mortar shell killed a girl in Homs.", [("killed", None), ("killed", 0)]),
    ("Attacks on aid workers are frequent in the province. On Tuesday, gunmen shot a driver in Goma.", [("Attacks", None), ("shot", 0)]),
    ("The rebels threatened to attack the capital. On Monday they shelled the airport, wounding two.", [("threatened", None), ("attack", None), ("shelled", 0), ("wounding", 0)]),
    ("Since January, more than 40 attacks have targeted the pipeline.", [("attacks", None)]),
    ("The minister promised to stop attacks against tourists.", [("attacks", None)]),
]  # fmt: skip


def grouping(text: str) -> list[tuple[str, int | None]]:
    numbers: dict[str, int] = {}
    return [
        (each.trigger.words, None if each.incident is None else numbers.setdefault(each.incident, len(numbers)))
        for each in read_text(text).mentions
    ]


@pytest.mark.parametrize(("text", "expected"), GROUPS, ids=[text[:50] for text, _ in GROUPS])
def test_groups(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert grouping(text) == expected


def test_incident_ids_are_the_same_when_read_again() -> None:
    text = GROUPS[0][0]
    mentions = read_text(text).mentions
    again = group_mentions(parse_text(text), [each.model_copy(update={"incident": None}) for each in mentions])
    assert [each.incident for each in again] == [each.incident for each in mentions]


def where(name: str, **fields: object) -> Where:
    return Where.model_validate({"name": name, "span": Span(start=0, end=len(name), words=name), **fields})


ALEPPO = where("Aleppo", place="g:1", country="SY", admin1="Aleppo", latitude=36.2, longitude=37.16, precision=1)
AZAZ = where("Azaz", place="g:2", country="SY", admin1="Aleppo", latitude=36.59, longitude=37.04, precision=1)
BINNISH = where("Binnish", place="g:3", country="SY", admin1="Idlib", latitude=35.96, longitude=36.71, precision=1)
SARMIN = where("Sarmin", place="g:4", country="SY", admin1="Idlib", latitude=35.9, longitude=36.73, precision=1)
IDLIB = where("Idlib", place="g:5", country="SY", admin1="Idlib", precision=4)
SYRIA = where("Syria", place="g:6", country="SY", precision=6)
IRAQ = where("Iraq", place="g:7", country="IQ", precision=6)
NOWHERE = where("Old Bridge")

RELATIONS = [
    ([ALEPPO], [ALEPPO], "same"),
    ([ALEPPO], [AZAZ], "apart"),
    ([BINNISH], [SARMIN], "near"),
    ([BINNISH], [IDLIB], "near"),
    ([ALEPPO], [IDLIB], "apart"),
    ([ALEPPO], [SYRIA], "country"),
    ([SYRIA], [IRAQ], "abroad"),
    ([SYRIA, IRAQ], [IRAQ], "country"),
    ([ALEPPO], [], "unknown"),
    ([ALEPPO], [NOWHERE], "unknown"),
    ([ALEPPO, BINNISH], [SARMIN], "near"),
]


@pytest.mark.parametrize(("left", "right", "expected"), RELATIONS)
def test_relation_of_places(left: list[Where], right: list[Where], expected: str) -> None:
    assert relation(left, right) == expected
    assert relation(right, left) == expected


@given(st.floats(-89, 89), st.floats(-179, 179), st.floats(-89, 89), st.floats(-179, 179))
def test_kilometres_are_symmetric_and_at_most_half_the_earth(a: float, b: float, c: float, d: float) -> None:
    one, two = where("A", latitude=a, longitude=b), where("B", latitude=c, longitude=d)
    there, back = kilometres(one, two), kilometres(two, one)
    assert there is not None
    assert back is not None
    assert abs(there - back) < 1e-6
    assert 0 <= there <= 20016
