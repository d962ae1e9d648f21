from datetime import date, timedelta

import pytest

from otanalysis.opening.calendar import OpeningError
from otanalysis.opening.feast_days import (
    REGIONS,
    public_holidays,
    runs,
    school_holidays,
    school_holidays_are_estimated,
)


def easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian computus (Meeus)."""
    a, b, c = year % 19, year // 100, year % 100
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - b // 4 - g + 15) % 30
    i = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * i) // 451
    month, day = divmod(h + i - 7 * m + 114, 31)
    return date(year, month, day + 1)


def eleven(year: int) -> set[date]:
    """The public holidays of article L3133-1 of the Code du travail."""
    fixed = {date(year, m, d) for m, d in [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)]}
    return fixed | {easter(year) + timedelta(days=n) for n in (1, 39, 50)}


@pytest.mark.parametrize("year", [2008, 2019, 2023, 2024, 2025, 2026, 2027, 2050, 2075])
def test_metropolitan_public_holidays_are_those_of_the_code_du_travail(year):
    assert public_holidays(year) == eleven(year)


@pytest.mark.parametrize("region", ["57", "67", "68", "6AE"])
def test_alsace_moselle_adds_good_friday_and_the_26th_of_december(region):
    assert public_holidays(2025, region) - public_holidays(2025) == {date(2025, 4, 18), date(2025, 12, 26)}


@pytest.mark.parametrize(
    ("region", "abolition"),
    [
        ("971", date(2025, 5, 27)),
        ("972", date(2025, 5, 22)),
        ("973", date(2025, 6, 10)),
        ("974", date(2025, 12, 20)),
        ("976", date(2025, 4, 27)),
        ("977", date(2025, 10, 9)),
        ("978", date(2025, 5, 28)),
    ],
)
def test_overseas_keeps_the_abolition_of_slavery(region, abolition):
    assert public_holidays(2025, region) > public_holidays(2025)
    assert abolition in public_holidays(2025, region)


@pytest.mark.parametrize("region", sorted(REGIONS))
def test_every_accepted_region_has_holidays(region):
    assert date(2025, 7, 14) in public_holidays(2025, region)


@pytest.mark.parametrize("region", ["75", "Alsace", "2A", "métropole"])
def test_an_unknown_region_is_told_the_accepted_codes(region):
    with pytest.raises(OpeningError, match=r"région inconnue.*écrivez.*57.*6AE.*971.*976"):
        public_holidays(2025, region)


# Arrêté of 7 December 2022, each holiday from its first Saturday to the Sunday before classes; Ascension bridge added.
SCHOOL_2025 = {
    "A": [(1, 1, 1, 5), (2, 22, 3, 9), (4, 19, 5, 4), (5, 29, 6, 1), (7, 5, 8, 31), (10, 18, 11, 2), (12, 20, 12, 31)],
    "B": [(1, 1, 1, 5), (2, 8, 2, 23), (4, 5, 4, 21), (5, 29, 6, 1), (7, 5, 8, 31), (10, 18, 11, 2), (12, 20, 12, 31)],
    "C": [(1, 1, 1, 5), (2, 15, 3, 2), (4, 12, 4, 27), (5, 29, 6, 1), (7, 5, 8, 31), (10, 18, 11, 2), (12, 20, 12, 31)],
}


@pytest.mark.parametrize(("zone", "days"), [("A", 127), ("B", 128), ("C", 127)])
def test_school_holidays_of_2025(zone, days):
    assert len(school_holidays(2025, zone)) == days
    written = [(date(2025, a, b), date(2025, c, d)) for a, b, c, d in SCHOOL_2025[zone]]
    assert runs(school_holidays(2025, zone)) == written


@pytest.mark.parametrize("year", [2018, 2024, 2027, 2030])
@pytest.mark.parametrize("zone", ["A", "B", "C"])
def test_school_holidays_stay_in_their_civil_year_and_reach_both_ends(year, zone):
    days = school_holidays(year, zone)
    assert {day.year for day in days} == {year}
    assert {date(year, 1, 1), date(year, 8, 1), date(year, 12, 31)} <= days


@pytest.mark.parametrize("zone", ["", "D", "a", "Zone A"])
def test_an_unknown_zone_is_told_the_letters(zone):
    with pytest.raises(OpeningError, match='écrivez "A", "B" ou "C"'):
        school_holidays(2025, zone)


def test_school_holidays_before_2018_are_refused_rather_than_empty():
    with pytest.raises(OpeningError, match=r"à partir de 2018.*écrivez les dates"):
        school_holidays(2017, "A")


@pytest.mark.parametrize(("year", "estimated"), [(2025, False), (2027, False), (2028, True), (2040, True)])
def test_school_holidays_without_a_published_order_are_estimated(year, estimated):
    assert school_holidays_are_estimated(year) is estimated


def test_runs_join_consecutive_days_over_months_and_years():
    days = [date(2026, 1, 1), date(2025, 12, 30), date(2025, 12, 31), date(2025, 12, 30), date(2026, 1, 3)]
    assert runs(days) == [(date(2025, 12, 30), date(2026, 1, 1)), (date(2026, 1, 3), date(2026, 1, 3))]
    assert runs([]) == []
