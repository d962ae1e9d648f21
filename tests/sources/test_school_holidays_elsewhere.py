"""School holidays compared with another package's official dates."""

from datetime import date, timedelta

import pytest
from vacances_scolaires_france import SchoolHolidayDates

from otanalysis.opening.feast_days import school_holidays


@pytest.mark.parametrize("zone", "ABC")
@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_same_days_but_the_bridge_of_ascension(zone, year):
    elsewhere = SchoolHolidayDates()
    days = [date(year, 1, 1) + timedelta(n) for n in range(366) if (date(year, 1, 1) + timedelta(n)).year == year]
    theirs = {day for day in days if elsewhere.is_holiday_for_zone(day, zone)}
    ours = school_holidays(year, zone)
    assert theirs <= ours, "no official day is missing"
    bridge = sorted(ours - theirs)
    assert len(bridge) == 4, "the other package leaves out the four days of Ascension"
    assert bridge[-1] - bridge[0] == timedelta(3)
