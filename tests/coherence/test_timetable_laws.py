"""Laws of timetables: limits hold on the calendar, nothing at hand is better, coverage is the calendar's."""

import numpy as np
import pytest
from every_timetable import is_allowed, random_demand, slots_of
from hypothesis import given, settings
from hypothesis import strategies as st

from otanalysis.coherence.demand import Demand, side_by_side
from otanalysis.coherence.limits import Limits
from otanalysis.coherence.scale import load_scale, season_of_days, weekday_of_days
from otanalysis.coherence.timetables import Suggestion, WeekBySeason, best_timetable, calendar_of, fewest_staff
from otanalysis.opening.calendar import days_described, minutes_per_day

quick = settings(max_examples=20, deadline=None)
SEEDS = st.integers(0, 10_000)
YEAR = 2024
SEASONS = season_of_days(load_scale().seasons, YEAR)
WEEKDAY = weekday_of_days(YEAR)


def random_week(random: np.random.Generator, same_hours: bool) -> WeekBySeason:
    """Return four weeks of days of two slots, 9 to 12.30 and 13.30 to 19 at the widest, Mondays closed."""
    week = np.zeros((4, 7, 48), bool)
    for season in range(4):
        days = [random_day(random) for _ in range(7)]
        for weekday in range(1, 7):
            if random.random() < 0.7:
                week[season, weekday] = days[0 if same_hours else weekday]
    return WeekBySeason(week)


def random_day(random: np.random.Generator) -> np.ndarray:
    day = np.zeros(48, bool)
    day[18 + random.integers(0, 3) : 24 + random.integers(0, 2)] = True
    day[27 + random.integers(0, 3) : 33 + random.integers(0, 6)] = True
    return day


def limits_met_by(week: WeekBySeason, closed: np.ndarray, same_hours: bool) -> Limits:
    """Return the tightest limits that a timetable meets: a person and a half present, half an hour around."""
    minutes = minutes_per_day(calendar_of(week, SEASONS, YEAR, closed))
    hours, days = minutes.sum() / 60, int((minutes > 0).sum())
    full_weeks = week.open.sum(axis=(1, 2)) / 2 + 0.5 * week.open.any(axis=2).sum(axis=1)
    return Limits(
        shortest_slot=2,
        longest_slot=5.5,
        lunch_break=(12.5, 13.5),
        closed_weekdays=(0,),
        same_hours=same_hours,
        hours_a_year=hours,
        min_days=int((minutes >= 360).sum()),
        min_hours_a_day=6,
        people_present=1.5,
        preparation_hours_a_day=0.5,
        person_hours_a_week=1.5 * full_weeks.max(),
        person_hours_a_year=1.5 * (hours + 0.5 * days),
    )


def assert_limits_hold(found: Suggestion, limits: Limits, closed: np.ndarray) -> None:
    calendar = calendar_of(found.week, SEASONS, YEAR, closed)
    days = calendar.minutes[:, ::30]
    assert np.array_equal(np.repeat(days, 30, axis=1), calendar.minutes)
    assert all(is_allowed(day, limits) for day in days)
    assert not days[closed].any()
    assert not days[np.isin(WEEKDAY, limits.closed_weekdays)].any()
    hours = days.sum(axis=1) / 2
    work = np.where(hours > 0, limits.people_present * (hours + limits.preparation_hours_a_day), 0)
    assert hours.sum() <= limits.hours_a_year
    assert work.sum() <= limits.person_hours_a_year + 1e-6
    assert (hours >= limits.min_hours_a_day).sum() >= limits.min_days
    for season in range(4):
        in_season = np.equal(SEASONS, season)
        weeks = [work[in_season & np.equal(WEEKDAY, weekday)].max(initial=0) for weekday in range(7)]
        assert sum(weeks) <= limits.person_hours_a_week + 1e-6
        if limits.same_hours:
            assert len({tuple(slots_of(day)) for day in days[in_season] if day.any()}) <= 1
    assert found.hours == hours.sum()
    assert found.days == (hours > 0).sum()
    assert found.long_days == (hours >= limits.min_hours_a_day).sum()
    assert found.person_hours == pytest.approx(work.sum())


def share_covered(week: WeekBySeason, demand: Demand, closed: np.ndarray, full_day_hours: float = 4) -> float:
    share = side_by_side(calendar_of(week, SEASONS, YEAR, closed), demand, full_day_hours).opened
    return float(np.nansum(demand.visitors * share) / np.nansum(demand.visitors))


@quick
@given(SEEDS, st.booleans())
def test_no_timetable_at_hand_is_better_and_every_limit_holds(seed, same_hours):
    random = np.random.default_rng(seed)
    demand, closed = random_demand(seed, YEAR, 24), random.random(366) < 0.04
    present = random_week(random, same_hours)
    limits = limits_met_by(present, closed, same_hours)
    best = best_timetable(demand, SEASONS, limits, closed=closed)
    assert best.coverage >= share_covered(present, demand, closed) - 2e-7 - best.gap
    assert best.coverage == pytest.approx(share_covered(best.week, demand, closed))
    assert_limits_hold(best, limits, closed)


@quick
@given(SEEDS, st.booleans())
def test_what_a_timetable_covers_can_be_covered_with_no_more_staff(seed, same_hours):
    random = np.random.default_rng(seed)
    demand, closed = random_demand(seed, YEAR, 24), random.random(366) < 0.04
    present = random_week(random, same_hours)
    limits, reached = limits_met_by(present, closed, same_hours), share_covered(present, demand, closed)
    found = fewest_staff(demand, SEASONS, limits, reached - 1e-9, closed=closed)
    assert found.coverage >= reached - 2e-9
    assert found.person_hours <= limits.person_hours_a_year * (1 + found.gap) + 0.01
    assert_limits_hold(found, limits, closed)


@quick
@given(SEEDS, st.floats(0.5, 12), st.integers(0, 300))
def test_coverage_of_daily_counts_is_the_share_of_the_calendar(seed, full_day_hours, min_days):
    random = np.random.default_rng(seed)
    demand, closed = random_demand(seed, YEAR, 1), random.random(366) < 0.04
    usual = np.array([random_day(random) for _ in range(4)])
    limits = Limits(min_days=min_days, hours_a_year=3000)
    found = best_timetable(demand, SEASONS, limits, usual, closed, full_day_hours)
    assert found.coverage == pytest.approx(share_covered(found.week, demand, closed, full_day_hours))
    assert found.coverage == pytest.approx(found.visitors / np.nansum(demand.visitors))
    opened = found.week.open.any(axis=2)
    assert np.array_equal(found.week.open, opened[:, :, None] & usual[:, None, :])
    assert found.long_days >= min_days


@quick
@given(SEEDS, st.booleans())
def test_a_calendar_follows_its_week_and_shuts_on_closed_days(seed, illustrative):
    random = np.random.default_rng(seed)
    week, closed = random_week(random, same_hours=False), random.random(366) < 0.1
    calendar = calendar_of(week, SEASONS, YEAR, closed, illustrative)
    for day in range(366):
        expected = np.zeros(48, bool) if closed[day] else week.open[SEASONS[day], WEEKDAY[day]]
        assert np.array_equal(calendar.minutes[day], np.repeat(expected, 30))
    assert (days_described(calendar), calendar.illustrative) == (366, illustrative)
