"""Which time belongs to which event; the time of a saying is never that of what is said."""

import pytest

from helpers import parse_text
from reportedly.reading.times.find import find_times
from reportedly.reading.times.links import said_at, time_of
from reportedly.records import Attribution

# sentence, trigger, the words of its time or None
LINKS = [
    ("Four people were killed in an air strike on Sunday.", "killed", "Sunday"),
    ("Four people were killed in an air strike on Sunday.", "strike", "Sunday"),
    ("The army said on Monday that four people were killed.", "killed", None),
    ("The army said on Monday that four people were killed on Sunday.", "killed", "Sunday"),
    ("The army said Monday that a strike Sunday night killed four.", "strike", "Sunday night"),
    ("The army said Monday that a strike Sunday night killed four.", "killed", "Sunday night"),
    ("On Friday, gunmen attacked a village and killed nine people.", "attacked", "Friday"),
    ("On Friday, gunmen attacked a village and killed nine people.", "killed", "Friday"),
    ("A bomb exploded in Kabul on 3 May, killing six people, officials said on Thursday.", "killing", "3 May"),
    ("A bomb exploded in Kabul on 3 May, killing six people, officials said on Thursday.", "exploded", "3 May"),
    ("A man who shot two guards in March was arrested on Friday.", "shot", "March"),
    ("A man who shot two guards in March was arrested on Friday.", "arrested", "Friday"),
    ("The raid came two days after a suicide attack in Mosul.", "attack", None),
    ("Last week's bombing killed 12 people, the ministry said on Tuesday.", "bombing", "Last week"),
    ("Last week's bombing killed 12 people, the ministry said on Tuesday.", "killed", "Last week"),
    ("Shelling killed three civilians, a monitor reported on Wednesday.", "killed", None),
    ("Two people died yesterday and five were wounded.", "wounded", "yesterday"),
    ("In February, militants kidnapped 30 pupils.", "kidnapped", "February"),
    ("According to a statement issued on Monday, rebels killed two soldiers.", "killed", None),
    ("He told reporters on Monday: four soldiers died on Saturday.", "died", "Saturday"),
    ("The attack, which took place on Thursday, left ten dead.", "attack", "Thursday"),
    ("The attack, which took place on Thursday, left ten dead.", "dead", "Thursday"),
    ("Clashes broke out on Tuesday; no one was hurt.", "Clashes", "Tuesday"),
    ("Police arrested him on Monday over the 2019 bombing.", "bombing", "2019"),
    ("Police arrested him on Monday over the 2019 bombing.", "arrested", "Monday"),
    ("Fighters killed at least 20 people in the village overnight, witnesses said.", "killed", "overnight"),
    ("At dawn on Sunday, warplanes bombed the town.", "bombed", "dawn on Sunday"),
    ("The strikes were carried out early on Wednesday, the Pentagon said.", "strikes", "early on Wednesday"),
    ("Seven people have been abducted since January, aid workers said.", "abducted", "since January"),
    ("The group claimed on Tuesday the killing of a judge.", "killing", None),
    ("Officials blamed the rebels on Friday for the attack.", "attack", None),
    ("KABUL, June 28 (Xinhua) -- Gunmen killed a judge.", "killed", None),
    ("The siege has lasted three days.", "siege", None),
    ("Nobody was hurt when the shell landed.", "landed", None),
]


@pytest.mark.parametrize(("text", "trigger", "words"), LINKS, ids=[f"{row[1]}: {row[0]}" for row in LINKS])
def test_time_of_an_event(text: str, trigger: str, words: str | None) -> None:
    parse = parse_text(text)
    token = next(token for token in parse.doc if token.text == trigger)
    when = time_of(parse, token.i, find_times(parse))
    assert (when.span.words if when and when.span else None) == words


@pytest.mark.parametrize(
    ("text", "cue", "words"),
    [
        ("The army said on Monday that four people were killed on Sunday.", "said", "Monday"),
        ("A bomb exploded in Kabul on 3 May, officials said.", "said", None),
        ("The raid began early on Wednesday, the mayor said in a statement on Thursday.", "said", "Thursday"),
        ("According to a statement issued on Monday, rebels killed two soldiers.", "According to", "Monday"),
        ("He told reporters late Tuesday that the raid took place on Sunday.", "told", "late Tuesday"),
    ],
)
def test_time_of_a_saying(text: str, cue: str, words: str | None) -> None:
    parse = parse_text(text)
    start = text.index(cue)
    when = said_at(parse, parse.span(start, start + len(cue)), find_times(parse))
    assert (when.span.words if when and when.span else None) == words


def test_the_time_of_a_cue_that_an_attribution_names_is_no_event_time() -> None:
    text = "The governor put the toll on Friday at nine dead."
    parse = parse_text(text)
    times = find_times(parse)
    dead = next(token for token in parse.doc if token.text == "dead")
    cue = parse.span(text.index("put"), text.index("put") + 3)
    saying = Attribution(id="a", source=None, cue=cue, content=(parse.span(13, 49),), mode="indirect")
    without = time_of(parse, dead.i, times)
    assert without is not None
    assert without.start == "2021-06-25"
    assert time_of(parse, dead.i, times, (saying,)) is None


def test_a_trigger_that_is_itself_the_time_takes_none() -> None:
    parse = parse_text("Friday was quiet.")
    assert time_of(parse, 0, find_times(parse)) is None
