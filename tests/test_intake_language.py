"""The language of a text, told offline; short or odd texts are left undecided."""

import pytest

from reportedly.intake.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("At least four people were killed in Tal Rahma on Sunday, police said.", "en"),
        ("FOUR SOLDIERS DIED WHEN THE REBELS ATTACKED A POST NEAR THE RIVER, SAID THE ARMY.", "en"),
        ("The dead included three men from the village, who had come for the harvest.", "en"),
        ("Al menos cuatro personas murieron el domingo en un ataque aéreo, dijo la policía.", "es"),
        ("Mindestens vier Menschen wurden am Sonntag bei einem Luftangriff getötet, sagte die Polizei.", "de"),
        ("Au moins quatre personnes ont été tuées dimanche dans une frappe aérienne, selon la police.", "fr"),
        ("Zeker vier mensen kwamen zondag om het leven bij een luchtaanval in de stad, zei de politie.", "nl"),
        ("Pelo menos quatro pessoas morreram no domingo em um ataque aéreo, disse a polícia.", "pt"),
        ("Almeno quattro persone sono state uccise domenica in un attacco aereo, ha detto la polizia.", "it"),
        ("Pazar günü düzenlenen hava saldırısında en az dört kişi öldü, dokuz kişi yaralandı.", "tr"),
        ("По меньшей мере четыре человека погибли в воскресенье, сообщила полиция.", "ru"),
        ("قتل أربعة أشخاص على الأقل في غارة جوية يوم الأحد، بحسب الشرطة.", "ar"),
        ("警方称,周日在该市发生的空袭造成至少四人死亡,另有九人受伤。", "zh"),
        ("کم از کم چار افراد اتوار کو فضائی حملے میں ہلاک ہو گئے، پولیس نے کہا۔", "ur"),
        ("", None),
        ("Four killed", None),
        ("Quatre morts", None),
        ("1234 5678", None),
        ("Kabul Kunduz Herat Kandahar Ghazni Zabul Helmand Farah Nimroz", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert detect(text) == language


def test_a_script_that_no_language_owns_is_not_taken_for_english() -> None:
    assert detect("ᚠᚢᚦᚨᚱᚲ ᚷᚹᚺᚾᛁᛃ ᛈᛉᛊᛏᛒᛖᛗ") not in (None, "en")
