from datetime import date

import numpy as np
import pytest
from format_makers import brute, described, on_day, refusal, save

from otanalysis.opening.calendar import days_described, days_open
from otanalysis.opening.tourinsoft import LAYOUTS, read_tourinsoft

MON, TUE, SUN = date(2025, 3, 3), date(2025, 3, 4), date(2025, 3, 2)
MARCH = "01/03/2025|31/03/2025"
SPLIT = "09:30|12:30|14:00|18:00"


def read(tmp_path, value, layout="", year=2025, **more):
    record = {
        "SyndicObjectID": "ORG1",
        "SyndicObjectName": "OT",
        "PeriodeOuverture": value,
        "Tarifs": "Adulte||||#Enfant|14/18 ans|||",
    }
    return read_tourinsoft(save(tmp_path, {"d": {"results": [record]}}), year, "t.json", layout=layout, **more)


def noted(found, text: str) -> bool:
    return any(text in note for note in found.notes)


def test_eight_fields(tmp_path):
    found = read(tmp_path, f"{MARCH}|{SPLIT}|Lundi$Mardi|Dimanche", "8-champs")
    slots = [(570, 750), (840, 1080)]
    assert np.array_equal(found.minutes, brute(2025, lambda d: slots if d.month == 3 and d.weekday() < 2 else []))
    assert days_described(found) == 31


def test_trap_a_detected_layout_is_the_first_note(tmp_path):
    found = read(tmp_path, f"{MARCH}|{SPLIT}|Lundi$Mardi|Dimanche")
    assert found.notes[0].startswith("disposition devinée : 8-champs")
    assert "déclarez-la" in found.notes[0]


def test_a_declared_layout_is_not_noted(tmp_path):
    assert not noted(read(tmp_path, f"{MARCH}|{SPLIT}|Dimanche", "7-champs"), "disposition")


def test_trap_seven_fields_hold_closing_days_and_a_dash_is_a_list(tmp_path):
    found = read(tmp_path, f"{MARCH}|{SPLIT}|Lundi-Dimanche", "7-champs")
    assert on_day(found, MON) == on_day(found, SUN) == []
    assert on_day(found, TUE) == ["09:30-12:30", "14:00-18:00"]


def test_trap_first_and_last_time_alone_are_one_slot(tmp_path):
    assert on_day(read(tmp_path, f"{MARCH}|09:00|||19:00|", "7-champs"), MON) == ["09:00-19:00"]


@pytest.mark.parametrize(
    "times", ["09:00|||", "|12:00||", "09:00|12:00|14:00|", "18:00|09:00||", "09:00|12:00||18:00", "|||"]
)
def test_times_left_alone_leave_the_days_unknown(tmp_path, times):
    found = read(tmp_path, f"{MARCH}|{times}|Dimanche", "7-champs")
    assert noted(found, "non compté")
    assert not described(found, MON)
    assert described(found, SUN)


def test_one_field_per_weekday(tmp_path):
    days = "|".join(["09:00|12:00||"] * 5 + ["|||"] * 2)
    found = read(tmp_path, f"{MARCH}|{days}|Dimanche", "31-champs")
    assert on_day(found, MON) == ["09:00-12:00"]
    assert described(found, SUN)
    assert not described(found, date(2025, 3, 1))
    assert noted(found, "ni heures ni fermeture, jours non décrits : samedi")


def test_trap_a_closing_day_that_has_slots_is_a_contradiction(tmp_path):
    days = "|".join(["09:00|12:00||"] * 7)
    found = read(tmp_path, f"{MARCH}|{days}|Dimanche", "31-champs")
    assert on_day(found, SUN) == []
    assert not described(found, SUN)
    assert noted(found, "contradiction")


def test_trap_empty_dates_hold_all_year_with_a_note(tmp_path):
    found = read(tmp_path, "||09:00|12:00|||Dimanche", "7-champs")
    assert days_open(found) == 365 - 52
    assert noted(found, "périodes sans dates")


def test_trap_half_days_are_read_aloud(tmp_path):
    found = read(tmp_path, f"{MARCH}|{SPLIT}|Lundi matin$Mardi soir|", "8-champs")
    assert on_day(found, MON) == ["09:30-12:30"]
    assert on_day(found, TUE) == ["14:00-18:00"]
    assert noted(found, "« mardi soir » lu comme : 14:00-18:00")


def test_a_half_day_without_its_slot_is_unknown(tmp_path):
    found = read(tmp_path, f"{MARCH}|09:00|18:00|||Lundi$Mardi soir|", "8-champs")
    assert not described(found, TUE)


def test_trap_public_holidays_of_the_list(tmp_path):
    year = f"01/01/2025|31/12/2025|{SPLIT}"
    assert on_day(read(tmp_path, f"{year}|Lundi$Jours fériés|", "8-champs"), date(2025, 5, 1)) == [
        "09:30-12:30",
        "14:00-18:00",
    ]
    shut = read(tmp_path, f"{year}|Jeudi|Jours fériés", "8-champs")
    assert on_day(shut, date(2025, 5, 1)) == []
    assert on_day(read(tmp_path, f"{year}|Jours fériés", "7-champs"), date(2025, 5, 1)) == []


def test_days_both_open_and_closed(tmp_path):
    found = read(tmp_path, f"{MARCH}|{SPLIT}|Lundi$Mardi|Lundi", "8-champs")
    assert on_day(found, MON) == []
    assert noted(found, "contradiction, ouverts et fermés à la fois")


def test_words_that_are_no_day(tmp_path):
    assert noted(read(tmp_path, f"{MARCH}|{SPLIT}|Lundi$Pont|", "8-champs"), "jours non reconnus, non comptés : pont")


def v3(**entry):
    return [{"Datededebut": "2025-03-01T00:00:00", "Datedefin": "2025-03-31T00:00:00", **entry}]


def test_objects_of_the_v3(tmp_path):
    times = {"Heuredouverture1": "09:30:00", "Heuredefermeture1": "12:30:00", "Heuredouverture2": None}
    found = read(tmp_path, v3(**times, Joursdefermeture=[{"ThesLibelle": "Dimanche"}]), "v3")
    assert on_day(found, MON) == ["09:30-12:30"]
    assert on_day(found, SUN) == []
    assert described(found, SUN)


def test_objects_of_the_v3_by_day(tmp_path):
    value = [
        {
            "Datedebut": "2025-03-01",
            "Datefin": "2025-03-31",
            "lundiheuredebut1": "09:00:00",
            "lundiheurefin2": "19:00:00",
        }
    ]
    found = read(tmp_path, value)
    assert found.notes[0].startswith("disposition devinée : v3")
    assert on_day(found, MON) == ["09:00-19:00"]
    assert not described(found, TUE)


def test_an_unknown_layout(tmp_path):
    assert "vouliez-vous dire « 8-champs »" in refusal(lambda: read(tmp_path, "x", "8-champ"))


@pytest.mark.parametrize("layout", sorted(set(LAYOUTS) - {"8-champs"}))
def test_trap_a_wrong_declared_layout(tmp_path, layout):
    told = refusal(lambda: read(tmp_path, f"{MARCH}|{SPLIT}|Lundi|", layout))
    assert f"aucun champ n'a la disposition « {layout} »" in told
    assert "« PeriodeOuverture » (8-champs)" in told


def test_several_fields_of_hours(tmp_path):
    record = {"SyndicObjectName": "OT", "A": f"{MARCH}|{SPLIT}|Lundi|", "B": f"{MARCH}|{SPLIT}|Dimanche"}
    told = refusal(lambda: read_tourinsoft(save(tmp_path, {"value": [record]}), 2025))
    assert "plusieurs champs d'horaires : « A » (8-champs), « B » (7-champs)" in told


def test_an_end_before_its_start(tmp_path):
    told = refusal(lambda: read(tmp_path, f"31/03/2025|01/03/2025|{SPLIT}|Lundi|"))
    assert "PeriodeOuverture[0]" in told
    assert "vient avant le début" in told


def test_no_field_of_hours(tmp_path):
    assert "aucune fiche avec des horaires" in refusal(lambda: read(tmp_path, None))
