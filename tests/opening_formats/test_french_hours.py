from datetime import date

import numpy as np
import pytest
from format_makers import brute, on_day

from otanalysis.opening.calendar import OpeningError, days_open
from otanalysis.opening.french_osm import UnsureError, normalised
from otanalysis.opening.osm import from_osm

READ = {
    "lun-ven 9h30-12h": "Mo-Fr 09:30-12:00",
    "lu-ve 09:30-12:00": "Mo-Fr 09:30-12:00",
    "Lun.-Ven. 9h – 12h": "Mo-Fr 09:00-12:00",
    "Mo — Fr 09.00-12.00": "Mo-Fr 09:00-12:00",
    "Mo - Fr 09:00 - 12:00": "Mo-Fr 09:00-12:00",
    "avr-sept lun-sam 9h30-12h30 et 14h-18h": "Apr-Sep Mo-Sa 09:30-12:30,14:00-18:00",
    "Mo-Fr 10:00-12:00;; PH off": "Mo-Fr 10:00-12:00; PH off",
    "Mo-Fr 10:00-12:00;": "Mo-Fr 10:00-12:00",
    "lun et jeu 9h-12h": "Mo,Th 09:00-12:00",
    "lun-ven 9h-12h et sam 10h-12h": "Mo-Fr 09:00-12:00, Sa 10:00-12:00",
    "du lundi au vendredi de 9h à 12h ; fermé les jours fériés": "Mo-Fr 09:00-12:00; PH off",
    "tous les jours 10h-18h; dimanche fermé": "Mo-Su 10:00-18:00; Su off",
    "d'avril à septembre : tous les jours 10h-18h": "Apr-Sep Mo-Su 10:00-18:00",
    "du 1er avril au 30 septembre lun-sam 9h-12h": "Apr 01-Sep 30 Mo-Sa 09:00-12:00",
    "du 1er au 15 avril lundi 9h-12h": "Apr 01-15 Mo 09:00-12:00",
    "lun-ven 9h-12h sauf jours fériés": "Mo-Fr 09:00-12:00; PH off",
    "juil lun-ven 9h-12h sauf mer": "Jul Mo-Fr 09:00-12:00; Jul We off",
    "lun-ven 9h-12h / 14h-18h": "Mo-Fr 09:00-12:00,14:00-18:00",
    "Mo-Fr 08:30-12:00 13:30-17:00": "Mo-Fr 08:30-12:00,13:30-17:00",
    "lun-ven 9-12h": "Mo-Fr 09:00-12:00",
    "lundi 9h à midi": "Mo 09:00-12:00",
    "vacances scolaires 10h-18h": "SH 10:00-18:00",
    "sam 10h-12h sur rendez-vous": 'Sa 10:00-12:00 "sur rendez-vous"',
    'sam 10h-12h "sous la Halle"': 'Sa 10:00-12:00 "sous la Halle"',
    'lun-ven 9h-12h || "sur RDV"': 'Mo-Fr 09:00-12:00 || "sur RDV"',
    "20 déc 2025 - 5 jan 2026 fermé": "2025 Dec 20-2026 Jan 05 off",
    "1er mai fermé": "May 01 off",
    "Apr 15-Jun 30 lun 9h-12h": "Apr 15-Jun 30 Mo 09:00-12:00",
    "ph off": "PH off",
}


@pytest.mark.parametrize(("french", "osm"), READ.items(), ids=READ)
def test_french_is_rewritten(french, osm):
    assert normalised(french) == osm


@pytest.mark.parametrize("osm", sorted(set(READ.values())))
def test_what_is_rewritten_is_rewritten_to_itself(osm):
    if not osm.startswith("PH") and ", " not in osm:
        assert normalised(osm) == osm


MAR = {
    "mar-ven 9h-12h": "Tu-Fr 09:00-12:00",
    "mar, jeu 9h-12h": "Tu,Th 09:00-12:00",
    "mar lun-ven 9h-12h": "Mar Mo-Fr 09:00-12:00",
    "avr mar 9h-12h": "Apr Tu 09:00-12:00",
    "mar-oct lun 9h-12h": "Mar-Oct Mo 09:00-12:00",
    "mar mar 9h-12h": "Mar Tu 09:00-12:00",
}


@pytest.mark.parametrize(("french", "osm"), MAR.items(), ids=MAR)
def test_trap_mar_is_tuesday_or_march_by_its_neighbours(french, osm):
    assert normalised(french) == osm


@pytest.mark.parametrize("french", ["mar 9h-12h", "mar 09:00-12:00", "mar-mar 9h-12h", "fermé mar; lun 9h-12h"])
def test_trap_mar_alone_is_refused(french):
    with pytest.raises(OpeningError, match="mardi ou mars"):
        from_osm(french, 2025)


def test_march_of_osm_is_untouched():
    assert days_open(from_osm("Mar 09:00-12:00", 2025)) == 31


UNSURE = {
    "a day twice after a comma": ("tous les jours 9h-18h, dim 10h-12h", "vient deux fois"),
    "an afternoon after a comma": ("lun-ven 9h-12h, mer 14h-17h", "vient deux fois"),
    "a month lost after a comma": ("avr lun 9h-12h, sam 10h-12h", "répétez les mois"),
    "a closure before the hours": ("jours fériés fermé; lun-ven 9h-12h", "les fermetures après les ouvertures"),
}


@pytest.mark.parametrize(("french", "message"), UNSURE.values(), ids=UNSURE)
def test_trap_two_readings_are_refused(french, message):
    with pytest.raises(UnsureError, match=message):
        from_osm(french, 2025)


@pytest.mark.parametrize(
    "french",
    [
        "lun-ven 10-12",
        "lun-ven 9h-25h",
        "lun-ven 9h-12h75",
        "31 avril fermé",
        "l'été 9h-12h",
        "lun-ven matin",
        "lun-ven",
        "9h",
        "horaires d'hiver",
        "lun-ven 9h-12h (sauf pluie)",
        "fermé",
        "lun-ven 9h-12h-18h",
    ],
)
def test_what_has_no_sure_reading_is_refused_in_french(french):
    with pytest.raises(OpeningError, match=r"écrivez"):
        from_osm(french, 2025)


def test_the_rewritten_string_is_the_first_note():
    found = from_osm("lun-ven 9h30-12h; sam 10h-12h sur rdv", 2025)
    assert found.notes[0] == 'lu comme : Mo-Fr 09:30-12:00; Sa 10:00-12:00 "sur rendez-vous"'
    assert np.array_equal(found.minutes, brute(2025, lambda d: [(570, 720)] if d.weekday() < 5 else []))


def test_osm_is_not_rewritten():
    assert from_osm("Mo-Fr 09:30-12:00", 2025).notes == ()


def test_a_rewritten_string_that_the_guard_refuses_is_shown():
    with pytest.raises(OpeningError, match=r"« lun-ven 12h-12h » lu comme « Mo-Fr 12:00-12:00 » : .*même heure"):
        from_osm("lun-ven 12h-12h", 2025)


def test_holidays_of_french_hours_are_those_of_the_region():
    found = from_osm("lun-sam 9h-12h; fermé les jours fériés", 2025, region="67")
    assert on_day(found, date(2025, 12, 26)) == []
    assert days_open(found) == 300
