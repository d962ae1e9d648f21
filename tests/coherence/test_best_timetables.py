"""The optimum is the optimum: every timetable of small questions, hand-made ones, and laws on large ones."""

import numpy as np
import pytest
from every_timetable import HOURS, PERSON_HOURS, VISITORS, every_timetable, random_demand, within
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from otanalysis.attendance.series import Step
from otanalysis.coherence.demand import Demand
from otanalysis.coherence.limits import Infeasible, Limits
from otanalysis.coherence.scale import load_scale, season_of_days, weekday_of_days
from otanalysis.coherence.timetables import best_timetable, fewest_staff

quick = settings(max_examples=25, deadline=None)
SEEDS = st.integers(0, 10_000)
SMALL = st.fixed_dictionaries(
    {
        "opens_at": st.sampled_from([9, 9.5]),
        "closes_at": st.sampled_from([11.5, 12]),
        "shortest_slot": st.sampled_from([0.5, 1]),
        "longest_slot": st.sampled_from([None, 1.5]),
        "lunch_break": st.sampled_from([None, (10.5, 11)]),
        "closed_weekdays": st.sampled_from([(0, 1, 2, 3, 4), (0, 1, 2, 4, 5)]),
        "same_hours": st.booleans(),
        "hours_a_year": st.sampled_from([None, 120.0, 200.0]),
        "min_days": st.sampled_from([0, 0, 60, 90]),
        "min_hours_a_day": st.sampled_from([1, 1.5]),
        "people_present": st.sampled_from([1, 1.5]),
        "preparation_hours_a_day": st.sampled_from([0, 0.5]),
        "person_hours_a_week": st.sampled_from([None, 4.0, 5.0]),
        "person_hours_a_year": st.sampled_from([None, 180.0]),
    }
)


def small_question(seed: int, seasons: int, year: int, slots_a_day: int):
    random = np.random.default_rng(seed)
    demand = random_demand(seed, year, slots_a_day)
    days = len(demand.visitors)
    usual = np.zeros((seasons, 48), bool)
    for season in range(seasons):
        usual[season, 20 : 21 + random.integers(0, 5)] = True
    each = np.arange(seasons)
    return (
        demand,
        np.append(each, random.integers(0, seasons, days - seasons)),
        usual if slots_a_day == 1 else None,
        random.random(days) < 0.05,
    )


@quick
@given(SEEDS, SMALL, st.integers(1, 2), st.sampled_from([2023, 2024]), st.sampled_from([1, 24]))
def test_the_best_of_a_small_question_is_the_best_of_every_timetable(seed, fields, seasons, year, slots_a_day):
    limits = Limits(**fields)
    demand, season, usual, closed = small_question(seed, seasons, year, slots_a_day)
    totals = within(every_timetable(demand, season, limits, usual, closed, 2), limits)
    if not len(totals):
        with pytest.raises(Infeasible):
            best_timetable(demand, season, limits, usual, closed, 2)
        return
    found = best_timetable(demand, season, limits, usual, closed, 2)
    assert found.visitors == pytest.approx(totals[:, VISITORS].max(), rel=2e-7)
    assert found.gap == 0
    as_good = totals[np.isclose(totals[:, VISITORS], found.visitors, rtol=1e-9)]
    assert found.hours == as_good[:, HOURS].min()


@settings(max_examples=15, deadline=None)
@given(SEEDS, SMALL, st.integers(1, 2), st.sampled_from([1, 24]), st.floats(0.01, 0.1))
def test_the_fewest_staff_of_a_small_question_are_the_fewest_of_every_timetable(
    seed, fields, seasons, slots_a_day, coverage
):
    limits = Limits(**fields)
    demand, season, usual, closed = small_question(seed, seasons, 2023, slots_a_day)
    totals = within(every_timetable(demand, season, limits, usual, closed, 2), limits)
    enough = totals[totals[:, VISITORS] >= coverage * np.nansum(demand.visitors)]
    if not len(enough):
        with pytest.raises(Infeasible):
            fewest_staff(demand, season, limits, coverage, usual, closed, 2)
        return
    found = fewest_staff(demand, season, limits, coverage, usual, closed, 2)
    assert found.person_hours == pytest.approx(enough[:, PERSON_HOURS].min(), abs=0.01)
    assert found.coverage >= coverage - 1e-9


WEEKDAY = weekday_of_days(2024)
SATURDAYS = np.flatnonzero(WEEKDAY == 5)
ONE_SEASON = np.zeros(366, int)


def on_saturdays(**hours: int) -> Demand:
    """Return ten visitors at each of these hours (h14=10) of the 52 Saturdays of 2024."""
    visitors = np.zeros((366, 24))
    for hour, count in hours.items():
        visitors[SATURDAYS, int(hour[1:])] = count
    return Demand(2024, Step.HOUR, visitors)


def test_the_doors_open_when_people_come():
    found = best_timetable(on_saturdays(h14=10, h15=10, h16=10, h17=10), ONE_SEASON, Limits(hours_a_year=208))
    assert np.argwhere(found.week.open).tolist() == [[0, 5, half_hour] for half_hour in range(28, 36)]
    assert (found.visitors, found.coverage, found.hours) == (2080, 1, 208)
    assert (found.days, found.long_days, found.person_hours, found.gap) == (52, 52, 208, 0)


def test_with_half_the_hours_the_busiest_are_kept():
    found = best_timetable(on_saturdays(h14=10, h15=10, h16=20, h17=20), ONE_SEASON, Limits(hours_a_year=104))
    assert np.argwhere(found.week.open).tolist() == [[0, 5, half_hour] for half_hour in range(32, 36)]
    assert found.coverage == pytest.approx(2 / 3)


def test_hours_that_nobody_wants_stay_shut_and_one_slot_is_better_than_two():
    found = best_timetable(on_saturdays(h14=10, h15=10), ONE_SEASON, Limits())
    assert np.argwhere(found.week.open).tolist() == [[0, 5, half_hour] for half_hour in range(28, 32)]


def test_two_slots_leave_a_quiet_noon_out():
    found = best_timetable(on_saturdays(h10=10, h11=10, h14=10, h15=10), ONE_SEASON, Limits(hours_a_year=208))
    assert np.argwhere(found.week.open[0, 5]).ravel().tolist() == [20, 21, 22, 23, 28, 29, 30, 31]


def test_preparation_and_every_person_present_are_work():
    limits = Limits(people_present=2, preparation_hours_a_day=0.5)
    found = best_timetable(on_saturdays(h14=10, h15=10), ONE_SEASON, limits)
    assert found.person_hours == 52 * 2 * 2.5


def test_of_equal_weekdays_the_first_of_the_week_is_open():
    # 2024 has 53 Mondays and 53 Tuesdays: they are worth the same, and one day a week may be open.
    flat, usual = Demand(2024, Step.MONTH, np.ones((366, 1))), np.zeros((1, 48), bool)
    usual[0, 20:28] = True
    found = best_timetable(flat, ONE_SEASON, Limits(person_hours_a_week=4), usual)
    assert found.week.open[0].any(axis=1).tolist() == [True] + 6 * [False]
    assert (found.days, found.coverage) == (53, 53 / 366)


def test_usual_hours_are_taken_as_they_are():
    usual = np.zeros((1, 48), bool)
    usual[0, 2:5] = True
    found = best_timetable(random_demand(1, 2024, 1), ONE_SEASON, Limits(), usual, full_day_hours=6)
    assert np.array_equal(found.week.open[0], np.repeat(usual, 7, axis=0))
    assert found.coverage == pytest.approx(0.25)


def test_the_same_question_has_the_same_answer():
    demand, seasons = random_demand(3, 2024, 24), season_of_days(load_scale().seasons, 2024)
    limits = Limits(hours_a_year=1200, same_hours=False)
    one, other = (best_timetable(demand, seasons, limits) for _ in range(2))
    assert np.array_equal(one.week.open, other.week.open)


@quick
@example(0, 0.0, 6.0, False)
@given(SEEDS, st.floats(0, 2000), st.floats(0, 2000), st.booleans())
def test_more_hours_never_cover_less(seed, some, more, same_hours):
    assume(some <= more)
    demand, seasons = random_demand(seed, 2023, 24), season_of_days(load_scale().seasons, 2023)
    closing = {"closes_at": 14, "closed_weekdays": (0, 1, 2), "same_hours": same_hours}
    few, many = (best_timetable(demand, seasons, Limits(hours_a_year=h, **closing)) for h in (some, more))
    assert few.coverage <= many.coverage + 2e-7
