"""The codebook of tolls: a sentence as news agencies write it, and every toll that it states.

A toll is written "field number", a range "low..high", with "~" where it is approximate, "part" where it is a part of a
larger toll, and its status where that is not "actual".
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import parse_text
from reportedly.reading.findings import TollFinding
from reportedly.reading.saying import find_attributions, find_quotations
from reportedly.reading.tolls.find import find_tolls

TOLLS = [
    ("The strike killed four people and wounded 12.", "killed 4; wounded 12"),
    ("Four people were killed and 12 wounded when a shell hit a market.", "killed 4; wounded 12"),
    ("Four people were killed and 12 others were wounded in the shelling.", "killed 4; wounded 12"),
    ("At least two people were killed and more than 90 injured, officials said.", "killed 2..; wounded 91.."),
    (
        "A blast tore through a bus, killing at least seven soldiers and wounding scores.",
        "killed 7..; wounded scores",
    ),
    ("The raid left up to 32 civilians dead.", "killed 0..32"),
    ("The bombing left nine dead and 40 wounded.", "killed 9; wounded 40"),
    ("Gunmen shot dead three policemen at a checkpoint.", "killed 3"),
    ("Police fatally shot a man outside a bank.", "killed 1"),
    ("A teenager was shot and killed near his school.", "killed 1"),
    ("Two women were stabbed to death in their home.", "killed 2"),
    ("The death toll rose to 85 on Friday.", "killed 85"),
    ("The death toll from the collapse climbed from 12 to 19.", "killed 19"),
    ("The blast brought the number of dead to 21.", "killed 21"),
    ("The toll now stands at 43 dead and 110 wounded.", "killed 43; wounded 110"),
    ("Another body was found, raising the toll to 31.", "killed 31"),
    ("The agency put the toll at at least 60.", "killed 60.."),
    ("Officials revised the toll down from 30 to 25.", "killed 25"),
    ("The army announced the killing of four of its fighters.", "killed 4"),
    ("The agency reported the death of a child.", "killed 1"),
    ("The assassination of two judges shocked the city.", "killed 2"),
    ("Two brothers and their mother were killed.", "killed 2; killed 1"),
    ("A father and his two sons died in the fire.", "killed 1; killed 2"),
    ("Three children, their grandmother and a neighbour were wounded.", "wounded 3; wounded 2"),
    ("A policeman and a bystander were wounded.", "wounded 2"),
    (
        "Ten civilians, including three children and a nurse, were killed.",
        "killed 10; killed 3 part; killed 1 part",
    ),
    ("Twelve people died, among them four women.", "killed 12; killed 4 part"),
    ("Twelve were killed, three of them critically hurt.", "killed 12; wounded 3"),
    ("Among the dead were two journalists.", "killed 2"),
    ("A sergeant was among those killed.", "killed 1"),
    ("The dead included a pregnant woman.", "killed 1"),
    ("There were no casualties.", "killed 0; wounded 0"),
    ("No one was hurt.", "wounded 0"),
    ("The blast caused damage but no injuries.", "wounded 0"),
    ("Nobody was killed in the attack.", "killed 0"),
    ("The soldiers had not found any bodies.", "killed 0"),
    ("Eleven bodies were pulled from the river.", "killed 11"),
    ("The bodies of 19 men were found in a quarry.", "killed 19"),
    ("The body of a woman was found in a well.", "killed 1"),
    ("Dozens of bodies lay in the street.", "killed dozens"),
    ("Twenty people lost their lives.", "killed 20"),
    ("The flood claimed 60 lives.", "killed 60"),
    ("Fifteen people were taken to hospital.", "wounded 15"),
    ("Two men were rushed to a hospital with gunshot wounds.", "wounded 2"),
    ("Six people suffered burns.", "wounded 6"),
    ("Two victims are in critical condition.", "wounded 2"),
    ("Three women are fighting for their lives.", "wounded 3"),
    ("Some 300 people are missing.", "missing 300~"),
    ("Two climbers went missing on Monday.", "missing 2"),
    ("At least 16 people remain unaccounted for.", "missing 16.."),
    ("Seven fishermen disappeared after the storm.", "missing 7"),
    ("Police arrested five suspects.", "detained 5"),
    ("At least 90 protesters were detained in the capital.", "detained 90.."),
    ("Two men were taken into custody.", "detained 2"),
    ("Soldiers captured six rebels.", "detained 6"),
    ("Gunmen kidnapped 12 students.", "abducted 12"),
    ("The rebels took 20 hostages.", "abducted 20"),
    ("Three nurses were abducted from a clinic.", "abducted 3"),
    ("The war has displaced two million people.", "displaced 2000000 aggregate"),
    ("About 9,000 people were evacuated.", "displaced 9000~"),
    ("More than 4,000 villagers fled their homes.", "displaced 4001.."),
    ("The attack has left 500 people homeless.", "displaced 500"),
    ("Since January more than 40 people have been killed.", "killed 41.. aggregate"),
    ("More than 200,000 people have been killed since the war began.", "killed 200001.. aggregate"),
    ("The cholera outbreak has killed 89 people this year.", "killed 89 aggregate"),
    ("Over the past three months 120 civilians have been killed.", "killed 120 aggregate"),
    ("The bomber also died.", "killed 1"),
    ("The gunman then killed himself.", "killed 1"),
    ("He shot his wife before turning the gun on himself.", "wounded 1; killed 1"),
    ("Two bombers blew themselves up, killing 43 people.", "killed 43"),
    ("Two soldiers and 16 gunmen were killed in the battle.", "killed 2; killed 16"),
    ("The army lost 12 men.", "killed 12"),
    ("Half a dozen guards were hurt.", "wounded 6"),
    ("Several children were killed.", "killed several"),
    ("Many people were wounded.", "wounded many"),
    ("Hundreds are feared dead.", "killed hundreds possible"),
    ("A number of rebels were killed yesterday.", "killed a number of"),
    ("Both officers died at the scene.", "killed 2"),
    ("The second victim died in hospital.", "killed 1"),
    ("One person was killed and another wounded.", "killed 1; wounded 1"),
    ("Another 20 were injured.", "wounded 20"),
    ("Five more people have died.", "killed 5"),
    ("Seven of the nine soldiers were wounded.", "wounded 7"),
    ("Three of them died.", "killed 3"),
    ("Fighting killed 24 civilians, 24 Kurdish fighters and 25 militiamen.", "killed 24; killed 24; killed 25"),
    ("Five officers and about a dozen militants were left dead.", "killed 5; killed 12~"),
    ("Between three and nine soldiers were injured along with three bystanders.", "wounded 3..9; wounded 3"),
    ("Eight Chinese were dead and 10 more missing.", "killed 8; missing 10"),
    ("As many as 100 residents were abducted.", "abducted 0..100"),
    ("No more than 20 were killed by shellfire.", "killed 0..20"),
    ("The clash ended in 18 fatalities.", "killed 18"),
    ("Two people are believed to have been killed.", "killed 2"),
    ("Four fishermen are reported missing.", "missing 4"),
    ("The driver, John Roe, 34, was killed.", "killed 1"),
    ("Police said a man accused of killing two women was arrested.", "detained 1; killed 2 alleged"),
    ("Three people were reportedly killed.", "killed 3 alleged"),
    ("Soldiers are accused of killing nine farmers.", "killed 9 alleged"),
    ("A car bomb killed the mayor and his driver.", "killed 2"),
    ("Rockets killed one child and injured his mother.", "killed 1; wounded 1"),
    ("The explosion killed 3-5 people.", "killed 3..5"),
    ("The 30 prisoners whom the soldiers killed were buried.", "killed 30"),
    ("A villager who was shot and later died was buried on Monday.", "killed 1; wounded 1"),
    ("Four farmers wounded in the blast were treated.", "wounded 4"),
    ("Two hikers reported killed in the storm were found.", "killed 2"),
    ("Twelve miners are believed to have died.", "killed 12"),
    ("Six civilians dying of their wounds were flown out.", "killed 6"),
    ("Three guards who were attacked and killed were buried.", "killed 3"),
    ("Nine workers were attacked and were killed.", "killed 9"),
    ("Ten passengers fell ill and died.", "killed 10"),
    ("The army says its tally of the injured is 40.", "wounded 40"),
    ("The injury toll rose to 60.", "wounded 60"),
    ("The attack brought to 21 the number of guerrillas killed in the area.", "killed 21"),
    ("Members of the patrol killed two Soldiers.", "killed 2"),
    ("Three Policemen were killed.", "killed 3"),
    ("Two of the Marines were wounded.", "wounded 2"),
    ("The overall death toll is at least 90.", "killed 90.."),
    ("In 2009 gunmen killed three people in the town.", "killed 3"),
    ("Ann Low and Paul Rayer, 51, were shot and killed on Tuesday.", "killed 2"),
    ("Larry Poe, 30, was found shot on May 3.", "wounded 1"),
    ("Mary Poe (45) was killed.", "killed 1"),
    ("He was the city's 85th homicide of the year.", "killed 85"),
    ("Man shot, injured near 56th Street", "wounded 1"),
    ("Two attackers killed themselves.", "killed 2"),
    ("Suicide bombers killed themselves and 15 others.", "killed 15"),
    ("Some 700,000 Rohingya have fled to Bangladesh.", "displaced 700000~"),
    ("Hospitals received 46 wounded, 12 of whom died.", "wounded 46; killed 12"),
    ("Of the 60 wounded, 20 were in critical condition.", "wounded 60; wounded 20"),
    ("Three policemen, a soldier and five civilians were among the dead.", "killed 3; killed 1; killed 5"),
    ("The mayor, his wife and two bodyguards were shot dead.", "killed 1; killed 1; killed 2"),
    ("Blast kills 7, injures 20 in capital", "killed 7; wounded 20"),
    ("US: 5 dead, 18 hurt in nightclub shooting", "killed 5; wounded 18"),
    ("Israeli forces shot and wounded a Palestinian man near Hebron.", "wounded 1"),
    ("The number of people killed rose to 117, with 40 still missing.", "killed 117; missing 40"),
]
NOT_ACTUAL = [
    ("Militants plan to kill 10 hostages.", "planned"),
    ("The group threatened to kill 20 prisoners.", "planned"),
    ("Police foiled a plot to kill two ministers.", "planned"),
    ("The gang planned the murder of two judges.", "planned"),
    ("Troops were preparing to evacuate 40 staff.", "planned"),
    ("The ministry ordered the arrest of five officers.", "planned"),
    ("The bomb could have killed hundreds.", "possible"),
    ("If the dam breaks, 3,000 people may die.", "possible"),
    ("The minister denied that 12 people had been killed.", "denied"),
    ("They fight not to kill a child.", "denied"),
    ("The soldiers did not kill 30 villagers.", "denied"),
    ("The daughter of the mayor was almost killed.", "denied"),
    ("Three people were allegedly killed.", "alleged"),
    ("The officers are charged with killing two farmers.", "alleged"),
    ("Since the uprising began at least 1,400 civilians have been killed.", "aggregate"),
    ("In the past two years 300 people have been killed in the region.", "aggregate"),
    ("The war has killed 40,000 people.", "aggregate"),
    ("The 22 homicides in the city in 2014 are double the number of last year.", "aggregate"),
    ("So far this year 22 people have been murdered in the city.", "aggregate"),
]
ACTUAL = [
    "It was the deadliest attack since the war began, killing 60 people.",
    "The strike this month killed 30 civilians.",
    "Five people were killed on 11 November.",
    "A court will examine the murders of three reporters.",
    "The movement denied any responsibility for the death of a farmer.",
]
NEVER = [
    "The suspect, 34, lives in the capital.",
    "A 25-year-old man addressed the crowd.",
    "The war began in 2011 and killed hopes of peace.",
    "The village lies 140 miles north of the city.",
    "The government paid $2 million to the families of the dead.",
    "About 2,500 US soldiers are deployed in the country.",
    "The bill was killed by 52 votes to 48.",
    "Three booby-trapped drones hit an area near the consulate.",
    "More than 40 attacks have targeted US interests since January.",
    "About 30 people worked at the consulate.",
    "The two bombs exploded within 10 minutes of each other.",
    "Some 4,000 people attended the funeral of the murdered mayor.",
    "The army sent 300 troops to the region where the killings took place.",
    "Thousands of protesters marched against the killing.",
    "Five men were rescued from the rubble.",
    "The ministry said 577 people were rescued.",
    "Four gunmen attacked the hotel.",
    "The strike destroyed 12 vehicles and two tanks.",
    "Rebels killed 30 cattle.",
    "The fire injured the country's reputation.",
    "Police fired 14 shots at the car.",
    "The attack took place at 7:30 p.m. on 17 August.",
    "The trial of the 12 officers accused in the case resumed.",
    "He was sentenced to 20 years for the murder.",
    "Troops seized 37 rifles and three rocket launchers.",
    "The 9,000-strong mission was in the capital.",
    "Dozens of homes were damaged in the shelling.",
    "Two villages were shelled overnight.",
    "The convoy of 15 trucks was hit.",
    "The plane was carrying 107 passengers.",
    "The group has about 1,000 fighters in the area.",
    "A crowd of 200 gathered outside the hospital where the wounded lay.",
    "The company cut 300 jobs and killed two projects.",
    "The vote was 12 to 3.",
    "Doctors treated him for the flu.",
    "The shooting happened in the 2200 block of Maryland Avenue.",
    "The attackers fled the scene in two cars.",
    "Officials met the families of the victims.",
    "The president condemned the killings.",
    "Nobody knows who carried out the attack.",
    "The five-day siege ended on Friday.",
    "The four-hour gun battle left the building in ruins.",
    "The two-story building collapsed.",
    "It was the third attack in a month.",
    "The 2005 bombing is still under investigation.",
    "Two of the suspects were questioned.",
    "Seven people witnessed the shooting.",
    "The blast was heard 20 km away.",
    "Some 60 lawmakers signed the motion condemning the massacre.",
    "More than 500 people signed a petition after the murder.",
    "Prosecutors filed 16 counts of murder.",
    "The town of 40,000 people was attacked.",
    "A reward of $10,000 was offered for the killer.",
    "The magnitude 7.8 quake struck at dawn.",
    "Temperatures reached 45 degrees.",
    "The hospital has 120 beds for the wounded.",
    "Ten ambulances took the wounded away.",
    "The rebels hold two districts.",
    "The ceasefire held for three weeks before the raid.",
    "The 19th Army attacked the town.",
    "The 1st Brigade killed the plan.",
    "The suspect bought two guns before the attack.",
    "Security was tight for the 500 guests.",
    "Six ministers visited the site of the blast.",
    "Eight countries condemned the attack.",
    "The peacekeepers number about 9,000.",
    "The dead belonged to the brigade.",
    "Officials were unharmed.",
    "All staff are safe.",
    "The two sides exchanged fire for two hours.",
    "The group released 30 hostages.",
    "Two men shot at the police car.",
    "Several gunmen shot repeatedly at the building.",
    "The search for two men continues after the shooting.",
    "The film about the killing won three prizes.",
    "Every year the road kills hope in 3 villages.",
    "Her book on death sold 20,000 copies.",
    "A mother of three spoke about the shooting.",
    "The attack was the deadliest in 12 years.",
    "The 11th brigade lost the base after the killings.",
    "Police are looking for two other people after the murder.",
    "The men, aged 19 and 24, live near the scene of the killing.",
]
SENTENCES = [sentence for sentence, _ in TOLLS]


def written(finding: TollFinding) -> str:
    """A finding as the tables write it."""
    toll = finding.toll
    number = str(toll.low) if toll.low == toll.high else f"{toll.low}..{'' if toll.high is None else toll.high}"
    words = (
        f"{finding.field} {toll.vague or number}{'~' if toll.approximate else ''}{' part' if toll.part_of else ''}"
    )
    return words if finding.status == "actual" else f"{words} {finding.status}"


@pytest.mark.parametrize(("sentence", "tolls"), TOLLS)
def test_tolls(sentence: str, tolls: str) -> None:
    assert "; ".join(written(f) for f in find_tolls(parse_text(sentence))) == tolls


@pytest.mark.parametrize(("sentence", "status"), NOT_ACTUAL)
def test_status(sentence: str, status: str) -> None:
    assert [f.status for f in find_tolls(parse_text(sentence))] == [status]


@pytest.mark.parametrize("sentence", ACTUAL)
def test_actual_after_all(sentence: str) -> None:
    assert [f.status for f in find_tolls(parse_text(sentence))] == ["actual"]


@pytest.mark.parametrize("sentence", NEVER)
def test_no_toll(sentence: str) -> None:
    assert [written(f) for f in find_tolls(parse_text(sentence))] == []


def test_the_tables_are_large_enough() -> None:
    assert len(TOLLS) >= 80
    assert len(NEVER) + len(NOT_ACTUAL) >= 80


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*SENTENCES, *NEVER]), min_size=1, max_size=3), st.sampled_from([" ", "\n\n"]))
def test_spans_stand_in_the_text(sentences: list[str], gap: str) -> None:
    parse = parse_text(gap.join(sentences))
    found = find_tolls(parse)
    assert all(f.span.stands_in(parse.text) for f in found)
    assert all(n.span.stands_in(parse.text) for f in found for n in f.toll.names)
    assert len({(f.field, f.span) for f in found}) == len(found)
    assert list(found) == sorted(found, key=lambda f: (f.span.start, f.span.end, f.field))


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 900), st.integers(1, 400))
def test_any_range_of_dead_and_wounded(low: int, more: int) -> None:
    parse = parse_text(
        f"Between {low} and {low + more} people were killed and at least {low} wounded in the blast."
    )
    assert [written(f) for f in find_tolls(parse)] == [f"killed {low}..{low + more}", f"wounded {low}.."]


def test_one_toll_is_found_once() -> None:
    text = "The army said four rebels were killed. Four rebels were killed, the army said."
    assert [written(f) for f in find_tolls(parse_text(text))] == ["killed 4", "killed 4"]


def test_cumulative_totals_are_marked() -> None:
    found = find_tolls(parse_text("Since January more than 40 people have been killed."))
    assert [f.toll.cumulative for f in found] == [True]


TOLD = [
    ("The bomb killed five people, a spokesman for the governor said on Monday.", "killed 5"),
    ("The mine killed two farmers and a nurse, a doctor at the clinic said.", "killed 2; killed 1"),
    ("Three wounded soldiers told reporters that two of their comrades had died.", "wounded 3; killed 2"),
]


@pytest.mark.parametrize(("sentence", "tolls"), TOLD)
def test_whoever_says_a_toll_is_not_counted_in_it(sentence: str, tolls: str) -> None:
    parse = parse_text(sentence)
    said = find_attributions(parse, find_quotations(parse))
    assert "; ".join(written(f) for f in find_tolls(parse, said)) == tolls
