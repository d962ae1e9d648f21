import csv
import re
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from osm_by_hand import EASTER, WORKDAY, Hours, brute, feast, weekday, when, within

from otanalysis.opening.calendar import OpeningError, days_in, days_open, describes_whole_year
from otanalysis.opening.osm import from_osm

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples" / "opening_hours"


def three_seasons(day: date) -> list[tuple[float, float]]:
    if feast(day) or within(day, (12, 25), (1, 1)):
        return []
    if day.month in (7, 8):
        return [(9, 19)]
    if day.month in (4, 5, 6, 9):
        return [(9.5, 12.5), (14, 18)] if day.weekday() < 6 else []
    return [(10, 12), (14, 17)] if 1 <= day.weekday() <= 4 else []


def sundays_and_feasts(day: date) -> list[tuple[float, float]]:
    if day.month not in (7, 8):
        return []
    return [(10, 12)] if feast(day) or day.weekday() == 6 else [(9, 18)]


def except_easter(day: date) -> list[tuple[float, float]]:
    return [] if day == EASTER[day.year] - timedelta(days=2) or day.month == 11 else [(10, 17)]


def and_wednesday_afternoon(day: date) -> list[tuple[float, float]]:
    return [(9, 12), (14, 17)] if day.weekday() == 2 else [(9, 12)] if WORKDAY(day) else []


# Expressions of our own, each with the hours that a person reads in it; counted minute by minute.
OWN: list[tuple[str, int, Hours]] = [
    (
        "Apr-Jun,Sep Mo-Sa 09:30-12:30,14:00-18:00; Jul-Aug Mo-Su 09:00-19:00; "
        "Oct-Mar Tu-Fr 10:00-12:00,14:00-17:00; PH off; Dec 25-Jan 1 off",
        2025,
        three_seasons,
    ),
    ("Mo-Fr 09:00-12:00,14:00-17:00", 2024, when(WORKDAY, (9, 12), (14, 17))),
    ("Mo-Fr 09:00-12:00, 14:00-17:00", 2024, when(WORKDAY, (9, 12), (14, 17))),
    ("Jul-Aug Mo-Sa 09:00-18:00; Jul-Aug Su,PH 10:00-12:00", 2023, sundays_and_feasts),
    ("Jul-Aug: Mo-Sa 09:00-18:00; Jul-Aug: PH,Su 10:00-12:00", 2025, sundays_and_feasts),
    ("10:00-17:00; easter -2 days off; Nov off", 2026, except_easter),
    (
        "Tu-Su 10:00-17:00; Su[1] off",
        2025,
        when(lambda d: d.weekday() > 0 and (d.weekday() < 6 or d.day > 7), (10, 17)),
    ),
    (
        "Oct 15-Apr 14 Sa-Su 14:00-18:00",
        2024,
        when(lambda d: within(d, (10, 15), (4, 14)) and d.weekday() > 4, (14, 18)),
    ),
    ("Mo-Fr 09:00-12:00, We 14:00-17:00", 2025, and_wednesday_afternoon),
    ("Mo-Fr 09:00-17:00; Mo-Fr 12:00-14:00 off", 2025, when(WORKDAY, (9, 12), (14, 17))),
    ("Mo, We 10:00-12:00", 2025, when(weekday(0, 2), (10, 12))),
    ("2025 Jul 14,2025 Dec 20-2026 Jan 5 10:00-12:00", 2026, when(lambda d: d <= date(2026, 1, 5), (10, 12))),
    ("week 18-40 Mo-Fr 09:00-17:00", 2026, when(lambda d: WORKDAY(d) and 18 <= d.isocalendar().week <= 40, (9, 17))),
    ("Mo-Su 00:00-24:00", 2024, when(lambda d: True, (0, 24))),
    ("Mo-Sa 10:00-12:00; Feb 29 off", 2024, when(lambda d: d.weekday() < 6 and (d.month, d.day) != (2, 29), (10, 12))),
    ("PH 10:00-12:00", 2026, when(feast, (10, 12))),
    ("Feb PH 10:00-12:00", 2026, when(lambda d: False)),
    ("Sa[1],PH 10:00-12:00", 2025, when(lambda d: feast(d) or (d.weekday() == 5 and d.day <= 7), (10, 12))),
    ("Mo-Fr 09:00-12:00; We OFF", 2025, when(weekday(0, 1, 3, 4), (9, 12))),
    ("off", 2025, when(lambda d: False)),
]


@pytest.mark.parametrize(("expression", "year", "hours"), OWN)
def test_hours_equal_brute_force(expression, year, hours):
    expected = brute(year, hours)
    found = from_osm(expression, year)
    assert np.array_equal(found.minutes, expected)
    assert describes_whole_year(found)


def test_the_reference_string_to_the_minute():
    found = from_osm(OWN[0][0], 2025)
    assert (days_open(found), int(found.minutes.sum())) == (257, 106_980)


@pytest.mark.parametrize(
    ("where", "message"),
    [({"region": "75"}, "région inconnue"), ({"zone": "D"}, "zone de vacances scolaires inconnue")],
)
def test_a_mistaken_place_is_refused_even_when_no_rule_needs_it(where, message):
    with pytest.raises(OpeningError, match=message):
        from_osm("Mo-Fr 09:00-12:00", 2025, **where)


@pytest.mark.parametrize("year", [1999, 2076, 2080])
def test_years_without_known_holidays_are_refused(year):
    with pytest.raises(OpeningError, match="de 2000 à 2075"):
        from_osm("Mo-Fr 09:00-12:00; PH off", year)


@pytest.mark.parametrize("year", [2000, 2075])
def test_the_first_and_the_last_year_have_holidays(year):
    open_days = days_open(from_osm("Mo-Su 09:00-12:00; PH off", year))
    assert open_days == days_in(year) - 11


def test_an_unusual_spelling_is_told_in_french():
    found = from_osm("mo-fr 09:00-12:00", 2025)
    assert days_open(found) == 261
    assert found.notes == ("écriture inhabituelle, à relire : « mo-fr 09:00-12:00 »",)


def test_a_year_that_no_rule_opens_says_so():
    assert from_osm("2024 Mo-Fr 09:00-12:00", 2025).notes == ("aucune minute d'ouverture en 2025 : vérifiez les dates",)


def test_school_holidays_of_years_without_an_order_are_said_to_be_estimated():
    assert from_osm("SH 10:00-12:00", 2027, zone="B").notes == ()
    assert "estimées" in from_osm("SH 10:00-12:00", 2029, zone="B").notes[0]


def sample_rows() -> list[dict[str, str]]:
    return [
        row
        for path in sorted(SAMPLES.glob("*.csv"))
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    ]


def passes_midnight(expression: str) -> bool:
    return any(end <= start for start, end in re.findall(r"(\d\d:\d\d)-(\d\d:\d\d)", expression))


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="samples are not there")
@pytest.mark.parametrize("row", sample_rows(), ids=lambda row: f"{row['year']} {row['expression']}")
def test_samples_come_out_to_the_minute(row):
    expression, year = row["expression"], int(row["year"])
    if passes_midnight(expression):
        with pytest.raises(OpeningError, match="passe minuit"):
            from_osm(expression, year)
        return
    found = from_osm(expression, year)
    assert int(found.minutes.sum()) == int(row["open_minutes"])
    assert days_open(found) == int(row["days_started"]) == int(row.get("days_touched", row["days_started"]))
    assert found.notes == ()
