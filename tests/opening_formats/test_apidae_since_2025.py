from datetime import date

import numpy as np
import pytest
from format_makers import apidae, brute, newer, older, on_day, save, slot

from otanalysis.opening.apidae import read_apidae
from otanalysis.opening.calendar import days_described, days_open

YEAR = ("2025-01-01", "2025-12-31")
MONDAY, MAY_DAY = date(2025, 3, 3), date(2025, 5, 1)


def read(tmp_path, *periods, year=2025, **opening):
    return read_apidae(save(tmp_path, {"objetsTouristiques": [apidae(*periods, **opening)]}), year, "a.json")


def noted(found, text: str) -> bool:
    return any(text in note for note in found.notes)


def test_the_shape_of_2025_keeps_the_lunch_break(tmp_path):
    found = read(tmp_path, newer(*YEAR, slot("MON TUE", ("09:00", "12:00"), ("14:00", "18:00"))))
    assert np.array_equal(found.minutes, brute(2025, lambda d: [(540, 720), (840, 1080)] if d.weekday() < 2 else []))


def test_trap_only_opening_schedules_count(tmp_path):
    visits = newer(*YEAR, slot("SUN", ("15:00", "16:00")), kind=7460)["horaires"]
    period = newer(*YEAR, slot("MON", ("09:00", "12:00")))
    found = read(tmp_path, period | {"horaires": period["horaires"] + visits})
    assert days_open(found) == 52
    assert noted(found, "horaires d'un autre type, non comptés")


def test_visits_alone_leave_the_older_fields(tmp_path):
    visits = newer(*YEAR, slot("SUN", ("15:00", "16:00")), kind=7460)["horaires"]
    assert days_open(read(tmp_path, older(*YEAR, horaires=visits))) == 365


def test_trap_hol_overrides_weekdays(tmp_path):
    everyday = slot("MON TUE WED THU FRI SAT SUN", ("09:00", "18:00"))
    found = read(tmp_path, newer(*YEAR, everyday, slot("HOL", ("10:00", "12:00"))))
    assert on_day(found, MAY_DAY) == ["10:00-12:00"]
    shut = read(tmp_path, newer(*YEAR, everyday, slot("HOL", closed=True)))
    assert days_open(shut) == 365 - 11
    assert not noted(shut, "jours fériés")


def test_holidays_that_nobody_names_are_weekdays_with_a_note(tmp_path):
    found = read(tmp_path, newer(*YEAR, slot("THU", ("09:00", "18:00"))))
    assert on_day(found, MAY_DAY) == ["09:00-18:00"]
    assert noted(found, "ne dit rien des jours fériés")


@pytest.mark.parametrize("turned", [False, True])
def test_trap_closed_subtracts_in_any_order(tmp_path, turned):
    slots = [
        slot("MON TUE", ("09:00", "18:00")),
        slot("MON", ("12:00", "14:00"), closed=True),
        slot("TUE", closed=True),
    ]
    found = read(tmp_path, newer(*YEAR, *(slots[::-1] if turned else slots)))
    assert on_day(found, MONDAY) == ["09:00-12:00", "14:00-18:00"]
    assert days_open(found) == 52


def test_trap_recurrence_is_not_opening(tmp_path):
    period = newer(*YEAR, slot("MON", ("09:00", "12:00")))
    period["horaires"][0]["timePeriods"][0]["timeFrames"][0]["recurrence"] = "PT1H"
    assert on_day(read(tmp_path, period), MONDAY) == ["09:00-12:00"]


def test_a_time_frame_without_end_is_unknown(tmp_path):
    found = read(tmp_path, newer(*YEAR, slot("MON", ("09:00", ""))))
    assert (days_open(found), days_described(found)) == (0, 313)
    assert noted(found, "des heures manquent")
