"""The hours when visitors come and the office is shut."""

import numpy as np
import pytest

from otanalysis.attendance.series import Step
from otanalysis.coherence.demand import demand_of, side_by_side
from otanalysis.coherence.scale import load_scale
from otanalysis.coherence.underserved import Underserved, Weeks, underserved, usual_week, weeks_of
from tests.coherence.made_up import attendance, calendar

SCALE = load_scale()
SUMMER = [season.name for season in SCALE.seasons].index("été")
# 2023: July and August hold 9 Sundays in all less one: 2, 9, 16, 23, 30 July and 6, 13, 20, 27 August.
SUNDAYS = 9


def weeks(opens, counts) -> Weeks:
    return weeks_of(side_by_side(opens, demand_of(counts), SCALE.full_day_hours), SCALE)


def on_weekdays(day):
    return [(9, 12), (14, 18)] if day.weekday() < 5 else []


def test_summer_sundays_from_two_to_four():
    def visitors(moment):
        if moment.month in (7, 8) and moment.weekday() == 6 and moment.hour in (14, 15):
            return 50
        if moment.month in (7, 8) and moment.weekday() == 5 and moment.hour == 10:
            return 40
        return 10 if 9 <= moment.hour < 18 and moment.weekday() < 5 and moment.hour not in (12, 13) else 4

    found = underserved(weeks(calendar(on_weekdays), attendance(visitors, Step.HOUR)), 75)
    # 9 Sundays of 2 hours of 50 visitors, 9 Saturdays of one hour of 40; everywhere else, 4 is less than the open 10.
    assert found == (Underserved(SUMMER, 6, (14, 16), 50 * 2 * SUNDAYS), Underserved(SUMMER, 5, (10, 11), 40 * 9))


def test_daily_counts_name_whole_days():
    counts = attendance(lambda m: 60 if m.weekday() == 5 and m.month in (7, 8) else 10)
    found = underserved(weeks(calendar(on_weekdays), counts), 75)
    assert found[0] == Underserved(SUMMER, 5, (0, 1), 60 * 9)


def test_an_hour_open_half_of_the_time_is_not_shut():
    half = calendar(lambda d: [(9, 12), (14, 18)] if d.weekday() < 5 or d.day <= 15 else [])
    counts = attendance(lambda _: 10, Step.HOUR)
    found = weeks(half, counts)
    for u in underserved(found, 75):
        assert (found.opened[u.season, u.weekday, u.hours[0] : u.hours[1]] < 0.5).all()


def test_quiet_hours_are_not_under_served():
    counts = attendance(lambda m: 10 if on_weekdays(m) and 9 <= m.hour < 18 else 3, Step.HOUR)
    found = underserved(weeks(calendar(on_weekdays), counts), 75)
    assert {(u.weekday < 5, u.hours) for u in found} == {(True, (12, 14))}


def test_nothing_is_under_served_when_nothing_is_open():
    counts = attendance(lambda _: 10)
    assert underserved(weeks(calendar(lambda _: []), counts), 75) == ()


def test_lost_visitors_add_up_to_those_not_covered():
    counts = attendance(lambda m: m.day_of_year % 13 + m.hour % 5, Step.HOUR)
    opens = calendar(on_weekdays)
    found = weeks(opens, counts)
    shut = 1 - opens.minutes.reshape(365, 24, 60).mean(axis=2)
    assert found.lost.sum() == pytest.approx((demand_of(counts).visitors * shut).sum())


def test_what_is_not_described_is_unknown():
    opens = calendar(on_weekdays, described=lambda d: d.month not in (7, 8))
    found = weeks(opens, attendance(lambda _: 10, Step.HOUR))
    assert np.isnan(found.visitors[SUMMER]).all()
    assert np.isnan(usual_week(opens, SCALE, 48)[SUMMER]).all()
    assert not np.isnan(np.delete(found.visitors, SUMMER, axis=0)).any()


def test_the_usual_week_is_the_share_of_days_open():
    # Open on the Mondays of July only: 5 of the 9 Mondays of July and August 2023 (3, 10, 17, 24, 31 July).
    week = usual_week(calendar(lambda d: [(9.5, 12)] if d.month == 7 and d.weekday() == 0 else []), SCALE, 48)
    assert week[SUMMER, 0, 18:25].tolist() == pytest.approx([0, 5 / 9, 5 / 9, 5 / 9, 5 / 9, 5 / 9, 0])
    assert np.count_nonzero(week) == 5
