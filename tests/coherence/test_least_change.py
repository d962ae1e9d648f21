"""The least to add to an opening: minimal by brute force, and said by whole weekdays of a month."""

from datetime import date
from itertools import combinations, product

import numpy as np
import pytest
from hours_makers import YEAR, calendar_of, every_day, visitors
from hypothesis import given, settings
from hypothesis import strategies as st

from otanalysis.coherence.least_change import Plan, added_minutes, applied, more_days, more_hours
from otanalysis.opening.calendar import days_open, hours_open, minutes_per_day

MON, WED, SAT, SUN = 0, 2, 5, 6
FOUR_HOURS, ALL_DAY = 240, 24 * 60
quick = settings(max_examples=60, deadline=None)
DAYS = st.dates(date(YEAR, 1, 1), date(YEAR, 12, 31))
MINUTES = st.sampled_from([0, 1, 60, 180, 210, 239, 240, 300])


@quick
@given(st.dictionaries(DAYS, MINUTES, min_size=1, max_size=8), st.integers(0, 8), st.booleans())
def test_days_cost_the_least_that_any_choice_of_days_costs(opening, missing, counted):
    calendar = calendar_of(opening)
    lacking = [FOUR_HOURS - minutes for minutes in opening.values() if minutes < FOUR_HOURS]
    missing = min(missing, len(lacking))
    plan = Plan(more_days(calendar, visitors(lambda day: day.day) if counted else None, missing, FOUR_HOURS))
    assert added_minutes(plan) == min(map(sum, combinations(lacking, missing)))
    assert days_open(applied(calendar, plan), FOUR_HOURS) == days_open(calendar, FOUR_HOURS) + missing


@quick
@given(st.lists(st.integers(0, 600), min_size=365, max_size=365), st.integers(1, 100))
def test_in_a_whole_year_the_days_lacking_least_are_taken(minutes, missing):
    calendar = every_day(lambda day: minutes[day.timetuple().tm_yday - 1])
    cheapest = sorted(FOUR_HOURS - m for m in minutes if m < FOUR_HOURS)[:missing]
    plan = Plan(more_days(calendar, None, missing, FOUR_HOURS))
    assert added_minutes(plan) == sum(cheapest)
    assert days_open(applied(calendar, plan), FOUR_HOURS) == days_open(calendar, FOUR_HOURS) + len(cheapest)
    wanted = [day for group in plan.days for day in group.dates[: group.days]]
    assert len(wanted) == len(set(wanted)) == len(cheapest)


@quick
@given(st.dictionaries(DAYS, st.integers(0, 6).map(lambda h: 60 * h), min_size=3, max_size=3), st.integers(1, 12))
def test_hours_cost_the_least_that_any_way_of_adding_hours_costs(opening, missing):
    calendar = calendar_of(opening)

    def counted(hours) -> int:
        return sum(h for h in hours if h >= 4)

    now = [minutes // 60 for minutes in opening.values()]
    ways = product(range(13), repeat=3)
    gained = [(sum(w), counted(h + a for h, a in zip(now, w, strict=True)) - counted(now)) for w in ways]
    plan = more_hours(calendar, None, missing, FOUR_HOURS, ALL_DAY)
    whole = added_minutes(Plan(plan.days)) + (plan.longer.needed if plan.longer else 0)
    assert whole == 60 * min(added for added, hours in gained if hours >= missing)
    rounding = plan.longer.added if plan.longer else 0
    assert 0 <= added_minutes(plan) - whole < max(rounding, 1)
    assert hours_open(applied(calendar, plan), FOUR_HOURS) >= hours_open(calendar, FOUR_HOURS) + missing


def told(groups) -> list[tuple]:
    return [(g.weekday, g.months, g.minutes, g.days, len(g.dates)) for g in groups]


def test_a_day_open_three_hours_comes_before_a_closed_one():
    """Sundays of July open 3 h and all Mondays closed: 4 Sundays cost 4 h, a Monday 4 h alone."""
    calendar = every_day(lambda d: 0 if d.weekday() == MON else 180 if (d.weekday(), d.month) == (SUN, 7) else 420)
    assert told(more_days(calendar, None, 4, FOUR_HOURS)) == [(SUN, (7,), 180, 4, 4)]
    assert told(more_days(calendar, None, 6, FOUR_HOURS)) == [(SUN, (7,), 180, 4, 4), (MON, (1,), 0, 2, 4)]


def test_whole_weekdays_come_before_a_lone_day_and_months_are_put_together():
    """Saturdays closed from October to December: 4 + 4 + 4 days, 1 November being a holiday; one Wednesday closed."""
    calendar = every_day(
        lambda d: 0 if (d.weekday() == SAT and d.month > 9) or d == date(YEAR, 3, 12) else 420,
    )
    (saturdays,) = more_days(calendar, None, 12, FOUR_HOURS)
    assert told([saturdays]) == [(SAT, (10, 11, 12), 0, 12, 12)]
    assert date(YEAR, 11, 1) not in saturdays.dates
    first, *lone = more_days(calendar, None, 14, FOUR_HOURS)
    assert first == saturdays
    assert {g.dates for g in lone} == {(date(YEAR, 3, 12),), (date(YEAR, 11, 1),)}
    assert not any(g.regular for g in lone)


def test_public_holidays_come_last_even_when_a_month_has_many():
    """In May 2025 three Thursdays out of five are holidays: 1, 8 and 29."""
    calendar = every_day(lambda d: 0 if (d.weekday(), d.month) == (3, 5) else 420)
    thursdays, holidays = more_days(calendar, None, 3, FOUR_HOURS)
    assert thursdays.dates == (date(YEAR, 5, 15), date(YEAR, 5, 22))
    assert (thursdays.regular, holidays.regular) == (True, False)
    assert (holidays.days, len(holidays.dates)) == (1, 3)


def test_between_equal_costs_days_with_most_visitors_come_first():
    calendar = every_day(lambda d: 0 if d.weekday() in (MON, WED) else 420)
    summer = visitors(lambda d: 100 * (d.month == 8) + 50 * (d.month == 7) + (d.weekday() == WED))
    assert told(more_days(calendar, summer, 10, FOUR_HOURS)) == [
        (WED, (8,), 0, 4, 4),
        (MON, (8,), 0, 4, 4),
        (WED, (7,), 0, 2, 5),
    ]


def test_days_that_nobody_counted_come_last():
    calendar = every_day(lambda d: 0 if d.weekday() == MON else 420)
    counted = visitors(lambda d: np.nan if d.month == 8 else 10 * (d.month == 2))
    assert told(more_days(calendar, counted, 4, FOUR_HOURS)) == [(MON, (2,), 0, 4, 4)]


def test_without_visitors_one_weekday_is_used_before_another():
    calendar = every_day(lambda d: 0 if d.weekday() == SUN or (d.weekday() == MON and d.month < 3) else 420)
    assert [g.weekday for g in more_days(calendar, None, 20, FOUR_HOURS)] == [SUN, SUN]


def test_silence_is_not_closure():
    calendar = calendar_of({date(YEAR, 5, 5): 0, date(YEAR, 5, 12): 60})
    groups = more_days(calendar, None, 5, FOUR_HOURS)
    assert {day for g in groups for day in g.dates} == {date(YEAR, 5, 5), date(YEAR, 5, 12)}


def test_nothing_missing_asks_for_nothing():
    assert more_days(every_day(lambda _: 0), None, 0, FOUR_HOURS) == ()


def test_short_days_lengthened_first_then_an_hour_more_where_visitors_crowd():
    """5 Sundays from 3 to 4 h give 20 h for 5; 31 h are left: an hour more on the 26 + 27 days of July and August."""
    sundays = [date(YEAR, 3, n) for n in (2, 9, 16, 23, 30)]
    calendar = every_day(lambda d: 180 if d in sundays else 0 if d.weekday() == SUN else 420)
    crowd = visitors(lambda d: 1000 * (d.month in (7, 8)))
    plan = more_hours(calendar, crowd, 20 + 53, FOUR_HOURS, 600)
    assert told(plan.days) == [(SUN, (3,), 180, 5, 5)]
    assert (plan.longer.months, plan.longer.added, plan.longer.days) == ((7, 8), 60, 53)
    assert added_minutes(plan) == 60 * (5 + 53)


def test_half_an_hour_more_when_it_is_enough():
    calendar = every_day(lambda d: 300 if d.month == 6 else 0)
    plan = more_hours(calendar, None, 14.7, FOUR_HOURS, 600)
    assert (plan.longer.added, plan.longer.days, len(plan.longer.dates)) == (30, 30, 30)
    assert plan.longer.needed == 882


@pytest.mark.parametrize(
    ("longest", "missing", "days", "longer"), [(600, 2, 0, 120), (360, 1, 0, 60), (360, 2, 1, 0), (300, 1, 1, 0)]
)
def test_no_day_is_longer_than_the_longest(longest, missing, days, longer):
    """A day of 5 h and a closed one: the open day takes what is missing when it has room, else the other opens."""
    calendar = calendar_of({date(YEAR, 5, 5): 300, date(YEAR, 5, 12): 0})
    plan = more_hours(calendar, None, missing, FOUR_HOURS, longest)
    assert (sum(g.days for g in plan.days), plan.longer.added if plan.longer else 0) == (days, longer)


def test_a_closed_year_opens_days():
    calendar = every_day(lambda _: 0)
    plan = more_hours(calendar, None, 12, FOUR_HOURS, 600)
    assert added_minutes(plan) == 12 * 60
    assert hours_open(applied(calendar, plan), FOUR_HOURS) == 12


def test_what_the_described_days_cannot_hold_has_no_plan():
    assert more_hours(calendar_of({date(YEAR, 5, 5): 0}), None, 25, FOUR_HOURS, ALL_DAY) is None


def test_added_time_is_around_noon_and_never_twice():
    calendar = calendar_of({date(YEAR, 5, 5): 60, date(YEAR, 5, 12): 0})
    after = applied(calendar, Plan(more_days(calendar, None, 2, FOUR_HOURS)))
    assert minutes_per_day(after).sum() == 2 * FOUR_HOURS
    assert calendar.minutes.sum() == 60
    assert np.flatnonzero(after.minutes[131])[[0, -1]].tolist() == [600, 839]
