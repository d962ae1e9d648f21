"""Hours in the words of a door, that the reader of French hours reads back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from otanalysis.opening.french_osm import normalised
from otanalysis.opening.osm import from_osm
from otanalysis.opening.written_french import days_alike, days_in_french, hours_in_french, time_in_french

DAYS = {
    (0, 1, 2, 3, 4, 5): "lun.–sam.",
    (0, 1, 2, 3, 4, 5, 6): "tous les jours",
    (5, 6): "sam., dim.",
    (0, 2, 3, 4): "lun., mer.–ven.",
    (1,): "mar.",
    (6, 0): "lun., dim.",
}


def slots(*spans, a_day=48):
    opened = np.zeros(a_day, bool)
    for first, last in spans:
        opened[int(first * a_day / 24) : int(last * a_day / 24)] = True
    return opened


@pytest.mark.parametrize(("days", "text"), DAYS.items(), ids=DAYS.values())
def test_weekdays(days, text):
    assert days_in_french(days) == text


def test_hours():
    text = hours_in_french(slots((9.5, 12.5), (14, 18)))
    assert text == "9\u00a0h\u00a030–12\u00a0h\u00a030, 14\u00a0h–18\u00a0h"
    assert hours_in_french(slots()) == "fermé"
    assert hours_in_french(slots((0, 24))) == "0\u00a0h–24\u00a0h"
    assert hours_in_french(slots((9.25, 10), a_day=1440)) == "9\u00a0h\u00a015–10\u00a0h"
    assert time_in_french(605) == "10\u00a0h\u00a005"


@given(st.lists(st.booleans(), min_size=48, max_size=48))
def test_hours_read_back_to_the_same_minutes(opened):
    text = hours_in_french(np.array(opened))
    calendar = from_osm(normalised(f"lundi {text}"), 2024)
    assert calendar.minutes[0].reshape(48, 30).all(axis=1).tolist() == opened, "1 January 2024 is a Monday"
    assert calendar.minutes[0].sum() == 30 * sum(opened)


@given(st.sets(st.integers(0, 6), min_size=1))
def test_weekdays_read_back_to_the_same_days(days):
    text = days_in_french(days).replace("mar.", "mardi")
    calendar = from_osm(normalised(f"{text} 9 h–12 h"), 2024)
    assert {day for day in range(7) if calendar.minutes[day].any()} == days


@given(st.lists(st.sampled_from("abc"), max_size=7))
def test_days_alike_hold_each_day_once_and_only_equals(days):
    groups = days_alike(days)
    assert sorted(n for group in groups for n in group) == list(range(len(days)))
    assert all(len({days[n] for n in group}) == 1 for group in groups)
    assert len(groups) == len(set(days))
